"""Whose export a file is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.spindle.history import recognise
from custom_components.spindle.history.types import SENTENCES, Problem, UnreadableFile

from .samples import (
    BENBEN_CSV,
    GHAN_CSV,
    GHAN_JSON,
    LISTENS,
    MALOJA,
    PLAIN_CSV,
    SPINDLE_JSONL,
    SPOTIFY,
    SPOTIFY_ACCOUNT,
    lines_of,
    read_all,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERY_FORMAT: dict[str, str] = {
    "ghan csv": GHAN_CSV,
    "benben csv": BENBEN_CSV,
    "ghan json": json.dumps(GHAN_JSON),
    "account": json.dumps(SPOTIFY_ACCOUNT),
    "extended": json.dumps(SPOTIFY),
    "listens": lines_of(LISTENS),
    "list of listens": json.dumps(LISTENS),
    "maloja": json.dumps(MALOJA, indent=1),
    "plain csv": PLAIN_CSV,
    "spindle": SPINDLE_JSONL,
}


@pytest.mark.parametrize("name", EVERY_FORMAT)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_format_in_every_unicode(
    file: Callable[[bytes], Path], name: str, encoding: str
) -> None:
    plain = read_all(file(EVERY_FORMAT[name].encode()))
    other = read_all(file(EVERY_FORMAT[name].encode(encoding)))
    assert plain.plays
    assert other.plays == plain.plays
    assert other.refused == plain.refused


def test_a_first_row_that_is_none_hides_nothing(file: Callable[[str], Path]) -> None:
    assert read_all(file(json.dumps([None, {}, *SPOTIFY]))).formats == ("spotify",)
    assert read_all(file("{garbage\n" + lines_of(LISTENS))).formats == ("listenbrainz",)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        b'<?xml version="1.0"?><plist></plist>',
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"just, some, words\nand, more, words\n",
        b"{}",
        b"[]",
        b'{"scrobbles": 7}',
        b'[{"ts": 1}]',
        b"[1, 2, 3]",
        b"\0" * 100,
        b"   \n  ",
        b"x",
    ],
)
def test_what_is_no_history_is_refused_in_one_sentence(
    file: Callable[[bytes], Path], content: bytes
) -> None:
    with pytest.raises(UnreadableFile, match=r"Last\.fm.*Spotify.*ListenBrainz.*Maloja") as refused:
        recognise(file(content))
    assert refused.value.problem is Problem.NOT_RECOGNISED


def test_an_empty_file_is_called_empty(file: Callable[[bytes], Path]) -> None:
    with pytest.raises(UnreadableFile) as refused:
        recognise(file(b""))
    assert refused.value.problem is Problem.EMPTY


def test_every_problem_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(Problem)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoilt_file_never_raises_anything_else(
    file: Callable[[bytes], Path], data: st.DataObject
) -> None:
    raw = bytearray(EVERY_FORMAT[data.draw(st.sampled_from(sorted(EVERY_FORMAT)))].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 20)))
        raw[start:end] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from([b'"', b"{", b"}", b"[", b"]", b"1e999", b"\\ud800", b"\0", b"null"])
        )
    try:
        read = read_all(file(bytes(raw)))
    except UnreadableFile:
        return
    assert read.report.rows == len(read.plays) + len(read.refused)
