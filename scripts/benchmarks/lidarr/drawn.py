"""What a seed stands for: how long everything takes, what goes wrong, and who else is there."""

from __future__ import annotations

from dataclasses import dataclass, field
import math
from random import Random
from typing import Final

from tests.simulators.lidarr.fates import Fate, Outcome
from tests.simulators.lidarr.music import Music, performer
from tests.simulators.lidarr.others import Doing, Visit
from tests.simulators.lidarr.weather import Window
from tests.simulators.virtual_time import EPOCH

ARTISTS: Final = 400
ALBUMS: Final = 5
"""Wanted of each artist; 2,000 together …"""
BESIDE: Final = 2
"""… and so many more of each that nobody wants."""
HOUR: Final = 3600.0
TROUBLE: Final = 30 * HOUR
"""Within which what goes wrong begins."""
NEVER: Final = 0.02
"""Share of the albums that no search finds …"""
LATER: Final = 0.06
"""… up to which share the first search finds nothing …"""
FAILING: Final = 0.10
"""… up to which share the first download fails …"""
STUCK: Final = 0.105
"""… and up to which share nothing can be imported."""
FOR_EVER: Final = 0.01
"""Share of the additions that take longer than anybody waits …"""
LONG: Final = 200.0
"""… and how long that is."""
OFTEN: Final = 3
"""Searches that may find nothing before an album is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A moment (epoch) at which a process ends, and for how long it is away."""

    at: float
    seconds: float


@dataclass(slots=True)
class DrawnFates:
    """What becomes of the searches of a world; the same for whoever asks."""

    seed: int
    search: float
    """Seconds, at the median …"""
    download: float
    importing: float
    refresh: float
    add: float
    _known: dict[tuple[str, int], Fate] = field(default_factory=dict)

    def of(self, mbid: str, search: int) -> Fate:
        """Return what becomes of the n-th search for an album."""
        fate = self._known.get((mbid, search))
        if fate is None:
            fate = self._known[mbid, search] = self._draw(mbid, search)
        return fate

    def adding(self, mbid: str) -> float:
        """Return how long the metadata server takes: now and then longer than anybody waits."""
        random = Random(f"{self.seed} adding {mbid}")
        return LONG if random.random() < FOR_EVER else _about(random, self.add)

    def refreshing(self, mbid: str) -> float:
        """Return how long a refresh takes."""
        return _about(Random(f"{self.seed} refreshing {mbid}"), self.refresh)

    def scanning(self, mbid: str) -> float:
        """Return how long a rescan takes."""
        return _about(Random(f"{self.seed} scanning {mbid}"), self.refresh / 4)

    def _draw(self, mbid: str, search: int) -> Fate:
        kind = Random(f"{self.seed} {mbid}").random()
        random = Random(f"{self.seed} {mbid} {search}")
        outcome = Outcome.FOUND
        if kind < NEVER or (kind < LATER and search == 0):
            outcome = Outcome.NOTHING
        elif kind < FAILING and search == 0:
            outcome = Outcome.FAILS
        elif FAILING <= kind < STUCK:
            outcome = Outcome.STUCK
        return Fate(
            outcome=outcome,
            search=_about(random, self.search),
            download=_about(random, self.download),
            importing=_about(random, self.importing),
            stuck=random.uniform(4, 60) * HOUR,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One world."""

    seed: int
    artists: int
    """Discovered, with all their albums."""
    cap: int
    redownloads: bool
    fates: DrawnFates
    visits: tuple[Visit, ...]
    faulty: float
    """Share of the calls that go wrong by themselves."""
    outages: tuple[Window, ...]
    """Of the metadata server."""
    restarts: tuple[Away, ...]
    """Of Lidarr."""
    kills: tuple[Away, ...]
    """Of our own process."""
    owned: float
    """Share of the wanted albums that are in the library already."""
    known: float
    """Share of the artists that are somebody's already, and not monitored."""
    unlisted: float
    """Share of the albums that the metadata server does not know …"""
    excluded: float
    """… or that are on the list of exclusions …"""
    merged: float
    """… or that it calls by another id."""
    postgres: bool


def draw(seed: int, artists: int = ARTISTS) -> Drawn:
    """Draw the world of a seed."""
    random = Random(f"lidarr {seed}")
    cap = random.choice((20, 50, 50, 100))
    download = _between(random, 200, min(60.0 * cap, 4_000))
    return Drawn(
        seed=seed,
        artists=artists,
        cap=cap,
        redownloads=_happens(random, 0.5),
        fates=DrawnFates(
            seed=seed,
            search=_between(random, 20, 300),
            download=download,
            importing=_between(random, 3, 25),
            refresh=_between(random, 3, 40),
            add=_between(random, 0.3, 10),
        ),
        visits=tuple(_visit(random, cap, download) for _ in range(random.randint(0, 40))),
        faulty=random.choice((0.0, 0.002, 0.01)),
        outages=tuple(
            Window(begin=at, end=at + random.uniform(0.1, 3) * HOUR)
            for at in _moments(random, random.randint(0, 3))
        ),
        restarts=tuple(
            Away(at=at, seconds=random.uniform(5, 120))
            for at in _moments(random, random.randint(0, 4))
        ),
        kills=tuple(
            Away(at=at, seconds=random.choice((3.0, 30.0, 600.0, 4 * HOUR)))
            for at in _moments(random, random.randint(1, 6))
        ),
        owned=random.uniform(0, 0.06),
        known=random.uniform(0, 0.2),
        unlisted=random.uniform(0, 0.01),
        excluded=random.uniform(0, 0.01),
        merged=random.uniform(0, 0.01),
        postgres=_happens(random, 0.3),
    )


def music(artists: int) -> Music:
    """Make up the artists, with albums that are wanted and some that are not."""
    made = Music()
    for number in range(artists):
        made.add(performer(number, ALBUMS + BESIDE))
    return made


def is_obtainable(drawn: Drawn, mbid: str) -> bool:
    """Tell whether an album can be had by searching for it no more than a few times."""
    outcomes = [drawn.fates.of(mbid, search).outcome for search in range(OFTEN)]
    return Outcome.FOUND in outcomes


def _visit(random: Random, cap: int, download: float) -> Visit:
    doing = random.choices(list(Doing), weights=(4, 0.3, 5, 1))[0]
    most = {Doing.MISSING: 8, Doing.UNKNOWN: 3}.get(doing, max(2, cap // 4))
    return Visit(
        at=EPOCH + random.uniform(0, TROUBLE),
        doing=doing,
        count=random.randint(1, most),
        fate=Fate(download=_about(random, download)),
    )


def _happens(random: Random, share: float) -> bool:
    """Draw whether something is so, as it is in a share of the worlds."""
    return random.random() < share


def _about(random: Random, median: float) -> float:
    """Draw around a median, seldom more than three times as much."""
    return min(random.lognormvariate(math.log(median), 0.5), 4 * median)


def _between(random: Random, least: float, most: float) -> float:
    """Draw on a logarithmic scale."""
    return float(least * (most / least) ** random.random())


def _moments(random: Random, count: int) -> list[float]:
    """Draw moments within the hours in which most is done."""
    return sorted(EPOCH + random.uniform(600, TROUBLE) for _ in range(count))
