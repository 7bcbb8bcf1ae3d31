"""The splitter beside ``json.loads``, on documents cut anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.history.splitter import (
    DEEPEST,
    DOCUMENT,
    LARGEST_ROW,
    Element,
    elements,
    parse,
)
from custom_components.spindle.history.text import Text
from custom_components.spindle.history.types import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection

texts = st.text(st.sampled_from('{}[]",:\\ \n\té😀a1'), max_size=8)
scalars = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | texts
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)
objects = st.dictionaries(texts, values, max_size=4)
indents = st.none() | st.integers(0, 2)
cuts = st.lists(st.integers(1, 30), min_size=1, max_size=5)


def cut(document: bytes, lengths: list[int]) -> list[bytes]:
    """Cut a document into pieces of these lengths, over and over."""
    pieces, at, turn = [], 0, 0
    while at < len(document):
        pieces.append(document[at : at + lengths[turn % len(lengths)]])
        at += lengths[turn % len(lengths)]
        turn += 1
    return pieces


def split(
    document: str | bytes, arrays: Collection[str] = (DOCUMENT,), lengths: list[int] | None = None
) -> list[Element]:
    """Return the elements of a document that comes in pieces."""
    raw = document if isinstance(document, bytes) else document.encode("utf-8", "surrogatepass")
    return list(elements(cut(raw, lengths or [7]), arrays, Text()))


def expected(rows: list[Any]) -> list[Element]:
    """Return what the slow way finds: objects, and reasons for the others."""
    return [row if isinstance(row, dict) else Refusal.NOT_UNDERSTOOD for row in rows]


@given(rows=st.lists(objects | values, max_size=6), indent=indents, lengths=cuts)
def test_a_list_of_anything(rows: list[Any], indent: int | None, lengths: list[int]) -> None:
    ascii_only = json.dumps(rows, indent=indent)
    written = json.dumps(rows, indent=indent, ensure_ascii=False)
    assert json.loads(written) == rows
    assert split(written, lengths=lengths) == expected(rows)
    assert split(ascii_only, lengths=lengths) == expected(rows)


@given(
    rows=st.lists(objects, max_size=4),
    around=st.lists(st.tuples(texts, values), max_size=4),
    indent=indents,
    lengths=cuts,
    place=st.integers(0, 4),
)
def test_a_list_under_its_key(
    rows: list[Any],
    around: list[tuple[str, Any]],
    indent: int | None,
    lengths: list[int],
    place: int,
) -> None:
    told: list[tuple[str, Any]] = [*around[:place], ("rows", rows), *around[place:]]
    document = json.dumps({"export": dict(told)}, indent=indent)
    assert split(document, ("rows",), lengths) == expected(rows)


@given(pages=st.lists(st.lists(objects, max_size=3), max_size=3), indent=indents, lengths=cuts)
def test_lists_within_pages(pages: list[list[Any]], indent: int | None, lengths: list[int]) -> None:
    rows = [row for page in pages for row in page]
    document = json.dumps([{"rows": page, "@attr": {"page": 1}} for page in pages], indent=indent)
    assert split(document, ("rows",), lengths) == expected(rows)


@given(rows=st.lists(objects, min_size=1, max_size=4), lengths=cuts, data=st.data())
def test_what_is_cut_off_keeps_what_came_before(
    rows: list[Any], lengths: list[int], data: st.DataObject
) -> None:
    document = json.dumps(rows).encode()
    end = data.draw(st.integers(1, len(document) - 1))
    found = split(document[:end], lengths=lengths)
    assert found[-1] is Refusal.CUT_OFF
    assert found[:-1] == rows[: len(found) - 1]


@given(raw=st.binary(max_size=80) | st.text('{}[]",:\\ab1', max_size=60).map(str.encode))
def test_garbage_never_raises(raw: bytes) -> None:
    for element in split(b"[" + raw, (DOCUMENT, "a"), [3]):
        assert isinstance(element, dict | Refusal)


def test_a_row_too_large_is_left_out_alone() -> None:
    long = "x" * (LARGEST_ROW + 10)
    document = json.dumps([{"a": 1}, {"b": long}, {"c": {"d": [long]}}, long, {"e": 2}])
    found = split(document, lengths=[5000])
    assert found == [
        {"a": 1},
        Refusal.TOO_LARGE,
        Refusal.TOO_LARGE,
        Refusal.NOT_UNDERSTOOD,
        {"e": 2},
    ]


def test_a_long_text_between_the_rows_is_passed_by() -> None:
    document = json.dumps({"x" * 9000: "y" * (LARGEST_ROW + 10), "rows": [{"a": 1}]})
    assert split(document, ("rows",), [4000]) == [{"a": 1}]


def test_a_small_buffer_is_kept_of_a_large_row() -> None:
    """A megabyte that never ends its row is not collected."""
    pieces = [b'[{"a":"', *([b"x" * 4096] * 1024)]
    held: list[int] = []

    def counted() -> Any:
        for piece in pieces:
            held.append(len(piece))
            yield piece

    assert list(elements(counted(), (DOCUMENT,), Text())) == [Refusal.CUT_OFF]
    assert len(held) == len(pieces)


@pytest.mark.parametrize(
    "row",
    [
        '{"a":' + "[" * 5000 + "]" * 5000 + "}",
        '{"a":' + '{"a":' * 5000 + "1" + "}" * 5001,
        '{"a":' + "9" * 5000 + "}",
        '{"a":}',
        "{'a': 1}",
        "{a}",
    ],
)
def test_a_hostile_row_costs_itself_alone(row: str) -> None:
    assert split(f'[{{"b":1}},{row},{{"c":2}}]', lengths=[999]) == [
        {"b": 1},
        Refusal.NOT_UNDERSTOOD,
        {"c": 2},
    ]


def test_odd_rows_that_are_forgiven() -> None:
    rows = split('[{"a":"\\ud83d"},{"b":1e999},{"c":"\\u0000"},{"d":{"d":NaN}}]')
    assert rows[0] == {"a": "\ud83d"}
    assert rows[1] == {"b": float("inf")}
    assert rows[2] == {"c": "\0"}
    assert isinstance(rows[3], dict)


def test_containers_without_end_are_given_up() -> None:
    assert split("[" * 100_000, ("rows",), [4096]) == [Refusal.CUT_OFF]
    fits = '{"a":' * (DEEPEST - 1) + '{"rows":[{"b":1}]}' + "}" * (DEEPEST - 1)
    assert split(fits, ("rows",)) == [{"b": 1}]


def test_text_of_an_older_writing() -> None:
    text = Text()
    assert parse('{"a":"Björk"}'.encode("latin-1"), text) == {"a": "Björk"}
    assert text.encodings == {"windows-1252"}


def test_rows_around_an_odd_one_are_all_read() -> None:
    row = b'{"ts": "a}b", "n": [1]}'
    whole = b"[" + b", ".join([row] * 2000) + b", 7, {]}, " + b",".join([row] * 20) + b"]"
    found = list(elements([whole[:900], whole[900:]], {DOCUMENT}, Text()))
    assert found[:2000] == [{"ts": "a}b", "n": [1]}] * 2000
    assert found[2000] is Refusal.NOT_UNDERSTOOD


def test_a_document_may_end_after_any_byte() -> None:
    whole = b'[{"a": {"b": "}"}}, {"a": 2}]'
    for end in range(1, len(whole)):
        found = list(elements([whole[:end]], {DOCUMENT}, Text()))
        assert found[-1] is Refusal.CUT_OFF
        assert found[:-1] == [{"a": {"b": "}"}}, {"a": 2}][: len(found) - 1]
