"""The exports that the benchmarks write, and what an import makes of them."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.history.reading import read
from custom_components.spindle.history.recognition import recognise
from custom_components.spindle.history.types import Format, Refusal, Refused, Row
from custom_components.spindle.store import audit
from scripts.benchmarks import import_run
from scripts.benchmarks.export_files import write_lastfm, write_spotify
from scripts.benchmarks.synthetic_history import History, Shape

if TYPE_CHECKING:
    from pathlib import Path

FEW = Shape(plays=600, artists=40, seed=3)


@pytest.fixture(scope="module")
def history() -> History:
    """A few plays."""
    return History(FEW)


def told(history: History) -> Counter[tuple[float, str, str]]:
    """Return time, artist and title of every play."""
    catalogue = history.catalogue
    return Counter(
        (
            play.played_at,
            catalogue.artists[catalogue.artist_of(play.track)].name,
            catalogue.tracks[play.track].title,
        )
        for play in history.plays()
    )


def test_an_export_of_lastfm_tells_every_play(history: History, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    assert write_lastfm(history, path) == FEW.plays
    source = recognise(path)
    assert source.formats == (Format.LASTFM,)
    plays = [row.play for row in read(source) if isinstance(row, Row)]
    assert Counter((play.played_at, play.artist, play.title) for play in plays) == told(history)


def test_an_export_of_spotify_tells_plays_between_skips_and_podcasts(
    history: History, tmp_path: Path
) -> None:
    path = tmp_path / "export.json"
    music = write_spotify(history, path, size=200_000)
    assert 200_000 <= path.stat().st_size < 210_000
    source = recognise(path)
    assert source.formats == (Format.SPOTIFY,)
    rows = list(read(source))
    plays = [row.play for row in rows if isinstance(row, Row)]
    assert 0 < len(plays) <= music < FEW.plays
    assert Counter((play.played_at, play.artist, play.title) for play in plays) <= told(history)
    reasons = Counter(row.reason for row in rows if isinstance(row, Refused))
    assert reasons[Refusal.TOO_SHORT] > reasons[Refusal.PODCAST] > 0


async def test_an_import_adds_each_play_once(history: History, tmp_path: Path) -> None:
    export, database = tmp_path / "export.csv", tmp_path / "spindle.db"
    write_lastfm(history, export)
    first = await import_run.run(database, export, idle=0.05)
    assert (first.rows, first.added) == (FEW.plays, FEW.plays)
    assert first.cpu > 0
    again = await import_run.run(database, export, idle=0.05)
    assert (again.rows, again.added) == (FEW.plays, 0)
    with closing(sqlite3.connect(database)) as db:
        assert audit.compare(db) == []
