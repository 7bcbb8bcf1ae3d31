"""The most played artists, albums and tracks of a span, and how they moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from . import sums
from .charts import chart
from .names import Figure, Kind, figure_of, kind_of
from .shown import names_of

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .scope import Scope
    from .shown import Name
    from .standings import Standing
    from .window import Window

MOST_ROWS: Final = 1000
FARTHEST_OFFSET: Final = 10_000


class Movement(StrEnum):
    """How a name moved against the window before."""

    NEW = "new"
    """It had nothing there."""
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopRow:
    """One name of a chart."""

    rank: int
    """From 1; equal figures are ranked by age in the history."""
    id: int
    name: str
    artist: str | None
    """Of an album or track."""
    artist_id: int | None
    plays: int
    seconds: int
    share: float
    """Of the window's figure, 0 to 1."""
    movement: Movement | None
    """None when there is no window before, as for all time."""
    previous_rank: int | None
    """None also when it was ranked below the part of the chart that is asked for."""
    previous_plays: int | None
    previous_seconds: int | None
    lidarr: WantedStatus | None
    """How far the album has come in Lidarr, or the one the track is on; None: not asked for."""
    cover: str | None
    """Release group by which the cover of that album is found; None: nobody knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A name that was in the same part of the chart before, and is above its end no more."""

    previous_rank: int
    id: int
    name: str
    artist: str | None
    artist_id: int | None
    previous_plays: int
    previous_seconds: int
    lidarr: WantedStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """A part of a chart."""

    kind: Kind
    figure: Figure
    window: Window
    previous_window: Window | None
    plays: int
    """Of the window in all, hidden ones aside."""
    seconds: int
    unknown_time: float
    """Part of these plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""
    rows: tuple[TopRow, ...]
    gone: tuple[Gone, ...]


def top(
    db: Connection,
    scope: Scope,
    kind: str = "artists",
    *,
    figure: str = "plays",
    limit: int = 20,
    offset: int = 0,
    zone: ZoneInfo,
    now: float,
) -> Top:
    """Return ranks ``offset + 1`` to ``offset + limit`` of a chart.

    ``kind`` is artists, albums or tracks, ``figure`` plays or seconds. Raises ValueError for
    others, and for a limit or offset out of bounds.
    """
    asked, by = kind_of(kind), figure_of(figure)
    if not 1 <= limit <= MOST_ROWS:
        raise ValueError(f"The limit must be from 1 to {MOST_ROWS}.")
    if not 0 <= offset <= FARTHEST_OFFSET:
        raise ValueError(f"The offset must be from 0 to {FARTHEST_OFFSET}.")
    standings = chart(db, asked, by, scope, zone).leaders(offset + limit)
    previous = scope.window.previous()
    before = (
        None
        if previous is None
        else _Before(db, asked, by, scope.within(previous), zone, offset + limit, standings)
    )
    left = [] if before is None else before.left(offset)
    shown = standings[offset:]
    names = names_of(db, asked, [standing.id for standing in (*shown, *left)])
    totals = sums.totals(db, scope, zone)
    return Top(
        kind=asked,
        figure=by,
        window=scope.window,
        previous_window=previous,
        plays=totals.plays,
        seconds=totals.seconds,
        unknown_time=totals.unknown_time,
        rows=tuple(
            _row(rank, standing, names[standing.id], totals.of(by), by, before)
            for rank, standing in enumerate(shown, offset + 1)
        ),
        gone=() if before is None else tuple(before.gone(one, names[one.id]) for one in left),
    )


class _Before:
    """The chart of the window before, as far down as the present one is asked for."""

    def __init__(
        self,
        db: Connection,
        kind: Kind,
        figure: Figure,
        scope: Scope,
        zone: ZoneInfo,
        count: int,
        present: list[Standing],
    ) -> None:
        before = chart(db, kind, figure, scope, zone)
        self._leaders = before.leaders(count)
        self._ranks = {one.id: rank for rank, one in enumerate(self._leaders, 1)}
        self._present = {one.id for one in present}
        self._sums = before.sums_of([*self._present - self._ranks.keys()]) | {
            one.id: (one.plays, one.seconds) for one in self._leaders
        }

    def left(self, offset: int) -> list[Standing]:
        """Return who was in the part asked for and is not in the present chart."""
        return [one for one in self._leaders[offset:] if one.id not in self._present]

    def gone(self, standing: Standing, name: Name) -> Gone:
        """Tell of one who left."""
        return Gone(
            previous_rank=self._ranks[standing.id],
            id=standing.id,
            name=name.name,
            artist=name.artist,
            artist_id=name.artist_id,
            previous_plays=standing.plays,
            previous_seconds=standing.seconds,
            lidarr=name.lidarr,
        )

    def rank(self, name: int) -> int | None:
        """Return where a name was, or None when it was farther down or nowhere."""
        return self._ranks.get(name)

    def sums(self, name: int) -> tuple[int, int]:
        """Return the plays and seconds that a name had."""
        return self._sums[name]

    def movement(self, name: int, rank: int) -> Movement:
        """Tell how a name came to its rank."""
        if not self._sums[name][0]:
            return Movement.NEW
        was = self._ranks.get(name)
        if was == rank:
            return Movement.SAME
        return Movement.UP if was is None or was > rank else Movement.DOWN


def _row(
    rank: int, standing: Standing, name: Name, total: int, figure: Figure, before: _Before | None
) -> TopRow:
    plays, seconds = (None, None) if before is None else before.sums(standing.id)
    return TopRow(
        rank=rank,
        id=standing.id,
        name=name.name,
        artist=name.artist,
        artist_id=name.artist_id,
        plays=standing.plays,
        seconds=standing.seconds,
        share=standing.of(figure) / total if total else 0.0,
        movement=None if before is None else before.movement(standing.id, rank),
        previous_rank=None if before is None else before.rank(standing.id),
        previous_plays=plays,
        previous_seconds=seconds,
        lidarr=name.lidarr,
        cover=name.cover,
    )
