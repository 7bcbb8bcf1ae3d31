"""Whose export a file is, by what is in it and never by what it is called."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from . import (
    cells,
    lastfm_csv,
    lastfm_json,
    listenbrainz,
    maloja,
    plain_csv,
    spindle,
    spotify,
    spotify_account,
)
from .archive import DAMAGE, entries
from .text import CHUNK, Text, lines
from .types import Options, Part, Problem, Refusal, Source, UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from .archive import Entry
    from .shapes import JsonShape
    from .types import Shape

JSON_SHAPES: Final = (
    spindle.LINES,
    listenbrainz.LINES,
    spotify.SHAPE,
    spotify_account.SHAPE,
    listenbrainz.LISTS,
    maloja.SHAPE,
    lastfm_json.PAGES,
    lastfm_json.TRACKS,
)
CSV_SHAPES: Final = (spindle.recognise_csv, lastfm_csv.recognise, plain_csv.recognise)
HEAD: Final = CHUNK
"""Bytes of a file that are looked at."""
SAMPLE: Final = 50
"""Rows of them."""
_FEWEST_COLUMNS: Final = 3


def recognise(path: Path, options: Options | None = None) -> Source:
    """Say what a file is, and which of its parts hold plays.

    Raises ``UnreadableFile`` when none does, and ``OSError`` when it cannot be opened.
    """
    parts: list[Part] = []
    ignored = 0
    with entries(path) as files:
        if not any(file.size for file in files):
            raise UnreadableFile(Problem.EMPTY)
        for file in files:
            shape = _shape(file, options or Options())
            if shape is None:
                ignored += 1
            else:
                parts.append(Part(entry=file.name, size=file.size, shape=shape))
    if not parts:
        raise UnreadableFile(Problem.NOT_RECOGNISED)
    return Source(path=path, parts=tuple(parts), ignored=ignored)


def _shape(file: Entry, options: Options) -> Shape | None:
    """Return how to read a file, or None when it holds no plays that we know of."""
    try:
        with file.open() as stream:
            raw = stream.read(HEAD)
    except DAMAGE as error:
        raise UnreadableFile(Problem.DAMAGED) from error
    text = Text()
    head = b"".join(text.utf8([raw]))
    begin = head.lstrip()[:1]
    if begin in (b"{", b"["):
        return next((shape for shape in JSON_SHAPES if _fits(shape, head, text)), None)
    if begin in (b"", b"<", b"%") or b"\0" in head:
        return None
    return _csv_shape(head, text, options, is_whole=len(raw) < HEAD)


def _fits(shape: JsonShape, head: bytes, text: Text) -> bool:
    """Tell whether there are rows of a format among the first objects of a file."""
    found = islice(shape.elements([head], text), SAMPLE)
    return any(not isinstance(row, Refusal) and shape.is_row(row) for row in found)


def _csv_shape(head: bytes, text: Text, options: Options, *, is_whole: bool) -> Shape | None:
    delimiter, sample = _sniff(head, text, is_whole=is_whole)
    if not sample:
        return None
    if options.columns:
        return plain_csv.by_map(delimiter, sample, options.columns)
    found = (recognise(delimiter, sample) for recognise in CSV_SHAPES)
    return next((shape for shape in found if shape is not None), None)


def _sniff(head: bytes, text: Text, *, is_whole: bool) -> tuple[str, list[list[str]]]:
    """Return the delimiter by which most of the first records are alike, and these records."""
    first = list(islice(lines([head]), SAMPLE))
    if not is_whole and len(first) < SAMPLE:
        first = first[:-1]
    best: tuple[str, list[list[str]]] = (",", [])
    best_score = (0, 0)
    for delimiter in cells.DELIMITERS:
        records = [
            record
            for record in cells.records([first], delimiter, text)
            if not isinstance(record, Refusal)
        ]
        width = len(records[0]) if records else 0
        alike = sum(len(record) == width for record in records)
        if width >= _FEWEST_COLUMNS and (alike, width) > best_score:
            best, best_score = (delimiter, records), (alike, width)
    return best
