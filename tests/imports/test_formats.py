"""Every format by the action: rehearsed, brought in, brought in again, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
import json
from typing import TYPE_CHECKING

import pytest

from tests.history.samples import (
    BENBEN_CSV,
    GHAN_CSV,
    GHAN_JSON,
    LISTENS,
    MALOJA,
    PLAIN_CSV,
    SPINDLE_JSONL,
    SPOTIFY,
    SPOTIFY_ACCOUNT,
    lines_of,
    zip_of,
)
from tests.imports.doors import act, bring, count, is_sound

if TYPE_CHECKING:
    from pathlib import Path

    from homeassistant.core import HomeAssistant

    from tests.sonos_household import Home

pytestmark = pytest.mark.usefixtures("home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file, and what is known of it."""

    file: str
    content: str | bytes
    format: str
    titles: set[str]
    """Of its plays."""
    left_out: dict[str, list[str]] = field(default_factory=dict)
    """Reason → the rows; each row is an example here."""


CASES = (
    Case(
        file="lastfm.csv",
        content=GHAN_CSV,
        format="lastfm",
        titles={"Hyperballad", "Звезда по имени Солнце"},
        left_out={"bad_time": ["0, فيروز, زهرة المدائن"], "now_playing": ["Playing, Now"]},
    ),
    Case(
        file="without-heading.csv",
        content=BENBEN_CSV,
        format="lastfm",
        titles={"Hyperballad", "November Rain"},
        left_out={"now_playing": ["A band, Now playing"]},
    ),
    Case(
        file="lastfm.json",
        content=json.dumps(GHAN_JSON),
        format="lastfm",
        titles={"Hyperballad"},
        left_out={"bad_time": ["Nobody, Lost in time"], "now_playing": ["Playing, Now"]},
    ),
    Case(
        file="StreamingHistory0.json",
        content=json.dumps(SPOTIFY_ACCOUNT),
        format="spotify_account",
        titles={"Hyperballad"},
        left_out={
            "too_short": ["2016-01-01 00:03, A, Skipped"],
            "zero_length": ["2016-01-01 00:03, A, Silence"],
            "podcast": ["2016-01-01 01:00, Talk, One"],
            "audiobook": ["2016-01-01 02:00, A book"],
        },
    ),
    Case(
        file="my_spotify_data.zip",
        content=zip_of({"MyData/endsong_0.json": json.dumps(SPOTIFY), "MyData/read_me.txt": "Hi."}),
        format="spotify",
        titles={"Hyperballad"},
        left_out={
            "too_short": ["2016-01-01T00:03:00Z, Björk, Skipped"],
            "zero_length": ["2016-01-01T00:03:00Z, Björk, Silence"],
            "podcast": ["2016-01-01T00:03:00Z, Talk, One"],
            "audiobook": ["2016-01-01T00:03:00Z, A book"],
            "no_title": ["2016-01-01T00:03:00Z"],
        },
    ),
    Case(
        file="listens.jsonl",
        content=lines_of(LISTENS),
        format="listenbrainz",
        titles={"Hyperballad", "Two of us"},
        left_out={"no_title": ["2015-12-31 23:59+00:00, A"]},
    ),
    Case(
        file="listens.json",
        content=json.dumps(LISTENS),
        format="listenbrainz",
        titles={"Hyperballad", "Two of us"},
        left_out={"no_title": ["2015-12-31 23:59+00:00, A"]},
    ),
    Case(
        file="maloja.json",
        content=json.dumps(MALOJA),
        format="maloja",
        titles={"Hyperballad", "No album"},
        left_out={"no_artist": ["2015-12-31 23:59+00:00, Nobody's"]},
    ),
    Case(file="plain.csv", content=PLAIN_CSV, format="csv", titles={"Hyperballad", "B"}),
    Case(file="own.jsonl", content=SPINDLE_JSONL, format="spindle", titles={"Hyperballad"}),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
async def test_a_format(home: Home, hass: HomeAssistant, folder: Path, case: Case) -> None:
    path = folder / case.file
    content = case.content
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    rehearsed = await bring(hass, path, dry_run=True)
    assert rehearsed["dry_run"] is True
    assert await count(home) == 0

    told = await bring(hass, path)
    report = told["report"]
    assert report == rehearsed["report"]
    assert report["formats"] == [case.format]
    assert report["stored"] == len(case.titles)
    assert report["refused"] == {reason: len(rows) for reason, rows in case.left_out.items()}
    assert report["examples"] == case.left_out
    assert report["rows"] == report["stored"] + len(case.left_out)
    assert {title for (title,) in await home.rows("title")} == case.titles
    assert await is_sound(home)

    again = (await bring(hass, path))["report"]
    assert (again["stored"], again["duplicates"]) == (0, len(case.titles))
    assert again["refused"] == report["refused"]
    assert await count(home) == len(case.titles)


async def test_an_own_export_as_csv(home: Home, hass: HomeAssistant, folder: Path) -> None:
    (folder / "own.jsonl").write_text(SPINDLE_JSONL, encoding="utf-8")
    first = await bring(hass, folder / "own.jsonl")
    await act(hass, "export_history", path=str(folder / "own.csv"), format="csv")
    await act(hass, "undo_import", id=first["id"])
    assert await count(home) == 0
    rehearsed = await bring(hass, folder / "own.csv", dry_run=True)
    told = await bring(hass, folder / "own.csv")
    assert told["report"] == rehearsed["report"]
    assert told["report"]["formats"] == ["spindle"]
    assert (told["report"]["stored"], told["report"]["refused"]) == (1, {})
    assert await home.rows("artist, title, source, listened, player") == [
        ("Björk", "Hyperballad", "sonos", 200, "RINCON_1")
    ]
    assert (await bring(hass, folder / "own.csv"))["report"]["stored"] == 0


async def test_what_is_played_for_less_than_is_asked_is_left_out(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    path = folder / "endsong_0.json"
    path.write_text(json.dumps(SPOTIFY))
    strict = await bring(hass, path, dry_run=True, shortest=241)
    assert strict["report"]["stored"] == 0
    assert strict["report"]["refused"]["too_short"] == 2
    lenient = await bring(hass, path, shortest=29)
    assert lenient["report"]["stored"] == 2
    assert await count(home) == 2


async def test_columns_of_one_s_own_are_named(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    path = folder / "mine.csv"
    path.write_text("wann,wer,was\n2015-12-31 23:59,Björk,Hyperballad\n,Björk,Jóga\n")
    columns = {"played_at": "wann", "artist": "wer", "title": "was"}
    report = (await bring(hass, path, columns=columns))["report"]
    assert (report["formats"], report["stored"]) == (["csv"], 1)
    assert report["examples"] == {"bad_time": ["Björk, Jóga"]}
    assert await home.rows("artist, title") == [("Björk", "Hyperballad")]
