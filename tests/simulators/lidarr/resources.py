"""What is in Lidarr, in the shapes of its API: null is left out, times are whole seconds.

https://github.com/Lidarr/Lidarr/blob/develop/src/Lidarr.Api.V1/openapi.json
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from .downloads import SIZE, State

if TYPE_CHECKING:
    from .commands import Command
    from .downloads import Download
    from .history import Entry
    from .library import Album, Artist
    from .music import Performer, ReleaseGroup

type Resource = dict[str, Any]

QUALITY: Final = {"quality": {"id": 6, "name": "FLAC"}, "revision": {"version": 1, "real": 0}}
NO_RATINGS: Final = {"votes": 0, "value": 0.0}
CLIENT: Final = "SABnzbd"


def moment(at: float) -> str:
    """Write a moment (epoch); the part of the second is lost, as in Lidarr."""
    return _written(int(at))


@lru_cache(maxsize=4096)
def _written(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}Z"


def said(resource: Resource) -> Resource:
    """Leave out what is null."""
    return {key: value for key, value in resource.items() if value is not None}


def found_artist(performer: Performer) -> Resource:
    """An artist as the metadata server tells it."""
    return {
        "status": "continuing",
        "ended": False,
        "artistName": performer.name,
        "foreignArtistId": performer.mbid,
        "artistType": "Group",
        "disambiguation": "",
        "links": [],
        "images": [],
        "genres": [],
        "qualityProfileId": 0,
        "metadataProfileId": 0,
        "monitored": False,
        "monitorNewItems": "all",
        "tags": [],
        "added": "0001-01-01T00:00:00Z",
        "ratings": NO_RATINGS,
        "folder": performer.name,
    }


def artist(row: Artist) -> Resource:
    """An artist of the library."""
    return {
        **found_artist(row.performer),
        "id": row.id,
        "path": f"{row.root_folder}/{row.performer.name}",
        "qualityProfileId": row.quality_profile,
        "metadataProfileId": row.metadata_profile,
        "monitored": row.monitored,
        "monitorNewItems": row.monitor_new_items,
        "rootFolderPath": f"{row.root_folder}/",
        "added": moment(row.added),
        **({"addOptions": dict(row.add_options)} if row.add_options else {}),
    }


def found_album(group: ReleaseGroup, by: Resource) -> Resource:
    """An album as the metadata server tells it; it brings its artist along."""
    return said(
        {
            "title": group.title,
            "disambiguation": "",
            "overview": "",
            "artistId": by.get("id", 0),
            "foreignAlbumId": group.mbid,
            "monitored": False,
            "anyReleaseOk": True,
            "profileId": by["metadataProfileId"],
            "duration": group.tracks * 240_000,
            "albumType": group.type,
            "secondaryTypes": list(group.secondary_types),
            "mediumCount": 1,
            "ratings": NO_RATINGS,
            "releaseDate": group.released,
            "releases": [_release(group)],
            "genres": [],
            "media": [{"mediumNumber": 1, "mediumName": "", "mediumFormat": "CD"}],
            "artist": by,
            "images": [],
            "links": [],
        }
    )


def album(row: Album) -> Resource:
    """An album of the library."""
    return said(
        {
            **found_album(row.group, artist(row.artist)),
            "id": row.id,
            "monitored": row.monitored,
            "lastSearchTime": None if row.searched is None else moment(row.searched),
            "statistics": _statistics(row) if row.tracks else None,
        }
    )


def command(row: Command) -> Resource:
    """A piece of background work; what has ended is told the same way for ever."""
    return _ended(row) if row.ended is not None else _command(row)


@lru_cache(maxsize=256)
def _ended(row: Command) -> Resource:
    return _command(row)


def _command(row: Command) -> Resource:
    return said(
        {
            "id": row.id,
            "name": row.name,
            "commandName": row.name,
            "body": {
                "name": row.name,
                "trigger": row.trigger,
                "sendUpdatesToClient": True,
                "updateScheduledTask": True,
                "requiresDiskAccess": False,
                "isExclusive": False,
                "isTypeExclusive": False,
                "isLongRunning": False,
                "suppressMessages": False,
                **row.arguments,
            },
            "priority": row.priority.name.lower(),
            "status": row.status.value,
            "result": "successful" if row.status.value == "completed" else "unknown",
            "queued": moment(row.queued),
            "started": None if row.started is None else moment(row.started),
            "ended": None if row.ended is None else moment(row.ended),
            "stateChangeTime": None if row.started is None else moment(row.started),
            "duration": _lasted(row),
            "trigger": row.trigger,
            "sendUpdatesToClient": True,
            "updateScheduledTask": True,
        }
    )


def queued(row: Download, now: float) -> Resource:
    """A row of the queue."""
    left = max(0.0, row.done - now)
    blocked = row.state is State.IMPORT_BLOCKED
    return said(
        {
            "id": 1_000_000 + row.id,
            "artistId": None if row.album is None else row.album.artist.id,
            "albumId": None if row.album is None else row.album.id,
            "quality": QUALITY,
            "customFormats": [],
            "customFormatScore": 0,
            "size": SIZE,
            "title": row.title,
            "sizeleft": SIZE * left / max(row.fate.download, 1.0),
            "timeleft": _span(left) if left else None,
            "estimatedCompletionTime": moment(now + left) if left else None,
            "added": moment(row.grabbed),
            "status": "downloading" if left else "completed",
            "trackedDownloadStatus": "warning" if blocked else "ok",
            "trackedDownloadState": row.state.value,
            "statusMessages": [
                {"title": row.title, "messages": ["Has missing tracks"]},
            ]
            if blocked
            else [],
            "downloadId": row.name,
            "protocol": "usenet",
            "downloadClient": CLIENT,
            "downloadClientHasPostImportCategory": False,
            "indexer": "Indexer",
            "trackFileCount": 0,
            "trackHasFileCount": 0,
            "downloadForced": False,
        }
    )


def pending(number: int) -> Resource:
    """A row of the queue that waits for its delay profile."""
    return {
        "id": 2_000_000 + number,
        "quality": QUALITY,
        "customFormats": [],
        "customFormatScore": 0,
        "size": SIZE,
        "title": f"Delayed {number}",
        "sizeleft": SIZE,
        "status": "delay",
        "protocol": "usenet",
        "indexer": "Indexer",
        "trackFileCount": 0,
        "trackHasFileCount": 0,
        "downloadForced": False,
    }


@lru_cache(maxsize=65_536)
def history(row: Entry) -> Resource:
    """A line of the diary; it never changes."""
    return {
        "id": row.id,
        "albumId": row.album.id,
        "artistId": row.album.artist.id,
        "trackId": 0,
        "sourceTitle": row.title,
        "quality": QUALITY,
        "customFormats": [],
        "customFormatScore": 0,
        "qualityCutoffNotMet": False,
        "date": moment(row.at),
        "downloadId": row.download_id,
        "eventType": row.event.word,
        "data": {},
    }


def _release(group: ReleaseGroup) -> Resource:
    return {
        "id": 0,
        "albumId": 0,
        "foreignReleaseId": group.mbid[::-1],
        "title": group.title,
        "status": "Official",
        "duration": group.tracks * 240_000,
        "trackCount": group.tracks,
        "media": [],
        "mediumCount": 1,
        "disambiguation": "",
        "country": ["Germany"],
        "label": [],
        "format": "CD",
        "monitored": True,
    }


def _statistics(row: Album) -> Resource:
    """What lies of albums that are not monitored: only tracks with a file are counted.

    https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/ArtistStats/ArtistStatisticsRepository.cs
    """
    counted = row.tracks if row.monitored else row.files
    return {
        "trackFileCount": row.files,
        "trackCount": counted,
        "totalTrackCount": row.tracks,
        "sizeOnDisk": row.files * 30_000_000,
        "percentOfTracks": 100.0 * row.files / counted if counted else 0.0,
    }


def _lasted(row: Command) -> str | None:
    return None if row.ended is None or row.started is None else _span(row.ended - row.started)


def _span(seconds: float) -> str:
    """Write a TimeSpan: ``hh:mm:ss``, or ``d.hh:mm:ss`` from a day on."""
    whole = timedelta(seconds=int(seconds))
    hours, rest = divmod(whole.seconds, 3600)
    clock = f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
    return f"{whole.days}.{clock}" if whole.days else clock
