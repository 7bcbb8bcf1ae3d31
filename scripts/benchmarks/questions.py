"""What is asked of a history in a benchmark: Spindle's own questions, and what to ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
import math
from typing import TYPE_CHECKING, Final

from custom_components.spindle.insights import sums, window as windows
from custom_components.spindle.insights.calendar import HeatMap, heat_map
from custom_components.spindle.insights.clock import Clock, clock
from custom_components.spindle.insights.discovery import Discovery, discovery
from custom_components.spindle.insights.recent import Recent, recent
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.search import Found, search
from custom_components.spindle.insights.streaks import Streaks, streaks
from custom_components.spindle.insights.top import Top, top
from custom_components.spindle.insights.window import Window

from .synthetic_history import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from random import Random
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

KINDS: Final = ("artist", "album", "track")
FIGURES: Final = ("plays", "seconds")
ROWS: Final = 10
SHORTEST_DAYS: Final = 1
YEAR_DAYS: Final = 365
ALL_TIME: Final = Window()
NOWHERE: Final = ("qxzw", "no such thing anywhere", "ghost qxzw")
LETTERS: Final = ("a", "lo", "the", "ghost", "night", "björ")

A_TRACK: Final = """
SELECT track.title, artist.name FROM track JOIN artist ON artist.id = track.artist_id
WHERE track.id >= ? ORDER BY track.id LIMIT 1"""
LAST_TRACK: Final = "SELECT max(id) FROM track"


@dataclass(frozen=True, slots=True)
class Ours:
    """Asks Spindle's database, on one connection."""

    db: Connection
    zone: ZoneInfo
    now: float

    def top(self, kind: str, window: Window, figure: str = "plays") -> Top:
        """Ask for the most played of a kind, with how they moved."""
        return top(
            self.db,
            Scope(window=window),
            f"{kind}s",
            figure=figure,
            limit=ROWS,
            zone=self.zone,
            now=self.now,
        )

    def totals(self, window: Window) -> sums.Totals:
        """Ask for plays and seconds."""
        return sums.totals(self.db, Scope(window=window), self.zone)

    def heat_map(self, window: Window) -> HeatMap:
        """Ask for each day."""
        return heat_map(self.db, Scope(window=window), zone=self.zone, now=self.now)

    def clock(self, window: Window) -> Clock:
        """Ask for each hour of the week."""
        return clock(self.db, Scope(window=window), zone=self.zone, now=self.now)

    def streaks(self) -> Streaks:
        """Ask for the streaks of all time."""
        return streaks(self.db, Scope(), zone=self.zone, now=self.now)

    def discovery(self, window: Window) -> Discovery:
        """Ask who was heard for the first time."""
        return discovery(self.db, Scope(window=window), zone=self.zone, now=self.now)

    def recent(self) -> Recent:
        """Ask for the latest plays."""
        return recent(self.db, Scope(), limit=ROWS, zone=self.zone, now=self.now)

    def search(self, text: str) -> Found:
        """Search the names."""
        return search(self.db, Scope(), text, zone=self.zone, now=self.now)

    def overview(self, window: Window) -> None:
        """Ask the nine questions that a page about a window is made of."""
        self.totals(window)
        for kind in KINDS:
            self.top(kind, window)
        self.heat_map(window)
        self.clock(window)
        self.streaks()
        self.discovery(window)
        self.recent()


def last_year(zone: ZoneInfo, now: float) -> Window:
    """Return the window of the last 365 days."""
    return windows.named("last_365_days", zone, now - 1)


def draw_windows(draw: Random, zone: ZoneInfo, count: int) -> list[Window]:
    """Draw windows of a day to all years, as many short ones as long; half are whole days."""
    days = (LAST_DAY - FIRST_DAY).days + 1
    drawn = []
    for number in range(count):
        length = round(math.exp(draw.uniform(0, math.log(days))))
        first = FIRST_DAY + timedelta(days=draw.randrange(days - length + 1))
        whole = windows.of_days(first, first + timedelta(days=length), zone)
        drawn.append(whole if number % 2 else _shifted(whole, draw))
    return drawn


def draw_years(draw: Random, zone: ZoneInfo, count: int) -> list[Window]:
    """Draw windows of 365 whole days."""
    days = (LAST_DAY - FIRST_DAY).days + 1 - YEAR_DAYS
    firsts = [FIRST_DAY + timedelta(days=draw.randrange(days)) for _ in range(count)]
    return [windows.of_days(day, day + timedelta(days=YEAR_DAYS), zone) for day in firsts]


def _shifted(window: Window, draw: Random) -> Window:
    """Return a window as long that begins at any second."""
    by = draw.randrange(-43_200, 43_200)
    assert window.start is not None
    assert window.end is not None
    return Window(start=window.start + by, end=window.end + by)


def draw_texts(draw: Random, db: Connection, count: int) -> list[str]:
    """Draw what is typed into a search: names as far as they were typed, common and no hits."""
    (last,) = db.execute(LAST_TRACK).fetchone()
    texts = [*LETTERS, *NOWHERE]
    while len(texts) < count:
        title, artist = db.execute(A_TRACK, (draw.randrange(1, last + 1),)).fetchone()
        name = draw.choice((title, artist, f"{artist} {title}"))
        texts.append(name[: draw.choice((3, 4, 6, 100))])
    return texts[:count]
