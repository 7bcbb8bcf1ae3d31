"""Records of CSV files, whole and broken."""

from __future__ import annotations

import csv
import io

from hypothesis import given, strategies as st

from custom_components.spindle.history.cells import MOST_LINES, records
from custom_components.spindle.history.text import Text, lines
from custom_components.spindle.history.types import Refusal


def split(content: str, delimiter: str = ",") -> list[list[str] | Refusal]:
    """Return the records of a text, the same whatever the blocks in which it comes."""
    every = list(lines([content.encode()]))
    found = list(records([every], delimiter, Text()))
    for size in (1, 3):
        blocks = (every[at : at + size] for at in range(0, len(every), size))
        assert list(records(blocks, delimiter, Text())) == found
    return found


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
    assert list(records([[b"a,b\n", None, b"c,d\n"]], ",", Text())) == [
        ["a", "b"],
        Refusal.TOO_LARGE,
        ["c", "d"],
    ]
    assert list(records([[b'"a\n', None, b"c,d\n"]], ",", Text())) == [
        Refusal.NOT_UNDERSTOOD,
        Refusal.TOO_LARGE,
        ["c", "d"],
    ]


def test_blank_lines_and_nul_are_no_harm() -> None:
    assert split("a,b\n\n\r\nc,d\0\n") == [["a", "b"], ["c", "d\0"]]


def test_a_record_may_go_on_in_the_next_block() -> None:
    blocks: list[list[bytes | None]] = [[b"a,b\n", b'c,"d\n'], [b'e",f\n', b"g,h\n"], [b"i,j\n"]]
    assert list(records(blocks, ",", Text())) == [
        ["a", "b"],
        ["c", "d\ne", "f"],
        ["g", "h"],
        ["i", "j"],
    ]


def test_an_older_writing_is_read_too() -> None:
    text = Text()
    assert list(records([[b"Bj\xf6rk,J\xf3ga\n", b"a,b\n"]], ",", text)) == [
        ["Björk", "Jóga"],
        ["a", "b"],
    ]
    assert text.encodings == {"windows-1252"}


def test_signs_after_a_closed_cell_belong_to_it() -> None:
    assert split('"a"b,c\nd,e\n') == [["ab", "c"], ["d", "e"]]
