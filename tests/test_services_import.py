"""Imports, through the actions, with real files at both ends."""

from __future__ import annotations

import asyncio
import csv
import json
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch
import zipfile

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.spindle import import_reading, staging, worker
from custom_components.spindle.const import DOMAIN
from custom_components.spindle.import_progress import Phase, Progress
from custom_components.spindle.store import audit, imports
from custom_components.spindle.store.imports import ImportPhase
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

FIRST = 1_420_070_400
"""2015-01-01."""


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A history that may import from a folder. Its time is real: imports wait for threads."""
    monkeypatch.setattr(worker, "BREATH", 0.01)
    home = Home.make(hass, cast("FrozenDateTimeFactory", None), tmp_path)
    home.speaker("Kitchen")
    (tmp_path / "in").mkdir()
    hass.config.allowlist_external_dirs = {str(tmp_path / "in")}
    await home.set_up()
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that is allowed."""
    return tmp_path / "in"


def lastfm(path: Path, rows: int, *, start: int = FIRST, apart: int = 240) -> Path:
    """Write an export of Last.fm, the latest first, as it comes."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            (
                "uts",
                "utc_time",
                "artist",
                "artist_mbid",
                "album",
                "album_mbid",
                "track",
                "track_mbid",
            )
        )
        for number in reversed(range(rows)):
            writer.writerow(
                (
                    start + number * apart,
                    "",
                    f"Artist {number % 7}",
                    "",
                    f"Album {number % 11}",
                    "",
                    f"Track {number % 77}",
                    "",
                )
            )
    return path


def spotify(path: Path, rows: int, *, start: int = FIRST, apart: int = 240) -> Path:
    """Write Spotify's extended history of the same plays, each stamped at its end."""
    path.write_text(
        json.dumps(
            [
                {
                    "ts": iso(start + number * apart + 200),
                    "username": "somebody",
                    "ms_played": 200_000,
                    "ip_addr_decrypted": "192.0.2.1",
                    "master_metadata_track_name": f"Track {number % 77}",
                    "master_metadata_album_artist_name": f"Artist {number % 7}",
                    "master_metadata_album_album_name": f"Album {number % 11}",
                    "spotify_track_uri": f"spotify:track:{number % 77:022d}",
                }
                for number in range(rows)
            ]
        )
    )
    return path


def spotify_account(path: Path, rows: int, *, start: int = FIRST, apart: int = 240) -> Path:
    """Write Spotify's short history of the same plays, by the minute of their end."""
    path.write_text(
        json.dumps(
            [
                {
                    "endTime": iso(start + number * apart + 200)[:16].replace("T", " "),
                    "artistName": f"Artist {number % 7}",
                    "trackName": f"Track {number % 77}",
                    "msPlayed": 200_000,
                }
                for number in range(rows)
            ]
        )
    )
    return path


def iso(epoch: int) -> str:
    """Write a moment as Spotify does."""
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


async def act(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    """Call an action and return its response."""
    response = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    assert response is not None
    return dict(response)


async def bring(hass: HomeAssistant, path: Path, **data: Any) -> dict[str, Any]:
    """Import a file."""
    return await act(hass, "import_history", path=str(path), **data)


async def count(home: Home) -> int:
    """Count the plays."""
    return len(await home.rows("id"))


async def is_sound(home: Home) -> bool:
    """Tell whether all sums agree with the plays."""
    return await home.house.read(_compare) == []


def _compare(db: Connection) -> list[str]:
    return audit.compare(db)


async def test_an_export_is_brought_in(home: Home, hass: HomeAssistant, folder: Path) -> None:
    told = await bring(hass, lastfm(folder / "export.csv", 700))
    assert told["phase"] == "done"
    assert told["report"]["stored"] == told["report"]["rows"] == 700
    assert told["report"]["formats"] == ["lastfm"]
    assert told["report"]["first_played_at"] == "2015-01-01T00:00:00+00:00"
    assert await count(home) == 700
    assert await is_sound(home)
    assert home.scrobbled == []
    assert (folder / "export.csv").exists()


async def test_a_rehearsal_tells_the_same_and_writes_nothing(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    path = lastfm(folder / "export.csv", 700)
    path.write_text(path.read_text() + path.read_text().split("\n", 1)[1])
    rehearsed = await bring(hass, path, dry_run=True)
    assert rehearsed["dry_run"] is True
    assert await count(home) == 0
    told = await bring(hass, path)
    assert told["report"] == rehearsed["report"]
    assert (told["report"]["stored"], told["report"]["duplicates"]) == (700, 700)


async def test_the_same_file_again_writes_nothing(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    path = lastfm(folder / "export.csv", 600)
    first = await bring(hass, path)
    again = await bring(hass, path)
    assert again["id"] == first["id"]
    assert again["report"]["duplicates"] == 600
    assert again["report"]["stored"] == again["report"]["completed"] == 0
    await act(hass, "undo_import", id=first["id"])
    assert await count(home) == 0


@pytest.mark.parametrize("order", ["last account long", "long account last", "account last long"])
async def test_one_listener_in_three_formats_is_one_play_each(
    home: Home, hass: HomeAssistant, folder: Path, order: str
) -> None:
    files = {
        "last": lastfm(folder / "lastfm.csv", 300),
        "account": spotify_account(folder / "StreamingHistory0.json", 300),
        "long": spotify(folder / "Streaming_History_Audio_2015.json", 300),
    }
    for name in order.split():
        await bring(hass, files[name])
    assert await count(home) == 300
    assert {row[0] for row in await home.rows("album")} == {f"Album {n}" for n in range(11)}
    assert await is_sound(home)


async def test_personal_fields_are_nowhere(
    home: Home, hass: HomeAssistant, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with zipfile.ZipFile(folder / "my_spotify_data.zip", "w") as packed:
        packed.write(spotify(folder / "endsong_0.json", 20), "MyData/endsong_0.json")
    await bring(hass, folder / "my_spotify_data.zip")
    dump = await home.house.read(_dump)
    for personal in ("somebody", "192.0.2.1"):
        assert personal not in dump
        assert personal not in caplog.text


def _dump(db: Connection) -> str:
    tables = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'name_search%'"
    ).fetchall()
    return repr([db.execute(f"SELECT * FROM {table}").fetchall() for (table,) in tables])  # noqa: S608


async def test_an_import_is_undone_as_a_whole(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    await act(hass, "scrobble", artist="Nina Simone", title="Sinnerman")
    told = await bring(hass, lastfm(folder / "export.csv", 300))
    undone = await act(hass, "undo_import", id=told["id"])
    assert (undone["phase"], undone["plays"]) == ("undone", 0)
    assert await home.rows("title") == [("Sinnerman",)]
    assert await is_sound(home)
    again = await bring(hass, folder / "export.csv")
    assert again["report"]["stored"] == 300


async def test_a_file_elsewhere_is_refused(
    home: Home, hass: HomeAssistant, tmp_path: Path, folder: Path
) -> None:
    outside = lastfm(tmp_path / "export.csv", 3)
    (folder / "link.csv").symlink_to(outside)
    for path in (outside, folder / ".." / "export.csv", folder / "link.csv"):
        with pytest.raises(ServiceValidationError) as refused:
            await bring(hass, path)
        assert refused.value.translation_key == "path_not_allowed"
    assert await count(home) == 0


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"", "import_empty"), (b"hello", "import_not_recognised"), (None, "import_unreadable")],
)
async def test_what_is_no_history_is_refused(
    home: Home, hass: HomeAssistant, folder: Path, content: bytes | None, key: str
) -> None:
    if content is not None:
        (folder / "file").write_bytes(content)
    with pytest.raises(ServiceValidationError) as refused:
        await bring(hass, folder / "file")
    assert refused.value.translation_key == key
    assert await home.house.importer.async_list() == ()
