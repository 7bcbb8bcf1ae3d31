"""What became of an export: counted while it is read and stored, kept as JSON in between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .types import EXAMPLES

if TYPE_CHECKING:
    from .reading import Reading
    from .types import Chunk


@dataclass(slots=True, kw_only=True)
class Report:
    """The figures of one import; reading fills in its own, storing the others."""

    formats: list[str] = field(default_factory=list)
    files: int = 0
    """With plays."""
    ignored: int = 0
    """Other files in the zip."""
    rows: int = 0
    """Plays and refused rows."""
    refused: Counter[str] = field(default_factory=Counter)
    """By reason."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    """The first refused rows of each reason, in few words."""
    encodings: list[str] = field(default_factory=list)
    first_at: float | None = None
    last_at: float | None = None
    """The span of the plays that were read."""
    stored: int = 0
    completed: int = 0
    """Plays that stood there already, and have gained something."""
    duplicates: int = 0
    not_stored: int = 0
    """Plays that the store refused."""

    def begin(self, reading: Reading) -> None:
        """Note what is read."""
        source = reading.source
        self.formats = [origin.value for origin in source.formats]
        self.files = len(source.parts)
        self.ignored = source.ignored

    def count(self, chunk: Chunk, reading: Reading) -> None:
        """Count what was read."""
        self.rows += chunk.rows
        self.encodings = sorted({*self.encodings, *reading.encodings})
        for row in chunk.refused:
            self.refused[row.reason.value] += 1
            examples = self.examples.setdefault(row.reason.value, [])
            if row.example and len(examples) < EXAMPLES:
                examples.append(row.example)
        times = [play.played_at for play in chunk.plays]
        if times:
            self.first_at = min(times) if self.first_at is None else min(self.first_at, *times)
            self.last_at = max(times) if self.last_at is None else max(self.last_at, *times)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON holds it."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Report:
        """Take up a report that ``as_dict`` has returned."""
        return cls(**{**kept, "refused": Counter(kept["refused"])})


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Counter) else value
