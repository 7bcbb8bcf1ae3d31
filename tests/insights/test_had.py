"""What somebody has and nobody heard is in no answer about the history."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.insight_questions import QUESTIONS
from custom_components.spindle.insights.names import Kind
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.series import Step
from custom_components.spindle.store import (
    audit,
    fact_coverage,
    heard_tracks,
    months,
    playlist_library,
    readers,
)
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.genre_tags import set_genres
from custom_components.spindle.store.playlist_types import LibraryTrack
from tests.plans import skewed_history
from tests.store.examples import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection

NOW: Final = NOON + 10 * 86_400.0
BERLIN: Final = ZoneInfo("Europe/Berlin")
SCOPES: Final = (
    Scope(),
    Scope(services=frozenset({"spotify"})),
    Scope(speakers=frozenset({"RINCON_1"})),
    Scope(without_speakers=frozenset({"RINCON_1"})),
)
ASKED: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    *((name, {}) for name in QUESTIONS if name not in {"genre", "page", "search", "series"}),
    *(("page", {"kind": kind, "name": name}) for kind in Kind for name in (1, 2, 30)),
    *(("search", {"text": text, "limit": 50}) for text in ("track", "artist 1", "7", "track rist")),
    ("series", {"step": Step.DAY}),
    *(("genre", {"genre": name}) for name in ("rock", "jazz")),
)
HAD: Final = 600
"""Tracks: so many that their words would be common ones."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    """A history of two months, as its sums stand at night."""
    with closing(skewed_history(tmp_path / "spindle.db")) as db:
        with transaction(db):
            while months.sum_up(db, NOW).more:
                pass
            for table in ("artist", "album", "track"):
                for (entity,) in db.execute(f"SELECT id FROM {table} LIMIT 9").fetchall():  # noqa: S608
                    if table == "artist":
                        set_genres(db, entity, {"rock": 1.0})
        yield db


def answers(db: Connection) -> dict[str, object]:
    """Ask everything that can be asked."""
    told: dict[str, object] = {
        f"{name} {given} {scope}": answer(db, name, scope, given)
        for name, given in ASKED
        for scope in SCOPES
    }
    told["totals"] = readers.totals(db, NOW, "Europe/Berlin")
    told["known"] = fact_coverage.coverage(db)
    told["library"] = heard_tracks.heard_after(db, 0, 10_000, ())
    return told


def answer(db: Connection, name: str, scope: Scope, given: dict[str, Any]) -> object:
    """Ask one question; that there is no answer is one, too."""
    try:
        return QUESTIONS[name].function(db, scope, **given, zone=BERLIN, now=NOW)
    except ValueError as refused:
        return str(refused)


def had(number: int) -> LibraryTrack:
    """Return a track, of a known artist or of a new one, on a known album or on a new one."""
    artist, title = f"Artist {number % 500}", f"Track {number + 10_000}"
    return LibraryTrack(
        item=f"{number:05}",
        key=track_key(artist, title),
        artist=artist,
        title=title,
        album=f"Album {number % 300}",
        isrc=f"QZSPN26{number:05}",
        spotify_uri=f"spotify:track:{number:022}",
    )


def test_a_library_changes_no_answer(db: Connection) -> None:
    before = answers(db)
    with transaction(db):
        playlist_library.keep(db, "recipe", "spotify_saved", [had(one) for one in range(HAD)])
        for (entity,) in db.execute("SELECT id FROM artist WHERE plays = 0").fetchall():
            set_genres(db, entity, {"jazz": 1.0})
        db.execute("UPDATE album SET released = 1999, mbid = 'x' WHERE plays = 0")
        db.execute("UPDATE artist SET mbid = 'x' WHERE plays = 0")
        while months.sum_up(db, NOW).more:
            pass
    assert db.execute("SELECT count(*) FROM track WHERE plays = 0").fetchone() == (HAD,)
    after = answers(db)
    assert [what for what in before if before[what] != after[what]] == []
    assert audit.compare(db) == []
