"""Months are summed up after changes and when a day is over, and never for nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from homeassistant.util import dt as dt_util
import pytest

from custom_components.spindle.store.commands import delete_plays
from custom_components.spindle.store.types import Selection
from custom_components.spindle.upkeep import AFTER_MIDNIGHT, until_next_day
from tests.heard import PLAYS, begin, record, song

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from tests.sonos_household import Home

NOVEMBER_2025 = 2025 * 12 + 10


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history with plays in three months, the latest of them today."""
    return await begin(hass, freezer, tmp_path)


def months(db: Connection) -> dict[int, int]:
    """Read which months are summed up, with how many plays in their sums."""
    return dict(
        db.execute(
            """SELECT r_month.month, sum(plays) FROM r_month
            JOIN r_artist_month ON r_artist_month.month = r_month.month GROUP BY 1"""
        ).fetchall()
    )


async def test_after_the_set_up_months_are_summed_up(home: Home) -> None:
    await home.wait(30)
    summed = await home.house.read(months)
    assert len(summed) == 3
    assert summed[NOVEMBER_2025] == 3, "today's plays wait for midnight"


async def test_what_changes_is_summed_up_again(home: Home) -> None:
    await home.wait(30)
    await home.house.write(record, (song("Late", "Import", 400 * 86_400 + 300),))
    home.house.async_plays_changed()
    await home.wait(30)
    assert sum((await home.house.read(months)).values()) == 6
    await home.house.write(delete_plays, Selection(artist="Late"), dry_run=False)
    home.house.async_plays_changed()
    await home.wait(30)
    assert sum((await home.house.read(months)).values()) == 5


async def test_a_day_that_is_over_is_summed_up(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await begin(hass, freezer, tmp_path, zone="Etc/GMT-11")
    await home.wait(30)
    assert (await home.house.read(months))[NOVEMBER_2025] == 3, "it is eleven in the evening"
    await home.wait(3700)
    assert (await home.house.read(months))[NOVEMBER_2025] == len(PLAYS) - 2


async def test_when_nothing_has_changed_nothing_is_written(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await home.wait(30)
    written: list[object] = []

    async def write_slices(command: object, *_: object) -> int:
        written.append(command)
        return 0

    monkeypatch.setattr(home.house, "write_slices", write_slices)
    wal = tmp_path / "spindle.db-wal"
    before = wal.read_bytes()
    for _ in range(3):
        home.house.async_plays_changed()
        await home.wait(40)
    assert written == []
    assert wal.read_bytes() == before


async def test_a_store_that_cannot_be_used_is_waited_for(home: Home) -> None:
    await home.house.release()
    await home.house.acquire()
    await home.wait(40)
    assert len(await home.house.read(months)) == 3
    assert all(task.healthy for task in home.house.supervisor.status() if task.name == "upkeep")


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2025, 11, 23, 12, tzinfo=UTC), 11),
        (datetime(2025, 10, 25, 22, tzinfo=UTC), 25),
        (datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
    ],
)
async def test_it_looks_again_after_midnight(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, now: datetime, hours: int
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(now)
    assert until_next_day() == hours * 3600 + AFTER_MIDNIGHT
    assert dt_util.now().utcoffset()
