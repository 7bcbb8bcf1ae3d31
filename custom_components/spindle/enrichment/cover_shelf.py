"""The covers that are kept on disk: so many and no more, those not looked at for longest go.

A file for each, named after the MBID of its release group; an empty one says that there is
no cover. Everything here blocks: call it from a worker thread.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
import os
import secrets
import shutil
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, Final

from ..catalogue.identity import read_mbid

if TYPE_CHECKING:
    from pathlib import Path

DAY: Final = 86_400.0
MOST_BYTES: Final = 32 << 20
MOST_FILES: Final = 4_000
NONE_FOR: Final = 30 * DAY
"""Seconds for which it stands that there is no cover."""
TOUCHED_EVERY: Final = 7 * DAY
"""Seconds by which the disk may be wrong about when a cover was looked at: reading is to write
nothing."""
NO_COVER: Final = b""
KEY: Final = "key"
KEY_BYTES: Final = 32


class CoverShelf:
    """One folder of covers. It is made when the first is put there."""

    _lock: ClassVar = Lock()
    """One for all: a shelf may be let go of while another one still keeps a cover in its folder."""

    def __init__(
        self, folder: Path, *, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES
    ) -> None:
        """Name the folder; nothing is read yet."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_files = most_files
        self._sizes: OrderedDict[str, int] | None = None
        """Bytes by MBID, what was looked at last at the end; None: the folder is not read yet."""
        self._bytes = 0

    def key(self) -> bytes:
        """Return the secret that addresses of covers are signed with: as long as they are kept.

        Where it cannot be kept it is another with each start.
        """
        path = self._folder / KEY
        with suppress(OSError):
            if len(known := path.read_bytes()) == KEY_BYTES:
                return known
        made = secrets.token_bytes(KEY_BYTES)
        with suppress(OSError):
            self._write(KEY, made)
            path.chmod(0o600)
        return made

    def find(self, mbid: str, now: float) -> bytes | None:
        """Return a cover; ``NO_COVER`` where there is none; None where nobody knows."""
        with self._lock:
            sizes = self._known()
            if mbid not in sizes:
                return None
            path = self._folder / mbid
            try:
                picture, kept_at = path.read_bytes(), path.stat().st_mtime
            except OSError:
                self._forget(mbid)
                return None
            if not picture and not kept_at <= now < kept_at + NONE_FOR:
                self._drop(mbid)
                return None
            sizes.move_to_end(mbid)
            if picture and abs(now - kept_at) > TOUCHED_EVERY:
                with suppress(OSError):
                    os.utime(path, (now, now))
            return picture

    def put(self, mbid: str, picture: bytes, now: float) -> None:
        """Keep a cover, or ``NO_COVER``, and let go of what there is no room for.

        Raises OSError when the disk does not take it.
        """
        with self._lock:
            sizes = self._known()
            self._write(mbid, picture)
            os.utime(self._folder / mbid, (now, now))
            self._forget(mbid)
            sizes[mbid] = len(picture)
            self._bytes += len(picture)
            while sizes and (self._bytes > self._most_bytes or len(sizes) > self._most_files):
                self._drop(next(iter(sizes)))

    def remove(self) -> None:
        """Let go of all of it, and of the folder."""
        with self._lock:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._sizes = None

    def _known(self) -> OrderedDict[str, int]:
        """Return what there is; the folder is read once."""
        if self._sizes is not None:
            return self._sizes
        found: list[tuple[float, str, int]] = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if read_mbid(entry.name) == entry.name:
                    stat = entry.stat()
                    found.append((stat.st_mtime, entry.name, stat.st_size))
                elif entry.name != KEY:
                    (self._folder / entry.name).unlink()
        self._sizes = OrderedDict((name, size) for _, name, size in sorted(found))
        self._bytes = sum(self._sizes.values())
        return self._sizes

    def _write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        begun = self._folder / f"{name}.part"
        begun.write_bytes(data)
        begun.replace(self._folder / name)

    def _drop(self, mbid: str) -> None:
        with suppress(OSError):
            (self._folder / mbid).unlink()
        self._forget(mbid)

    def _forget(self, mbid: str) -> None:
        if self._sizes is not None:
            self._bytes -= self._sizes.pop(mbid, 0)
