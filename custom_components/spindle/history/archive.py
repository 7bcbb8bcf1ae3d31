"""The files of an export: itself, or those in its zip. Nothing is unpacked onto the disk."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial
from typing import IO, TYPE_CHECKING, Final, NamedTuple
import zipfile
import zlib

from .types import WHOLE_FILE, Problem, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_ENTRIES: Final = 2000
MOST_UNPACKED: Final = 4 << 30
"""Bytes that a zip may hold, unpacked, those within it included."""
MOST_PACKED_ZIP: Final = 256 << 20
"""Bytes that a zip within a zip may have."""
DENSEST: Final = 200
"""How many times smaller than itself a large file may be packed; histories reach thirty."""
SMALL: Final = 16 << 20
"""Bytes up to which that does not matter."""

DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged zip raises."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 1
# What the Finder packs beside every file.
_NOT_OURS: Final = "__MACOSX/"


class Entry(NamedTuple):
    """A file that may hold plays."""

    name: str
    """In its zip; ``WHOLE_FILE`` when there is none."""
    size: int
    """Bytes, unpacked."""
    open: Callable[[], IO[bytes]]


@contextmanager
def entries(path: Path) -> Iterator[list[Entry]]:
    """Open a file for as long as its entries are read.

    They come in the order in which they lie in it. Raises ``UnreadableFile`` for a zip that
    is encrypted, damaged or not what it seems.
    """
    with ExitStack() as stack:
        whole = stack.enter_context(path.open("rb"))
        if not _is_zip(whole):
            yield [Entry(WHOLE_FILE, path.stat().st_size, lambda: path.open("rb"))]
            return
        yield _Unpacking(stack).entries(whole, prefix="")


class _Unpacking:
    """The zips of one export, and what they hold together."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.count = 0
        self.unpacked = 0
        self.names: set[str] = set()

    def entries(self, packed: IO[bytes], prefix: str) -> list[Entry]:
        """Return the files of a zip, and of zips in it, but not of zips in those."""
        try:
            archive = self.stack.enter_context(zipfile.ZipFile(packed))
            files = sorted(
                (info for info in archive.infolist() if _may_hold_plays(info)),
                key=lambda info: info.header_offset,
            )
            self._check(files)
            found = []
            for info in files:
                found += self._within(archive, info, prefix)
        except DAMAGE as error:
            raise UnreadableFile(Problem.DAMAGED) from error
        return found

    def _within(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, prefix: str) -> list[Entry]:
        entry = Entry(
            self._unique(prefix + info.filename), info.file_size, partial(archive.open, info)
        )
        if prefix or info.file_size > MOST_PACKED_ZIP:
            return [entry]
        with entry.open() as stream:
            is_zip = _is_zip(stream)
        if not is_zip:
            return [entry]
        return self.entries(self.stack.enter_context(entry.open()), f"{entry.name}/")

    def _check(self, files: list[zipfile.ZipInfo]) -> None:
        """Refuse what no export is; the sizes told are the most that can come out."""
        self.count += len(files)
        self.unpacked += sum(info.file_size for info in files)
        if self.count > MOST_ENTRIES:
            raise UnreadableFile(Problem.TOO_MANY_FILES)
        if self.unpacked > MOST_UNPACKED or any(map(_is_bomb, files)):
            raise UnreadableFile(Problem.TOO_LARGE)
        if any(info.flag_bits & _ENCRYPTED for info in files):
            raise UnreadableFile(Problem.ENCRYPTED)
        if any(info.compress_type not in _METHODS for info in files):
            raise UnreadableFile(Problem.COMPRESSION)

    def _unique(self, name: str) -> str:
        """Tell apart files of one name: a place in the source is known by it."""
        unique, number = name, 1
        while unique in self.names:
            number += 1
            unique = f"{name}#{number}"
        self.names.add(unique)
        return unique


def _is_zip(stream: IO[bytes]) -> bool:
    is_zip = stream.read(4) in _ZIP
    if stream.seekable():
        stream.seek(0)
    return is_zip


def _may_hold_plays(info: zipfile.ZipInfo) -> bool:
    return bool(info.file_size) and not info.is_dir() and not info.filename.startswith(_NOT_OURS)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > DENSEST * info.compress_size
