"""Playlists at Spotify: whole libraries once, and small houses whose luck is drawn by seeds.

A library of saved tracks costs a few calls a hundred tracks. Music at home has to be identified:
in part by a public service, the rest album by album, by an account that allows less of it in a
day than it takes. Processes die, walls are met, a day ends in the middle.
"""

from __future__ import annotations

from collections import Counter, deque
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.catalogue.genres import load
from custom_components.spindle.catalogue.identity import artist_key
from custom_components.spindle.playlists.types import (
    Changes,
    Identification,
    Rules,
    RunEventType,
    RunState,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.store.genre_tags import set_genres
from tests.playlists.spotify_world import (
    GENRES,
    ON_AN_ALBUM,
    House,
    a_file,
    an_account,
    files,
    labs_knowing,
    songs,
)
from tests.simulators.limited_server.limiter import DAY, Limits, Refused
from tests.simulators.virtual_time import run_virtually
from tests.store.conftest import create

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from sqlite3 import Connection

    from custom_components.spindle.playlists.types import LibraryTrack, RunReport
    from tests.simulators.limited_server.limiter import Refusal
    from tests.simulators.limited_server.server import Call
    from tests.simulators.spotify.music import Music

WHOLE: Final = 5_000
"""Tracks of a whole library."""
SMALL: Final = 300
"""Tracks of a house that is drawn."""
SMALL_BUDGET: Final = 30
"""Calls of a family in a day that it begins with."""
MOST_KILLS: Final = 12
KNOWN_SOMEWHERE: Final = 0.7
"""Part of the houses that let a public service be asked."""
UNTAGGED: Final = 0.05
"""Part of the music that is tagged without an album."""
RULES: Final = Rules(minimum=20, maximum=100, in_a_row=10)
SMALL_RULES: Final = Rules(minimum=4, maximum=30, in_a_row=10)
WRITES: Final = frozenset({"create", "write", "details"})
FAMILIES: Final = ("search", "album_tracks", "write", "create", "items")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """How a house fared with Spotify."""

    calls: int
    searches: int
    tracks: int
    """Of its library."""
    inside: int
    """Calls made while it knew that Spotify had said no."""
    walls: int
    """Refusals for the day of a family that had met one before."""
    over: int
    """Calls of a day beyond what a family is allowed at first."""
    unended: int
    wrong: int
    """Lists that are missing, made twice, or without tracks that Spotify has."""
    untold: int
    """Runs of several days that did not say so before their first call."""
    promised: float
    """Days."""
    took: float
    """Days."""
    again: int
    """Calls of a second run …"""
    written: int
    """… that wrote."""
    kills: int = 0


def saved() -> Fared:
    """Make playlists of a whole library that is saved at Spotify."""
    return _alive(_of_saved)


def local() -> Fared:
    """Make playlists at Spotify of a whole folder of music of which nobody knows an id."""
    return _alive(_of_files)


def drawn(seed: int) -> Fared:
    """Live through a small house whose luck is drawn."""
    return _alive(partial(_of_luck, Random(seed)))


def _alive(live: Callable[[Path], Coroutine[Any, Any, Fared]]) -> Fared:
    load()
    with TemporaryDirectory() as folder:
        return run_virtually(live(Path(folder)))


async def _of_saved(folder: Path) -> Fared:
    music = songs(WHOLE)
    with closing(create(folder / "spindle.db")) as db:
        house = House(db=db, server=an_account(music), rules=RULES)
        house.server.library.save(*range(WHOLE))
        house.sources = (SourceKind.SPOTIFY_SAVED,)
        for number in range(0, WHOLE, ON_AN_ALBUM):
            _know_genre(db, music.songs[number].artist, number)
        return await _lived(house, WHOLE)


async def _of_files(folder: Path) -> Fared:
    music = songs(WHOLE)
    with closing(create(folder / "spindle.db")) as db:
        house = House(db=db, server=an_account(music), rules=RULES)
        house.tracks = files(music, range(WHOLE))
        return await _lived(house, WHOLE)


async def _of_luck(dice: Random, folder: Path) -> Fared:
    music = songs(SMALL)
    limits = Limits(
        calls=dice.randrange(30, 120),
        quotas={family: dice.randrange(12, 60) for family in FAMILIES},
        rate_penalty=dice.choice([5.0, 60.0, 1_800.0]),
    )
    with closing(create(folder / "spindle.db")) as db:
        house = House(db=db, server=an_account(music, limits), rules=SMALL_RULES)
        house.way = replace(house.way, budget=SMALL_BUDGET)
        house.tracks = _at_home(music, dice)
        if dice.random() < KNOWN_SOMEWHERE:
            house.labs = labs_knowing(music, dice.sample(range(SMALL), dice.randrange(SMALL)))
        return await _lived(house, SMALL, dice)


def _know_genre(db: Connection, artist: str, number: int) -> None:
    """Know an artist, and its genre, as from the history."""
    row = db.execute("INSERT INTO artist (key, name) VALUES (?, ?)", (artist_key(artist), artist))
    assert row.lastrowid is not None
    set_genres(db, row.lastrowid, {GENRES[number // ON_AN_ALBUM % len(GENRES)]: 1.0})


def _at_home(music: Music, dice: Random) -> list[LibraryTrack]:
    """Return the music as files: lengths are a little off, some are tagged without an album."""
    made: list[LibraryTrack] = []
    for number, song in enumerate(music.songs):
        said: dict[str, Any] = {"seconds": round(song.seconds + dice.uniform(-2, 2))}
        if dice.random() < UNTAGGED:
            said["album"] = None
        made.append(a_file(song, number, **said))
    return made


async def _lived(house: House, tracks: int, dice: Random | None = None) -> Fared:
    """Let a house make its playlists, twice, and judge it."""
    budget = house.way.budget or 0
    started_at = house.server.now()
    report, kills = await house.run_dying(dice or Random(0), kills=MOST_KILLS if dice else 0)
    took = (house.server.now() - started_at) / DAY
    calls = list(house.server.calls)
    first = house.calls()
    second = await house.run()
    again = house.calls() - first
    planned = [one for one in house.events if one.type is RunEventType.PLANNED]
    promised = planned[0].report.plan if planned else None
    is_told = promised is not None and house.asked_before(planned[0].at) == 0
    return Fared(
        calls=first.total(),
        searches=first["search"],
        tracks=tracks,
        inside=sum(call.refusal is not None and call.refusal.knew for call in calls),
        walls=_walls_met_again(calls),
        over=max(0, *(_most_of_a_day(calls, family) - budget for family in FAMILIES)),
        unended=sum(one.state is not RunState.DONE for one in (report, second)),
        wrong=_wrong(house, report),
        untold=int(took > 1 and dice is None and not is_told),
        promised=promised.days if promised else 1.0,
        took=took,
        again=again.total(),
        written=sum(again[family] for family in WRITES),
        kills=kills,
    )


def _wrong(house: House, report: RunReport) -> int:
    """Count the lists that are other than they were planned."""
    made = Counter(one.name for one in house.server.library.playlists.values())
    changes = report.plan.changes[TargetKind.SPOTIFY] if report.plan else Changes()
    found = changes.identified or Identification()
    held = sum(len(uris) for uris in house.lists.values())
    lost = abs(sum(report.lists.values()) - changes.missing_tracks - held)
    others = [name for name in {*made, *report.lists} if made[name] != (name in report.lists)]
    return len(others) + lost + found.pending


def _walls_met_again(calls: Sequence[Call]) -> int:
    """Count refusals for the day beyond the first of each family: nobody knows of that one."""
    met = Counter(call.family for call in calls if call.refusal and _is_wall(call.refusal))
    return sum(count - 1 for count in met.values())


def _is_wall(refusal: Refusal) -> bool:
    return refusal.why is Refused.QUOTA


def _most_of_a_day(calls: Sequence[Call], family: str) -> int:
    """Count the calls of the family's busiest 24 hours."""
    day: deque[float] = deque()
    most = 0
    for call in calls:
        if call.family != family:
            continue
        day.append(call.sent_at)
        while day[0] <= call.sent_at - DAY:
            day.popleft()
        most = max(most, len(day))
    return most
