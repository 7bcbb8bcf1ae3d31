"""What a set of playlists is made from, what it is planned to be, and how its making goes.

Times are UTC epoch seconds, lengths are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..store.playlist_types import LibraryTrack, PublishedList
from .changes import Changes, Identification, Problem, Unclear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Changes",
    "Identification",
    "Impossible",
    "Later",
    "LeftOut",
    "LibraryTrack",
    "Phase",
    "Plan",
    "PlannedList",
    "Problem",
    "Progress",
    "PublishedList",
    "Recipe",
    "Rules",
    "RunEvent",
    "RunEventType",
    "RunReport",
    "RunState",
    "SourceKind",
    "TargetKind",
    "Unclear",
]

DEFAULT_MINIMUM: Final = 20
DEFAULT_MAXIMUM: Final = 100
DEFAULT_LEAST_SHARE: Final = 0.2


class SourceKind(StrEnum):
    """Where music is taken from."""

    FILES = "files"
    """Folders of tagged audio files."""
    HISTORY = "history"
    """What was heard."""
    SPOTIFY_SAVED = "spotify_saved"
    """The saved tracks of a Spotify account."""
    SPOTIFY_PLAYLISTS = "spotify_playlists"
    """Its own playlists, but for those that are made here."""


class TargetKind(StrEnum):
    """Where lists are published."""

    M3U8 = "m3u8"
    """Files below Home Assistant's media folders."""
    SONOS = "sonos"
    """Playlists of the household's speakers."""
    SPOTIFY = "spotify"
    """Playlists of a Spotify account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What every list of a set satisfies."""

    minimum: int = DEFAULT_MINIMUM
    """Tracks of a list at least; a genre that has fewer is folded into the one above it."""
    maximum: int = DEFAULT_MAXIMUM
    """Tracks of a list at most, at least twice the minimum; a larger genre has several lists."""
    lists_per_track: int = 1
    """Lists that a track is in at most."""
    least_share: float = DEFAULT_LEAST_SHARE
    """Part of a track, 0 to 1, that a genre must have for the track to be in its list."""
    genres: tuple[str, ...] = ()
    """Genres that lists are made of, with all that is below them; empty: all genres."""
    without_genres: tuple[str, ...] = ()
    """Genres of which no track is taken, with all that is below them."""
    without_artists: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    """Years taken, both included; with either, what has no known year is left out."""
    in_a_row: int = 2
    """Tracks of one artist that may follow each other."""
    seed: int = 0
    """Another number is another order, and another division of large genres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One set of playlists that somebody has asked for."""

    id: str
    name: str
    sources: tuple[SourceKind, ...]
    """Of music that several have, a file's own tags count first."""
    folders: tuple[str, ...] = ()
    """Absolute paths of the folders of ``SourceKind.FILES``."""
    targets: tuple[TargetKind, ...]
    spotify: str | None = None
    """Which account is meant by what is Spotify's, where there are several."""
    rules: Rules = field(default_factory=Rules)

    @property
    def uses_spotify(self) -> bool:
        """Whether it needs an account there."""
        sources = {SourceKind.SPOTIFY_SAVED, SourceKind.SPOTIFY_PLAYLISTS}
        return TargetKind.SPOTIFY in self.targets or not sources.isdisjoint(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedList:
    """One list as it should be."""

    key: str
    """The genre's name and a number, as in ``hip hop#2``: it outlives renaming."""
    name: str
    """For people: "Hip Hop #2"; numbered always, so that it need never be renamed."""
    genre: str
    tracks: tuple[str, ...]
    """Keys of the tracks, in order, each once."""


class LeftOut(StrEnum):
    """Why a track is in no list."""

    UNKNOWN_GENRE = "unknown_genre"
    EXCLUDED = "excluded"
    """Its artist, or one of its genres."""
    OUT_OF_FOCUS = "out_of_focus"
    """None of its genres is among those that were chosen."""
    YEAR = "year"
    UNKNOWN_YEAR = "unknown_year"
    TOO_FEW = "too_few"
    """Its whole family of genres is too small for a list."""
    SURPLUS = "surplus"
    """Its artist would follow itself too often, or the list would be too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole set of lists, and what it costs to publish it."""

    lists: tuple[PlannedList, ...]
    """In the order of their genres in the tree, then by number."""
    folded: Mapping[str, str]
    """Genre too small for a list → genre it was folded into."""
    too_small: tuple[str, ...]
    """Families too small for a list, with all that was folded into them."""
    tracks: int
    """Different tracks of the library."""
    listed: int
    """Of these, in a list."""
    left_out: Mapping[LeftOut, int]
    """The rest, by reason."""
    unknown_share: float
    """Part of the library whose genre nobody knows, 0 to 1."""
    changes: Mapping[TargetKind, Changes] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    """What could not be read of the library."""

    @property
    def calls(self) -> Mapping[TargetKind, int]:
        """Calls that publishing takes at each target."""
        return {kind: changes.calls for kind, changes in self.changes.items()}

    @property
    def days(self) -> float:
        """Days that publishing takes; targets do not wait for each other."""
        return max((changes.days for changes in self.changes.values()), default=0.0)


class Phase(StrEnum):
    """What a run does, in this order."""

    SCAN = "scan"
    IDENTIFY = "identify"
    GENRES = "genres"
    POOLS = "pools"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come."""

    phase: Phase
    percent: float
    """Of the whole run, 0 to 100; never less than before."""
    counts: Mapping[str, int]
    """``scanned``, ``tracks``, ``identified``, ``unidentified``, ``unknown``, ``lists``, …"""
    done_at: float | None = None
    """When it will be done; None while nobody can know."""


class RunState(StrEnum):
    """How a run stands."""

    WAITING = "waiting"
    """Asked for, and not yet begun."""
    RUNNING = "running"
    PARKED = "parked"
    """Something has to be waited for; it goes on by itself."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The last run of a recipe: how it stands, and what has come of it."""

    recipe: str
    """Its id."""
    state: RunState
    asked_at: float
    finished_at: float | None = None
    phase: Phase | None = None
    """Which one it is in, or ended in; None before the first."""
    until: float | None = None
    """When it goes on, while it is parked."""
    reason: str | None = None
    """A key that names the sentence for people: why it is parked, or failed."""
    problems: tuple[Problem, ...] = ()
    plan: Plan | None = None
    """What was planned, with what was really changed at each target, but its lists …"""
    lists: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """… which are here: name → tracks, in their order."""
    done: Mapping[TargetKind, Changes] = field(default_factory=lambda: MappingProxyType({}))
    """What was published before the run had to wait."""


class RunEventType(StrEnum):
    """What happens to a run that an automation may want to know."""

    STARTED = "started"
    PLANNED = "planned"
    """It will take more than a day, which is told before anything is published."""
    PARKED = "parked"
    RESUMED = "resumed"
    """It goes on after it was parked, or after Home Assistant was restarted."""
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEvent:
    """One thing that happened to a run."""

    type: RunEventType
    at: float
    report: RunReport


class Impossible(Exception):
    """A recipe cannot be made into playlists as it is; nothing was read or written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Tell everything that is in the way."""
        super().__init__(", ".join(problem.key for problem in problems))
        self.problems = tuple(problems)


class Later(Exception):
    """A source or a target has to wait: the run is put off until then, and nothing is lost."""

    def __init__(self, at: float, reason: str, *, done: Changes | None = None) -> None:
        """Tell until when (epoch), and why: a key that names the sentence for people.

        ``done`` is what a target has published by then.
        """
        super().__init__(f"{reason} until {at:.0f}")
        self.at = at
        self.reason = reason
        self.done = done
