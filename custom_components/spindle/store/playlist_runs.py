"""The runs that make playlists, and the lists that they have planned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from . import jobs, playlist_library
from .types import JobState, Slice

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from sqlite3 import Connection

QUEUE: Final = "playlists"
"""Queue of the runs; a job's key is the recipe's id."""

type Report = Mapping[str, object]
"""How a run stands, as its room writes it."""

SAVE: Final = """
INSERT INTO playlist_run (recipe, report) VALUES (?, ?)
ON CONFLICT (recipe) DO UPDATE SET report = excluded.report"""
MADE_OF: Final = "UPDATE playlist_run SET seed = ?, made_of = ? WHERE recipe = ?"
IS_PLANNED: Final = "SELECT EXISTS (SELECT 1 FROM playlist_run WHERE recipe = ? AND made_of = ?)"
LOAD: Final = "SELECT report FROM playlist_run WHERE recipe = ?"
LISTS: Final = """
SELECT list.key, list.name, list.genre, list.tracks FROM playlist_run AS run
CROSS JOIN playlist_list AS list ON list.recipe = run.recipe
WHERE run.recipe = ? AND run.seed = ? ORDER BY list.position"""
CLEAR: Final = "DELETE FROM playlist_list WHERE recipe = ?"
ADD: Final = """
INSERT INTO playlist_list (recipe, position, key, name, genre, tracks) VALUES (?, ?, ?, ?, ?, ?)"""
LIBRARIES: Final = "SELECT id, source FROM library WHERE recipe = ?"
FORGET_LIBRARY: Final = "DELETE FROM library WHERE id = ?"
RECIPES: Final = """
SELECT recipe FROM library UNION SELECT recipe FROM playlist_run
UNION SELECT recipe FROM playlist_published"""
FORGET: Final = (
    "DELETE FROM playlist_run WHERE recipe = ?",
    CLEAR,
    "DELETE FROM playlist_published WHERE recipe = ?",
)


class KeptList(NamedTuple):
    """A list as it was planned last."""

    key: str
    name: str
    genre: str
    tracks: tuple[str, ...]


def ask(db: Connection, recipe: str, report: Report, now: float) -> bool:
    """Ask for a run; False when one is asked for, or under way, already."""
    job = jobs.find(db, QUEUE, recipe)
    if job is not None and job.state in (JobState.WAITING, JobState.RUNNING):
        return False
    jobs.enqueue(db, QUEUE, recipe, {}, due=now)
    save(db, recipe, report)
    return True


def close(db: Connection, recipe: str, state: JobState, report: Report) -> None:
    """Say that a run is over, and how it ended."""
    jobs.close(db, QUEUE, recipe, state)
    save(db, recipe, report)


def is_open(db: Connection, recipe: str) -> bool:
    """Tell whether a run is asked for, or under way."""
    job = jobs.find(db, QUEUE, recipe)
    return job is not None and job.state in (JobState.WAITING, JobState.RUNNING)


def save(db: Connection, recipe: str, report: Report) -> None:
    """Keep how the last run of a recipe stands."""
    db.execute(SAVE, (recipe, json.dumps(report, ensure_ascii=False)))


def load(db: Connection, recipe: str) -> dict[str, object] | None:
    """Return how the last run of a recipe stands, or None when there was none."""
    row = db.execute(LOAD, (recipe,)).fetchone()
    return None if row is None else json.loads(row[0])


def plan(
    db: Connection,
    recipe: str,
    lists: Sequence[KeptList],
    *,
    seed: int,
    made_of: str,
    report: Report,
) -> None:
    """Keep a whole plan, in place of the one before, with how the run stands now.

    ``made_of`` is a mark of the recipe by which it was made.
    """
    db.execute(CLEAR, (recipe,))
    db.executemany(
        ADD,
        [
            (
                recipe,
                place,
                one.key,
                one.name,
                one.genre,
                json.dumps(one.tracks, ensure_ascii=False),
            )
            for place, one in enumerate(lists)
        ],
    )
    save(db, recipe, report)
    db.execute(MADE_OF, (seed, made_of, recipe))


def is_planned(db: Connection, recipe: str, made_of: str) -> bool:
    """Tell whether the lists that are kept were made of the very same recipe."""
    return bool(db.execute(IS_PLANNED, (recipe, made_of)).fetchone()[0])


def planned(db: Connection, recipe: str, seed: int) -> tuple[KeptList, ...]:
    """Return the lists as they were planned last with that seed."""
    return tuple(
        KeptList(key, name, genre, tuple(json.loads(tracks)))
        for key, name, genre, tracks in db.execute(LISTS, (recipe, seed))
    )


def forget_music(db: Connection, recipe: str, sources: Collection[str]) -> Slice:
    """Forget what a recipe had of other sources than these."""
    for library, source in db.execute(LIBRARIES, (recipe,)).fetchall():
        if source in sources:
            continue
        gone = playlist_library.forget_some(db, library)
        if not gone:
            db.execute(FORGET_LIBRARY, (library,))
        return Slice(done=gone, more=True)
    return Slice(done=0, more=False)


def recipes(db: Connection) -> frozenset[str]:
    """Return every recipe of which anything is kept."""
    return frozenset(row[0] for row in db.execute(RECIPES))


def forget(db: Connection, recipe: str) -> None:
    """Forget a recipe that is gone, but for its music."""
    jobs.drop(db, QUEUE, recipe)
    for statement in FORGET:
        db.execute(statement, (recipe,))
