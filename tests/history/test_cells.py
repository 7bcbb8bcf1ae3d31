"""Records of CSV files, whole and broken."""

from __future__ import annotations

import csv
import io

from hypothesis import given, strategies as st

from custom_components.spindle.history.cells import MOST_LINES, records
from custom_components.spindle.history.text import Text, lines
from custom_components.spindle.history.types import Refusal


def split(content: str, delimiter: str = ",") -> list[list[str] | Refusal]:
    return list(records(lines([content.encode()]), delimiter, Text()))


@given(
    rows=st.lists(st.lists(st.text('a",;\n\t é', max_size=6), min_size=2, max_size=4), max_size=5),
    delimiter=st.sampled_from(",;\t"),
)
def test_what_is_written_is_read(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    assert split(written.getvalue(), delimiter) == rows


def test_a_cell_that_is_never_closed_costs_its_own_line() -> None:
    rest = "".join(f"c{number},d\n" for number in range(MOST_LINES * 2))
    found = split(f'a,b\n"open,b\n{rest}')
    assert found[:2] == [["a", "b"], Refusal.NOT_UNDERSTOOD]
    assert found[2:] == [[f"c{number}", "d"] for number in range(MOST_LINES * 2)]


def test_a_cell_that_the_end_leaves_open_costs_its_own_line() -> None:
    assert split('a,b\n"open,b\nc,d\n') == [["a", "b"], Refusal.NOT_UNDERSTOOD, ["c", "d"]]


def test_a_line_too_long_is_named_as_such() -> None:
    assert list(records([b"a,b\n", None, b"c,d\n"], ",", Text())) == [
        ["a", "b"],
        Refusal.TOO_LARGE,
        ["c", "d"],
    ]
    assert list(records([b'"a\n', None, b"c,d\n"], ",", Text())) == [
        Refusal.NOT_UNDERSTOOD,
        Refusal.TOO_LARGE,
        ["c", "d"],
    ]


def test_blank_lines_and_nul_are_no_harm() -> None:
    assert split("a,b\n\n\r\nc,d\0\n") == [["a", "b"], ["c", "d\0"]]
