"""The listener: every play once, whatever happens to entities, entries and the disk."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, EVENT_HOMEASSISTANT_STOP
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.doubts import Doubts
from custom_components.spindle.inbox import Inbox, Observation
from custom_components.spindle.listener import Listener
from custom_components.spindle.listening.snapshot import read_state
from custom_components.spindle.listening.types import Instant, Phase, Reason
from custom_components.spindle.outbox import Outbox
from custom_components.spindle.service_list import ServiceList
from custom_components.spindle.stations import Stations
from custom_components.spindle.store.commands import record_step
from custom_components.spindle.store.types import StoreState
from custom_components.spindle.upkeep import Upkeep
from custom_components.spindle.worker import Worker
from tests.sonos_household import Home, nothing, opened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path
    from types import FrameType

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.pulse import Pulse

type MakeHome = Callable[..., Home]


@pytest.fixture(name="make_home")
def make_home_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> MakeHome:
    """Make a home with the given options, on an evening in March."""
    freezer.move_to("2026-03-01 20:00:00+00:00")

    def make(**options: Any) -> Home:
        return Home.make(hass, freezer, tmp_path, **options)

    return make


@pytest.fixture(name="home")
def home_fixture(make_home: MakeHome) -> Home:
    """A home with the options' defaults."""
    return make_home()


async def test_a_reload_in_the_middle_of_a_title_costs_nothing(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(60)
    await home.reload()
    await home.wait(60)
    await home.reload()
    await home.wait(30)
    kitchen.idle()
    await home.wait(30)
    assert await home.rows() == [("Sinnerman", pytest.approx(150, abs=2))]
    assert [one["title"] for one in home.scrobbled] == ["Sinnerman"]


async def test_a_stop_of_home_assistant_keeps_the_running_session(
    home: Home, tmp_path: Path
) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(60)
    home.hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await home.hass.async_block_till_done()
    home.hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await home.hass.async_block_till_done()
    with sqlite3.connect(tmp_path / "spindle.db") as db:
        ((speaker, saved),) = db.execute("SELECT speaker, saved FROM running").fetchall()
    assert speaker == kitchen.id
    assert "Sinnerman" in saved


async def test_what_is_told_in_the_last_moment_is_judged_before_the_end(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(110)
    kitchen.play("Four Women")
    assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    await home.set_up()
    await home.wait(110)
    assert [title for title, _ in await home.rows()] == ["Sinnerman", "Four Women"]
    assert [one["title"] for one in home.scrobbled] == ["Sinnerman", "Four Women"]


async def test_what_cannot_be_judged_at_the_end_costs_no_other_its_session(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_or_break(state: str, attributes: Any, **how: Any) -> Any:
        if attributes.get("media_title") == "poison":
            raise RuntimeError("poison")
        return read_state(state, attributes, **how)

    kitchen, bath = home.speaker("Kitchen"), home.speaker("Bath")
    await home.set_up()
    bath.play("Sinnerman")
    await home.wait(120)
    monkeypatch.setattr("custom_components.spindle.reading.read_state", read_or_break)
    kitchen.play("poison")
    bath.write("paused", media_position=120, media_position_updated_at=dt_util.utcnow())
    await asyncio.sleep(0)
    home.hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    home.freezer.tick(60)
    kitchen.idle()
    bath.idle()
    await home.set_up()
    await home.wait(60)
    assert await home.rows() == [("Sinnerman", pytest.approx(120, abs=2))]


async def test_the_recording_switch_is_kept_and_obeyed(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    changes: list[bool] = []
    home.runtime.listener.async_add_listener(
        lambda: changes.append(home.runtime.listener.recording)
    )
    await home.runtime.listener.async_set_recording(recording=False)
    assert changes == [False]
    await home.reload()
    assert not home.runtime.listener.recording
    kitchen.play("Sinnerman")
    await home.wait(150)
    assert await home.rows() == []
    view = home.runtime.listener.rooms[kitchen.id]
    assert (view.phase, view.reason) == (Phase.NOT_COUNTED, Reason.RECORDING_OFF)
    await home.runtime.listener.async_set_recording(recording=True)
    kitchen.play("Four Women")
    await home.wait(150)
    assert [title for title, _ in await home.rows()] == ["Four Women"]


async def test_the_switch_moves_and_says_when_it_cannot_be_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    await home.set_up()
    with monkeypatch.context() as closed:
        closed.setattr(home.house, "_store", None)
        with pytest.raises(HomeAssistantError):
            await home.runtime.listener.async_set_recording(recording=False)
    assert not home.runtime.listener.recording


async def test_a_room_shows_when_its_title_will_count(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    assert home.runtime.listener.rooms[kitchen.id].phase is Phase.IDLE
    began = home.freezer.time_to_freeze.timestamp()
    kitchen.play("Sinnerman")
    await home.settle()
    view = home.runtime.listener.rooms[kitchen.id]
    assert (view.phase, view.title) == (Phase.LISTENING, "Sinnerman")
    assert view.counts_at == pytest.approx(began + 100, abs=1)
    await home.wait(110)
    assert home.runtime.listener.rooms[kitchen.id].phase is Phase.COUNTED


async def test_a_play_is_told_to_listeners_once_it_is_durable(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    told: list[tuple[str | None, int]] = []
    forget = home.runtime.listener.async_add_play_listener(
        lambda listening, recorded: told.append((listening.title, recorded.play_id))
    )
    kitchen.play("Sinnerman")
    await home.wait(110)
    assert told == [("Sinnerman", (await home.rows("id"))[0][0])]
    forget()
    kitchen.play("Four Women")
    await home.wait(110)
    assert len(told) == 1


async def test_a_renamed_speaker_is_followed_in_the_middle_of_a_title(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(50)
    er.async_get(home.hass).async_update_entity(
        kitchen.entity_id, new_entity_id="media_player.galley"
    )
    home.hass.states.async_remove(kitchen.entity_id)
    kitchen.entity_id = "media_player.galley"
    kitchen.write("playing", group_members=["media_player.galley"])
    await home.wait(60)
    kitchen.idle()
    await home.wait(30)
    assert await home.rows() == [("Sinnerman", pytest.approx(110, abs=2))]
    assert home.scrobbled[0]["entity_id"] == "media_player.galley"


async def test_a_disabled_speaker_ends_its_title_and_is_heard_again_when_enabled(
    home: Home,
) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(110)
    registry = er.async_get(home.hass)
    registry.async_update_entity(kitchen.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    home.hass.states.async_remove(kitchen.entity_id)
    await home.wait(300)
    assert await home.rows() == [("Sinnerman", pytest.approx(110, abs=2))]
    assert home.runtime.listener.rooms == {}
    registry.async_update_entity(kitchen.entity_id, disabled_by=None)
    kitchen.play("Four Women")
    await home.wait(110)
    assert [title for title, _ in await home.rows()] == ["Sinnerman", "Four Women"]


async def test_a_speaker_that_is_bought_while_music_plays_is_heard(home: Home) -> None:
    await home.set_up()
    assert home.runtime.listener.rooms == {}
    bath = home.speaker("Bath")
    bath.play("Sinnerman", media_position=50)
    await home.wait(110)
    assert [title for title, _ in await home.rows()] == ["Sinnerman"]


async def test_a_group_is_one_listener(home: Home) -> None:
    kitchen, bath = home.speaker("Kitchen"), home.speaker("Bath")
    await home.set_up()
    group = [kitchen.entity_id, bath.entity_id]
    kitchen.play("Sinnerman", group_members=group)
    bath.play("Sinnerman", group_members=group)
    await home.wait(110)
    (told,) = home.scrobbled
    assert (told["room"], told["rooms"]) == ("Kitchen", ["Kitchen", "Bath"])
    assert home.runtime.listener.rooms[bath.id].phase is Phase.COUNTED


async def test_a_group_whose_coordinator_is_not_selected_is_heard_in_the_others(
    make_home: MakeHome,
) -> None:
    home = make_home(ignored_speakers=["RINCON_KITCHEN"])
    kitchen, bath = home.speaker("Kitchen"), home.speaker("Bath")
    await home.set_up()
    group = [kitchen.entity_id, bath.entity_id]
    kitchen.play("Sinnerman", group_members=group)
    bath.play("Sinnerman", group_members=group)
    await home.wait(110)
    (told,) = home.scrobbled
    assert told["rooms"] == ["Bath"]


async def test_a_group_whose_coordinator_is_disabled_is_heard_in_the_others(home: Home) -> None:
    kitchen, bath, attic = (home.speaker(name) for name in ("Kitchen", "Bath", "Attic"))
    er.async_get(home.hass).async_update_entity(
        kitchen.entity_id, disabled_by=er.RegistryEntryDisabler.USER
    )
    home.hass.states.async_remove(kitchen.entity_id)
    await home.set_up()
    group = [kitchen.entity_id, bath.entity_id, attic.entity_id]
    bath.play("Sinnerman", group_members=group)
    attic.play("Sinnerman", group_members=group)
    await home.wait(110)
    (told,) = home.scrobbled
    assert told["rooms"] == ["Bath", "Attic"]


async def test_the_options_are_the_rules(make_home: MakeHome) -> None:
    home = make_home(
        fraction=100, cap=30, private_rooms=["RINCON_BATH"], excluded_services=["tidal"]
    )
    kitchen, bath, attic = (home.speaker(name) for name in ("Kitchen", "Bath", "Attic"))
    await home.set_up()
    kitchen.play("Sinnerman")
    bath.play("Four Women")
    attic.play("Be My Husband", media_content_id="x-sonos-http:track.flac?sid=174")
    await home.wait(40)
    assert [title for title, _ in await home.rows()] == ["Sinnerman"]
    kitchen.idle()
    bath.idle()
    attic.idle()
    await home.wait(60)
    reasons = {home.runtime.listener.rooms[one.id].reason for one in (bath, attic)} | {None}
    assert reasons <= {Reason.PRIVATE_ROOM, Reason.EXCLUDED, None}
    counted = await home.house.read(_not_counted)
    assert counted == {"private_room": 1, "excluded": 1}


def _not_counted(db: sqlite3.Connection) -> dict[str, int]:
    """Read what was not counted, by reason."""
    return dict(db.execute("SELECT reason, sum(count) FROM not_counted GROUP BY 1").fetchall())


async def test_nothing_is_counted_in_the_quiet_hours(make_home: MakeHome) -> None:
    home = make_home(quiet_start="12:00:00", quiet_end="11:00:00")
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(110)
    assert await home.rows() == []


HOSTILE: tuple[dict[str, Any], ...] = (
    {"media_title": "x" * 1_000_000},
    {"media_title": "\ud800\x00<script>", "media_artist": ["a", "list"]},
    {"media_duration": float("nan"), "media_position": float("-inf")},
    {"media_duration": -5, "media_position": "soon", "media_position_updated_at": 7},
    {"group_members": [None]},
    {"group_members": {"kitchen": 1}, "repeat": object()},
    {"queue_size": 10**30, "media_content_id": b"bytes"},
    {"media_title": None, "media_artist": 3.5, "media_content_id": "';DROP TABLE play;--"},
)


async def test_nothing_a_speaker_says_stops_the_listener(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    for hostile in HOSTILE:
        kitchen.play("Sinnerman", **hostile)
        await home.wait(5)
    kitchen.write("no such state")
    await home.settle()
    assert home.runtime.listener.refused
    assert all("script" not in sentence for sentence in home.runtime.listener.refused)
    assert all(one.healthy for one in home.house.supervisor.status())
    kitchen.play("Four Women")
    await home.wait(110)
    assert ("Four Women",) in await home.rows("title")


async def test_refusals_are_counted_within_bounds_and_each_said_once(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "custom_components.spindle")
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    monkeypatch.setattr("custom_components.spindle.reading.SENTENCES", 1)
    kitchen.play("Sinnerman", media_title=1, media_artist=1, media_duration=[], repeat=object())
    await home.settle()
    refused = home.runtime.listener.refused
    assert len(refused) == 2
    kitchen.write("playing", media_position=1)
    await home.settle()
    assert min(refused.values()) > 1
    assert [caplog.text.count(f"is refused: {sentence}") for sentence in refused] == [1, 1]


async def test_plays_wait_while_the_disk_is_full_and_are_told_when_they_land(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    full = True

    def record(db: sqlite3.Connection, step: Any) -> Any:
        if full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return record_step(db, step)

    monkeypatch.setattr("custom_components.spindle.outbox.record_step", record)
    kitchen.play("Sinnerman")
    await home.wait(110)
    assert home.scrobbled == []
    await opened(home.house, StoreState.WAITING)
    assert home.house.status.waiting
    full = False
    home.house.async_retry_store()
    await opened(home.house, StoreState.READY)
    await home.house.write_kept(nothing)
    await home.settle()
    assert [one["played_at"] for one in home.scrobbled] == ["2026-03-01T20:00:00+00:00"]


async def test_no_database_call_runs_on_the_event_loop(home: Home) -> None:
    on_the_loop: list[str] = []

    def notice(_frame: FrameType, event: str, call: Any) -> None:
        if event != "c_call":
            return
        owner = getattr(call, "__self__", None)
        if isinstance(owner, sqlite3.Connection | sqlite3.Cursor) or "sqlite3" in (
            getattr(call, "__module__", None) or ""
        ):
            on_the_loop.append(call.__name__)

    kitchen = home.speaker("Kitchen")
    sys.setprofile(notice)
    try:
        await home.set_up()
        kitchen.play("Sinnerman")
        await home.wait(110)
        await home.runtime.listener.async_set_recording(recording=False)
        await home.reload()
        await home.hass.config_entries.async_remove(home.entry.entry_id)
        assert on_the_loop == []
        sqlite3.connect(":memory:").close()
        assert on_the_loop, "it would have been noticed"
    finally:
        sys.setprofile(None)
    assert len(home.scrobbled) == 1


TASKS = {
    "recall": (Listener, "_recall"),
    "listener": (Listener, "_listen"),
    "outbox": (Outbox, "run"),
    "stations": (Stations, "run"),
    "service list": (ServiceList, "run"),
    "doubts": (Doubts, "run"),
    "worker": (Worker, "run"),
    "upkeep": (Upkeep, "run"),
}


async def _raises() -> None:
    raise RuntimeError("broken")


async def _hangs() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("breaks", [_raises, _hangs])
async def test_a_task_that_breaks_is_red_within_a_minute_and_works_again(
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    breaks: Callable[[], Awaitable[None]],
) -> None:
    owner, method = TASKS[name]
    run = getattr(owner, method)
    broken = True

    async def run_or_break(self: object, pulse: Pulse) -> None:
        if broken:
            await breaks()
        await run(self, pulse)

    monkeypatch.setattr(owner, method, run_or_break)
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    assert set(TASKS) | {"store"} == {one.name for one in home.house.supervisor.status()}
    await home.wait(60)
    assert [one.name for one in home.house.supervisor.status() if not one.healthy] == [name]
    broken = False
    await home.wait(150)
    assert [one.name for one in home.house.supervisor.status() if not one.healthy] == []
    kitchen.play("Sinnerman")
    await home.wait(110)
    assert [title for title, _ in await home.rows()] == ["Sinnerman"]
    assert len(home.scrobbled) == 1


async def test_a_step_the_store_refuses_is_counted_and_said_once(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuses(_db: sqlite3.Connection, _step: object) -> None:
        raise ValueError("no")

    kitchen = home.speaker("Kitchen")
    await home.set_up()
    monkeypatch.setattr("custom_components.spindle.outbox.record_step", refuses)
    for title in ("Sinnerman", "Four Women"):
        kitchen.play(title)
        await home.wait(110)
    assert caplog.text.count("What is heard cannot be written down") == 1
    assert home.runtime.listener.lost >= 2
    monkeypatch.undo()
    kitchen.play("Be My Husband")
    await home.wait(110)
    assert [one["title"] for one in home.scrobbled] == ["Be My Husband"]
    assert "written down again" in caplog.text


def observed(speaker: str, number: int) -> Observation:
    """An observation that is known by its number."""
    return Observation(speaker, None, Instant(number, number))


def test_a_full_inbox_keeps_each_speaker_s_newest_and_the_order() -> None:
    inbox = Inbox(4)
    for number, speaker in enumerate("ABAAAACA"):
        inbox.put(observed(speaker, number))
    taken: list[tuple[str, float]] = []
    while one := inbox.take():
        taken.append((one.speaker, one.at.epoch))
    assert taken == [("B", 1), ("A", 5), ("C", 6), ("A", 7)]
    assert inbox.overflowed == 4


def test_an_inbox_of_more_speakers_than_places_loses_none() -> None:
    inbox = Inbox(2)
    for number, speaker in enumerate("ABCD"):
        inbox.put(observed(speaker, number))
    assert [inbox.take() for _ in "ABCDE"].count(None) == 1
    assert inbox.overflowed == 0


def test_what_an_inbox_holds_comes_again_before_what_is_new() -> None:
    inbox = Inbox(2)
    for number in range(3):
        inbox.put(observed("A", number))
        assert (inbox.take(hold=True) or observed("", -1)).at.epoch == number
    assert inbox.take(hold=True) is None
    inbox.put(observed("A", 3))
    taken = [one.at.epoch for one in iter(inbox.take, None)]
    assert taken == [1, 2, 3]
    assert inbox.overflowed == 1


def test_a_cleared_inbox_is_empty() -> None:
    inbox = Inbox(2)
    for number in range(2):
        inbox.put(observed("A", number))
    inbox.take(hold=True)
    inbox.clear()
    assert inbox.take() is None
    assert inbox.overflowed == 0
