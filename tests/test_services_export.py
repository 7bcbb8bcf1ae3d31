"""The export, called as an automation calls it, and what its file holds."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.history import read, recognise
from custom_components.spindle.history.rows import PAGE_ROWS
from custom_components.spindle.history.types import Row
from custom_components.spindle.runtime import HOUSE_KEY
from custom_components.spindle.store import plays
from custom_components.spindle.store.types import NewPlay
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

pytestmark = pytest.mark.usefixtures("home")

MANY = 2 * PAGE_ROWS + 1


@pytest.fixture
async def home(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history whose exports may go to a folder."""
    freezer.move_to("2025-11-23T12:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    home.speaker("Kitchen")
    await home.set_up()
    (tmp_path / "out").mkdir()
    hass.config.allowlist_external_dirs = {str(tmp_path / "out")}
    return home


async def export(hass: HomeAssistant, path: Path, **data: Any) -> dict[str, Any]:
    """Export to a file."""
    response = await hass.services.async_call(
        DOMAIN,
        "export_history",
        {"path": str(path), **data},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    return dict(response)


async def scrobble(hass: HomeAssistant, title: str, **data: Any) -> None:
    """Write a play down."""
    play = {"artist": "Nina Simone", "title": title, **data}
    await hass.services.async_call(DOMAIN, "scrobble", play, blocking=True)


def plays_of(path: Path) -> list[NewPlay]:
    """Read an export back."""
    return [row.play for row in read(recognise(path)) if isinstance(row, Row)]


def record_many(db: Connection) -> None:
    """Write so many plays down that an export has several pages."""
    for number in range(MANY):
        play = NewPlay(played_at=1_700_000_000 + number * 300, artist="Can", title=f"{number}")
        plays.record(db, play)


def files(folder: Path, pattern: str) -> list[Path]:
    """List files."""
    return list(folder.glob(pattern))


async def test_everything_goes_out_and_is_read_back(hass: HomeAssistant, tmp_path: Path) -> None:
    for minute in range(3):
        await scrobble(
            hass, f"Song {minute}", played_at=f"2025-01-01 12:0{minute}:00", duration=200
        )
    path = tmp_path / "out" / "all.jsonl"
    assert await export(hass, path) == {"path": str(path), "plays": 3}
    told = await hass.async_add_executor_job(plays_of, path)
    assert [(play.title, play.duration, play.origin) for play in told] == [
        (f"Song {minute}", 200, "manual") for minute in range(3)
    ]


async def test_many_pages_are_one_file(hass: HomeAssistant, tmp_path: Path) -> None:
    await hass.data[HOUSE_KEY].write(record_many)
    path = tmp_path / "out" / "all.jsonl"
    assert (await export(hass, path))["plays"] == MANY
    told = await hass.async_add_executor_job(plays_of, path)
    assert [play.title for play in told] == [str(number) for number in range(MANY)]


async def test_a_period_as_a_table(hass: HomeAssistant, tmp_path: Path) -> None:
    for day in range(1, 6):
        await scrobble(hass, f"Song {day}", played_at=f"2025-01-0{day} 12:00:00")
    path = tmp_path / "out" / "some.csv"
    period = {"start": "2025-01-02 00:00:00", "end": "2025-01-04 00:00:00"}
    assert (await export(hass, path, format="csv", **period))["plays"] == 2
    rows = await hass.async_add_executor_job(rows_of, path)
    assert [row["title"] for row in rows] == ["Song 2", "Song 3"]


async def test_as_lastfm_writes_it(hass: HomeAssistant, tmp_path: Path) -> None:
    await scrobble(hass, "Sinnerman", played_at="2025-01-02 12:00:00+00:00")
    path = tmp_path / "out" / "lastfm.csv"
    await export(hass, path, format="lastfm")
    [row] = await hass.async_add_executor_job(rows_of, path)
    assert (row["uts"], row["artist"], row["track"]) == ("1735819200", "Nina Simone", "Sinnerman")


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


async def test_a_place_that_is_not_allowed_is_refused(hass: HomeAssistant, tmp_path: Path) -> None:
    for outside in (tmp_path / "secret.jsonl", tmp_path / "out" / ".." / "secret.jsonl"):
        with pytest.raises(ServiceValidationError) as refused:
            await export(hass, outside)
        assert refused.value.translation_key == "path_not_allowed"
    assert files(tmp_path, "*.jsonl") == []


async def test_a_file_that_is_there_is_left_alone(hass: HomeAssistant, tmp_path: Path) -> None:
    path = tmp_path / "out" / "mine.jsonl"
    path.write_text("mine")
    with pytest.raises(ServiceValidationError) as refused:
        await export(hass, path)
    assert refused.value.translation_key == "file_exists"
    assert path.read_text() == "mine"


async def test_what_cannot_be_written_leaves_nothing(hass: HomeAssistant, tmp_path: Path) -> None:
    await scrobble(hass, "Sinnerman")
    with pytest.raises(ServiceValidationError) as refused:
        await export(hass, tmp_path / "out" / "missing" / "all.jsonl")
    assert refused.value.translation_key == "export_failed"
    assert files(tmp_path / "out", "*") == []


async def test_a_period_that_ends_before_it_begins_is_refused(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await export(
            hass, tmp_path / "out" / "x", start="2025-01-02 00:00:00", end="2025-01-01 00:00:00"
        )
    assert refused.value.translation_key == "start_after_end"
