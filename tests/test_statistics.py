"""Whatever is added and deleted, the recorder's statistics equal the store's hours."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.statistics import (
    async_add_external_statistics,
    get_metadata,
    statistics_during_period,
)
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.spindle import statistics
from custom_components.spindle.house import House
from custom_components.spindle.pulse import Pulse
from custom_components.spindle.statistics import (
    MINUTES,
    PLAYS,
    Figure,
    async_rewrite,
    tail,
    with_sums,
)
from custom_components.spindle.store import jobs
from custom_components.spindle.store.commands import delete_plays, record_play, set_zone
from custom_components.spindle.store.readers import hours_since
from custom_components.spindle.store.types import NewPlay, Selection

from .sonos_household import Home, opened

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.components.recorder.models import StatisticData, StatisticMetaData
    from homeassistant.core import HomeAssistant


NOW = 1_790_006_400
"""A full hour."""
HOUR = 3600


async def statistics_of(hass: HomeAssistant, statistic_id: str) -> dict[int, object]:
    """Read a statistic from the recorder: hour → (state, sum), without the empty hours."""
    await hass.async_block_till_done()
    await async_wait_recording_done(hass)
    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        dt_util.utc_from_timestamp(0),
        None,
        {statistic_id},
        "hour",
        None,
        {"state", "sum"},
    )
    found = rows.get(statistic_id, [])
    sums = [row["sum"] or 0 for row in found]
    assert sums == sorted(sums), "sums never fall"
    return {
        round(row["start"]): (row["state"] or 0, row["sum"] or 0) for row in found if row["state"]
    }


async def assert_equal_to_the_store(hass: HomeAssistant, house: House) -> None:
    """Compare both statistics with a plain sum over the store's hours."""
    hours = await house.read(hours_since, 0)
    plays = seconds = 0
    expected_plays: dict[int, object] = {}
    expected_minutes: dict[int, object] = {}
    for hour in hours:
        plays += hour.plays
        seconds += hour.seconds
        expected_plays[hour.start] = (hour.plays, plays)
        if hour.seconds:
            expected_minutes[hour.start] = (
                pytest.approx(hour.seconds / 60),
                pytest.approx(seconds / 60),
            )
    assert await statistics_of(hass, PLAYS) == expected_plays
    assert await statistics_of(hass, MINUTES) == expected_minutes


def play(at: float, title: str = "Title", listened: float = 180) -> NewPlay:
    """Make a play."""
    return NewPlay(played_at=at, title=title, artist="Artist", listened=listened)


async def rewrite(hass: HomeAssistant, house: House) -> None:
    """Do the job that the store's last changes left, as the worker would."""
    job = await house.read(jobs.find, jobs.STATISTICS, jobs.REWRITE)
    assert job is not None
    since = job.payload["from"]
    assert isinstance(since, int)
    await async_rewrite(hass, house, since, Pulse())
    await house.write(mark_done)
    await hass.async_block_till_done()
    await async_wait_recording_done(hass)


def mark_done(db: Connection) -> None:
    """Settle every job."""
    db.execute("UPDATE job SET state = 'done'")


def begin_anew(db: Connection) -> None:
    """Forget every play and every job, as a new file has."""
    delete_plays(db, Selection(start=0), dry_run=False)
    db.execute("DELETE FROM job")


@pytest.fixture(name="house")
async def house_fixture(hass: HomeAssistant, tmp_path: Path) -> AsyncGenerator[House]:
    """An open house with nobody doing its jobs."""
    hass.config.config_dir = str(tmp_path)
    house = House(hass)
    await house.acquire()
    await opened(house)
    yield house
    await house.release()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("recorder_mock")
async def test_after_any_adding_and_deleting_both_are_equal(
    hass: HomeAssistant, house: House, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 (a test's dice)

    def change(db: Connection) -> None:
        for _ in range(rng.randrange(1, 8)):
            if rng.random() < 0.6:
                at = NOW - rng.randrange(40 * HOUR)
                record_play(db, play(at, f"Title {rng.randrange(9)}", rng.randrange(400)))
            else:
                start = NOW - rng.randrange(40) * HOUR
                end = start + rng.randrange(1, 8) * HOUR
                delete_plays(db, Selection(start=start, end=end), dry_run=False)

    for _ in range(10):
        await house.write(change)
        if await house.read(jobs.find, jobs.STATISTICS, jobs.REWRITE):
            await rewrite(hass, house)
            await assert_equal_to_the_store(hass, house)


@pytest.mark.usefixtures("recorder_mock")
async def test_when_nothing_is_left_nothing_is_kept(hass: HomeAssistant, house: House) -> None:
    await house.write(record_play, play(NOW - 5 * HOUR))
    await rewrite(hass, house)
    assert await statistics_of(hass, PLAYS)

    await house.write(delete_plays, Selection(start=0), dry_run=False)
    await rewrite(hass, house)

    held = await get_instance(hass).async_add_executor_job(
        lambda: get_metadata(hass, statistic_ids={PLAYS, MINUTES})
    )
    assert held == {}


@pytest.mark.usefixtures("recorder_mock")
async def test_a_recorder_that_forgot_is_told_everything_again(
    hass: HomeAssistant, house: House
) -> None:
    for hours in (30, 20, 10):
        await house.write(record_play, play(NOW - hours * HOUR))
    await rewrite(hass, house)
    get_instance(hass).async_clear_statistics([PLAYS, MINUTES])
    await house.write(record_play, play(NOW - HOUR))

    await rewrite(hass, house)

    await assert_equal_to_the_store(hass, house)
    assert len(await statistics_of(hass, PLAYS)) == 4


@pytest.mark.usefixtures("recorder_mock")
async def test_a_new_history_takes_the_place_of_a_lost_one(
    hass: HomeAssistant, house: House
) -> None:
    """A damaged database was set aside: its sums must not stand before the new ones."""
    for hours in (30, 20, 10):
        await house.write(record_play, play(NOW - hours * HOUR))
    await rewrite(hass, house)
    await house.write(begin_anew)
    await house.write(record_play, play(NOW - 2 * HOUR))
    await rewrite(hass, house)

    await assert_equal_to_the_store(hass, house)
    assert list(await statistics_of(hass, PLAYS)) == [NOW - 2 * HOUR]


@pytest.mark.usefixtures("recorder_mock")
async def test_what_the_recorder_holds_too_much_goes(hass: HomeAssistant, house: House) -> None:
    """An hour without a play, after one that both agree about."""
    for hours in (30, 20):
        await house.write(record_play, play(NOW - hours * HOUR))
    await rewrite(hass, house)
    await house.write(delete_plays, Selection(start=NOW - 25 * HOUR), dry_run=False)
    await house.write(mark_done)
    await house.write(record_play, play(NOW - 2 * HOUR))
    await rewrite(hass, house)

    await assert_equal_to_the_store(hass, house)


@pytest.mark.usefixtures("recorder_mock")
async def test_only_what_differs_is_written(
    hass: HomeAssistant, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hours in range(60, 0, -1):
        await house.write(record_play, play(NOW - hours * HOUR))
    await rewrite(hass, house)
    written: list[int] = []

    def note(hass_: HomeAssistant, metadata: StatisticMetaData, rows: list[StatisticData]) -> None:
        written.append(len(rows))
        async_add_external_statistics(hass_, metadata, rows)

    monkeypatch.setattr(statistics, "async_add_external_statistics", note)

    await async_rewrite(hass, house, 0, Pulse())
    assert written == []
    await house.write(record_play, play(NOW - HOUR + 200, listened=60))
    await rewrite(hass, house)
    assert written == [1, 1], "one hour of each"


@pytest.mark.usefixtures("recorder_mock")
async def test_a_moved_household_keeps_its_hours(hass: HomeAssistant, house: House) -> None:
    await house.write(record_play, play(NOW - 5 * HOUR))
    await rewrite(hass, house)
    await house.write(set_zone, "Asia/Kolkata")
    await house.write(record_play, play(NOW - 4 * HOUR))
    await rewrite(hass, house)

    await assert_equal_to_the_store(hass, house)


@pytest.mark.usefixtures("recorder_mock")
async def test_their_names_and_units(hass: HomeAssistant, house: House) -> None:
    await house.write(record_play, play(NOW - 5 * HOUR))
    await rewrite(hass, house)

    held = await get_instance(hass).async_add_executor_job(
        lambda: get_metadata(hass, statistic_ids={PLAYS, MINUTES})
    )

    metadata = {statistic_id: described for statistic_id, (_, described) in held.items()}
    assert metadata[PLAYS]["unit_of_measurement"] == "plays"
    assert metadata[MINUTES]["unit_of_measurement"] == "min"
    assert all(one["has_sum"] and one["source"] == "spindle" for one in metadata.values())


@pytest.mark.usefixtures("recorder_mock")
async def test_playing_all_day_writes_once_an_hour(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    """From a play to the recorder, by the worker, when the hour is over."""
    freezer.move_to(dt_util.utc_from_timestamp(NOW + 60))
    home = Home.make(hass, freezer, tmp_path)
    kitchen = home.speaker("kitchen")
    await home.set_up()
    for title in ("One", "Two", "Three"):
        kitchen.play(title, media_position_updated_at=dt_util.utcnow())
        await home.wait(200, step=50)
    kitchen.idle()
    await home.wait(30)
    assert await statistics_of(hass, PLAYS) == {}

    freezer.move_to(dt_util.utc_from_timestamp(NOW + HOUR + 1))
    for _ in range(20):
        await home.wait(5)
        if await statistics_of(hass, PLAYS):
            break

    assert await statistics_of(hass, PLAYS) == {NOW: (3, 3)}
    assert await statistics_of(hass, MINUTES) == {NOW: (10, 10)}
    await hass.config_entries.async_unload(home.entry.entry_id)


async def test_without_a_recorder_nothing_happens(hass: HomeAssistant, house: House) -> None:
    await house.write(record_play, play(NOW - 5 * HOUR))

    await async_rewrite(hass, house, 0, Pulse())

    assert "recorder" not in hass.config.components


def test_the_tail_goes_on_from_the_hours_before_it() -> None:
    own = {figure.hour: figure for figure in with_sums([(0, 2), (HOUR, 3), (3 * HOUR, 4)])}
    held = {2 * HOUR: Figure(2 * HOUR, 9, 14)}

    assert list(tail(own, held, HOUR)) == [
        Figure(HOUR, 3, 5),
        Figure(2 * HOUR, 0, 5),
        Figure(3 * HOUR, 4, 9),
    ]
