"""The genres of artists: which share of an artist's listening goes to each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from . import hiding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

FIND: Final = "SELECT id FROM genre WHERE name = ?"
ADD: Final = "INSERT INTO genre (name) VALUES (?)"
OF_ARTIST: Final = "SELECT genre_id, weight FROM artist_genre WHERE artist_id = ?"
CLEAR: Final = "DELETE FROM artist_genre WHERE artist_id = ?"
SET: Final = "INSERT INTO artist_genre (artist_id, genre_id, weight) VALUES (?, ?, ?)"
INHERIT: Final = """
INSERT INTO artist_genre (artist_id, genre_id, weight)
SELECT :target, genre_id, weight FROM artist_genre WHERE artist_id = :source
    AND NOT EXISTS (SELECT 1 FROM artist_genre WHERE artist_id = :target)"""


def find_or_add(db: Connection, name: str) -> int:
    """Return the id of a genre; names are kept in small letters. ValueError for an empty one."""
    cleaned = clean(name).casefold()
    if not cleaned:
        raise ValueError("A genre needs a name.")
    row = db.execute(FIND, (cleaned,)).fetchone()
    found: int | None = db.execute(ADD, (cleaned,)).lastrowid if row is None else row[0]
    assert found is not None  # noqa: S101  # An insert into a rowid table always has one.
    return found


def set_genres(db: Connection, artist_id: int, weights: Mapping[str, float]) -> None:
    """Give an artist its genres, in place of those it had.

    Weights are of any size; they are kept as shares that add up to 1, and what is not a
    positive number is left out. The artist's plays are judged anew by the rules that hide.
    """
    shares: dict[int, float] = {}
    for name, weight in weights.items():
        if math.isfinite(weight) and weight > 0 and clean(name):
            genre = find_or_add(db, name)
            shares[genre] = shares.get(genre, 0.0) + weight
    whole = sum(shares.values())
    shares = {genre: weight / whole for genre, weight in shares.items()}
    if dict(db.execute(OF_ARTIST, (artist_id,)).fetchall()) == shares:
        return
    db.execute(CLEAR, (artist_id,))
    db.executemany(SET, [(artist_id, genre, share) for genre, share in shares.items()])
    hiding.genres_changed(db, artist_id)


def inherit(db: Connection, source: int, target: int) -> bool:
    """Give an artist that has no genres those of another; tell whether that changed anything."""
    return db.execute(INHERIT, {"source": source, "target": target}).rowcount > 0
