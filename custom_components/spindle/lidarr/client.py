"""The calls that are made to Lidarr, and no others."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ..enrichment.clients.reading import count, row, text
from ..upstream.errors import BadAnswer
from . import bodies, reading
from .answers import CommandName
from .command_cache import CommandCache
from .errors import LidarrElsewhere, LidarrNotFound, LidarrUnavailable
from .wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    import aiohttp

    from .answers import (
        Album,
        Artist,
        Command,
        FoundAlbum,
        FoundArtist,
        HealthIssue,
        HistoryEvent,
        HistoryRow,
        Profile,
        QueueRow,
        RootFolder,
        SystemStatus,
    )
    from .types import Settings

PATIENT: Final = 120.0
"""Seconds for calls that have Lidarr ask its metadata server before it answers."""
_EVENT_NUMBERS: Final = {"grabbed": "1", "downloadFailed": "4", "downloadImported": "8"}
"""Lidarr is asked for events by number, and tells them by name.

https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/History/EntityHistory.cs
"""


class LidarrClient:
    """Speaks with one Lidarr. Every call raises a ``LidarrError`` when it comes to nothing."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str, *, verify_ssl: bool = True
    ) -> None:
        """Keep the way to it; nothing is asked yet."""
        self._wire = Wire(session, url, api_key, verify_ssl=verify_ssl)
        self._commands = CommandCache()

    async def status(self) -> SystemStatus:
        """Return who answers; ``LidarrElsewhere`` when it is not Lidarr."""
        try:
            body = await self._wire.get("/system/status")
        except LidarrNotFound as err:
            raise LidarrElsewhere("no such path") from err
        with _documented():
            status = reading.status(body)
        if status is None:
            raise LidarrElsewhere("another program")
        return status

    async def root_folders(self) -> tuple[RootFolder, ...]:
        """Return the folders music can be put in."""
        body = await self._wire.get("/rootfolder")
        with _documented():
            return tuple(map(reading.root_folder, reading.rows(body)))

    async def quality_profiles(self) -> tuple[Profile, ...]:
        """Return the quality profiles."""
        return await self._profiles("/qualityprofile")

    async def metadata_profiles(self) -> tuple[Profile, ...]:
        """Return the metadata profiles."""
        return await self._profiles("/metadataprofile")

    async def health(self) -> tuple[HealthIssue, ...]:
        """Return what Lidarr itself complains about."""
        body = await self._wire.get("/health")
        with _documented():
            return tuple(map(reading.health_issue, reading.rows(body)))

    async def queue_depth(self) -> int:
        """Return the rows of Lidarr's queue, those that it cannot assign included."""
        params = {"page": "1", "pageSize": "1", "includeUnknownArtistItems": "true"}
        body = await self._wire.get("/queue", params)
        with _documented():
            page = row(body, "queue")
            if "totalRecords" not in page:
                raise LidarrUnavailable("a queue without its length")
            return count(page, "totalRecords")

    async def queue_details(self) -> tuple[QueueRow, ...]:
        """Return every row of Lidarr's queue."""
        params = {"includeArtist": "false", "includeAlbum": "false"}
        body = await self._wire.get("/queue/details", params)
        with _documented():
            return tuple(map(reading.queue_row, reading.rows(body)))

    async def history_since(self, at: float, event: HistoryEvent) -> tuple[HistoryRow, ...]:
        """Return what happened to albums since then (epoch, by Lidarr's clock)."""
        since = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        params = {"date": since, "eventType": _EVENT_NUMBERS[event]}
        body = await self._wire.get("/history/since", params)
        with _documented():
            return reading.history_rows(body)

    async def album_history(self, artist_id: int, album_id: int) -> tuple[HistoryRow, ...]:
        """Return all that ever happened to an album, the latest last."""
        params = {"artistId": str(artist_id), "albumId": str(album_id)}
        body = await self._wire.get("/history/artist", params)
        with _documented():
            # Told the latest first; of what happened within a second that order is the only word.
            events = reversed(reading.history_rows(body))
            return tuple(sorted(events, key=lambda row: row.at))

    async def commands(self) -> tuple[Command, ...]:
        """Return what Lidarr does in the background, and did in the last minutes.

        What is no ``CommandName`` is left out.
        """
        body = await self._wire.get("/command")
        with _documented():
            return self._commands.read(body)

    async def command(self, command_id: int) -> Command:
        """Return a command of the last day; ``LidarrNotFound`` for one that is forgotten."""
        body = await self._wire.get(f"/command/{command_id}")
        with _documented():
            return reading.command(row(body, "command"))

    async def album_by_foreign_id(self, mbid: str) -> Album | None:
        """Return an album that Lidarr knows by its release group, or None."""
        body = await self._wire.get("/album", {"foreignAlbumId": mbid})
        with _documented():
            return next(map(reading.album, reading.rows(body)), None)

    async def album(self, album_id: int) -> Album:
        """Return an album; ``LidarrNotFound`` when Lidarr does not know it any more."""
        body = await self._wire.get(f"/album/{album_id}")
        with _documented():
            return reading.album(row(body, "album"))

    async def lookup_album(self, mbid: str) -> FoundAlbum | None:
        """Return an album by its release group from Lidarr's metadata server, or None."""
        body = await self._wire.get("/album/lookup", {"term": f"lidarr:{mbid}"}, seconds=PATIENT)
        with _documented():
            return next(map(reading.found_album, reading.rows(body)), None)

    async def artist_by_mbid(self, mbid: str) -> Artist | None:
        """Return an artist that Lidarr knows, or None."""
        body = await self._wire.get("/artist", {"mbId": mbid})
        with _documented():
            return next(map(reading.artist, reading.rows(body)), None)

    async def lookup_artist(self, mbid: str) -> FoundArtist | None:
        """Return an artist from Lidarr's metadata server, or None."""
        body = await self._wire.get("/artist/lookup", {"term": f"lidarr:{mbid}"}, seconds=PATIENT)
        with _documented():
            return next(map(reading.found_artist, reading.rows(body)), None)

    async def exclusions(self) -> frozenset[str]:
        """Return what people never want, as ids of MusicBrainz.

        To be asked for before anything is added, because that strikes it from the list.
        """
        body = await self._wire.get("/importlistexclusion")
        with _documented():
            listed = (text(each, "foreignId") for each in reading.rows(body))
            return frozenset(each.lower() for each in listed if each)

    async def add_album(self, found: FoundAlbum, settings: Settings) -> Album:
        """Have Lidarr know an album, unmonitored; searches for nothing."""
        body = bodies.new_album(found, settings)
        answer = await self._wire.post("/album", body, seconds=PATIENT)
        with _documented(is_write=True):
            return reading.album(row(answer, "album"))

    async def add_artist(self, found: FoundArtist, settings: Settings) -> Artist:
        """Have Lidarr know an artist, none of whose albums is monitored yet."""
        body = bodies.new_artist(found, settings)
        answer = await self._wire.post("/artist", body, seconds=PATIENT)
        with _documented(is_write=True):
            return reading.artist(row(answer, "artist"))

    async def monitor_artist(self, artist_id: int, *, is_ours: bool) -> None:
        """Have Lidarr monitor an artist; what becomes of new albums only if it is ours."""
        body: dict[str, Any] = {"artistIds": [artist_id], "monitored": True}
        if is_ours:
            body["monitorNewItems"] = "none"
        await self._wire.put("/artist/editor", body)

    async def monitor_album(self, album_id: int) -> None:
        """Have Lidarr monitor an album."""
        await self._wire.put("/album/monitor", {"albumIds": [album_id], "monitored": True})

    async def search_album(self, album_id: int) -> Command:
        """Have Lidarr search for an album; the same one again while it is queued or runs."""
        return await self._begin(CommandName.ALBUM_SEARCH, albumIds=[album_id])

    async def refresh_downloads(self) -> Command:
        """Have Lidarr look at its download clients, so that its queue is exact afterwards."""
        return await self._begin(CommandName.REFRESH_DOWNLOADS)

    async def refresh_album(self, album_id: int) -> Command:
        """Have Lidarr learn the tracks of an album."""
        return await self._begin(CommandName.REFRESH_ALBUM, albumId=album_id)

    async def _begin(self, name: CommandName, **arguments: Any) -> Command:
        answer = await self._wire.post("/command", {"name": name.value, **arguments})
        with _documented(is_write=True):
            return reading.command(row(answer, "command"))

    async def _profiles(self, path: str) -> tuple[Profile, ...]:
        body = await self._wire.get(path)
        with _documented():
            return tuple(map(reading.profile, reading.rows(body)))


@contextmanager
def _documented(*, is_write: bool = False) -> Iterator[None]:
    """Take what is not as documented for Lidarr being in trouble."""
    try:
        yield
    except BadAnswer as err:
        raise LidarrUnavailable(str(err), maybe_done=is_write) from err
