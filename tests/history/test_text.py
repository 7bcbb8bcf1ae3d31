"""Writings and lines."""

from __future__ import annotations

import codecs

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.history.text import LONGEST_LINE, Text, lines

SAID = "artist,title\r\nفيروز,Hyperballad 😀\r\n"


def pieces(raw: bytes, size: int) -> list[bytes]:
    return [raw[at : at + size] for at in range(0, len(raw), size)]


@pytest.mark.parametrize(
    ("mark", "written", "called"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("size", [13, 14, 1000])
def test_every_unicode_becomes_utf8(mark: bytes, written: str, called: str, size: int) -> None:
    text = Text()
    raw = mark + SAID.encode(written)
    assert b"".join(text.utf8([raw[:20], *pieces(raw[20:], size)])).decode() == SAID
    assert text.encodings == {called}


def test_what_is_no_utf8_is_an_older_writing() -> None:
    text = Text()
    assert text.decode(b"Don\x92t stop, Bj\xf6rk") == "Don\u2019t stop, Björk"
    assert text.decode("Björk".encode()) == "Björk"
    assert text.encodings == {"windows-1252"}
    assert text.decode(b"\x81\xff") == "\ufffdÿ"


@given(raw=st.text("ab\n\r,", max_size=60), size=st.integers(1, 9))
def test_lines_are_those_of_the_whole(raw: str, size: int) -> None:
    whole = raw.encode()
    assert list(lines(pieces(whole, size))) == whole.splitlines(keepends=True)


@pytest.mark.parametrize("size", [1000, LONGEST_LINE, LONGEST_LINE * 8])
def test_a_line_too_long_leaves_its_place(size: int) -> None:
    long = b"x" * (LONGEST_LINE * 3)
    whole = b"a\n" + long + b"\nb\n" + long
    assert list(lines(pieces(whole, size))) == [b"a\n", None, b"b\n", None]
