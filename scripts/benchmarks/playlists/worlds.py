"""One house a seed: its music, and how often it is killed, made to wait and changed meanwhile."""

from __future__ import annotations

import asyncio
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
import random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from custom_components.spindle.catalogue.genres import all_genres
from custom_components.spindle.playlists.types import Later, Rules, RunState
from tests.playlists.world import Killed, Radio, World, a_file
from tests.store.conftest import create

if TYPE_CHECKING:
    from custom_components.spindle.playlists.types import LibraryTrack

LIVES: Final = 200
"""Processes after which a run that has not ended never will."""
MOST_KILLS: Final = 12
UNTAGGED: Final = 0.05
"""Part of the music that nobody has tagged."""
WAITING: Final = 0.3
"""Part of the processes whose target asks for patience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a house fared."""

    seed: int
    kills: int = 0
    waits: int = 0
    unended: int = 0
    """Runs that came to no end."""
    other: int = 0
    """Lists that are other than those of a house that nothing happened to."""
    again: int = 0
    """Lists written more often than once, and once more for each kill."""
    early: int = 0
    """Lists written while they were to wait."""
    backwards: int = 0
    """Processes in which the progress went back."""
    second: int = 0
    """Lists that a second run of the same music has written."""
    edited: float = 0.0
    """Part of the places that changed when a hundredth of the music did."""


def judged(seed: int) -> Verdict:
    """Live through the world of a seed."""
    return asyncio.run(_live(seed))


async def _live(seed: int) -> Verdict:
    dice = random.Random(seed)
    music, rules = _music(dice), _rules(dice)
    with TemporaryDirectory() as folder, closing(create(Path(folder) / "quiet.db")) as db:
        quiet = World(db, list(music), rules)
        quiet.shelf.slice = 64
        await _undisturbed(quiet)
        undisturbed = dict(quiet.radio.lists)
        with closing(create(Path(folder) / "loud.db")) as other:
            loud = World(other, list(music), rules)
            loud.shelf.slice = 64
            fate = await _disturbed(loud, dice)
        second, edited = await _afterwards(quiet, dice)
    lists = undisturbed.keys() | loud.radio.lists.keys()
    return Verdict(
        seed=seed,
        kills=fate.kills,
        waits=fate.waits,
        unended=not fate.is_ended,
        other=sum(undisturbed.get(key) != loud.radio.lists.get(key) for key in lists),
        again=max(0, loud.radio.writes - len(undisturbed) - fate.kills),
        early=fate.early,
        backwards=fate.backwards,
        second=second,
        edited=edited,
    )


def _music(dice: random.Random) -> list[LibraryTrack]:
    """Draw a collection: few genres have most of it, some artists have very much."""
    genres = [genre.name for genre in dice.sample(all_genres(), 40)]
    files = []
    for number in range(dice.randrange(200, 800)):
        artist = min(int(dice.paretovariate(0.8)), 150)
        own = genres[(artist * 7) % min(40, 3 + artist)]
        tags = () if dice.random() < UNTAGGED else (own, *dice.sample(genres, dice.randrange(2)))
        files.append(
            a_file(number, *tags, artist=f"Artist {artist}", year=dice.randrange(1960, 2026))
        )
    return files


def _rules(dice: random.Random) -> Rules:
    minimum = dice.randrange(3, 20)
    return Rules(
        minimum=minimum,
        maximum=dice.randrange(2 * minimum, 4 * minimum),
        lists_per_track=dice.randrange(1, 4),
        in_a_row=dice.randrange(1, 4),
        first_year=dice.choice([None, None, 1980]),
        seed=dice.randrange(100),
    )


async def _undisturbed(world: World) -> None:
    runs, _ = world.start()
    await runs.begin()
    await runs.ask("recipe")
    await runs.work()


@dataclass(slots=True)
class _Fate:
    kills: int = 0
    waits: int = 0
    early: int = 0
    backwards: int = 0
    is_ended: bool = False


async def _disturbed(world: World, dice: random.Random) -> _Fate:
    """Let processes die at any moment, and the target ask for patience, until the run ends."""
    fate = _Fate()
    for _ in range(LIVES):
        world.later = None
        if fate.waits < MOST_KILLS and dice.random() < WAITING:
            world.later = Later(world.at + dice.randrange(60, 90_000), "speakers_silent")
        is_mortal = fate.kills < MOST_KILLS
        runs, _ = world.start(dies_at=dice.randrange(1, 60) if is_mortal else None)
        world.percents.clear()
        due = None
        try:
            await runs.begin()
            if await runs.report("recipe") is None:
                await runs.ask("recipe")
            due = await runs.work()
            report = await runs.report("recipe")
            fate.is_ended = report is not None and report.state is RunState.DONE
        except Killed:
            fate.kills += 1
        fate.backwards += world.percents != sorted(world.percents)
        if fate.is_ended:
            break
        if due is not None:
            fate.waits += 1
            fate.early += await _written_early(world)
            world.at = due
    return fate


async def _written_early(world: World) -> int:
    """Work on before the time has come, and return how many lists that has written."""
    writes = world.radio.writes
    runs, _ = world.start()
    with suppress(Killed):
        await runs.work()
    return world.radio.writes - writes


async def _afterwards(world: World, dice: random.Random) -> tuple[int, float]:
    """Run again unchanged, and once more with a hundredth of the music exchanged."""
    before = Radio(dict(world.radio.lists), world.radio.writes)
    await _undisturbed(world)
    second = world.radio.writes - before.writes
    gone = max(1, len(world.shelf.tracks) // 100)
    genre = dice.choice([track.tags for track in world.shelf.tracks if track.tags])
    new = [a_file(10_000 + number, *genre) for number in range(gone)]
    world.shelf.tracks = [*world.shelf.tracks[gone:], *new]
    await _undisturbed(world)
    places = _places(before.lists)
    kept = places & _places(world.radio.lists)
    return second, 1 - len(kept) / len(places) if places else 0.0


def _places(lists: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(key, track) for key, tracks in lists.items() for track in tracks}
