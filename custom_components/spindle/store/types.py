"""What goes into the store and what it answers. Plain values, no SQLite.

Times named ``*_at`` are UTC epoch seconds; durations are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ..listening.types import Kind, Listening, NotCounted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class Origin(StrEnum):
    """Who told us of a play: the ``source`` column of the view ``scrobbles``."""

    SONOS = "sonos"
    RECORDER = "recorder"
    SPOTIFY = "spotify"
    MANUAL = "manual"


class StoreState(StrEnum):
    """How the store is."""

    OPENING = "opening"
    READY = "ready"
    WAITING = "waiting"
    """Disk full or read-only: plays wait in memory, counted, and land when it ends."""
    NEWER = "newer"
    """Written by a newer Spindle: left untouched, nothing is recorded."""
    FAILED = "failed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStatus:
    """The store's state with what a person needs to act on it."""

    state: StoreState
    waiting: int = 0
    """Changes held in memory: what is to be written of a play, a refusal or a session."""
    lost: int = 0
    """Changes that did not fit the waiting buffer, since the process began."""
    set_aside: str | None = None
    """File name of a corrupt database that was put aside at this opening."""
    error: str | None = None


class NewPlay(NamedTuple):
    """A play to be written. A tuple, made in a third of the time: an import makes millions."""

    played_at: float
    title: str
    artist: str
    album: str | None = None
    album_artist: str | None = None
    service: str = "unknown"
    item_id: str | None = None
    kind: Kind = Kind.MUSIC
    player: str | None = None
    """Speaker id, or None when no speaker is known (imports)."""
    rooms: tuple[str, ...] = ()
    station: str | None = None
    duration: float | None = None
    listened: float | None = None
    origin: str = Origin.SONOS
    isrc: str | None = None
    artist_mbid: str | None = None
    album_mbid: str | None = None
    track_mbid: str | None = None
    """MusicBrainz's identifiers of the artist, the release and the recording."""


class Written(StrEnum):
    """What became of a play."""

    ADDED = "added"
    UPDATED = "updated"
    """It stood there already and has grown or been completed."""
    DUPLICATE = "duplicate"
    """It stood there already, told by the same or another source; nothing changed."""
    OTHER = "other"
    """A session without a track (line-in, TV): kept as other listening, no play."""
    GONE = "gone"
    """It was deleted while it played, and stays deleted."""
    REFUSED = "refused"
    """No title, no artist, or a time outside 1970 to 2200: nothing was written."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A play that is durable."""

    play_id: int
    """Id in the view ``scrobbles``; 0 when there is none (``OTHER``, ``GONE``, ``REFUSED``)."""
    written: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningStep:
    """One transaction of the listener: plays to add or grow, refusals, sessions."""

    counted: tuple[Listening, ...] = ()
    finished: tuple[Listening, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    running: dict[str, dict[str, object] | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayRow:
    """One row of the view ``scrobbles``."""

    id: int
    played_at: int
    artist: str
    title: str
    album: str | None
    album_artist: str | None
    music_service: str
    player: str | None
    duration: float | None
    listened: float | None
    source: str
    isrc: str | None
    speaker: str | None = None
    """Id of the speaker behind ``player``, which is its present name."""
    rooms: tuple[str, ...] = ()
    """Ids of every speaker that played it, the coordinator first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which plays a command is about; every given part must match."""

    ids: tuple[int, ...] = ()
    start: float | None = None
    end: float | None = None
    artist: str | None = None
    title: str | None = None
    album: str | None = None
    service: str | None = None
    player: str | None = None
    """A speaker's id, or its present name."""
    origin: str | None = None
    batch: int | None = None

    def __bool__(self) -> bool:
        """Tell whether anything at all is selected by: an empty one matches nothing."""
        return self != Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """What a deletion removed, or would remove when rehearsed."""

    count: int
    ids: tuple[int, ...] = ()
    """The plays, the earliest first."""
    first_at: int | None = None
    last_at: int | None = None
    examples: tuple[PlayRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The figures the entities show, for the local day and for all time."""

    plays_today: int = 0
    listened_today: float = 0.0
    not_counted_today: dict[str, int] | None = None
    plays_total: int = 0
    listened_total: float = 0.0
    last_play: PlayRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCountedSelection:
    """Which listenings that did not count are asked about; every given part must match."""

    day: date | None = None
    """Local."""
    speaker: str | None = None
    reason: str | None = None
    hidden: Collection[str] = ()
    """Ids of speakers about which nothing is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCountedCount:
    """How often one reason kept one speaker's listening from counting, on one day."""

    reason: str
    speaker: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCountedExample:
    """One listening that was not counted; what is private is left out."""

    at: float
    reason: str
    speaker: str | None
    title: str | None
    artist: str | None
    service: str | None
    listened: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HourTotal:
    """What was played in one hour of UTC."""

    start: int
    """Epoch seconds at which the hour begins."""
    plays: int
    seconds: int


class BatchState(StrEnum):
    """Where an import or a replay stands."""

    OPEN = "open"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Plays that came together and can be undone together."""

    id: int
    origin: str
    note: str
    started_at: float
    state: BatchState
    plays: int
    """Plays that stand because of it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What one short transaction of long work did, and whether more is left."""

    done: int
    more: bool


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The writer's last sign of life."""

    at: float
    """Monotonic seconds."""
    busy: bool
    """Whether it is at work: busy with an old ``at`` means that it hangs."""
    alive: bool
    """Whether its thread runs at all."""


class JobState(StrEnum):
    """Where a piece of outgoing work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Sent, with no way to learn whether it arrived: parked for a person."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A persisted piece of outgoing work; (queue, account, key) is its name."""

    id: int
    queue: str
    account: str
    key: str
    state: JobState
    attempts: int
    next_attempt_at: float
    last_error: str | None
    payload: dict[str, object]
