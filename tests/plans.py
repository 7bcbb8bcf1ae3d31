"""How SQLite goes about a statement: in a history of which it knows nothing, and analysed."""

from __future__ import annotations

from contextlib import closing
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store import plays
from custom_components.spindle.store.connection import transaction
from tests.store.conftest import create
from tests.store.examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection


def plan(db: Connection, statement: str) -> list[str]:
    """Return the steps by which SQLite would run a statement."""
    named = set(re.findall(r":(\w+)", statement))
    numbers = [int(number) for number in re.findall(r"\?(\d+)", statement)]
    positional = max(numbers) if numbers else statement.count("?")
    values = dict.fromkeys(named) if named else (None,) * positional
    steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    # Releases of SQLite differ in when they find that an index covers all, and in words.
    return [step.replace("COVERING ", "").replace("EXISTS ", "") for step in steps]


def skewed_history(path: Path) -> Connection:
    """Return a database with some plays; few names have most of them."""
    draw = random.Random(1)  # noqa: S311  # Repeatable, not secret.
    db = create(path)
    with transaction(db):
        for number in range(1500):
            rank = int(draw.paretovariate(1))
            plays.record(
                db,
                a_play(
                    played_at=NOON + number * 300,
                    title=f"Track {rank}",
                    artist=f"Artist {rank % 40}",
                    album=f"Album {rank % 90}",
                    service=draw.choice(["spotify", "spotify", "spotify", "tunein"]),
                    player=f"RINCON_{rank % 5}",
                ),
            )
    return db


def both(history: Callable[[Path], Connection]) -> tuple[Any, Any, Any]:
    """Make three fixtures for a module: ``plain``, ``analysed``, and ``db``, which is either.

    Households never run ANALYZE, but every plan must hold with its figures too.
    """

    @pytest.fixture(scope="module")
    def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
        with closing(history(tmp_path_factory.mktemp("plain") / "spindle.db")) as db:
            yield db

    @pytest.fixture(scope="module")
    def analysed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
        with closing(history(tmp_path_factory.mktemp("analysed") / "spindle.db")) as db:
            db.execute("ANALYZE")
            yield db

    @pytest.fixture(params=["plain", "analysed"])
    def db(request: pytest.FixtureRequest) -> Connection:
        connection: Connection = request.getfixturevalue(request.param)
        return connection

    return plain, analysed, db
