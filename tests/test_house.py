"""The house: one store for all, opened by the first, closed by the last or at the end."""

from __future__ import annotations

import asyncio
from datetime import UTC
from functools import partial
import sqlite3
import threading
from typing import TYPE_CHECKING

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.spindle.house import WRITER_DEADLINE, House
from custom_components.spindle.store import Store
from custom_components.spindle.store.commands import get_meta, set_meta
from custom_components.spindle.store.errors import StoreWaitingError
from custom_components.spindle.store.types import StoreState, StoreStatus

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant


@pytest.fixture(name="house")
async def house_fixture(hass: HomeAssistant, tmp_path: Path) -> AsyncGenerator[House]:
    """A house in a configuration directory of its own, not acquired yet."""
    hass.config.config_dir = str(tmp_path)
    house = House(hass)
    yield house
    while house.status.state is not StoreState.CLOSED:
        await house.release()


async def ready(house: House, state: StoreState = StoreState.READY) -> None:
    """Wait until the store is in a state: as a rule, until it is open."""
    opened = asyncio.Event()

    def look(status: StoreStatus) -> None:
        if status.state is state:
            opened.set()

    forget = house.async_add_status_listener(look)
    await asyncio.wait_for(opened.wait(), 10)
    forget()


async def test_building_it_touches_no_file(house: House, tmp_path: Path) -> None:
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240 (an empty directory)
    assert house.status.state is StoreState.CLOSED
    with pytest.raises(HomeAssistantError) as caught:
        await house.read(get_meta, "x")
    assert caught.value.translation_key == "store_closed"


async def test_the_store_lives_from_the_first_user_to_the_last(
    house: House, tmp_path: Path
) -> None:
    await house.acquire()
    await house.acquire()
    await ready(house)
    assert house.path == tmp_path / "spindle.db"
    await house.release()
    await house.write(set_meta, "colour", "green")
    await house.release()
    assert house.status.state is StoreState.CLOSED
    assert [one.name for one in tmp_path.iterdir()] == ["spindle.db"], "it was closed cleanly"  # noqa: ASYNC240
    await house.acquire()
    assert await house.read(get_meta, "colour") == "green"


async def test_it_closes_at_the_final_write_although_nobody_leaves(
    hass: HomeAssistant, house: House, tmp_path: Path
) -> None:
    await house.acquire()
    await ready(house)
    written = asyncio.ensure_future(house.write(set_meta, "last", "word"))
    await asyncio.sleep(0)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    await written
    assert house.status.state is StoreState.CLOSED
    assert house.supervisor.status() == ()
    with sqlite3.connect(tmp_path / "spindle.db") as db:
        assert db.execute("SELECT value FROM meta WHERE name = 'last'").fetchone() == ("word",)
    await house.release()


async def test_what_waits_is_written_when_its_caller_is_cancelled(house: House) -> None:
    go = threading.Event()
    await house.acquire()
    await ready(house)

    def slow(db: Connection) -> None:
        go.wait(5)
        set_meta(db, "kept", "yes")

    writing = asyncio.ensure_future(house.write(slow))
    await asyncio.sleep(0.05)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    go.set()
    await house.write(set_meta, "after", "x")
    assert await house.read(get_meta, "kept") == "yes"


async def test_the_store_s_refusals_are_home_assistant_s_own_errors(house: House) -> None:
    await house.acquire()
    await ready(house)

    def refuses(_: Connection) -> None:
        raise StoreWaitingError("the disk is full")

    with pytest.raises(HomeAssistantError) as caught:
        await house.write(refuses)
    assert caught.value.translation_key == "store_unavailable"
    assert caught.value.translation_placeholders == {"reason": "the disk is full"}


async def test_a_command_s_own_refusal_passes_as_it_is(house: House) -> None:
    await house.acquire()
    await ready(house)

    def refuses(_: Connection) -> None:
        raise ValueError("no such play")

    with pytest.raises(ValueError, match="no such play"):
        await house.write(refuses)


async def test_its_status_arrives_on_the_event_loop(house: House) -> None:
    told: list[tuple[StoreState, int]] = []
    house.async_add_status_listener(
        lambda status: told.append((status.state, threading.get_ident()))
    )
    await house.acquire()
    await ready(house)
    await house.release()
    assert [state for state, _ in told] == [
        StoreState.CLOSED,
        StoreState.READY,
        StoreState.CLOSED,
    ] or [state for state, _ in told] == [
        StoreState.CLOSED,
        StoreState.OPENING,
        StoreState.READY,
        StoreState.CLOSED,
    ]
    assert {thread for _, thread in told} == {threading.get_ident()}


async def test_a_newer_database_is_left_untouched_and_said_so(house: House, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "spindle.db") as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()
    before = (tmp_path / "spindle.db").read_bytes()
    await house.acquire()
    with pytest.raises(HomeAssistantError) as caught:
        await house.write(set_meta, "x", "y")
    assert caught.value.translation_key == "store_unavailable"
    await ready(house, StoreState.NEWER)
    await house.release()
    assert (tmp_path / "spindle.db").read_bytes() == before


async def test_a_changed_time_zone_reaches_the_store(hass: HomeAssistant, house: House) -> None:
    await hass.config.async_update(time_zone="Europe/Amsterdam")
    await house.acquire()
    await ready(house)
    changed: list[bool] = []
    house.async_add_change_listener(lambda: changed.append(True))
    await hass.config.async_update(time_zone="Asia/Tokyo")
    await hass.async_block_till_done()
    assert await house.read(get_meta, "zone") == "Asia/Tokyo"
    assert changed
    await hass.config.async_update(time_zone="US/Pacific")
    await hass.async_block_till_done()


async def test_a_listener_that_raises_spoils_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[bool] = []

    def raises() -> None:
        raise ValueError

    house.async_add_change_listener(raises)
    forget = house.async_add_change_listener(lambda: told.append(True))
    house.async_plays_changed()
    forget()
    forget()
    house.async_plays_changed()
    assert told == [True]
    assert "A listener failed" in caplog.text


async def test_the_writer_is_watched(house: House) -> None:
    await house.acquire()
    await ready(house)
    assert {one.name for one in house.supervisor.status()} == {"store", "upkeep", "worker"}
    assert all(one.healthy for one in house.supervisor.status())


async def test_a_writer_that_hangs_is_red_within_a_minute(
    hass: HomeAssistant,
    house: House,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The writer's thread goes by the same clock as who watches it.
    stopped = partial(Store, monotonic=lambda: freezer().replace(tzinfo=UTC).timestamp())
    monkeypatch.setattr("custom_components.spindle.house.Store", stopped)
    monkeypatch.setattr("custom_components.spindle.house.WRITER_DEADLINE", WRITER_DEADLINE)
    await house.acquire()
    await ready(house)
    began, go = threading.Event(), threading.Event()

    def hang(_: Connection) -> None:
        began.set()
        go.wait(20)

    hanging = asyncio.ensure_future(house.write(hang))
    await hass.async_add_executor_job(began.wait, 5)
    for _ in range(6):
        freezer.tick(10)
        async_fire_time_changed(hass)
        await hass.async_block_till_done()
    assert [one.name for one in house.supervisor.status() if not one.healthy] == ["store"]
    go.set()
    await hanging
    # Whoever waited goes on before the writer's next beat; this work comes after it.
    await house.write(get_meta, "zone")
    freezer.tick(10)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert all(one.healthy for one in house.supervisor.status())
