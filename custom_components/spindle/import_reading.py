"""Read a history through, in a thread, and hand it on in small pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from .history import Report, chunks, read, recognise
from .history.types import Cursor, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from .history.types import Chunk
    from .store.bulk import Tally

ROWS: Final = 4000
"""Rows that are handed on together, and written in one transaction: a live play waits no longer
than for that, and what the rows have in common is written once."""

OPTION_SHORTEST: Final = "shortest"
"""Seconds that must have been played, where an export tells how long it was."""
OPTION_ZONE: Final = "zone"
"""Name of the time zone of times that do not say it themselves."""
OPTION_COLUMNS: Final = "columns"
"""Of a CSV file: what is told → the heading of its column."""
DEFAULT_SHORTEST: Final = 30.0


def read_options(kept: Mapping[str, Any]) -> Options:
    """Take up options that were kept as JSON."""
    return Options(
        shortest=kept.get(OPTION_SHORTEST, DEFAULT_SHORTEST),
        zone=ZoneInfo(kept.get(OPTION_ZONE, "UTC")),
        columns=kept.get(OPTION_COLUMNS, {}),
    )


class ReadThrough:
    """One reading of a file. ``run`` is for a thread; ``stop`` is for any."""

    def __init__(self, path: Path, options: Mapping[str, Any]) -> None:
        """Take the file and how to read it."""
        self._path = path
        self._options = read_options(options)
        self._is_stopped = False

    def stop(self) -> None:
        """Read no further than to the next piece."""
        self._is_stopped = True

    def run(
        self,
        take: Callable[[Chunk, Report], Tally | None],
        *,
        after: tuple[str, int] | None = None,
        report: Mapping[str, Any] | None = None,
    ) -> Report | None:
        """Hand every piece after a place in the file to ``take``; return the whole report.

        ``report`` is that of what came before. ``take`` gets it with what the piece holds,
        and answers what became of its plays, or None when no more is wanted: then so does
        this. Raises ``UnreadableFile``, ``OSError``, and ``ValueError`` for a place that is
        not in the file.
        """
        reading = read(
            recognise(self._path, self._options),
            options=self._options,
            after=Cursor(*after) if after else None,
        )
        told = Report.from_dict(dict(report)) if report else Report()
        told.begin(reading)
        for chunk in chunks(reading, ROWS):
            if self._is_stopped:
                return None
            told.count(chunk, reading)
            tally = take(chunk, told)
            if tally is None:
                return None
            add(told, tally)
        return told


def add(report: Report, tally: Tally) -> Report:
    """Add what became of some plays to a report, and return it."""
    report.stored += tally.added
    report.completed += tally.updated
    report.duplicates += tally.duplicates
    report.not_stored += tally.refused
    return report
