"""Which part of the listening each service and each room has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .days import NOTHING, plus
from .parts import part
from .plays import ask, over
from .sums import totals

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .days import Figures
    from .scope import Scope

UNKNOWN: Final = "unknown"
"""Slug of the plays of which no service is known."""

# ``+`` keeps SQLite from going through all plays of all rooms in their order instead.
COUNT: Final = over(
    "service_id, player_id, count(*), ifnull(sum(listened), 0)", "GROUP BY +service_id, +player_id"
)
SERVICES: Final = "SELECT id, slug, slug, plays, seconds FROM service"
ROOMS: Final = "SELECT id, speaker, ifnull(name, speaker), plays, seconds FROM player"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one service or room has."""

    key: str
    """A service's slug, or a speaker's id."""
    name: str
    """The slug once more, or the speaker's present name."""
    plays: int
    seconds: int
    of_plays: float
    """Part of all plays, 0 to 1; of those whose service or room is not known, too."""
    of_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How the listening divides, the most plays first."""

    plays: int
    seconds: int
    services: tuple[Share, ...]
    rooms: tuple[Share, ...]
    """A play that several rooms heard together is its leading speaker's."""
    unknown_service: float
    """Part of the plays of which no service is known, 0 to 1."""
    unknown_room: float
    """Part of the plays of which no speaker is known, 0 to 1."""
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""


def shares(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> Shares:
    """Return what part of the plays and of the time each service and each room has."""
    services = {row[0]: row[1:] for row in db.execute(SERVICES)}
    rooms = {row[0]: row[1:] for row in db.execute(ROOMS)}
    if scope.is_whole and scope.window.is_all_time:
        by_service = {entity: (row[2], row[3]) for entity, row in services.items()}
        by_room = {entity: (row[2], row[3]) for entity, row in rooms.items()}
    else:
        by_service, by_room = _count(db, scope)
    everything = _sum(by_service.values())
    plays, seconds = everything
    told = _shares(by_service, services, everything)
    unknown = sum(share.of_plays for share in told if share.key == UNKNOWN)
    known_plays, _ = _sum(by_room.values())
    return Shares(
        plays=plays,
        seconds=seconds,
        services=tuple(share for share in told if share.key != UNKNOWN),
        rooms=_shares(by_room, rooms, everything),
        unknown_service=unknown,
        unknown_room=part(plays - known_plays, plays),
        unknown_time=totals(db, scope, zone).unknown_time,
    )


def _count(db: Connection, scope: Scope) -> tuple[dict[int, Figures], dict[int, Figures]]:
    by_service: dict[int, Figures] = {}
    by_room: dict[int, Figures] = {}
    for service, room, plays, seconds in ask(db, scope, COUNT):
        figures = (plays, seconds)
        by_service[service] = plus(by_service.get(service, NOTHING), figures)
        if room is not None:
            by_room[room] = plus(by_room.get(room, NOTHING), figures)
    return by_service, by_room


def _shares(
    found: dict[int, Figures], names: dict[int, tuple[str, str, int, int]], everything: Figures
) -> tuple[Share, ...]:
    told = [
        Share(
            key=names[entity][0],
            name=names[entity][1],
            plays=plays,
            seconds=seconds,
            of_plays=part(plays, everything[0]),
            of_seconds=part(seconds, everything[1]),
        )
        for entity, (plays, seconds) in found.items()
        if plays
    ]
    return tuple(sorted(told, key=lambda share: (-share.plays, share.key)))


def _sum(figures: Iterable[Figures]) -> Figures:
    total: Figures = NOTHING
    for one in figures:
        total = plus(total, one)
    return total
