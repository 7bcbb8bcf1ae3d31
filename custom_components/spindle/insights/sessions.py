"""Listening sessions: plays that follow each other with no long silence between."""

from __future__ import annotations

from dataclasses import dataclass
import heapq
import json
import math
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from . import span as spans
from .chosen import EVERYTHING, choose
from .plays import over
from .span import PLACES, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

GAP: Final = 1800
"""Seconds of silence that end a session, unless asked otherwise."""
SHORTEST_GAP: Final = 60
LONGEST_GAP: Final = 86_400
MOST_SESSIONS: Final = 100
"""How many of the longest ones are told at most."""
AT_ONCE: Final = 30 * 86_400 * PLACES
"""Play ids that are read in one go."""
SIDES: Final = ("household", "room")
"""Whose sessions there are: all rooms together, or each room's own."""

# A play with no known end is over at once. The rows come as arrays: to hand each over takes
# several times as long as to read it.
STRETCHES: Final = over(
    """json_group_array(id / 1000),
    json_group_array(id / 1000 + ifnull(listened, ifnull(duration, 0))),
    json_group_array(player_id)"""
)
ROOMS: Final = "SELECT id, speaker, ifnull(name, speaker) FROM player"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session; times are UTC epoch seconds."""

    start: int
    end: int
    plays: int
    speaker: str | None = None
    """Id of the speaker that led, when each room has sessions of its own; None if unknown."""
    room: str | None = None
    """The speaker's present name."""

    @property
    def seconds(self) -> int:
        """Return how long it was."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """All sessions in figures, and the longest ones."""

    count: int
    average_seconds: float
    """0 when there is none, as is the next."""
    average_plays: float
    longest: tuple[Session, ...]
    """The longest first; of equally long ones the earliest."""


@dataclass(slots=True)
class _Running:
    """A session as it grows."""

    player: int | None
    start: int
    end: int
    plays: int = 1


def sessions(
    db: Connection,
    scope: Scope,
    *,
    by: str = "household",
    gap: float = GAP,
    limit: int = 10,
    zone: ZoneInfo,
    now: float,
) -> Sessions:
    """Return the sessions that a scope's plays make; ``gap`` is seconds of silence.

    A session is what of it lies in the window. Raises ValueError for an unknown side, a gap
    that is not between a minute and a day, and a limit below 1 or above 100.
    """
    if by not in SIDES:
        raise ValueError(f"Sessions are by {' or by '.join(SIDES)}.")
    if not (math.isfinite(gap) and SHORTEST_GAP <= gap <= LONGEST_GAP):
        raise ValueError("The gap between two sessions is between a minute and a day.")
    if not 1 <= limit <= MOST_SESSIONS:
        raise ValueError(f"The limit is between 1 and {MOST_SESSIONS}.")
    count = plays = seconds = 0
    longest: list[tuple[int, int, int, _Running]] = []
    for running in _sessions(_stretches(db, scope), gap, by_room=by == "room"):
        count += 1
        plays += running.plays
        seconds += running.end - running.start
        # No two compare equal: the last figure before the session itself is its number.
        entry = (running.end - running.start, -running.start, -count, running)
        if len(longest) < limit:
            heapq.heappush(longest, entry)
        else:
            heapq.heappushpop(longest, entry)
    rooms = {player: (speaker, name) for player, speaker, name in db.execute(ROOMS)}
    return Sessions(
        count=count,
        average_seconds=seconds / count if count else 0.0,
        average_plays=plays / count if count else 0.0,
        longest=tuple(_told(entry[-1], rooms) for entry in sorted(longest, reverse=True)),
    )


def _stretches(db: Connection, scope: Scope) -> Iterator[tuple[int, int, int | None]]:
    """Yield start, end and player of each play in the order of time, read month by month."""
    choice = choose(db, scope)
    span = spans.of_window(scope.window, spans.of_history(db))
    for first in range(span.first, span.end, AT_ONCE):
        part = Span(first, first + AT_ONCE).clip(span)
        arrays = db.execute(STRETCHES[choice.source], choice.of(part)).fetchone()
        starts, ends, players = map(json.loads, arrays)
        stretches = zip(starts, ends, players, strict=True)
        # Only where a room or a service leads are they not in the order of time.
        yield from (stretches if choice == EVERYTHING else sorted(stretches, key=itemgetter(0)))


def _sessions(
    stretches: Iterable[tuple[int, int, int | None]], gap: float, *, by_room: bool
) -> Iterator[_Running]:
    """Yield each session once it is over; stretches come in the order of their starts."""
    open_ones: dict[int | None, _Running] = {}
    for start, end, player in stretches:
        side = player if by_room else None
        running = open_ones.get(side)
        if running is not None and start - running.end <= gap:
            running.plays += 1
            running.end = max(running.end, end)
            continue
        if running is not None:
            yield running
        open_ones[side] = _Running(side, start, end)
    yield from open_ones.values()


def _told(running: _Running, rooms: dict[int, tuple[str, str]]) -> Session:
    speaker, room = (
        (None, None) if running.player is None else rooms.get(running.player, (None, None))
    )
    return Session(
        start=running.start, end=running.end, plays=running.plays, speaker=speaker, room=room
    )
