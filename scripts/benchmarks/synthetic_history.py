"""A household's listening as it may have been: twelve years of it, drawn at random.

Eight rooms listen in sessions, more in the evening and at weekends: to albums from
beginning to end, to one artist, to mixes and radio. Artists are discovered all along, rise
and fade, and a few come back. The same shape and seed give the same plays again.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import accumulate
import random
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from .synthetic_catalogue import Catalogue, draw_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_DAY: Final = date(2014, 11, 1)
LAST_DAY: Final = date(2026, 10, 31)
MONTH_DAYS: Final = 30.44

ROOMS: Final = (
    "Kitchen",
    "Living Room",
    "Bedroom",
    "Office",
    "Bathroom",
    "Kids' Room",
    "Patio",
    "Guest Room",
)
ROOM_WEIGHTS: Final = (30, 25, 12, 12, 8, 7, 4, 2)
SERVICES: Final = (
    "spotify",
    "apple_music",
    "local_library",
    "youtube_music",
    "tunein",
    "sonos_radio",
)
RADIO: Final = frozenset({"tunein", "sonos_radio"})
SERVICE_WEIGHTS_THEN: Final = (20, 2, 60, 1, 15, 2)
SERVICE_WEIGHTS_NOW: Final = (58, 12, 8, 8, 6, 8)

WEEKDAY_HOURS: Final = (
    1, 0, 0, 0, 0, 2, 10, 16, 9, 5, 4, 5, 7, 6, 5, 6, 9, 16, 22, 24, 22, 17, 10, 4,
)  # fmt: skip
WEEKEND_HOURS: Final = (
    4, 2, 1, 0, 0, 0, 1, 4, 10, 16, 18, 17, 14, 13, 14, 15, 16, 18, 20, 20, 19, 17, 13, 8,
)  # fmt: skip
WEEKDAY_WEIGHTS: Final = (0.85, 0.85, 0.9, 0.95, 1.1, 1.35, 1.2)
HOLIDAYS: Final = (range(203, 215), range(358, 361))
"""Days of the year on which nobody is at home."""

OF_AN_ALBUM: Final = 0.3
OF_AN_ARTIST: Final = 0.45
"""Below the first a session is an album, below the second one artist, else a mix."""
DISCOVERY: Final = 0.3
"""Share of a mix that is new to the household, as long as there is anything new."""
COMEBACK: Final = 0.004
"""Share of the artists that are rediscovered in a month."""
AT_FIRST: Final = 3.0
"""How much more a new artist is played than they deserve."""
SKIPPED: Final = 0.12
"""Share of the plays that are ended before their end; what counts is past its half."""

WHOLE: Final = 1_000_000
ARTISTS_OF_THE_WHOLE: Final = 20_000


class Play(NamedTuple):
    """One play; the indices are those of the catalogue, of ``ROOMS`` and of ``SERVICES``."""

    played_at: int
    track: int
    room: int
    service: int
    listened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is to be drawn."""

    plays: int
    seed: int = 1
    artists: int | None = None
    """How many there are; by default as many as so many plays discover: their square root."""
    zone: str = "Europe/Berlin"
    until: str = LAST_DAY.isoformat()
    """The last day, an ISO date."""

    @property
    def name(self) -> str:
        """A name for files, another for every other shape."""
        zone = self.zone.replace("/", "-").lower()
        return f"{self.plays}-{self.seed}-{self.all_artists}-{zone}-{self.until}"

    @property
    def last_day(self) -> int:
        """The last day as a proleptic ordinal."""
        return date.fromisoformat(self.until).toordinal()

    @property
    def all_artists(self) -> int:
        """How many artists there are."""
        return self.artists or max(20, round(ARTISTS_OF_THE_WHOLE * (self.plays / WHOLE) ** 0.5))


def end_of(shape: Shape) -> int:
    """Return the moment after the last day, as epoch seconds: the present of the history."""
    return _midnight(ZoneInfo(shape.zone), shape.last_day + 1)


class History:
    """The plays of a shape, with the catalogue that they are of."""

    def __init__(self, shape: Shape) -> None:
        """Draw the catalogue; the plays are drawn as they are asked for."""
        self.shape = shape
        self.catalogue: Catalogue = draw_catalogue(shape.all_artists, random.Random(shape.seed))

    def plays(self) -> Iterator[Play]:
        """Draw the plays in the order of their time, exactly as many as the shape says.

        What is held in memory is the catalogue and a day.
        """
        draw = random.Random(self.shape.seed + 1)
        zone = ZoneInfo(self.shape.zone)
        taste = _Taste(self.catalogue, draw)
        house = _House(self.catalogue, taste, draw)
        days = range(FIRST_DAY.toordinal(), self.shape.last_day + 1)
        targets = _targets(days, self.shape.plays, draw)
        waiting: list[Play] = []
        made = given = 0
        for day, target in zip(days, targets, strict=True):
            taste.advance((day - days[0]) / len(days), int((day - days[0]) / MONTH_DAYS))
            midnight = _midnight(zone, day)
            while made < target:
                session = house.session(day, midnight, (day - days[0]) / len(days))
                waiting += session
                made += len(session)
            waiting.sort()
            tomorrow = _midnight(zone, day + 1) if day != days[-1] else float("inf")
            ready = bisect(waiting, (tomorrow,))
            yield from waiting[: min(ready, self.shape.plays - given)]
            given += ready
            del waiting[:ready]


def _midnight(zone: ZoneInfo, day: int) -> int:
    """Return the beginning of a local day (a proleptic ordinal) as epoch seconds."""
    return int(datetime.combine(date.fromordinal(day), time.min, zone).timestamp())


def _targets(days: range, plays: int, draw: random.Random) -> list[float]:
    """Return how many plays there are to be by the end of each day."""
    weights = []
    for day in days:
        now = date.fromordinal(day)
        away = any(now.timetuple().tm_yday in each for each in HOLIDAYS)
        weights.append(0.0 if away else WEEKDAY_WEIGHTS[now.weekday()] * draw.uniform(0.5, 1.5))
    # The last day brings whatever is missing to the whole.
    weights[-1] = max(weights[-1], 1.0)
    sums = list(accumulate(weights))
    return [plays * each / sums[-1] for each in sums[:-1]] + [plays]


class _Taste:
    """Whom the household likes, month by month."""

    def __init__(self, catalogue: Catalogue, draw: random.Random) -> None:
        self._artists = catalogue.artists
        self._draw = draw
        self._by_debut = sorted(range(len(self._artists)), key=lambda i: self._artists[i].debut)
        self._known: list[int] = []
        self._liking: list[float] = []
        self._fading: list[float] = []
        self._sums: list[float] = []
        self._month = -1
        self.new: list[int] = []
        """Artists whose time has come and who have not been played."""

    def advance(self, progress: float, month: int) -> None:
        """Let time pass, up to a share of the whole and to a month counted from the first."""
        arrived = len(self._known)
        while (
            arrived < len(self._by_debut)
            and self._artists[self._by_debut[arrived]].debut <= progress
        ):
            arrived += 1
        new = self._by_debut[len(self._known) : arrived]
        self.new += reversed(new)
        self._known += new
        self._liking += [AT_FIRST * self._artists[each].weight for each in new]
        self._fading += [0.5 ** (1 / self._artists[each].half_life) for each in new]
        for liking in self._liking[arrived - len(new) :]:
            self._sums.append(self._sums[-1] + liking if self._sums else liking)
        if month != self._month:
            self._month = month
            self._change()

    def _change(self) -> None:
        """Let a month of fading pass, with a few comebacks."""
        self._liking = [a * b for a, b in zip(self._liking, self._fading, strict=True)]
        for _ in range(int(len(self._known) * COMEBACK)):
            place = self._draw.randrange(len(self._known))
            self._liking[place] = self._artists[self._known[place]].weight
        self._sums = list(accumulate(self._liking))

    def artist(self) -> int:
        """Draw an artist."""
        return self._known[bisect(self._sums, self._draw.random() * self._sums[-1])]


@dataclass(slots=True)
class _House:
    """The rooms and what plays in them."""

    catalogue: Catalogue
    taste: _Taste
    draw: random.Random
    busy_until: list[int] = field(default_factory=lambda: [0] * len(ROOMS))

    def session(self, day: int, midnight: int, progress: float) -> list[Play]:
        """Let one room listen for a while, on a day that begins at ``midnight``."""
        draw = self.draw
        weekday = date.fromordinal(day).weekday()
        hours = WEEKDAY_HOURS if weekday < 5 else WEEKEND_HOURS  # noqa: PLR2004
        hour = draw.choices(range(24), hours)[0]
        start = midnight + hour * 3600 + draw.randrange(3600)
        room = draw.choices(range(len(ROOMS)), ROOM_WEIGHTS)[0]
        if self.busy_until[room] > start:
            room = min(range(len(ROOMS)), key=self.busy_until.__getitem__)
            start = max(start, self.busy_until[room])
        weights = [
            then + (now - then) * progress
            for then, now in zip(SERVICE_WEIGHTS_THEN, SERVICE_WEIGHTS_NOW, strict=True)
        ]
        service = draw.choices(range(len(SERVICES)), weights)[0]
        plays = []
        for track in self._choose(radio=SERVICES[service] in RADIO):
            seconds = self.catalogue.tracks[track].seconds
            heard = seconds
            if draw.random() < SKIPPED:
                heard = round(seconds * draw.uniform(0.5, 1))
            plays.append(Play(start, track, room, service, heard))
            start += heard + 1 + int(3 * draw.random())
        self.busy_until[room] = start
        return plays

    def _choose(self, *, radio: bool) -> list[int]:
        """Choose the tracks of a session."""
        draw = self.draw
        kind = 1.0 if radio else draw.random()
        if kind < OF_AN_ALBUM:
            album = self._album(self.taste.artist())
            return list(self.catalogue.albums[album].tracks)
        count = 1 + int(draw.expovariate(1 / 11))
        if kind < OF_AN_ARTIST:
            artist = self.taste.artist()
            return [self._track(artist) for _ in range(count)]
        return [self._track(self._artist_of_a_mix()) for _ in range(count)]

    def _artist_of_a_mix(self) -> int:
        if self.taste.new and self.draw.random() < DISCOVERY:
            return self.taste.new.pop()
        return self.taste.artist()

    def _album(self, artist: int) -> int:
        albums = self.catalogue.artists[artist].albums
        return albums[int(len(albums) * self.draw.random())]

    def _track(self, artist: int) -> int:
        """Choose a track of an artist: the first ones of an album more than the last."""
        tracks = self.catalogue.albums[self._album(artist)].tracks
        return tracks[int(len(tracks) * self.draw.random() ** 1.2)]
