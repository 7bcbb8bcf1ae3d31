"""Coverage: how much is known of what was played."""

from __future__ import annotations

from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Final

from .names import Kind
from .parts import part
from .plays import ask, over
from .sums import sums

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope
    from .sums import Sums

# Of each play it is the row itself that says so: this passes all plays of the scope.
OF_PLAYS: Final = over("count(*), count(album_id), count(duration), count(listened)")
OF_NAMES: Final = {
    "isrc": (Kind.TRACK, "SELECT json_group_array(id) FROM track WHERE isrc IS NOT NULL"),
    "mbid": (Kind.TRACK, "SELECT json_group_array(id) FROM track WHERE mbid IS NOT NULL"),
    "release_year": (
        Kind.ALBUM,
        "SELECT json_group_array(id) FROM album WHERE released IS NOT NULL",
    ),
    "artist_mbid": (Kind.ARTIST, "SELECT json_group_array(id) FROM artist WHERE mbid IS NOT NULL"),
    "genre": (Kind.ARTIST, "SELECT json_group_array(DISTINCT artist_id) FROM artist_genre"),
}
"""What names are known by: of which kind they are, and the statement that lists those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How much of the history has one thing."""

    what: str
    """``isrc mbid release_year artist_mbid genre`` of names; ``album length listened`` of plays."""
    plays: int
    of_plays: float
    """Part of all plays, 0 to 1."""
    kind: str | None
    """``track``, ``album`` or ``artist``; None for what plays have and names do not."""
    names: int | None
    of_names: float | None
    """Part of the names of this kind that were played, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much is known of what was played."""

    plays: int
    known: tuple[Known, ...]


def coverage(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> Coverage:
    """Return how much of the plays, and of the names played, has an ISRC, a genre, a length and so on."""
    plays, *with_each = ask(db, scope, OF_PLAYS).fetchone()
    told = [
        Known(
            what=what,
            plays=some,
            of_plays=part(some, plays),
            kind=None,
            names=None,
            of_names=None,
        )
        for what, some in zip(("album", "length", "listened"), with_each, strict=True)
    ]
    played = {kind: sums(db, kind, scope, zone) for kind in Kind}
    for what, (kind, statement) in OF_NAMES.items():
        known = json.loads(db.execute(statement).fetchone()[0])
        told.append(_known(what, kind, known, played[kind], plays))
    return Coverage(plays=plays, known=tuple(told))


def _known(what: str, kind: Kind, known: list[int], played: Sums, plays: int) -> Known:
    """Return how much of the names of a kind is among the known ones."""
    names = [played[name][0] for name in known if name in played]
    return Known(
        what=what,
        plays=sum(names),
        of_plays=part(sum(names), plays),
        kind=kind.value,
        names=len(names),
        of_names=part(len(names), len(played)),
    )
