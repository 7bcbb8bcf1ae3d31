"""Under which URIs Spotify has the music of playlists: who said so, and when.

Every way of finding out is asked once for a track, until its answer is too old. Who was
asked in vain is kept as well, so that nothing is asked twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

LEARN: Final = """
INSERT OR REPLACE INTO playlist_identity (key, way, outcome, uris, asked_at)
VALUES (?, ?, ?, ?, ?)"""
OF_KEY: Final = """
SELECT way, outcome, uris, asked_at FROM playlist_identity WHERE key = ? ORDER BY asked_at, way"""
FORGET_OLD: Final = "DELETE FROM playlist_identity WHERE asked_at < ?"


class Way(StrEnum):
    """How it was found out, the surest first."""

    SOURCE = "source"
    """Its source says so itself: a tag of the file, or Spotify."""
    HISTORY = "history"
    """Spotify played it here."""
    LINK = "link"
    """A public service knows its page there."""
    RECORDING = "recording"
    """By its MBID."""
    NAMES = "names"
    """By artist, album and title."""
    ALBUM = "album"
    """Among the tracks of its album at Spotify."""


class Outcome(StrEnum):
    """What came of asking."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    """It is one of several."""
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What one way has said of a track."""

    key: str
    way: Way
    outcome: Outcome
    uris: tuple[str, ...] = ()
    """The one it is, or those that it may be."""
    asked_at: float
    """Epoch seconds."""


def learn(db: Connection, identities: Iterable[Identity]) -> None:
    """Keep what was said."""
    db.executemany(
        LEARN,
        [(one.key, one.way, one.outcome, json.dumps(one.uris), one.asked_at) for one in identities],
    )


def known(db: Connection, keys: Sequence[str]) -> dict[str, tuple[Identity, ...]]:
    """Return what was said of each of some tracks, the earliest first."""
    return {key: found for key in keys if (found := _of(db, key))}


def forget_old(db: Connection, before: float) -> None:
    """Forget what was said before a moment (epoch)."""
    db.execute(FORGET_OLD, (before,))


def _of(db: Connection, key: str) -> tuple[Identity, ...]:
    return tuple(
        Identity(
            key=key,
            way=Way(way),
            outcome=Outcome(outcome),
            uris=tuple(json.loads(uris)),
            asked_at=asked_at,
        )
        for way, outcome, uris, asked_at in db.execute(OF_KEY, (key,))
    )
