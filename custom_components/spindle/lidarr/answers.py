"""What Lidarr answers, so far as anybody here wants to know it. Times are epoch seconds.

The shapes are those of its published API: https://lidarr.audio/docs/api/
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemStatus:
    """Who answers."""

    version: str
    instance_name: str
    url_base: str
    """Path before all others, without a slash at its end; empty for none."""
    started_at: float | None
    """When its process began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootFolder:
    """A folder that Lidarr puts music in."""

    path: str
    is_accessible: bool
    free_space: int | None
    """Bytes; None when Lidarr does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A quality or metadata profile."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthIssue:
    """One thing that Lidarr itself complains about."""

    source: str
    """The check's name, such as ``IndexerSearchCheck``."""
    type: str
    """``notice``, ``warning`` or ``error``."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """An album in Lidarr's queue, whoever asked for it."""

    id: int
    album_id: int | None
    title: str
    status: str
    """``downloading``, ``completed``, ``delay`` … ; the download client's word."""
    state: str
    """``downloading``, ``importPending``, ``importBlocked`` … ; Lidarr's own; empty for none."""
    health: str
    """``ok``, ``warning`` or ``error``; empty for none."""
    messages: tuple[str, ...]
    size: float
    """Bytes; 0 when nobody knows."""
    left: float
    """Bytes still to come."""
    download_id: str | None

    @property
    def has_failed(self) -> bool:
        """Whether nothing comes of it any more; Lidarr may search anew by itself."""
        return self.state == "downloadFailed"

    @property
    def is_stuck(self) -> bool:
        """Whether it is there and cannot be imported without a person."""
        return self.state in {"importBlocked", "importFailed"}


class HistoryEvent(StrEnum):
    """What happened to an album; only that of which something follows."""

    GRABBED = "grabbed"
    FAILED = "downloadFailed"
    IMPORTED = "downloadImported"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One thing that happened to an album."""

    album_id: int
    event: HistoryEvent
    at: float
    download_id: str | None


class CommandName(StrEnum):
    """Lidarr's names of what it does in the background."""

    ALBUM_SEARCH = "AlbumSearch"
    ARTIST_SEARCH = "ArtistSearch"
    MISSING_SEARCH = "MissingAlbumSearch"
    CUTOFF_SEARCH = "CutoffUnmetAlbumSearch"
    REFRESH_ARTIST = "RefreshArtist"
    REFRESH_ALBUM = "RefreshAlbum"
    RESCAN_FOLDERS = "RescanFolders"
    REFRESH_DOWNLOADS = "RefreshMonitoredDownloads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that Lidarr does in the background."""

    id: int
    name: str
    """A ``CommandName``, or another."""
    status: str
    """``queued``, ``started``, ``completed``, ``failed``, ``aborted``, ``orphaned`` …"""
    album_ids: frozenset[int]
    artist_ids: frozenset[int]
    """Of what it is about; empty when it is about everything."""
    queued_at: float | None
    started_at: float | None
    ended_at: float | None

    @property
    def is_active(self) -> bool:
        """Whether it is still to be done, or under way."""
        return self.status in {"queued", "started"}

    @property
    def is_completed(self) -> bool:
        """Whether it was done to its end."""
        return self.status == "completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """An artist that Lidarr knows."""

    id: int
    foreign_id: str
    name: str
    is_monitored: bool
    monitor_new_items: str
    """``all``, ``none`` or ``new``; empty when Lidarr did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album that Lidarr knows."""

    id: int
    foreign_id: str
    """Its release group at MusicBrainz, as Lidarr's metadata server calls it today."""
    title: str
    artist_id: int
    artist: Artist | None
    """None where Lidarr left it out."""
    is_monitored: bool
    track_files: int
    total_tracks: int
    """Tracks of the release it monitors; 0 until the artist was refreshed."""
    last_search_at: float | None

    @property
    def is_available(self) -> bool:
        """Whether every track of it is there.

        Lidarr's own percentage is of no use: of an album that is not monitored it counts
        only the tracks that have a file.
        https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/ArtistStats/ArtistStatisticsRepository.cs
        """
        return self.track_files >= self.total_tracks > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAlbum:
    """An album by Lidarr's metadata server, to be added as it is."""

    foreign_id: str
    artist_foreign_id: str
    knows_artist: bool
    """Whether its artist is in Lidarr already."""
    resource: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArtist:
    """An artist by Lidarr's metadata server, to be added as it is."""

    foreign_id: str
    resource: Mapping[str, Any]
