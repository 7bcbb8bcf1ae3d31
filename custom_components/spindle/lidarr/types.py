"""What Lidarr is asked by, what it is asked for, and what the submitter tells of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..store.lidarr_types import WantedStatus

DEFAULT_CAP: Final = 50
DEFAULT_WAKE_SECONDS: Final = 180.0
DEFAULT_ADDS: Final = 5


class Policy(StrEnum):
    """Who decides what is asked for."""

    OFF = "off"
    """Only what a person queues by hand."""
    SUGGEST = "suggest"
    """What satisfies a rule is suggested; a person approves."""
    AUTOMATIC = "automatic"
    """What satisfies a rule is queued at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the submitter works."""

    root_folder: str
    """Path of it, as Lidarr names it."""
    quality_profile_id: int
    metadata_profile_id: int
    cap: int = DEFAULT_CAP
    """As many rows Lidarr's queue has at most when it is asked for one more."""
    wake_seconds: float = DEFAULT_WAKE_SECONDS
    adds_per_wake: int = DEFAULT_ADDS
    """Albums and artists that Lidarr is told of in one wake at most."""


class Phase(StrEnum):
    """What the submitter is doing; the state people see."""

    ASLEEP = "asleep"
    """There is nothing to do; not one call is made."""
    SUBMITTING = "submitting"
    """There is work, and room for it."""
    BACKPRESSURE = "backpressure"
    """There is work, and no room for it: nothing is sent."""
    BLOCKED = "blocked"
    """There is work, and Lidarr cannot be used for it: nothing is sent."""


class Hold(StrEnum):
    """Why nothing is sent."""

    CAP_REACHED = "cap_reached"
    """Lidarr's queue is full."""
    RESERVED = "reserved"
    """What was asked for and is not yet visible in its queue may fill it."""
    LIDARR_BUSY = "lidarr_busy"
    """It has too many artists to refresh, or searches of somebody else's to do."""
    UNREACHABLE = "unreachable"
    """Its queue cannot be read, so that nobody knows whether there is room."""
    UNAUTHORIZED = "unauthorized"
    ELSEWHERE = "elsewhere"
    """Something else answers at its address."""
    METADATA_OUTAGE = "metadata_outage"
    """Its metadata server does not answer; its own searches work."""
    NO_INDEXER = "no_indexer"
    """It has nobody to search by."""
    NO_DOWNLOAD_CLIENT = "no_download_client"
    ROOT_FOLDER = "root_folder"
    """The folder that was chosen is gone."""
    PROFILE = "profile"
    """A profile that was chosen is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckDownload:
    """A row of Lidarr's queue that cannot leave it without a person."""

    title: str
    message: str
    """Lidarr's own words, at most 300 characters."""
    since: float
    """Epoch since when it was seen so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitterState:
    """What is known of Lidarr and of our queue. Times are epoch seconds."""

    phase: Phase = Phase.ASLEEP
    hold: Hold | None = None
    """Why nothing is sent; with ``BACKPRESSURE`` and ``BLOCKED``."""
    since: float | None = None
    """Since when it has been held."""
    detail: str | None = None
    """Lidarr's own words, if it had any; at most 300 characters."""
    cap: int = DEFAULT_CAP
    depth: int | None = None
    """Rows of Lidarr's queue, whoever caused them; None when it could not be read."""
    reserved: int = 0
    """Searches whose outcome is not yet visible there, ours and others'."""
    counts: Mapping[WantedStatus, int] = field(default_factory=lambda: MappingProxyType({}))
    """Our items by status."""
    waiting: int = 0
    """Items that wait for Lidarr: the depth of our own queue."""
    read_at: float | None = None
    """When Lidarr's queue was last read."""
    next_wake_at: float | None = None
    """When it looks again; None while it is asleep."""
    per_hour: float | None = None
    """Searches asked for in an hour, by the last day; None while it is unknown."""
    done_at: float | None = None
    """When the queue will be empty, at that pace."""
    stuck: tuple[StuckDownload, ...] = ()
    """Stuck for more than a day, at most twenty."""

    @property
    def budget(self) -> int:
        """Searches that may be asked for now."""
        if self.depth is None:
            return 0
        return max(0, self.cap - self.depth - self.reserved)


class QueueEventType(StrEnum):
    """What happens to the queue that an automation may want to know."""

    QUEUED = "queued"
    """Something was put on it; one event for all that came together."""
    SUBMITTED = "submitted"
    """Lidarr was asked to search for something."""
    AVAILABLE = "available"
    FAILED = "failed"
    BACKPRESSURE_STARTED = "backpressure_started"
    BACKPRESSURE_CLEARED = "backpressure_cleared"
    DRAINED = "drained"
    """Nothing waits any more."""
    STUCK = "stuck"
    """A download has held its place in Lidarr's queue for more than a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEvent:
    """One thing that happened, as events and the log tell it."""

    type: QueueEventType
    at: float
    """Epoch."""
    count: int = 1
    """Things it is about."""
    artist: str | None = None
    """Of the one thing, or of the first of them …"""
    album: str | None = None
    reason: str | None = None
    """… and a value of ``WantedReason`` or of ``Hold``."""
    since: float | None = None
    """Epoch since when it has been held, with the end of backpressure."""
    depth: int | None = None
    cap: int | None = None
