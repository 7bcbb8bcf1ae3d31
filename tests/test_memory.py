"""What an earlier run left behind is taken up, however late the store can tell it."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
import errno
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.spindle.listener import PATIENCE_AT_START
from custom_components.spindle.listening.types import Phase
from custom_components.spindle.memory import recall, remember_recording
from custom_components.spindle.sonos_bridge import SonosBridge
from custom_components.spindle.store import opening
from custom_components.spindle.store.types import StoreState
from tests.sonos_household import Home, Player, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant


@pytest.fixture(name="home")
def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A home on an evening in March."""
    freezer.move_to("2026-03-01 20:00:00+00:00")
    return Home.make(hass, freezer, tmp_path)


@pytest.fixture(name="kitchen")
def kitchen_fixture(home: Home) -> Player:
    """A speaker in it."""
    return home.speaker("Kitchen")


OPENING, FULL, BROKEN = "opening", "full", "broken"
"""Why a store is not open: it takes its time, has no room, or cannot be."""


class Door:
    """The way to the database file; it can be shut."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._shut: str | None = None
        self._free = threading.Event()

    def shut(self, why: str) -> None:
        """Let no store open from now on."""
        self._shut = why
        self._free.clear()

    def unlock(self) -> None:
        """Let the store open, without waiting for it."""
        self._shut = None
        self._free.set()

    async def open(self) -> None:
        """Let the store open, and what waited for it happen."""
        self.unlock()
        self._home.house.async_retry_store()
        await opened(self._home.house, StoreState.READY)
        await self._home.wait(40)

    def pass_through(self, watcher: Callable[[], bool]) -> None:
        """Do what opening does before anything else."""
        if self._shut == OPENING:
            while not self._free.wait(0.02):
                watcher()
        elif self._shut == FULL:
            raise OSError(errno.ENOSPC, "No space left on device")
        elif self._shut == BROKEN:
            raise RuntimeError("cannot be opened")


@pytest.fixture(name="door")
def door_fixture(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """The door of the home's store, open."""
    door, really_open = Door(home), opening.Opener.open

    def open_behind(self: opening.Opener, **how: Any) -> Any:
        door.pass_through(how["watcher"])
        return really_open(self, **how)

    monkeypatch.setattr(opening.Opener, "open", open_behind)
    yield door
    door.unlock()


async def unload(home: Home) -> None:
    """Unload the history."""
    assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    await home.hass.async_block_till_done()


async def set_up_behind(home: Home, door: Door, why: str) -> None:
    """Set the history up while its store cannot be opened."""
    door.shut(why)
    assert await home.hass.config_entries.async_setup(home.entry.entry_id)
    if why != OPENING:
        await opened(home.house, StoreState.WAITING, StoreState.FAILED)
    await home.settle()


async def reload_in_the_middle_of_opening(home: Home, door: Door) -> None:
    """Unload the history while its store opens, and set it up again."""
    stopped = asyncio.Event()
    forget = home.house.supervisor.async_add_listener(stopped.set)
    unloading = asyncio.ensure_future(unload(home))
    await stopped.wait()
    forget()
    door.unlock()
    await unloading
    assert await home.hass.config_entries.async_setup(home.entry.entry_id)
    await opened(home.house, StoreState.READY)
    await home.settle()


@pytest.mark.parametrize("why", [OPENING, FULL, BROKEN])
async def test_nothing_lands_that_was_heard_while_recording_was_remembered_off(
    home: Home, kitchen: Player, door: Door, why: str
) -> None:
    await home.set_up()
    await home.runtime.listener.async_set_recording(recording=False)
    await unload(home)
    await set_up_behind(home, door, why)
    kitchen.play("Sinnerman")
    await home.wait(PATIENCE_AT_START + 20)
    kitchen.play("Four Women")
    await home.wait(150)
    await door.open()
    assert home.runtime.listener.recording is False
    assert await home.rows() == []
    assert home.scrobbled == []


@pytest.mark.parametrize("why", [OPENING, FULL, BROKEN])
async def test_every_play_lands_that_was_heard_before_the_store_could_be_opened(
    home: Home, kitchen: Player, door: Door, why: str
) -> None:
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(80)
    await unload(home)
    await set_up_behind(home, door, why)
    await home.wait(115)
    for title in ("Four Women", "Be My Husband"):
        kitchen.play(title)
        await home.wait(200)
    kitchen.idle()
    await door.open()
    assert await home.rows() == [
        ("Sinnerman", pytest.approx(195, abs=5)),
        ("Four Women", pytest.approx(200, abs=2)),
        ("Be My Husband", pytest.approx(200, abs=2)),
    ]
    assert [one["title"] for one in home.scrobbled] == [
        "Sinnerman",
        "Four Women",
        "Be My Husband",
    ]


async def test_an_unload_before_the_recall_judges_nothing(
    home: Home, kitchen: Player, door: Door
) -> None:
    await home.set_up()
    await home.runtime.listener.async_set_recording(recording=False)
    await unload(home)
    await set_up_behind(home, door, OPENING)
    kitchen.play("Sinnerman")
    await home.wait(120)
    await reload_in_the_middle_of_opening(home, door)
    assert home.runtime.listener.recording is False
    assert await home.rows() == []


async def test_an_unload_before_the_recall_leaves_the_saved_session_as_it_is(
    home: Home, kitchen: Player, door: Door
) -> None:
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(80)
    await unload(home)
    await set_up_behind(home, door, OPENING)
    await home.wait(20)
    await reload_in_the_middle_of_opening(home, door)
    await home.wait(40)
    kitchen.idle()
    await home.wait(40)
    assert await home.rows() == [("Sinnerman", pytest.approx(140, abs=2))]


@pytest.mark.parametrize(("why", "at_once"), [(OPENING, False), (FULL, True), (BROKEN, True)])
async def test_rooms_wait_for_a_store_that_opens_and_no_other(
    home: Home, kitchen: Player, door: Door, why: str, *, at_once: bool
) -> None:
    kitchen.play("Sinnerman")
    await set_up_behind(home, door, why)
    await home.wait(20)
    shown = home.runtime.listener.rooms.get(kitchen.id)
    assert (shown is not None and shown.phase is Phase.LISTENING) is at_once
    await home.wait(PATIENCE_AT_START)
    assert home.runtime.listener.rooms[kitchen.id].phase is Phase.COUNTED
    await door.open()


async def test_a_store_that_takes_its_time_makes_no_task_look_hung(
    home: Home, kitchen: Player, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def services(_: SonosBridge, _speaker: str) -> dict[int, str]:
        return {9: "Spotify"}

    monkeypatch.setattr(SonosBridge, "services", services)
    kitchen.play("Sinnerman")
    await set_up_behind(home, door, OPENING)
    for _ in range(10):
        await home.wait(20)
        tasks = [one for one in home.house.supervisor.status() if one.name != "store"]
        assert [one.name for one in tasks if not one.healthy or one.restarts] == []
    await door.open()


async def test_a_recall_that_fails_is_red_and_made_again(
    home: Home, kitchen: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: sqlite3.Connection) -> None:
        raise sqlite3.DatabaseError("not for long")

    monkeypatch.setattr("custom_components.spindle.memory.recall", fails)
    await home.set_up()
    kitchen.play("Sinnerman")
    await home.wait(60)
    assert [one.name for one in home.house.supervisor.status() if not one.healthy] == ["recall"]
    monkeypatch.setattr("custom_components.spindle.memory.recall", recall)
    await home.wait(130)
    assert [one.name for one in home.house.supervisor.status() if not one.healthy] == []
    assert [title for title, _ in await home.rows()] == ["Sinnerman"]


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have no room for the switch."""

    def refuse(_: sqlite3.Connection, **_switch: Any) -> None:
        if full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        remember_recording(_, **_switch)

    full = True
    monkeypatch.setattr("custom_components.spindle.listener.remember_recording", refuse)
    yield
    full = False


@pytest.mark.parametrize("recording", [False, True])
async def test_the_switch_moves_on_a_full_disk_and_is_kept_when_there_is_room(
    home: Home, monkeypatch: pytest.MonkeyPatch, *, recording: bool
) -> None:
    await home.set_up()
    listener = home.runtime.listener
    await listener.async_set_recording(not recording)
    with full_disk(monkeypatch):
        switching = asyncio.ensure_future(listener.async_set_recording(recording))
        await opened(home.house, StoreState.WAITING)
        assert listener.recording is recording
        await home.wait(20)
        await switching
    home.house.async_retry_store()
    await opened(home.house, StoreState.READY)
    await home.reload()
    assert home.runtime.listener.recording is recording


@pytest.mark.parametrize("recording", [False, True])
async def test_a_switch_before_the_recall_is_the_last_word_from_then_on(
    home: Home, kitchen: Player, door: Door, *, recording: bool
) -> None:
    await home.set_up()
    await home.runtime.listener.async_set_recording(not recording)
    await unload(home)
    await set_up_behind(home, door, BROKEN)
    kitchen.play("Sinnerman")
    await home.wait(150)
    with pytest.raises(HomeAssistantError):
        await home.runtime.listener.async_set_recording(recording)
    kitchen.play("Four Women")
    await home.wait(150)
    await door.open()
    assert home.runtime.listener.recording is recording
    heard = {title for title, _ in await home.rows()}
    assert heard == ({"Four Women"} if recording else set())


async def test_the_room_goes_on_with_what_plays_at_a_switch_before_the_recall(
    home: Home, kitchen: Player, door: Door
) -> None:
    await set_up_behind(home, door, BROKEN)
    kitchen.play("Sinnerman")
    await home.wait(20)
    with pytest.raises(HomeAssistantError):
        await home.runtime.listener.async_set_recording(recording=True)
    await home.wait(100)
    await door.open()
    assert [title for title, _ in await home.rows()] == ["Sinnerman"]
