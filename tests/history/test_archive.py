"""Zips: what is in them, and those that are refused."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
import zipfile

import pytest

from custom_components.spindle.history import archive, recognise
from custom_components.spindle.history.types import Problem, Refusal, UnreadableFile

from .samples import BENBEN_CSV, GHAN_CSV, LISTENS, SPOTIFY, Told, lines_of, read_all, zip_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def problem(path: Path) -> Problem:
    """Return why a file is refused."""
    with pytest.raises(UnreadableFile) as refused:
        recognise(path)
    assert str(refused.value)
    return refused.value.problem


def test_files_in_folders_and_in_one_zip_within(told: Callable[..., Told]) -> None:
    inner = zip_of({"deep/er/a.csv": GHAN_CSV, "b.zip": zip_of({"c.csv": GHAN_CSV})})
    read = told(
        zip_of(
            {
                "__MACOSX/._x.csv": GHAN_CSV,
                "folder/": "",
                "folder/listens.jsonl": lines_of(LISTENS),
                "folder/inner.zip": inner,
                "../../etc/z.csv": BENBEN_CSV,
            }
        )
    )
    assert read.formats == ("listenbrainz", "lastfm")
    assert len(read.plays) == 6
    assert {row.entry for row in read.refused} == {
        "folder/listens.jsonl",
        "folder/inner.zip/deep/er/a.csv",
        "../../etc/z.csv",
    }
    assert read.report.ignored == 1


def test_stored_and_deflated(file: Callable[[bytes], Path]) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert len(read_all(file(zip_of({"a": GHAN_CSV}, method))).plays) == 2


def test_files_of_one_name_are_told_apart(file: Callable[[bytes], Path]) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = _twice("a.csv", GHAN_CSV)
    source = recognise(file(packed))
    assert [part.entry for part in source.parts] == ["a.csv", "a.csv#2"]
    assert len(read_all(source.path).plays) == 4


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packing_is_refused(file: Callable[[bytes], Path], method: int) -> None:
    assert problem(file(zip_of({"a": GHAN_CSV}, method))) is Problem.COMPRESSION


def test_what_unpacks_to_too_much_is_refused(file: Callable[[bytes], Path]) -> None:
    bomb = zip_of({"a.csv": b"0" * (archive.SMALL + 1)})
    assert len(bomb) < 100_000
    assert problem(file(bomb)) is Problem.TOO_LARGE


def test_a_bomb_within_is_refused(file: Callable[[bytes], Path]) -> None:
    bomb = zip_of({"b.zip": zip_of({"a.csv": b"0" * (archive.SMALL + 1)})})
    assert problem(file(bomb)) is Problem.TOO_LARGE


def test_the_whole_has_its_bound(
    file: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(zip_of({str(number): GHAN_CSV for number in range(10)}))
    monkeypatch.setattr(archive, "MOST_UNPACKED", len(GHAN_CSV.encode()) * 9)
    assert problem(path) is Problem.TOO_LARGE
    monkeypatch.setattr(archive, "MOST_ENTRIES", 9)
    assert problem(path) is Problem.TOO_MANY_FILES


def test_an_encrypted_zip_is_refused(file: Callable[[bytes], Path]) -> None:
    packed = bytearray(zip_of({"a.csv": GHAN_CSV}, zipfile.ZIP_STORED))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    assert problem(file(bytes(packed))) is Problem.ENCRYPTED


@pytest.mark.parametrize("end", [10, 300, -30])
def test_half_a_zip_is_refused(file: Callable[[bytes], Path], end: int) -> None:
    assert problem(file(zip_of({"a.csv": GHAN_CSV})[:end])) is Problem.DAMAGED


def test_damage_within_a_file_keeps_what_came_before(file: Callable[[bytes], Path]) -> None:
    rows = json.dumps([SPOTIFY[0]] * 3000)
    packed = bytearray(zip_of({"a": rows, "b": GHAN_CSV}, zipfile.ZIP_STORED))
    at = packed.index(b"Hyperballad", len(rows) // 2)
    packed[at : at + 5] = b"Hyber"
    read = read_all(file(bytes(packed)))
    assert (read.refused[0].entry, read.refused[0].reason) == ("a", Refusal.CUT_OFF)
    assert {play.origin for play in read.plays} == {"import:spotify", "import:lastfm"}


def test_a_file_damaged_from_its_first_byte_on_is_refused(file: Callable[[bytes], Path]) -> None:
    packed = bytearray(zip_of({"a.csv": GHAN_CSV}))
    packed[40:60] = b"\xff" * 20
    assert problem(file(bytes(packed))) is Problem.DAMAGED


def test_an_empty_zip_holds_nothing(file: Callable[[bytes], Path]) -> None:
    assert problem(file(zip_of({}))) is Problem.EMPTY
    assert problem(file(zip_of({"a": "no history"}))) is Problem.NOT_RECOGNISED


def _twice(name: str, content: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr(name, content)
        written.writestr(name, content)
    return packed.getvalue()
