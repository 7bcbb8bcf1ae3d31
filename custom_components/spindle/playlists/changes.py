"""What publishing does at a target, what it takes, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why something cannot be done, or was done in part only."""

    key: str
    """Names the sentence for people."""
    detail: str = ""
    """What it is about: a folder, a speaker; at most 300 characters."""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A track that a service has not, or of which nobody can tell which one it is there."""

    artist: str
    title: str
    candidates: tuple[str, ...] = ()
    """What it may be, as the service names things; empty: nothing was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """How many of the tracks in lists are known at a service that names them its own way."""

    matched: int = 0
    ambiguous: int = 0
    unmatched: int = 0
    pending: int = 0
    """Still to be looked for."""
    examples: tuple[Unclear, ...] = ()
    """The first of those that are not matched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What publishing does, or would do, at one target."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    """Lists, each."""
    added_tracks: int = 0
    removed_tracks: int = 0
    missing_tracks: int = 0
    """Entries of lists for which the target has no music."""
    deleted_by_person: int = 0
    """Lists that are not made again, because a person has deleted them."""
    calls: int = 0
    """Calls to an outside service or a speaker; 0 for files."""
    days: float = 0.0
    """Days that it takes, by what the service allows in a day."""
    problems: tuple[Problem, ...] = ()
    identified: Identification | None = None
    """Where the target has its own names for music."""

    def __add__(self, later: Changes) -> Changes:
        """Return this and what was done after it as one."""
        counted = ("created", "changed", "removed", "added_tracks", "removed_tracks", "calls")
        sums = {name: getattr(self, name) + getattr(later, name) for name in counted}
        return replace(later, **sums)
