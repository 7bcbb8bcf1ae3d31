"""Walk through folders of music: every audio file once, in a lasting order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
import os
from typing import TYPE_CHECKING, Final

from ..types import Problem
from .tags import is_audio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DEEPEST: Final = 40
"""Folders below each other that are entered."""
SKIPPED: Final = frozenset({"@eaDir", "lost+found", "$RECYCLE.BIN", "System Volume Information"})
"""What file systems and servers keep for themselves; hidden folders are skipped too."""
READER: Final = 1
"""Counts up when more is read from a file, so that all are read again."""
LONGEST_DETAIL: Final = 300

FOLDER_MISSING: Final = "folder_missing"
FOLDER_UNREADABLE: Final = "folder_unreadable"
FOLDER_WITHOUT_MUSIC: Final = "folder_without_music"
FILE_NAME: Final = "file_name"
FILE_UNREADABLE: Final = "file_unreadable"
FILE_BROKEN: Final = "file_broken"
FILE_UNTAGGED: Final = "file_untagged"


@dataclass(frozen=True, slots=True)
class Found:
    """One audio file."""

    path: str
    stamp: str
    """Another one when the file is another."""
    added_at: float
    """When it was last written (epoch)."""


class Troubles:
    """What could not be read, the kinds of it counted, each with its first example."""

    def __init__(self) -> None:
        """Begin without any."""
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, str] = {}

    def add(self, key: str, path: str) -> None:
        """Take one more."""
        self._counts[key] += 1
        self._examples.setdefault(key, printable(path))

    def __contains__(self, key: str) -> bool:
        """Tell whether there is any of a kind."""
        return key in self._counts

    def problems(self) -> tuple[Problem, ...]:
        """Tell them all."""
        return tuple(
            Problem(key=key, detail=self._examples[key], count=count)
            for key, count in sorted(self._counts.items())
        )


def printable(path: str) -> str:
    """Return the end of a path as it can be shown, whatever its bytes are."""
    return path[-LONGEST_DETAIL:].encode(errors="replace").decode()


class Walk:
    """One way through some folders, a slice at a time. Everything here blocks."""

    def __init__(self, folders: Sequence[str]) -> None:
        """Prepare to walk; nothing is touched yet."""
        self.troubles = Troubles()
        self._entered: set[tuple[int, int]] = set()
        self._files = self._all(sorted(folders))

    @property
    def saw_everything(self) -> bool:
        """Whether no folder was closed to us, and none looks like a disk that is not there."""
        folders = (FOLDER_MISSING, FOLDER_UNREADABLE, FOLDER_WITHOUT_MUSIC)
        return not any(key in self.troubles for key in folders)

    def take(self, count: int) -> list[Found]:
        """Go on to the next files; empty at the end."""
        return list(islice(self._files, count))

    def _all(self, folders: Iterable[str]) -> Iterator[Found]:
        for folder in folders:
            if not os.path.isdir(folder):  # noqa: PTH112 (the one spelling of all that follows)
                self.troubles.add(FOLDER_MISSING, folder)
                continue
            entered, is_empty = len(self._entered), True
            for found in self._below(folder, 0):
                is_empty = False
                yield found
            # One that lies in another has been walked through with it.
            if is_empty and len(self._entered) > entered:
                self.troubles.add(FOLDER_WITHOUT_MUSIC, folder)

    def _below(self, folder: str, depth: int) -> Iterator[Found]:
        """Go through a folder unless it was entered before: links may lead in circles."""
        try:
            status = os.stat(folder)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in self._entered:
                return
            self._entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                # Names only: a large folder's entries would be a large heap of objects.
                folders, files = _sorted(entries)
        except OSError:
            self.troubles.add(FOLDER_UNREADABLE, folder)
            return
        for name in files:
            if found := self._look_at(f"{folder.rstrip('/')}/{name}"):
                yield found
        for name in folders if depth < DEEPEST else ():
            yield from self._below(f"{folder.rstrip('/')}/{name}", depth + 1)

    def _look_at(self, path: str) -> Found | None:
        """Tell what a file is like; None when nothing can be done with it."""
        if not _is_speakable(path):
            self.troubles.add(FILE_NAME, path)
            return None
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            self.troubles.add(FILE_UNREADABLE, path)
            return None
        stamp = f"{READER}:{status.st_mtime_ns}:{status.st_size}"
        return Found(path, stamp, status.st_mtime)


def _sorted(entries: Iterable[os.DirEntry[str]]) -> tuple[list[str], list[str]]:
    """Part folders from audio files, each in the order of their names."""
    folders: list[str] = []
    files: list[str] = []
    for entry in entries:
        if entry.name.startswith(".") or entry.name in SKIPPED:
            continue
        try:
            if entry.is_dir():
                folders.append(entry.name)
            elif is_audio(entry.name) and entry.is_file():
                files.append(entry.name)
        except OSError:  # A link that leads in a circle of its own.
            continue
    return sorted(folders), sorted(files)


def _is_speakable(path: str) -> bool:
    """Tell whether a path can be written into a list: text, and of one line."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return not any(sign in path for sign in "\r\n")
