"""Everything about one genre: what it has of a span, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
import math
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from .genres import movement, names_of_genres, ranked, ranks_before, weigh, weights_of
from .names import Figure, Kind
from .parts import part
from .shown import names_of
from .sums import artist_sums

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope
    from .top import Movement

MOST_ARTISTS: Final = 50
NOBODY: Final = 0
"""The id of no genre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfGenre:
    """An artist of a genre, and what of its plays belongs to that genre."""

    key: int
    """The artist's id."""
    name: str
    plays: float
    """By weight, so with fractions; so are the seconds."""
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GenrePage:
    """What is known of a genre in a scope."""

    name: str
    plays: float
    """By weight, so with fractions; so are the seconds."""
    seconds: float
    of_plays: float
    """Part of the plays of known genre, 0 to 1."""
    rank: int | None
    """By plays; None, as the next one, where nothing of it was played."""
    movement: Movement | None
    """How it came to its rank, against the window before; None also when there is none."""
    previous_rank: int | None
    artists: int
    """Of this genre who were played."""
    leaders: tuple[OfGenre, ...]
    """Those with the most plays, the most first."""


def genre(
    db: Connection, scope: Scope, genre: str, *, limit: int = 20, zone: ZoneInfo, now: float
) -> GenrePage:
    """Return everything about a genre by its name.

    One that was not played there, or that nobody knows, has nothing. Raises ValueError for a limit
    out of 1 to 50.
    """
    if not 1 <= limit <= MOST_ARTISTS:
        raise ValueError(f"The limit is between 1 and {MOST_ARTISTS}.")
    names = names_of_genres(db)
    wanted = clean(genre).casefold()
    asked = next((one for one, name in names.items() if name == wanted), NOBODY)
    sums = artist_sums(db, scope, zone)
    weights = weights_of(db, sums)
    found = weigh(sums, weights)
    plays, seconds = found.get(asked, (0.0, 0.0))
    rank = ranked(found, names, Figure.PLAYS).index(asked) + 1 if asked in found else None
    before = ranks_before(db, scope, names, Figure.PLAYS, zone)
    shares = {
        artist: weight for artist, those in weights.items() for one, weight in those if one == asked
    }
    most = sorted(shares, key=lambda artist: (-sums[artist][0] * shares[artist], artist))[:limit]
    shown = names_of(db, Kind.ARTIST, most)
    return GenrePage(
        name=wanted,
        plays=plays,
        seconds=seconds,
        of_plays=part(plays, math.fsum(some for some, _ in found.values())),
        rank=rank,
        movement=None if rank is None else movement(asked, rank, before),
        previous_rank=None if before is None else before.get(asked),
        artists=len(shares),
        leaders=tuple(
            OfGenre(
                key=artist,
                name=shown[artist].name,
                plays=sums[artist][0] * shares[artist],
                seconds=sums[artist][1] * shares[artist],
            )
            for artist in most
        ),
    )
