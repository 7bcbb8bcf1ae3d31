"""Covers on disk: so many and no more, and what is no cover is remembered for a while."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment.cover_shelf import (
    DAY,
    NO_COVER,
    NONE_FOR,
    CoverShelf,
)
from custom_components.spindle.enrichment.pictures import picture_type

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_750_000_000.0


def mbid(number: int) -> str:
    """Name an album."""
    return f"00000000-0000-4000-8000-{number:012}"


@pytest.fixture(name="folder")
def folder_fixture(tmp_path: Path) -> Path:
    """A folder that nobody has made yet."""
    return tmp_path / "cache" / "covers"


def kept(folder: Path) -> list[int]:
    """Name the covers on the disk by their numbers."""
    return sorted(int(path.name[-12:]) for path in folder.iterdir() if path.name != "key")


def test_what_is_kept_is_found_also_after_a_restart(folder: Path) -> None:
    shelf = CoverShelf(folder)
    assert shelf.find(mbid(1), NOW) is None
    assert not folder.exists()
    shelf.put(mbid(1), b"picture", NOW)
    assert shelf.find(mbid(1), NOW) == b"picture"
    assert CoverShelf(folder).find(mbid(1), NOW + 400 * DAY) == b"picture"


def test_that_there_is_none_stands_for_a_month(folder: Path) -> None:
    shelf = CoverShelf(folder)
    shelf.put(mbid(1), NO_COVER, NOW)
    assert shelf.find(mbid(1), NOW + NONE_FOR - 1) == NO_COVER
    assert CoverShelf(folder).find(mbid(1), NOW + NONE_FOR) is None
    assert kept(folder) == []


def test_what_was_looked_at_longest_ago_goes_first(folder: Path) -> None:
    shelf = CoverShelf(folder, most_bytes=30)
    for number in (1, 2, 3):
        shelf.put(mbid(number), b"0123456789", NOW + number)
    shelf.find(mbid(1), NOW + 4)
    shelf.put(mbid(4), b"0123456789", NOW + 5)
    assert kept(folder) == [1, 3, 4]
    shelf.put(mbid(4), b"0123456789" * 4, NOW + 6)
    assert kept(folder) == []


def test_there_are_only_so_many_files(folder: Path) -> None:
    shelf = CoverShelf(folder, most_files=2)
    for number in (1, 2, 3):
        shelf.put(mbid(number), NO_COVER, NOW + number)
    assert kept(folder) == [2, 3]


def test_a_restart_knows_what_was_looked_at_lately(folder: Path) -> None:
    shelf = CoverShelf(folder)
    for number in (1, 2):
        shelf.put(mbid(number), b"0123456789", NOW + number)
    shelf.find(mbid(1), NOW + 8 * DAY)
    CoverShelf(folder, most_files=2).put(mbid(3), b"0", NOW + 9 * DAY)
    assert kept(folder) == [1, 3]


def test_what_is_let_go_of_is_gone_though_something_was_just_being_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = CoverShelf(folder)
    removal = Thread(target=CoverShelf(folder).remove)
    write = shelf._write

    def meanwhile(name: str, data: bytes) -> None:
        removal.start()
        removal.join(0.05)
        write(name, data)

    monkeypatch.setattr(shelf, "_write", meanwhile)
    shelf.put(mbid(1), b"picture", NOW)
    removal.join()
    assert not folder.exists()


def test_what_was_half_written_is_swept_away(folder: Path) -> None:
    CoverShelf(folder).put(mbid(1), b"picture", NOW)
    (folder / f"{mbid(2)}.part").write_bytes(b"pic")
    assert CoverShelf(folder).find(mbid(2), NOW) is None
    assert kept(folder) == [1]


def test_a_file_that_somebody_has_deleted_is_not_known(folder: Path) -> None:
    shelf = CoverShelf(folder, most_bytes=10)
    shelf.put(mbid(1), b"0123456789", NOW)
    (folder / mbid(1)).unlink()
    assert shelf.find(mbid(1), NOW) is None
    shelf.put(mbid(2), b"0123456789", NOW)
    assert kept(folder) == [2]


def test_the_secret_stays_as_long_as_the_covers(folder: Path) -> None:
    shelf = CoverShelf(folder)
    key = shelf.key()
    assert len(key) == 32
    assert CoverShelf(folder).key() == key
    assert (folder / "key").stat().st_mode & 0o077 == 0
    shelf.put(mbid(1), b"picture", NOW)
    CoverShelf(folder).find(mbid(1), NOW)
    assert CoverShelf(folder).key() == key
    shelf.remove()
    assert not folder.exists()
    assert shelf.find(mbid(1), NOW) is None
    assert shelf.key() != key


def test_a_folder_that_cannot_be_made_has_a_secret_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    shelf = CoverShelf(tmp_path / "file")
    assert len(shelf.key()) == 32
    with pytest.raises(OSError, match="file"):
        shelf.put(mbid(1), b"picture", NOW)
    assert shelf.find(mbid(1), NOW) is None


def test_reading_writes_nothing_for_a_week(folder: Path) -> None:
    shelf = CoverShelf(folder)
    shelf.put(mbid(1), b"picture", NOW)
    shelf.find(mbid(1), NOW + 6 * DAY)
    assert (folder / mbid(1)).stat().st_mtime == NOW


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"<html>", None),
        (b"GIF89a", None),
        (b"", None),
    ],
    ids=["jpeg", "png", "webp", "wave", "svg", "html", "gif", "empty"],
)
def test_a_picture_is_known_by_its_first_bytes(data: bytes, told: str | None) -> None:
    assert picture_type(data) == told
