"""A killed process loses nothing that it was told is durable."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from custom_components.spindle.store import plays

from .conftest import create
from .examples import a_play
from .kill_harness import (
    BETWEEN_PLAYS,
    FIRST_PLAY,
    Promises,
    broken_promises,
    kill_repeatedly,
)

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 12


def test_no_kill_breaks_a_promise(path: Path) -> None:
    broken, promises = kill_repeatedly(path, KILLS, seed=7)
    assert broken == []
    assert len(promises.listened) > KILLS
    assert promises.completed


def test_broken_promises_are_found(path: Path) -> None:
    with closing(create(path)) as db:
        plays.record(db, a_play(played_at=FIRST_PLAY, listened=100))
        plays.record(db, a_play(played_at=FIRST_PLAY + 2 * BETWEEN_PLAYS, listened=100))
        db.execute("UPDATE r_hour SET plays = plays + 1")
        promises = Promises(
            listened={0: 190, 1: 100}, deleted={2}, enqueued={"a"}, completed=set(), last=5
        )
        broken = broken_promises(db, promises)
    assert broken[:4] == [
        "play 0: promised 190 s, found 100",
        "play 1: promised 100 s, found None",
        "play 2 was deleted and is back",
        "job a is lost",
    ]
    assert any("r_hour" in sentence for sentence in broken[4:])
