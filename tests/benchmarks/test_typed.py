"""What is typed by hand finds the same plays in the view and in the flat table."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.store.connection import open_reader
from scripts.benchmarks import typed
from scripts.benchmarks.flat import open_flat

if TYPE_CHECKING:
    from scripts.benchmarks.synthetic_store import Built


@pytest.mark.parametrize("query", typed.QUERIES, ids=lambda query: query.what)
def test_both_find_the_same_plays(built: Built, query: typed.Typed) -> None:
    columns = "timestamp, artist, title, album, music_service"
    with closing(open_reader(built.spindle)) as db, open_flat(built.flat) as flat:
        found = 0
        for values in typed.draw(flat):
            told = [
                sorted(each.execute(f"SELECT {columns} FROM {source} WHERE {query.where}", values))  # noqa: S608
                for each, source in (
                    (db, typed.VIEW),
                    (flat, typed.FLAT),
                    (flat, f"{typed.FLAT} {query.better}"),
                )
            ]
            assert told[0] == told[1] == told[2]
            found += len(told[0])
        assert found >= typed.DRAWN


def test_each_is_timed_as_often_as_it_is_drawn(built: Built) -> None:
    for each in typed.ask(built):
        assert each.rows >= typed.DRAWN
        assert len(each.ours.cpu) == len(each.flat.cpu) == len(each.forced.cpu) == typed.DRAWN
        assert each.what in str(each)
