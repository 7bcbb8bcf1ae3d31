"""The slow, obvious model of every answer: all plays in a list, looked through in Python."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
import sqlite3
import tempfile
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import Window
from custom_components.spindle.store import audit, meta, months, plays
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.types import NewPlay
from tests.store.conftest import create

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

HOUR = 3600
DAY = 86_400
ZONES = (
    "Europe/Berlin",
    # Where clocks change at midnight, by half an hour, or never and far from full hours.
    "America/Havana",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
)
ANCHORS = tuple(
    int(datetime(*moment, tzinfo=UTC).timestamp())
    for moment in (
        (2023, 11, 5, 5),  # Clocks are turned back in Havana …
        (2023, 12, 31, 23),
        (2024, 2, 29, 12),
        (2024, 3, 10, 5),  # … and forward again,
        (2024, 3, 31, 1),  # in Berlin,
        (2024, 4, 6, 15),  # and back by half an hour on Lord Howe Island.
        (2024, 10, 27, 1),
    )
)
NOW = int(datetime(2024, 11, 3, 20, tzinfo=UTC).timestamp())
ROOMS = ("kitchen", "bath", None)
SERVICES = ("spotify", "tunein", "unknown")
ORIGINS = ("sonos", "manual")


class Drawn(NamedTuple):
    """A play as it is told to the store."""

    at: int
    artist: int
    title: int
    album: int | None
    room: str | None
    service: str
    origin: str
    listened: int | None
    is_hidden: bool


class Heard(NamedTuple):
    """A play as the store keeps it."""

    at: int
    artist: str
    title: str
    album: str | None
    room: str | None
    service: str
    origin: str
    duration: int | None
    listened: int | None

    @property
    def seconds(self) -> int:
        """Return how long was listened, as far as that is known."""
        return self.listened or 0


@dataclass(frozen=True)
class History:
    """An open database, its time zone, and all plays in it that are not hidden."""

    db: Connection
    zone: ZoneInfo
    heard: list[Heard]

    def of(self, scope: Scope) -> list[Heard]:
        """Return the plays of a scope."""
        return [play for play in self.heard if is_in(scope, play)]

    def local(self, play: Heard) -> datetime:
        """Return the local time of a play."""
        return datetime.fromtimestamp(play.at, self.zone)


MOMENTS = st.builds(
    lambda anchor, hours, seconds: anchor + hours * HOUR + seconds,
    st.sampled_from(ANCHORS),
    st.integers(-50, 50),
    st.sampled_from((0, 1, 600, 1799, 1800, 2700, 3599)),
)
PLAYS = st.lists(
    st.builds(
        Drawn,
        at=MOMENTS,
        artist=st.integers(0, 3),
        title=st.integers(0, 5),
        album=st.none() | st.integers(0, 2),
        room=st.sampled_from(ROOMS),
        service=st.sampled_from(SERVICES),
        origin=st.sampled_from(ORIGINS),
        listened=st.none() | st.integers(30, 4000),
        is_hidden=st.integers(0, 5).map(lambda number: number == 0),
    ),
    max_size=40,
)


def _window(first: float | None, second: float | None) -> Window:
    if first is not None and second is not None and second < first:
        first, second = second, first
    return Window(start=first, end=second)


EDGES = st.none() | MOMENTS | MOMENTS.map(lambda at: at // DAY * DAY)
WINDOWS = st.just(Window()) | st.builds(_window, EDGES, EDGES)
WHOLE = st.builds(Scope, window=WINDOWS)
SCOPES = WHOLE | st.builds(
    Scope,
    window=WINDOWS,
    speakers=st.frozensets(st.sampled_from(("kitchen", "bath", "nowhere"))),
    services=st.frozensets(st.sampled_from((*SERVICES, "none_such"))),
    origins=st.frozensets(st.sampled_from(ORIGINS), max_size=1),
    without_speakers=st.frozensets(st.sampled_from(("kitchen", "nowhere"))),
)


def unknown_time(heard: list[Heard]) -> float:
    """Return the part of some plays of which it is not known how long they were listened to."""
    return sum(play.listened is None for play in heard) / len(heard) if heard else 0.0


def is_in(scope: Scope, play: Heard) -> bool:
    """Tell whether a scope chooses a play."""
    return (
        (scope.window.start is None or play.at >= scope.window.start)
        and (scope.window.end is None or play.at < scope.window.end)
        and (not scope.speakers or play.room in scope.speakers)
        and (not scope.services or play.service in scope.services)
        and (not scope.origins or play.origin in scope.origins)
        and play.room not in scope.without_speakers
    )


@contextmanager
def history(
    drawn: list[Drawn], zone: str = "Europe/Berlin", *, is_summed: bool = False
) -> Iterator[History]:
    """Open a database in memory with some plays, their months summed up or not."""
    db = empty(zone)
    try:
        with transaction(db):
            hidden = [_record(db, play) for play in drawn]
            db.executemany(
                "UPDATE play SET hidden = 1 WHERE id = ?", [(one,) for one in hidden if one]
            )
            audit.rebuild(db)
            while is_summed and months.sum_up(db, NOW).more:
                pass
        yield History(db, ZoneInfo(zone), scan(db))
    finally:
        db.close()


def empty(zone: str) -> Connection:
    """Return an empty database in memory, a copy of one that was made once."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    _template().backup(db)
    meta.write(db, meta.ZONE, zone)
    return db


def scan(db: Connection) -> list[Heard]:
    """Return every play that is not hidden, in the order of time."""
    rows = db.execute(
        """
SELECT play.played_at, artist.name, track.title, album.title, player.speaker, service.slug,
    origin.name, play.duration, play.listened
FROM play JOIN artist ON artist.id = play.artist_id JOIN track ON track.id = play.track_id
JOIN service ON service.id = play.service_id JOIN origin ON origin.id = play.origin_id
LEFT JOIN album ON album.id = play.album_id LEFT JOIN player ON player.id = play.player_id
WHERE hidden = 0 ORDER BY play.id"""
    )
    return [Heard(*row) for row in rows]


def day_start(day: date, zone: ZoneInfo) -> int:
    """Return the first epoch second of a local day, found by trying every quarter of an hour."""
    at = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) - 15 * HOUR
    while datetime.fromtimestamp(at, zone).date() < day:
        at += HOUR // 4
    return at


def days_between(first: date, last: date) -> list[date]:
    """Return all days from one to another."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _record(db: Connection, play: Drawn) -> int | None:
    """Write a play; return its id when it is to be hidden."""
    recorded = plays.record(
        db,
        NewPlay(
            played_at=play.at,
            artist=f"Artist {play.artist}",
            title=f"Title {play.title}",
            album=None if play.album is None else f"Album {play.album}",
            player=play.room,
            service=play.service,
            origin=play.origin,
            duration=None if play.listened is None else play.listened + 10,
            listened=play.listened,
        ),
    )
    return recorded.play_id if play.is_hidden else None


_made: list[Connection] = []


def _template() -> Connection:
    if not _made:
        with tempfile.TemporaryDirectory() as scratch:
            made = create(Path(scratch) / "spindle.db")
            copy = sqlite3.connect(":memory:", isolation_level=None)
            made.backup(copy)
            made.close()
        _made.append(copy)
    return _made[0]
