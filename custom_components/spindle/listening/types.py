"""The vocabulary of listening: what a speaker says, and what becomes of it.

Everything here is a plain value. Times named ``epoch`` or ``*_at`` are UTC epoch
seconds; ``monotonic`` is the process's own clock; durations are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment, on both clocks: the wall says when, the monotonic one how long."""

    epoch: float
    monotonic: float


class Playback(StrEnum):
    """What the speaker is doing."""

    PLAYING = "playing"
    PAUSED = "paused"
    IDLE = "idle"
    UNAVAILABLE = "unavailable"


class Repeat(StrEnum):
    """The speaker's repeat mode."""

    OFF = "off"
    ALL = "all"
    ONE = "one"


class Kind(StrEnum):
    """What is playing, which decides by which rule it counts."""

    MUSIC = "music"
    RADIO = "radio"
    PODCAST = "podcast"
    AUDIOBOOK = "audiobook"
    LINE_IN = "line_in"
    TV = "tv"
    ANNOUNCEMENT = "announcement"


class Reason(StrEnum):
    """Why something that played was not counted as a play."""

    TOO_SHORT = "too_short"
    """The whole title is shorter than the shortest that counts."""
    SKIPPED = "skipped"
    """Not enough of it was heard."""
    NO_METADATA = "no_metadata"
    """No title, or music without an artist."""
    STATION_JUNK = "station_junk"
    """A station's name, a slogan, a web address, a jingle: not a title."""
    ADVERTISEMENT = "advertisement"
    ANNOUNCEMENT = "announcement"
    """Text to speech, a doorbell, an alarm."""
    NOT_MUSIC = "not_music"
    """A kind (podcast, audiobook, line-in, TV) that the household does not count."""
    EXCLUDED = "excluded"
    """A service the household does not record."""
    PRIVATE_ROOM = "private_room"
    """A room marked "do not record"."""
    QUIET_HOURS = "quiet_hours"
    RECORDING_OFF = "recording_off"
    DUPLICATE = "duplicate"
    """Already recorded: the same play, told twice."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the sound comes from.

    ``service`` is a slug of ``catalogue.services``. ``live`` says that the title is
    a moment of a stream: the speaker's duration and position do not belong to it.
    """

    kind: Kind
    service: str
    item_id: str | None = None
    live: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one speaker said of itself at one moment, already cleaned."""

    playback: Playback
    source: Source
    uri: str | None = None
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    album_artist: str | None = None
    station: str | None = None
    duration: float | None = None
    position: float | None = None
    """Seconds into the title at ``position_at``."""
    position_at: float | None = None
    repeat: Repeat = Repeat.OFF
    queue_position: int | None = None
    queue_size: int | None = None
    group: tuple[str, ...] = ()
    """Speaker ids of the group, its coordinator first; empty when it stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """One title heard by one listener, from its first second on.

    (``int(started_at)``, ``speaker``, title and artist) name it for good: a
    ``Listening`` that is told again only grows.
    """

    started_at: float
    speaker: str
    """Id of the speaker that coordinated it when it began."""
    rooms: tuple[str, ...]
    """Ids of every speaker that played it, the coordinator first."""
    source: Source
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    album_artist: str | None = None
    station: str | None = None
    duration: float | None = None
    listened: float = 0.0
    """Seconds really spent playing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The listening has just become a play: write it down now."""

    listening: Listening


@dataclass(frozen=True, slots=True)
class Finished:
    """A counted listening is over: its last word on how long it was heard."""

    listening: Listening


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A listening is over and was not a play, for this reason."""

    listening: Listening
    reason: Reason


type Outcome = Counted | Finished | NotCounted


class Phase(StrEnum):
    """What a room shows."""

    IDLE = "idle"
    LISTENING = "listening"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class RoomView:
    """What a room's sensor shows of its speaker."""

    phase: Phase = Phase.IDLE
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    service: str | None = None
    kind: Kind | None = None
    started_at: float | None = None
    counts_at: float | None = None
    """Epoch seconds at which the play will count if it goes on; None while paused."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one observation led to: outcomes in order, and what must be saved.

    ``running`` holds, for each speaker whose session changed by a transition, its
    saved form (a JSON object) or None when no session is left.
    """

    outcomes: tuple[Outcome, ...] = ()
    running: dict[str, dict[str, object] | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.outcomes or self.running)
