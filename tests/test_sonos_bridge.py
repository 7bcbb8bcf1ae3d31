"""What speakers are asked over SoCo: a help where it comes, never a need."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from functools import partial
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.spindle.doubts import Doubt, Doubts, is_overdue
from custom_components.spindle.listening.types import Kind, Playback, Repeat, Snapshot, Source
from custom_components.spindle.sonos_bridge import (
    AT_ONCE,
    SONOS_DATA,
    TURN,
    SonosBridge,
    Transport,
    read_services,
)
from custom_components.spindle.stations import ASK_AGAIN, REMEMBERED, Stations
from custom_components.spindle.store.commands import recall_services
from tests.sonos_household import Home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

KITCHEN = "RINCON_KITCHEN"
DESCRIPTORS = (
    '<Services SchemaVersion="1"><Service Id="9" Name="Spotify"/>'
    '<Service Id="240" Name="Mum &amp; Dad&apos;s NAS"/><Service Id="x" Name="?"/>'
    '<Service Id="7" Name=" "/></Services>'
)
STREAM = "x-rincon-mp3radio://http://ice.example/stream"


class FakeSoCo:
    """A speaker that answers what it was told to, and notes who asks."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, int]] = []
        self.musicServices = self

    def _answer(self, name: str) -> Any:
        self.asked.append((name, threading.get_ident()))
        answer = self.answers[name]
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    def ListAvailableServices(self, arguments: list[Any]) -> dict[str, Any]:  # noqa: N802 (SoCo's)
        """Give the list of services."""
        assert arguments == []
        return {"AvailableServiceDescriptorList": self._answer("services")}

    def get_current_media_info(self) -> dict[str, Any]:
        """Give what was set to play."""
        return {"uri": self._answer("station"), "channel": ""}

    def get_current_transport_info(self) -> dict[str, Any]:
        """Give what is done."""
        return {"current_transport_state": self._answer("state")}

    def get_current_track_info(self) -> dict[str, Any]:
        """Give which title it is."""
        return {"uri": self._answer("track")}


def install(hass: HomeAssistant, *devices: tuple[str, FakeSoCo], old: bool = True) -> None:
    """Let core's sonos know these devices, where it keeps them in an old or a new release."""
    found = OrderedDict((speaker, SimpleNamespace(soco=device)) for speaker, device in devices)
    data = SimpleNamespace(discovered=found)
    if old:
        hass.data[SONOS_DATA] = data
        return
    entry = MockConfigEntry(domain="sonos")
    entry.add_to_hass(hass)
    entry.runtime_data = data


@pytest.mark.parametrize("old", [True, False])
async def test_a_speaker_that_core_knows_is_asked_in_another_thread(
    hass: HomeAssistant, *, old: bool
) -> None:
    device = FakeSoCo(
        services=DESCRIPTORS, station="x-sonosapi-stream:s24861?sid=254", state="PLAYING", track="u"
    )
    install(hass, (KITCHEN, device), old=old)
    bridge = SonosBridge(hass)
    assert await bridge.services(KITCHEN) == {9: "Spotify", 240: "Mum & Dad's NAS"}
    assert await bridge.station_uri(KITCHEN) == "x-sonosapi-stream:s24861?sid=254"
    assert await bridge.transport(KITCHEN) == Transport(playing=True, uri="u")
    assert threading.get_ident() not in {thread for _, thread in device.asked}


@pytest.mark.parametrize(
    "answer",
    [
        OSError("403 Client Error: Forbidden"),
        KeyError("uri"),
        None,
        "",
        b"bytes",
    ],
)
async def test_no_answer_and_a_strange_one_are_the_same(hass: HomeAssistant, answer: Any) -> None:
    install(hass, (KITCHEN, FakeSoCo(station=answer, services=answer)))
    bridge = SonosBridge(hass)
    assert await bridge.station_uri(KITCHEN) is None
    assert await bridge.services(KITCHEN) is None


async def test_without_soco_or_an_address_there_is_no_answer(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = SonosBridge(hass)
    assert await bridge.transport(KITCHEN) is None
    sonos = MockConfigEntry(domain="sonos")
    sonos.add_to_hass(hass)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=sonos.entry_id,
        identifiers={("sonos", KITCHEN)},
        configuration_url="http://192.0.2.7:1400/support/review",
    )
    monkeypatch.setitem(sys.modules, "soco", None)
    assert await bridge.transport(KITCHEN) is None


async def test_a_speaker_core_does_not_know_is_asked_at_its_device_s_address(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    sonos = MockConfigEntry(domain="sonos")
    sonos.add_to_hass(hass)
    dr.async_get(hass).async_get_or_create(
        config_entry_id=sonos.entry_id,
        identifiers={("sonos", KITCHEN)},
        configuration_url="http://192.0.2.7:1400/support/review",
    )
    asked: list[str] = []

    def soco(host: str) -> FakeSoCo:
        asked.append(host)
        return FakeSoCo(station="x-sonosapi-stream:s1?sid=254")

    monkeypatch.setitem(sys.modules, "soco", SimpleNamespace(SoCo=soco))
    assert await SonosBridge(hass).station_uri(KITCHEN) == "x-sonosapi-stream:s1?sid=254"
    assert asked == ["192.0.2.7"]


async def test_speakers_that_hang_hold_few_threads_and_nobody_waits_for_them(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    let_go, begun = threading.Event(), threading.Semaphore(0)

    def hang() -> str:
        begun.release()
        let_go.wait(20)
        return "late"

    device = FakeSoCo(station=hang)
    install(hass, (KITCHEN, device))
    bridge = SonosBridge(hass)
    asking = [asyncio.ensure_future(bridge.station_uri(KITCHEN)) for _ in range(5)]
    for _ in range(AT_ONCE):
        assert await hass.async_add_executor_job(partial(begun.acquire, timeout=5))
    freezer.tick(15)
    async_fire_time_changed(hass)
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(device.asked) == AT_ONCE
    assert sum(one.done() for one in asking) == AT_ONCE
    assert {one.result() for one in asking if one.done()} == {None}
    let_go.set()
    rest = await asyncio.gather(*asking)
    assert rest.count("late") == 3


async def test_speakers_that_never_let_go_make_nobody_wait_for_ever(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    let_go = threading.Event()
    install(hass, (KITCHEN, FakeSoCo(station=lambda: let_go.wait(20))))
    bridge = SonosBridge(hass)
    asking = [asyncio.ensure_future(bridge.station_uri(KITCHEN)) for _ in range(AT_ONCE + 2)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    freezer.tick(TURN + 1)
    async_fire_time_changed(hass)
    try:
        for _ in range(50):
            await asyncio.sleep(0)
        assert [one.done() and one.result() for one in asking] == [None] * len(asking)
    finally:
        let_go.set()
        await asyncio.gather(*asking)


@pytest.mark.parametrize(
    "descriptors",
    [
        "no xml",
        "<Services><Service Id='1' Name='x'/>",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Services>&b;</Services>',
        "<Services>" + " " * 2_000_000 + "</Services>",
    ],
)
def test_a_hostile_service_list_is_refused(descriptors: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        read_services(descriptors)


class FakeBridge:
    """Answers at once, and notes what it was asked."""

    def __init__(self, station: str | None = None, transport: Transport | None = None) -> None:
        self.station = station
        self.answer = transport
        self.asked: list[str] = []

    async def station_uri(self, speaker: str) -> str | None:
        """Give the station."""
        self.asked.append(speaker)
        return self.station

    async def transport(self, speaker: str) -> Transport | None:
        """Give what the speaker does."""
        self.asked.append(speaker)
        return self.answer


def as_real(bridge: FakeBridge) -> SonosBridge:
    """Pass a fake for the real one: it answers what it is asked here."""
    return cast("SonosBridge", bridge)


class FakePulse:
    """Rests for a given number of times, then ends the task."""

    def __init__(self, rests: int = 1) -> None:
        self.rests = rests

    async def rest(self, _seconds: float = 0, _wake: object = None, **_more: object) -> None:
        """Rest without waiting."""
        self.rests -= 1
        if self.rests < 0:
            raise asyncio.CancelledError

    async def during(self, work: Any) -> Any:
        """Do the work."""
        return await work


async def run(task: Callable[[Any], Any], rests: int = 0) -> None:
    """Run a supervised task for some rounds."""
    with pytest.raises(asyncio.CancelledError):
        await task(FakePulse(rests))


async def test_a_station_is_asked_for_once_and_then_known() -> None:
    bridge = FakeBridge("x-sonosapi-stream:s1?sid=254")
    found: list[str] = []
    stations = Stations(as_real(bridge), found.append)
    assert stations.get(KITCHEN, STREAM) is None
    assert stations.get(KITCHEN, STREAM) is None
    await run(stations.run)
    assert bridge.asked == [KITCHEN]
    assert found == [KITCHEN]
    assert stations.get(KITCHEN, STREAM) == bridge.station
    await run(stations.run)
    assert bridge.asked == [KITCHEN]


async def test_a_speaker_without_an_answer_is_asked_again_after_a_while(
    freezer: FrozenDateTimeFactory,
) -> None:
    bridge = FakeBridge()
    stations = Stations(as_real(bridge), lambda _: pytest.fail("nothing was found"))
    for pause, times in ((0, 1), (ASK_AGAIN / 2, 1), (ASK_AGAIN, 2)):
        freezer.tick(pause)
        stations.get(KITCHEN, STREAM)
        await run(stations.run)
        assert len(bridge.asked) == times


async def test_no_more_stations_are_remembered_than_said() -> None:
    stations = Stations(as_real(FakeBridge("s")), lambda _: None)
    for number in range(REMEMBERED + 10):
        stations.get(KITCHEN, f"{STREAM}{number}")
        await run(stations.run)
    assert len(stations._known) == REMEMBERED
    assert stations.get(KITCHEN, f"{STREAM}0") is None


async def test_radio_is_heard_at_once_and_gets_its_service_when_it_is_known(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    device = FakeSoCo(station="x-sonosapi-stream:s24861?sid=254&flags=32", services=DESCRIPTORS)
    install(hass, (KITCHEN, device))
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play(
        "Sinnerman", media_content_id=STREAM, media_channel="Radio Bremen", media_duration=None
    )
    await home.wait(45)
    assert [one[0] for one in device.asked].count("station") == 1
    assert await home.rows("title, music_service") == [("Sinnerman", "tunein")]
    assert await home.house.read(recall_services) == {9: "Spotify", 240: "Mum & Dad's NAS"}


async def test_radio_counts_although_the_speaker_refuses_to_answer(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    refusal = OSError("403 Client Error: Forbidden")
    install(hass, (KITCHEN, FakeSoCo(station=refusal, services=refusal)))
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman", media_content_id=STREAM, media_duration=None)
    await home.wait(45)
    assert await home.rows("title, music_service") == [("Sinnerman", "http_stream")]
    assert all(one.healthy for one in home.house.supervisor.status())


async def test_the_household_s_own_names_are_remembered_over_a_restart(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    install(hass, (KITCHEN, FakeSoCo(services='<S><Service Id="9999" Name="Bandcamp"/></S>')))
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    await home.wait(20)
    install(hass, (KITCHEN, FakeSoCo(services=OSError("away"))))
    await home.reload()
    kitchen.play("Sinnerman", media_content_id="x-sonos-http:track%3a1.mp3?sid=9999")
    await home.wait(110)
    assert await home.rows("music_service") == [("bandcamp",)]


def snapshot(**changes: Any) -> Snapshot:
    """A title of 200 s that began at second 1000, with another behind it."""
    plain: dict[str, Any] = {
        "playback": Playback.PLAYING,
        "source": Source(Kind.MUSIC, "spotify"),
        "uri": "track",
        "title": "Sinnerman",
        "duration": 200.0,
        "position": 0.0,
        "position_at": 1000.0,
        "queue_position": 1,
        "queue_size": 2,
    }
    return Snapshot(**(plain | changes))


def test_a_title_is_overdue_when_its_end_has_passed_and_another_should_play() -> None:
    assert not is_overdue(KITCHEN, snapshot(), 1210)
    assert is_overdue(KITCHEN, snapshot(), 1230)


@pytest.mark.parametrize(
    "changes",
    [
        {"playback": Playback.PAUSED},
        {"repeat": Repeat.ONE},
        {"repeat": Repeat.ALL},
        {"source": Source(Kind.RADIO, "tunein", live=True)},
        {"duration": None},
        {"position": None},
        {"position_at": None},
        {"queue_size": 1},
        {"queue_size": None, "queue_position": None},
        {"group": ("RINCON_BATH", KITCHEN)},
    ],
)
def test_nothing_else_is_overdue(changes: dict[str, Any]) -> None:
    assert not is_overdue(KITCHEN, snapshot(**changes), 100_000)


@pytest.mark.parametrize(
    ("transport", "doubt"),
    [
        (None, None),
        (Transport(playing=True, uri="track"), None),
        (Transport(playing=False, uri="track"), Doubt.NOT_PLAYING),
        (Transport(playing=True, uri="another"), Doubt.OTHER_TITLE),
    ],
)
async def test_only_the_speaker_itself_makes_a_suspect(
    freezer: FrozenDateTimeFactory, transport: Transport | None, doubt: Doubt | None
) -> None:
    freezer.move_to("1970-01-01 00:30:00")
    told: list[dict[str, str]] = []
    bridge = FakeBridge(transport=transport)
    doubts = Doubts(as_real(bridge), lambda: told.append(dict(doubts.suspects)))
    doubts.note(KITCHEN, snapshot())
    await run(doubts.run, rests=2)
    assert bridge.asked == [KITCHEN] * 2
    assert doubts.suspects == ({KITCHEN: doubt} if doubt else {})
    doubts.note(KITCHEN, snapshot(position_at=1800.0))
    assert doubts.suspects == {}
    assert told == ([{KITCHEN: doubt}, {}] if doubt else [])
    doubts.note(KITCHEN, None)
    await run(doubts.run, rests=2)
    assert len(bridge.asked) == 2
