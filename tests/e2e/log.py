"""Reading a real Home Assistant's log: which warnings are ours, which are unexpected."""

from __future__ import annotations

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINE: Final = re.compile(
    r"^(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+) (?P<level>[A-Z]+) \((?P<thread>.*?)\)"
    r" \[(?P<logger>[^\]]+)\] (?P<message>.*)$"
)
TROUBLE: Final = ("WARNING", "ERROR", "CRITICAL")
OURS: Final = re.compile(r"spindle", re.IGNORECASE)

HARMLESS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"We found a custom integration spindle which has not been tested",
        # The speakers hold port 1400 of the address that core Sonos would like to hear on.
        r"Could not bind to 127\.0\.0\.1:14\d\d",
        r"Skipping pip installation of required modules",
        # SoCo 0.30.9 may stop its event listener twice.
        r"'NoneType' object has no attribute 'pre_shutdown'",
        # Programs and libraries that only cameras need.
        r"(?i)turbojpeg",
        r"(?i)ffmpeg",
        r"(?i)zlib_ng|isal",
        # After a kill -9 the recorder says what happened.
        r"was shutdown cleanly",
        r"Ended unfinished session",
    )
)
"""Lines that are known and not ours to mend."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the log, its traceback included."""

    level: str
    logger: str
    text: str

    @property
    def ours(self) -> bool:
        """Tell whether Spindle wrote it, or it is about Spindle."""
        return bool(OURS.search(self.logger) or OURS.search(self.text))

    @property
    def harmless(self) -> bool:
        """Tell whether it is known and not ours to mend."""
        return any(pattern.search(self.text) for pattern in HARMLESS)


def records(lines: Iterable[str]) -> Iterator[Record]:
    """Read the records of a log; lines without a head belong to the record before."""
    head: re.Match[str] | None = None
    text: list[str] = []
    for line in lines:
        match = LINE.match(line)
        if match is None:
            text.append(line.rstrip())
            continue
        if head is not None:
            yield Record(head["level"], head["logger"], "\n".join(text))
        head, text = match, [match["message"]]
    if head is not None:
        yield Record(head["level"], head["logger"], "\n".join(text))


def trouble(lines: Iterable[str]) -> list[Record]:
    """Pick every warning and error that is not known to be harmless."""
    return [record for record in records(lines) if record.level in TROUBLE and not record.harmless]
