"""What becomes of a search, and how long everything takes. All times are seconds.

A fate belongs to the album and to the number of the search, not to the moment: whoever asks,
and whenever, meets the same one. That is how two submitters can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What a search leads to."""

    FOUND = "found"
    """A release is grabbed, downloaded and imported."""
    NOTHING = "nothing"
    FAILS = "fails"
    """A release is grabbed, and its download fails."""
    STUCK = "stuck"
    """A release is grabbed and downloaded, and cannot be imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of one search."""

    outcome: Outcome = Outcome.FOUND
    search: float = 60.0
    """What the search takes of a worker's time."""
    download: float = 900.0
    importing: float = 20.0
    """What the import takes of a worker's time."""
    stuck: float = 30 * 3600.0
    """Until a person throws a stuck download away."""


class Fates(Protocol):
    """What the world has in store."""

    def of(self, mbid: str, search: int) -> Fate:
        """Return what becomes of the n-th search for an album, counted from 0."""
        ...

    def adding(self, mbid: str) -> float:
        """Return how long the metadata server takes before an album or artist is added."""
        ...

    def refreshing(self, mbid: str) -> float:
        """Return what a refresh of an artist or an album takes of a worker's time."""
        ...

    def scanning(self, mbid: str) -> float:
        """Return what a rescan of an artist's folder takes of a worker's time."""
        ...


@dataclass(slots=True)
class Plain:
    """The same for all, but for what is set apart."""

    usual: Fate = field(default_factory=Fate)
    special: dict[str, tuple[Fate, ...]] = field(default_factory=dict)
    """MBID → what becomes of its searches, the last for all that follow."""
    add: float = 1.0
    refresh: float = 20.0
    scan: float = 5.0

    def of(self, mbid: str, search: int) -> Fate:
        """Return what becomes of a search."""
        set_apart = self.special.get(mbid)
        return self.usual if set_apart is None else set_apart[min(search, len(set_apart) - 1)]

    def adding(self, mbid: str) -> float:  # noqa: ARG002 (it is the same for all)
        """Return how long an addition takes."""
        return self.add

    def refreshing(self, mbid: str) -> float:  # noqa: ARG002 (it is the same for all)
        """Return how long a refresh takes."""
        return self.refresh

    def scanning(self, mbid: str) -> float:  # noqa: ARG002 (it is the same for all)
        """Return how long a rescan takes."""
        return self.scan
