"""The judge of the kills must find every kind of wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.simulators.sonos.media import track

from .kill import Heard, Tally, judge
from .verify import Row

HEARD = [
    Heard("Kitchen", track("spotify", "Air", "Kyoto", 40), 1000.0, 40.0),
    Heard("Kitchen", track("spotify", "Air", "Venus", 40), 1040.0, 10.0),
]
KYOTO = Row(
    1000, "Air", "Kyoto", "spotify", "Kitchen", 40, 40, "sonos", rooms=frozenset({"Kitchen"})
)


def test_what_was_heard_and_stands_once_is_right() -> None:
    assert judge(HEARD, [KYOTO], Tally(kills=1), []) == 0


@pytest.mark.parametrize(
    ("rows", "tally", "errors", "wrongs"),
    [
        ([KYOTO], Tally(lost=2), [], 2),
        ([KYOTO, replace(KYOTO, played_at=1001)], Tally(), [], 1),
        ([KYOTO, replace(KYOTO, title="Never")], Tally(), [], 1),
        ([], Tally(), [], 1),
        ([replace(KYOTO, played_at=1010)], Tally(), [], 1),
        ([KYOTO], Tally(), ["it broke"], 1),
    ],
    ids=["lost", "twice", "phantom", "missing", "late", "error"],
)
def test_every_wrong_is_found(
    rows: list[Row], tally: Tally, errors: list[str], wrongs: int
) -> None:
    assert judge(HEARD, rows, tally, errors) == wrongs
