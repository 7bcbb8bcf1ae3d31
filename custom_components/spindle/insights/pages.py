"""Everything about one artist, one album or one track."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ..store.tiers import LEAST, tier
from . import span as spans
from .chosen import FILTERS, choose
from .days import day_numbered
from .lidarr import states_of
from .names import Kind, kind_of
from .parts import part
from .shown import names_of
from .window import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_reads import AlbumState
    from ..store.lidarr_types import WantedStatus
    from .scope import Scope

MOST_NAMES: Final = 10
"""Tracks and albums that are told of a page."""

GROUPED: Final = ("day", "track_id", "album_id", "service_id", "player_id")
# Its plays are looked up once, and then added up in five ways.
PLAYS: Final = {
    kind: f"""
WITH its AS MATERIALIZED (
    SELECT (played_at + utc_offset * 60) / 86400 AS day, played_at, track_id, album_id,
        service_id, player_id, ifnull(listened, 0) AS seconds,
        listened IS NOT NULL AS timed
    FROM play INDEXED BY play_{kind}
    WHERE {kind}_id = :name AND hidden = 0 AND id >= :first AND id < :end{FILTERS}
) """  # noqa: S608  # All parts are constants.
    + " UNION ALL ".join(
        f"""
SELECT '{group}', {group}, count(*), sum(seconds), sum(timed), min(played_at), max(played_at)
FROM its WHERE {group} IS NOT NULL GROUP BY {group}"""  # noqa: S608
        for group in GROUPED
    )
    for kind in Kind
}
SERVICES: Final = """
SELECT service.id, slug, slug
FROM json_each(?) AS chosen CROSS JOIN service ON service.id = chosen.value"""
ROOMS: Final = """
SELECT player.id, speaker, ifnull(name, speaker)
FROM json_each(?) AS chosen CROSS JOIN player ON player.id = chosen.value"""
RANK: Final = {
    kind: f"""
SELECT 1 + (
    SELECT count(*) FROM {kind} INDEXED BY {kind}_plays
    WHERE plays_tier >= 8 AND plays_tier > :tier
) + (
    SELECT count(*) FROM {kind} INDEXED BY {kind}_plays
    WHERE plays_tier >= 8 AND plays_tier = :tier
        AND (plays > :plays OR (plays = :plays AND id < :name))
)"""  # noqa: S608
    for kind in Kind
}
RANK_OF_FEW: Final = {
    kind: f"""
SELECT 1 + count(*) FROM {kind} WHERE plays > :plays OR (plays = :plays AND id < :name)"""  # noqa: S608
    for kind in Kind
}


class Figures(NamedTuple):
    """Plays, the seconds listened to them, and when they began: epoch seconds."""

    plays: int
    seconds: int
    timed: int
    """Plays of which it is known how long they were listened to."""
    first_at: int
    last_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One calendar month, local time."""

    first: date
    plays: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Days in a row."""

    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A track, album, service or room, and what of the page's plays belongs to it."""

    key: int | str
    """The id of a track or album, the slug of a service, the id of a speaker."""
    name: str
    plays: int
    seconds: int
    lidarr: WantedStatus | None = None
    """How far an album has come in Lidarr, or the one a track is on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known of a name in a scope; months from the first with plays to the last."""

    kind: Kind
    id: int
    name: str
    artist: str | None
    """Of an album or track."""
    artist_id: int | None
    plays: int
    seconds: int
    unknown_time: float
    """Part of the plays whose time is not known, 0 to 1: ``seconds`` are those of the others."""
    first_at: int | None
    """Epoch seconds of the first play; None, as the next one, when there was none."""
    last_at: int | None
    rank: int | None
    """By plays of all time; None where the scope chooses, or where there is no play."""
    days: int
    """Local days on which it was heard."""
    streak: Streak | None
    """The longest; of equally long ones the latest."""
    months: tuple[Month, ...]
    tracks: tuple[Part, ...]
    """The most played ones; empty for a track."""
    albums: tuple[Part, ...]
    """The most played ones it was heard on; empty for an album."""
    services: tuple[Part, ...]
    rooms: tuple[Part, ...]
    lidarr: AlbumState | None
    """How far the album has come in Lidarr, or the one the track is on; None: not asked for."""
    cover: str | None
    """Release group by which the cover of that album is found; None: nobody knows it."""


def page(db: Connection, scope: Scope, kind: str, name: int, *, zone: ZoneInfo, now: float) -> Page:
    """Return everything about the artist, album or track with an id.

    Raises ValueError for an unknown kind, and for an id of which nothing may be told.
    """
    asked = kind_of(kind)
    shown = names_of(db, asked, [name]).get(name)
    found = {} if shown is None else _figures(db, scope, asked, name)
    days = found.get("day", {})
    if shown is None or (scope.without_speakers and not days):
        raise ValueError(f"There is no {asked} with the id {name}.")
    tracks = () if asked is Kind.TRACK else _names(db, Kind.TRACK, found.get("track_id", {}))
    albums = () if asked is Kind.ALBUM else _names(db, Kind.ALBUM, found.get("album_id", {}))
    plays = sum(figures.plays for figures in days.values())
    return Page(
        kind=asked,
        id=name,
        name=shown.name,
        artist=shown.artist,
        artist_id=shown.artist_id,
        plays=plays,
        seconds=sum(figures.seconds for figures in days.values()),
        unknown_time=part(plays - sum(figures.timed for figures in days.values()), plays),
        first_at=min((figures.first_at for figures in days.values()), default=None),
        last_at=max((figures.last_at for figures in days.values()), default=None),
        rank=_rank(db, scope, asked, name, plays),
        days=len(days),
        streak=longest_streak(sorted(days)),
        months=_months(days),
        tracks=tracks,
        albums=albums,
        services=_parts(db, SERVICES, found.get("service_id", {})),
        rooms=_parts(db, ROOMS, found.get("player_id", {})),
        lidarr=states_of(db, asked, (name,)).get(name),
        cover=shown.cover,
    )


def longest_streak(days: Sequence[int]) -> Streak | None:
    """Return the longest run of days, which are numbers in their order; the latest of equal ones."""
    longest = run = 0
    last = before = None
    for day in days:
        run = run + 1 if before is not None and day == before + 1 else 1
        before = day
        if run >= longest:
            longest, last = run, day
    if last is None:
        return None
    return Streak(days=longest, first=day_numbered(last - longest + 1), last=day_numbered(last))


def _figures(db: Connection, scope: Scope, kind: Kind, name: int) -> dict[str, dict[int, Figures]]:
    span = spans.of_window(scope.window, spans.of_history(db))
    found: dict[str, dict[int, Figures]] = defaultdict(dict)
    for group, key, *figures in db.execute(
        PLAYS[kind], {**choose(db, scope).of(span), "name": name}
    ):
        found[group][key] = Figures(*figures)
    return found


def _rank(db: Connection, scope: Scope, kind: Kind, name: int, plays: int) -> int | None:
    if not (plays and scope.is_whole and scope.window.is_all_time):
        return None
    statement = RANK if plays >= LEAST else RANK_OF_FEW
    values = {"tier": tier(plays), "plays": plays, "name": name}
    rank: int = db.execute(statement[kind], values).fetchone()[0]
    return rank


def _months(days: dict[int, Figures]) -> tuple[Month, ...]:
    """Return the months of days, without gaps."""
    plays: dict[date, int] = defaultdict(int)
    seconds: dict[date, int] = defaultdict(int)
    for day, figures in days.items():
        first = day_numbered(day).replace(day=1)
        plays[first] += figures.plays
        seconds[first] += figures.seconds
    months = []
    month, last = min(plays, default=None), max(plays, default=None)
    while month is not None and last is not None and month <= last:
        months.append(Month(first=month, plays=plays[month], seconds=seconds[month]))
        month = add_months(month, 1)
    return tuple(months)


def _names(db: Connection, kind: Kind, found: dict[int, Figures]) -> tuple[Part, ...]:
    """Return the most played tracks or albums."""
    most = _by_plays(found)[:MOST_NAMES]
    names = names_of(db, kind, most)
    return tuple(
        Part(
            key=key,
            name=names[key].name,
            plays=found[key].plays,
            seconds=found[key].seconds,
            lidarr=names[key].lidarr,
        )
        for key in most
    )


def _parts(db: Connection, statement: str, found: dict[int, Figures]) -> tuple[Part, ...]:
    """Return all services or rooms, the most played first."""
    names = {key: named for key, *named in db.execute(statement, (json.dumps(list(found)),))}
    return tuple(
        Part(
            key=names[key][0],
            name=names[key][1],
            plays=found[key].plays,
            seconds=found[key].seconds,
        )
        for key in _by_plays(found)
    )


def _by_plays(found: dict[int, Figures]) -> list[int]:
    return sorted(found, key=lambda key: (-found[key].plays, key))
