"""The household's music and playlists, over SoCo itself, at simulated speakers."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

import pytest
from soco import SoCo  # type: ignore[import-untyped]  # it ships no types

from custom_components.spindle import sonos_playlists
from custom_components.spindle.playlists.targets.sonos_types import Refused, Silent, SonosTrack
from custom_components.spindle.sonos_playlists import SonosPlaylists
from tests.simulators.sonos.conftest import (  # noqa: F401 (fixtures)
    first_address,
    loopback,
    quirks,
    stage,
)
from tests.simulators.sonos.media import track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from custom_components.spindle.sonos_bridge import SonosBridge
    from tests.simulators.sonos.stage import Stage

SONGS = tuple(
    track("local_library", "Air & Co", f"Song <{number}>", 200, "Moon Safari")
    for number in range(5)
)


class Bridge:
    """Asks simulated speakers by room, in a thread; who is not there does not answer."""

    def __init__(self, household: Stage) -> None:
        self._stage = household
        self.asked: list[str] = []

    async def ask[T](self, speaker: str, question: Callable[[Any], T]) -> T | None:
        """Put a question."""
        self.asked.append(speaker)
        if speaker == "Nobody":
            return None
        device = SoCo(self._stage[speaker].address)
        with ThreadPoolExecutor(1) as threads:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(threads, question, device)


@pytest.fixture
def bridge(stage: Stage) -> Iterator[Bridge]:  # noqa: F811
    """The way to the speakers; SoCo forgets afterwards who led whom."""
    yield Bridge(stage)
    SoCo(stage["Kitchen"].address).zone_group_state.clear_cache()


@pytest.fixture
def playlists(bridge: Bridge) -> SonosPlaylists:
    """The playlists, asked of the kitchen when nobody else answers."""
    return SonosPlaylists(cast("SonosBridge", bridge), lambda: ("Nobody", "Kitchen"))


def first(bridge: Bridge) -> SonosPlaylists:
    """Return the playlists, asked of the kitchen first."""
    return SonosPlaylists(cast("SonosBridge", bridge), lambda: ("Kitchen",))


async def test_a_library_is_read_page_by_page(
    stage: Stage,  # noqa: F811
    bridge: Bridge,
    playlists: SonosPlaylists,
) -> None:
    assert not await playlists.has_library()
    stage.household.music.library = list(SONGS)
    stage.household.music.page = 2
    assert await playlists.has_library()
    pages = [page async for page in playlists.library()]
    assert [len(page) for page in pages] == [2, 2, 1]
    read = [one for page in pages for one in page]
    assert [(one.uri, one.title, one.artist) for one in read] == [
        (song.uri, song.title, song.artist) for song in SONGS
    ]
    assert bridge.asked[:2] == ["Nobody", "Kitchen"]


async def test_a_playlist_is_made_edited_and_deleted(
    stage: Stage,  # noqa: F811
    bridge: Bridge,
) -> None:
    music, playlists = stage.household.music, first(bridge)
    music.library = list(SONGS)
    tracks = [one async for page in playlists.library() for one in page]
    made = await playlists.create("R&B <#1>")
    assert await playlists.playlists() == {made: "R&B <#1>"}
    update_id = (await playlists.contents(made)).update_id
    for place, one in enumerate((tracks[0], tracks[2], tracks[3])):
        update_id = await playlists.put_in(made, update_id, one, place)
    update_id = await playlists.put_in(made, update_id, tracks[1], 1)
    contents = await playlists.contents(made)
    assert contents.uris == tuple(song.uri for song in SONGS[:4])
    assert contents.update_id == update_id
    await playlists.take_out(made, update_id, (0, 2))
    assert (await playlists.contents(made)).uris == (SONGS[1].uri, SONGS[3].uri)
    await playlists.delete(made)
    assert await playlists.playlists() == {}


async def test_a_speaker_that_follows_another_lets_its_leader_edit(
    stage: Stage,  # noqa: F811
    bridge: Bridge,
) -> None:
    stage.household.join(stage["Kitchen"], stage["Office"].player.uid)
    assert await first(bridge).create("Pop #1") == "SQ:0"


async def test_refusals_and_silence_are_told_apart(
    stage: Stage,  # noqa: F811
    bridge: Bridge,
    playlists: SonosPlaylists,
) -> None:
    with pytest.raises(Refused) as refused:
        await playlists.contents("SQ:9")
    assert refused.value.code == "701"
    made = stage.household.music.create("Pop #1")
    stage.household.music.library = list(SONGS)
    one = SonosTrack("S://x", SONGS[0].uri, "x", "y")
    with pytest.raises(Refused) as refused:
        await first(bridge).put_in(made.id, 99, one, 0)
    assert refused.value.code == "1028"
    # What changes something is asked of one speaker only: nobody knows whether it was done.
    bridge.asked.clear()
    with pytest.raises(Silent):
        await playlists.create("Pop #2")
    assert bridge.asked == ["Nobody"]
    with pytest.raises(Silent):
        await SonosPlaylists(cast("SonosBridge", bridge), lambda: ()).is_indexing()


async def test_the_reading_of_the_library_is_seen(
    stage: Stage,  # noqa: F811
    bridge: Bridge,
) -> None:
    assert not await first(bridge).is_indexing()
    stage.household.music.is_indexing = True
    assert await first(bridge).is_indexing()


@pytest.mark.parametrize(
    "didl", ["", "<a", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", " " * 5_000_000]
)
def test_nonsense_is_no_listing(didl: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        sonos_playlists._elements(didl)


def test_what_is_odd_in_a_listing_keeps_its_place() -> None:
    didl = '<DIDL-Lite xmlns="urn:schemas-upnp-org:metadata-1-0/DIDL-Lite/"><x/><item id="a"/></DIDL-Lite>'
    assert [one.id for one in sonos_playlists._elements(didl)] == ["", "a"]
