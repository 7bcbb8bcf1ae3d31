"""No statement without a known plan: each is pinned somewhere, or named here with a reason.

``python -m tests.test_every_plan`` prints ``every_plan.txt`` as it now would be: whoever changes
a statement sees there what became of its plan.
"""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from pathlib import Path
import tempfile
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle import insights, store

from .every_plan import grown_history, heavy_steps, rendered, statements, summed_history
from .insights import test_plans, test_statements
from .store import test_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

TEXT = Path(__file__).with_name("every_plan.txt")
ELSEWHERE = {
    *test_schema.PINNED,
    *chain.from_iterable(by_kind.values() for by_kind, _ in test_schema.PINNED_OF_NAMES),
    *(statement for statement, _ in test_statements.PINNED),
    *(statement for statement, _ in test_plans.PINNED),
}
"""Statements that are pinned where they belong."""

UNPINNED = {
    "store.audit.": "looks through everything, whichever way, when somebody doubts the sums",
    "store.schema_": "is asked once, by a migration",
    "store.readers.ROWS": "is a part of statements",
    "store.removal.SELECT": "is a part of statements, whose plans test_selections holds",
    "store.rehearsal.NOTE": "is for a database of its own",
    "insights.coverage.OF_NAMES[genre 1]": "reads the genres of all artists, by any index",
}
"""Statements whose plans nobody holds, by how their places begin, and why."""


def unpinned(found: dict[str, str]) -> dict[str, str]:
    """Return the statements whose plans this file holds."""
    return {
        place: statement
        for place, statement in found.items()
        if statement not in ELSEWHERE and not place.startswith(tuple(UNPINNED))
    }


@pytest.mark.parametrize("history", [summed_history, grown_history])
def test_every_plan_is_as_it_was_looked_at(
    history: Callable[[Path], Connection], tmp_path: Path
) -> None:
    found = statements(store, insights)
    assert {*found.values()} >= ELSEWHERE, "the search for statements is blind"
    with closing(history(tmp_path / "spindle.db")) as db:
        assert rendered(db, unpinned(found)).splitlines() == TEXT.read_text().splitlines()


def test_what_is_not_held_is_there() -> None:
    found = statements(store, insights)
    for beginning in UNPINNED:
        assert any(place.startswith(beginning) for place in found), beginning


def test_a_plan_that_reads_more_than_it_did_is_seen(tmp_path: Path) -> None:
    with closing(summed_history(tmp_path / "spindle.db")) as db:
        looked_up = "SELECT 1 FROM play WHERE id = ?"
        assert heavy_steps(db, looked_up) == ()
        assert heavy_steps(db, looked_up.replace("=", ">")) != ()
        by_key = "SELECT 1 FROM track WHERE key = ?"
        assert heavy_steps(db, by_key) == ()
        assert rendered(db, {"a.KEY": by_key, "a.ARTIST": by_key.replace("key", "artist_id")}) == (
            "a.ARTIST\n    SEARCH track USING INDEX track_artist (artist_id=?)\n"
        )


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as directory,
        closing(grown_history(Path(directory) / "spindle.db")) as history,
    ):
        print(rendered(history, unpinned(statements(store, insights))), end="")  # noqa: T201
