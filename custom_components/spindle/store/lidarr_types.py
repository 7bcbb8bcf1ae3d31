"""What is wanted from Lidarr, and how far it has come, as the store keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ..catalogue.identity import album_key

if TYPE_CHECKING:
    from .types import Job

ADD_QUEUE: Final = "lidarr_add"
"""Jobs that see to it that Lidarr knows an artist or an album; they cause no download."""
SEARCH_QUEUE: Final = "lidarr_search"
"""Jobs that have Lidarr monitor an album it knows and search for it; these spend its queue."""


class WantedKind(StrEnum):
    """What can be wanted."""

    ARTIST = "artist"
    ALBUM = "album"
    """A release group, as MusicBrainz calls it."""


class WantedOrigin(StrEnum):
    """Who wants it."""

    PERSON = "person"
    """An action, or a tick on the to-do list."""
    RULE = "rule"
    """What was heard satisfied a rule."""


class WantedStatus(StrEnum):
    """How far something wanted has come; the panel's tabs are made of these."""

    SUGGESTED = "suggested"
    """Waits for a person's yes."""
    QUEUED = "queued"
    """Waits here; Lidarr has not been told of it."""
    SUBMITTED = "submitted"
    """Lidarr knows it, and has not been asked to search for it yet."""
    SEARCHING = "searching"
    """Lidarr was asked to search for it; the outcome is not yet visible."""
    MONITORED = "monitored"
    """Lidarr searched and found nothing to fetch so far; it keeps watching for it.

    Of an artist: Lidarr knows it. Artists come no further.
    """
    DOWNLOADING = "downloading"
    IMPORTING = "importing"
    AVAILABLE = "available"
    """Every track of it is in the library."""
    FAILED = "failed"
    NOT_ELIGIBLE = "not_eligible"
    CANCELLED = "cancelled"
    """A person gave it up, or refused the suggestion; it is not suggested again."""


class WantedReason(StrEnum):
    """Why something is where it is; each is a sentence where people read it."""

    NO_MBID = "no_mbid"
    """Nobody knows its id at MusicBrainz."""
    AMBIGUOUS = "ambiguous"
    """Several albums might be meant, none clearly: a near miss, kept for review."""
    COMPILATION = "compilation"
    SINGLE = "single"
    LIVE = "live"
    VARIOUS_ARTISTS = "various_artists"
    ALREADY_AVAILABLE = "already_available"
    EXCLUDED = "excluded"
    """It is on Lidarr's list of exclusions."""
    RADIO_ONLY = "radio_only"
    """It was heard on the radio only."""
    NOT_FOUND = "not_found"
    """Lidarr's metadata server knows no such album."""
    NOTHING_FOUND = "nothing_found"
    """Its searches found nothing to fetch."""
    DOWNLOAD_FAILED = "download_failed"
    IMPORT_BLOCKED = "import_blocked"
    """Its download lies in Lidarr's queue and cannot be imported without a person."""
    REFUSED = "refused"
    """Lidarr refuses the request itself."""
    ROOT_FOLDER = "root_folder"
    PROFILE = "profile"
    UNREACHABLE = "unreachable"
    GAVE_UP = "gave_up"
    """It was tried as often as it may be."""
    DUPLICATE = "duplicate"
    """To Lidarr it is the same as something else that is on the queue."""
    BY_PERSON = "by_person"


OPEN: Final = frozenset(
    {
        WantedStatus.QUEUED,
        WantedStatus.SUBMITTED,
        WantedStatus.SEARCHING,
        WantedStatus.DOWNLOADING,
        WantedStatus.IMPORTING,
        WantedStatus.MONITORED,
    }
)
"""Somebody still has something to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was heard of it, as it is told beside a suggestion."""

    plays: int
    tracks: int
    days: int
    last_at: float
    """Epoch of the last play."""
    minutes: int = 0
    """Listened to it in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something to be put on the queue."""

    kind: WantedKind
    mbid: str | None
    """The release group's, or the artist's; None where nobody knows it."""
    artist: str
    album: str | None
    artist_mbid: str | None = None
    artist_id: int | None = None
    """Of our own artist …"""
    album_id: int | None = None
    """… and album."""
    origin: WantedOrigin
    evidence: Evidence | None = None

    @property
    def key(self) -> str:
        """Name the thing itself: it is on the queue once, whoever wants it."""
        return self.own_key if self.mbid is None else f"{self.kind}:{self.mbid}"

    @property
    def own_key(self) -> str:
        """Name it as long as nobody knows its MusicBrainz id."""
        own = self.artist_id if self.kind is WantedKind.ARTIST else self.album_id
        if own is not None:
            return f"{self.kind}:own:{own}"
        return f"{self.kind}:named:{album_key(self.artist, self.album or '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedItem:
    """One row of the queue, with what its present job says. Times are epoch seconds."""

    id: int
    kind: WantedKind
    key: str
    mbid: str | None
    foreign_id: str | None
    """What Lidarr calls it, where MusicBrainz has merged it meanwhile."""
    artist_mbid: str | None
    artist: str
    album: str | None
    artist_id: int | None
    album_id: int | None
    origin: WantedOrigin
    status: WantedStatus
    reason: WantedReason | None
    detail: str | None
    """Lidarr's own words, at most 300 characters."""
    evidence: Evidence | None
    lidarr_id: int | None
    lidarr_artist_id: int | None
    is_our_artist: bool
    """Whether Lidarr knows the artist through us: only then its settings are ours to make."""
    command_id: int | None
    """Lidarr's id of the search that was asked for."""
    progress: float | None
    """Share of the download that is there, 0 to 1."""
    searches: int
    """How often Lidarr was asked to search for it since somebody last wanted it."""
    created_at: float
    """When it was suggested, or put on the queue, whichever came last."""
    submitted_at: float | None
    """When Lidarr was first told of it."""
    searched_at: float | None
    """When its last search was asked for."""
    reserved_at: float | None
    """Since when it takes a place in Lidarr's queue that is not visible there yet."""
    changed_at: float
    attempts: int
    last_error: str | None
    next_attempt_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A piece of work that somebody has taken, and must say what became of it."""

    item: WantedItem
    """As it stood before it was taken."""
    job: Job

    @property
    def is_again(self) -> bool:
        """Tell whether an earlier search of it was begun, and nobody knows what came of it."""
        return self.item.status is WantedStatus.SEARCHING or self.item.reserved_at is not None
