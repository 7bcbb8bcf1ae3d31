"""M3U8: a playlist as a text of paths, UTF-8, for every player that can read files.

There is no standard but what players read: https://www.rfc-editor.org/rfc/rfc8216 (section 4)
has the form of it, and comments that a player does not know are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
import os
import re
from typing import TYPE_CHECKING, Final
import unicodedata

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SUFFIX: Final = ".m3u8"
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a list that are read; ours have some ten thousands."""
LONGEST_NAME: Final = 120
"""Bytes of a file's name before its suffix; file systems take 255."""
OWNER: Final = "#SPINDLE:"
"""Begins the comment that tells whose list it is."""

# What Windows and shares of it refuse in names, and what no name should have.
_REFUSED: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]+')
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class TooLarge(Exception):
    """The file is no list that anybody has made."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """What a list's file holds."""

    owner: str | None
    """What was written behind ``OWNER``."""
    entries: Mapping[str, tuple[str, ...]]
    """Paths as they are written, in order → the lines above that describe them."""


def file_name(name: str) -> str:
    """Return a list's name as a file's, which every file system takes."""
    name = _REFUSED.sub("-", unicodedata.normalize("NFC", name)).strip(" .") or "-"
    name = name.encode(errors="ignore")[:LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    return f"{name}-" if _DEVICES.fullmatch(name) else name


def read_list(path: Path) -> ListFile | None:
    """Read a list; None when it is not there. Raises ``TooLarge`` and ``OSError``."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    if len(content) > LARGEST:
        raise TooLarge
    owner: str | None = None
    entries: dict[str, tuple[str, ...]] = {}
    about: list[str] = []
    # What a person has written in another encoding comes back as it was.
    for text in content.decode("utf-8-sig", "surrogateescape").split("\n"):
        line = text.rstrip("\r")
        if line.startswith("#EXTINF"):
            about.append(line)
        elif line.startswith(OWNER):
            owner = line.removeprefix(OWNER)
        elif line.strip() and not line.startswith("#"):
            entries.setdefault(line, tuple(about))
            about = []
    return ListFile(owner, entries)


def rendered(name: str, owner: str, entries: Iterable[tuple[str, Iterable[str]]]) -> bytes:
    """Write a list as text; entries are paths with the lines that describe them."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{name}", f"{OWNER}{owner}"]
    for path, about in entries:
        lines += (*about, path)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it sees the old or the new one. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
