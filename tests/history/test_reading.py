"""Reading on from anywhere, within bounds."""

from __future__ import annotations

import json
import tracemalloc
from types import SimpleNamespace
from typing import TYPE_CHECKING

import orjson
import pytest

from custom_components.spindle.history import Report, chunks, read, recognise, splitter
from custom_components.spindle.history.splitter import LARGEST_ROW, TOGETHER
from custom_components.spindle.history.types import EXAMPLES, Cursor, Refused

from .samples import GHAN_CSV, LISTENS, MALOJA, SPOTIFY, lines_of, streamed_track, zip_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def packed(file: Callable[[bytes], Path]) -> Path:
    """A zip of three formats."""
    return file(
        zip_of(
            {
                "b.csv": GHAN_CSV,
                "other.txt": "no history",
                "a.json": json.dumps(SPOTIFY),
                "c/d.jsonl": lines_of(LISTENS),
            }
        )
    )


def test_rows_know_their_places(packed: Path) -> None:
    rows = list(read(recognise(packed)))
    assert [(row.entry, row.number) for row in rows] == [
        *(("b.csv", number) for number in range(1, 5)),
        *(("a.json", number) for number in range(1, 7)),
        *(("c/d.jsonl", number) for number in range(1, 4)),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_reading_goes_on_after_any_chunk(packed: Path, size: int) -> None:
    source = recognise(packed)
    rows = list(read(source))
    taken = 0
    for chunk in chunks(read(source), size):
        taken += chunk.rows
        rest = [row[:3] for row in read(source, after=chunk.cursor)]
        assert rest == [row[:3] for row in rows[taken:]]
    assert taken == len(rows)
    assert chunk.bytes_read == source.size


def test_reading_on_counts_the_bytes_before(packed: Path) -> None:
    source = recognise(packed)
    reading = read(source, after=Cursor("a.json", 3))
    list(reading)
    assert reading.bytes_read == source.size


def test_a_place_in_another_file_is_refused(packed: Path) -> None:
    with pytest.raises(ValueError, match="not in this file"):
        list(read(recognise(packed), after=Cursor("gone.csv", 3)))


def test_only_the_first_of_each_reason_are_described(file: Callable[[str], Path]) -> None:
    short = [streamed_track(f"Skip {number}", ms_played=1000) for number in range(10)]
    rows = list(read(recognise(file(json.dumps(short)))))
    described = [row.example for row in rows if isinstance(row, Refused) and row.example]
    assert described == [
        f"2016-01-01T00:03:00Z, Björk, Skip {number}" for number in range(EXAMPLES)
    ]


def test_a_report_is_kept_and_taken_up(packed: Path) -> None:
    source = recognise(packed)
    whole, halves = Report(), Report()
    reading = read(source)
    whole.begin(reading)
    for chunk in chunks(reading, 4):
        whole.count(chunk, reading)
    first = read(source)
    halves.begin(first)
    chunk = next(chunks(first, 4))
    halves.count(chunk, first)
    halves = Report.from_dict(json.loads(json.dumps(halves.as_dict())))
    second = read(source, after=chunk.cursor)
    for chunk in chunks(second, 4):
        halves.count(chunk, second)
    assert halves == whole
    assert whole.rows == 13
    assert whole.ignored == 1
    assert whole.files == 3
    assert whole.formats == ["lastfm", "spotify", "listenbrainz"]
    assert (whole.first_at, whole.last_at) == (1_451_606_340, 1_451_606_340)
    assert sum(whole.refused.values()) == 8


LARGE: dict[str, Callable[[], bytes | str]] = {
    "list": lambda: json.dumps(SPOTIFY[:1] * 2000, indent=4),
    "lines": lambda: lines_of(LISTENS[:1] * 2000),
    "csv": lambda: GHAN_CSV + "0,,a long name of an artist,,an album,,a track,\n" * 20_000,
    "zip": lambda: zip_of({"a": json.dumps({"scrobbles": MALOJA["scrobbles"] * 2000})}),
}


@pytest.mark.parametrize("wrapping", LARGE)
def test_memory_does_not_grow_with_the_file(
    file: Callable[[bytes | str], Path], wrapping: str
) -> None:
    source = recognise(file(LARGE[wrapping]()))
    assert source.size > 700_000
    tracemalloc.start()
    try:
        for _ in chunks(read(source), 50):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_300_000


def test_only_little_is_parsed_at_once(
    file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever parses holds Python's lock for as long as it takes."""
    parsed: list[int] = []

    def loads(raw: bytes) -> object:
        parsed.append(len(raw))
        return orjson.loads(raw)

    path = file(json.dumps([*SPOTIFY * 500, {"ts": "", "ms_played": "x" * LARGEST_ROW}]))
    source = recognise(path)
    monkeypatch.setattr(
        splitter, "orjson", SimpleNamespace(loads=loads, JSONDecodeError=ValueError)
    )
    assert len(list(read(source))) == len(SPOTIFY) * 500 + 1
    assert max(parsed) <= TOGETHER + len(b"[]")
