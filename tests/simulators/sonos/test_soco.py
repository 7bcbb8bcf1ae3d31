"""SoCo itself, the library behind Home Assistant's integration, against the speakers."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from soco import SoCo  # type: ignore[import-untyped]  # it ships no types
from soco.exceptions import SoCoUPnPException  # type: ignore[import-untyped]

from .media import airplay, station, track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .stage import Stage

type InThread = Callable[[Callable[[], object]], asyncio.Future[object]]

SAYS = track("spotify", "Nils Frahm", "Says", 40, "Spaces")
KYOTO = track("deezer", "Air", "Alone in Kyoto", 30)


@pytest.fixture
def ask() -> Iterator[InThread]:
    """Run something of SoCo's, which blocks, in a thread that is gone after the test."""
    with ThreadPoolExecutor(1) as threads:
        yield lambda call: asyncio.get_running_loop().run_in_executor(threads, call)


async def test_sees_the_household(stage: Stage, ask: InThread) -> None:
    kitchen = SoCo(stage["Kitchen"].address)
    stage.household.join(stage["Office"], stage["Kitchen"].player.uid)
    assert await ask(lambda: kitchen.household_id) == stage.household.id
    assert await ask(lambda: {each.player_name for each in kitchen.visible_zones}) == {
        "Kitchen",
        "Office",
        "Living Room",
    }
    assert await ask(lambda: {each.player_name for each in kitchen.group.members}) == {
        "Kitchen",
        "Office",
    }


async def test_tells_the_title(stage: Stage, ask: InThread) -> None:
    kitchen = SoCo(stage["Kitchen"].address)
    stage["Kitchen"].player.load_queue([SAYS, KYOTO])
    info = await ask(kitchen.get_current_track_info)
    assert isinstance(info, dict)
    expected = {
        "title": "Says",
        "artist": "Nils Frahm",
        "album": "Spaces",
        "duration": "0:00:40",
        "playlist_position": "1",
        "uri": SAYS.uri,
    }
    assert {key: info[key] for key in expected} == expected


async def test_presses_the_buttons(stage: Stage, ask: InThread) -> None:
    kitchen, player = SoCo(stage["Kitchen"].address), stage["Kitchen"].player
    player.load_queue([SAYS, KYOTO])
    await ask(kitchen.pause)
    assert player.transport == "PAUSED_PLAYBACK"
    await ask(lambda: kitchen.seek("0:00:20"))
    assert player.position() == 20
    await ask(kitchen.next)
    assert player.item == KYOTO
    await ask(kitchen.previous)
    assert player.item == SAYS
    await ask(kitchen.play)
    assert player.transport in ("TRANSITIONING", "PLAYING")
    await ask(kitchen.stop)
    assert player.transport == "STOPPED"


async def test_sets_modes_and_volume(stage: Stage, ask: InThread) -> None:
    kitchen, player = SoCo(stage["Kitchen"].address), stage["Kitchen"].player
    player.load_queue([SAYS])

    def change() -> tuple[object, ...]:
        kitchen.play_mode = "SHUFFLE_REPEAT_ONE"
        kitchen.cross_fade = True
        kitchen.volume = 42
        kitchen.mute = True
        kitchen.bass = 3
        return kitchen.play_mode, kitchen.cross_fade, kitchen.volume, kitchen.mute, kitchen.bass

    assert await ask(change) == ("SHUFFLE_REPEAT_ONE", True, 42, True, 3)


async def test_fills_the_queue_and_plays_from_it(stage: Stage, ask: InThread) -> None:
    kitchen = SoCo(stage["Kitchen"].address)

    def fill() -> list[str]:
        kitchen.clear_queue()
        for number in range(3):
            kitchen.add_uri_to_queue(f"x-file-cifs://nas/music/{number}.flac")
        kitchen.play_from_queue(1)
        return [item.resources[0].uri for item in kitchen.get_queue()]

    assert await ask(fill) == [f"x-file-cifs://nas/music/{number}.flac" for number in range(3)]
    assert stage["Kitchen"].player.number == 2


async def test_joins_and_leaves(stage: Stage, ask: InThread) -> None:
    kitchen, office = SoCo(stage["Kitchen"].address), SoCo(stage["Office"].address)
    await ask(lambda: office.join(kitchen))
    assert stage.household.group_of(stage["Office"])[0] is stage["Kitchen"]
    await ask(kitchen.unjoin)
    assert stage.household.group_of(stage["Office"]) == [stage["Office"]]


async def test_splits_what_a_station_says(stage: Stage, ask: InThread) -> None:
    office = SoCo(stage["Office"].address)
    stage["Office"].player.load(*station("tunein", "Groove Salad"))
    stage["Office"].player.says("Bonobo - Kerala")
    info = await ask(office.get_current_track_info)
    assert isinstance(info, dict)
    assert (info["artist"], info["title"]) == ("Bonobo", "Kerala")
    media = await ask(office.get_current_media_info)
    assert isinstance(media, dict)
    assert media["channel"] == "Groove Salad"
    assert "sid=254" in media["uri"]


async def test_names_the_sources(stage: Stage, ask: InThread) -> None:
    kitchen, player = SoCo(stage["Kitchen"].address), stage["Kitchen"].player
    await ask(kitchen.switch_to_line_in)
    assert await ask(lambda: kitchen.music_source) == "LINE_IN"
    await ask(kitchen.switch_to_tv)
    assert await ask(lambda: kitchen.music_source) == "TV"
    item = airplay(player.uid, "Bjork", "Joga", 0)
    player.becomes(item)
    assert await ask(lambda: kitchen.music_source) == "AIRPLAY"


@pytest.mark.parametrize(
    ("press", "code"),
    [
        (lambda soco: soco.play(), "701"),
        (lambda soco: soco.next(), "711"),
        (lambda soco: soco.seek("0:10:00"), "701"),
        (lambda soco: soco.avTransport.Dance([("InstanceID", 0)]), "401"),
    ],
)
async def test_hears_refusals(
    stage: Stage, ask: InThread, press: Callable[[SoCo], object], code: str
) -> None:
    office = SoCo(stage["Office"].address)
    with pytest.raises(SoCoUPnPException) as error:
        await ask(lambda: press(office))
    assert error.value.error_code == code


async def test_lists_services_with_one_question(stage: Stage, ask: InThread) -> None:
    kitchen, server = SoCo(stage["Kitchen"].address), stage.server(stage["Kitchen"])
    answer = await ask(lambda: kitchen.musicServices.ListAvailableServices([]))
    assert isinstance(answer, dict)
    assert 'Name="BBC Sounds &amp; More"' in answer["AvailableServiceDescriptorList"]
    assert list(server.requests) == ["MusicServices#ListAvailableServices"]
