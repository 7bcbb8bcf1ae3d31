"""The weekly job that gives back the room of what was deleted."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle import tidying
from custom_components.spindle.store import commands, jobs, vacuum
from custom_components.spindle.store.types import NewPlay
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.store.types import Job


@pytest.fixture
async def home(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history that has looked once already."""
    freezer.move_to("2025-11-23T12:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    await home.set_up()
    await home.wait(5)
    return home


async def job(home: Home) -> Job:
    found = await home.house.read(jobs.find, vacuum.QUEUE, "vacuum")
    assert found is not None
    return found


def swell(db: Connection) -> None:
    db.execute("CREATE TABLE ballast (filling BLOB) STRICT")
    db.executemany("INSERT INTO ballast VALUES (zeroblob(?))", [(1024 * 1024,)] * 12)
    db.execute("DROP TABLE ballast")


async def test_a_small_database_is_looked_at_again_in_a_week(home: Home) -> None:
    waiting = await job(home)
    assert waiting.next_attempt_at == pytest.approx(time.time() + tidying.WEEK, abs=60)


async def test_room_is_given_back_in_a_quiet_hour(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    await home.house.write(
        commands.record_play, NewPlay(played_at=now, artist="Low", title="Lullaby")
    )
    await home.house.write(swell)
    await again(home)
    waiting = await job(home)
    assert waiting.next_attempt_at == pytest.approx(time.time() + tidying.HOUR, abs=60)
    assert (await home.house.read(vacuum.look)).is_worth_it
    monkeypatch.setattr(vacuum, "QUIET", 0)
    await again(home)
    while (await home.house.read(vacuum.look)).free:
        await home.settle()
    await home.wait(5)
    waiting = await job(home)
    assert waiting.next_attempt_at == pytest.approx(time.time() + tidying.WEEK, abs=60)


async def test_without_room_a_file_is_not_written_anew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    waste = vacuum.Waste(size=10**9, free=5 * 10**8, in_slices=False, last_play=None)
    monkeypatch.setattr(vacuum, "look", lambda _: waste)
    monkeypatch.setattr(tidying, "free_space", lambda _: 10**9)
    await again(home)
    waiting = await job(home)
    assert waiting.last_error == "There is no room to do it in."
    monkeypatch.setattr(tidying, "free_space", lambda _: 10**10)
    await again(home)
    assert (await job(home)).last_error in (None, "")


async def again(home: Home) -> None:
    """Let the job be due now, and done."""
    waiting = await job(home)
    assert waiting.state.value == "waiting"

    def be_due(db: Connection) -> None:
        db.execute("UPDATE job SET next_attempt_at = 0 WHERE id = ?", (waiting.id,))

    await home.house.write(be_due)
    home.house.worker.async_wake()
    await home.wait(5)
