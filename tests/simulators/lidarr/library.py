"""The artists and albums that Lidarr knows, and what refreshes and scans make of them.

As in ``AddAlbumService``, ``RefreshArtistService`` and ``ArtistScannedHandler``:
https://github.com/Lidarr/Lidarr/tree/develop/src/NzbDrone.Core/Music
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from .commands import Asker, Executor, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .commands import Command
    from .fates import Fates
    from .music import Music, Performer, ReleaseGroup
    from .timeline import Timeline

FRESH: Final = 12 * 3600.0
"""Seconds after a refresh in which an artist is not refreshed again for a new album."""


@dataclass(slots=True)
class Artist:
    """An artist of the library."""

    id: int
    performer: Performer
    monitored: bool
    monitor_new_items: str
    root_folder: str
    quality_profile: int
    metadata_profile: int
    added: float
    add_options: Mapping[str, Any] | None = None
    refreshed: float | None = None
    is_clients: bool = False
    """Whether it came over the API."""
    found_by_refresh: list[Album] = field(default_factory=list)
    """Monitored albums that the last refresh has added; the next scan has them searched for."""


@dataclass(slots=True)
class Album:
    """An album of the library."""

    id: int
    group: ReleaseGroup
    artist: Artist
    monitored: bool
    is_manual: bool = False
    search_when_scanned: bool = False
    tracks: int = 0
    """That Lidarr knows of: none until a refresh."""
    files: int = 0
    searched: float | None = None
    """Epoch of the last search."""
    searches: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every track has a file."""
        return self.files >= self.tracks > 0


@dataclass(slots=True)
class Library:
    """All of them."""

    timeline: Timeline
    executor: Executor
    music: Music
    fates: Fates
    rescan_after_refresh: bool = True
    rewrites_flags: bool = True
    """Whether a refresh writes back the flags that it has read at its beginning."""
    artists: dict[int, Artist] = field(default_factory=dict)
    albums: dict[int, Album] = field(default_factory=dict)
    by_artist_mbid: dict[str, Artist] = field(default_factory=dict)
    by_mbid: dict[str, Album] = field(default_factory=dict)
    _albums_of: dict[int, list[Album]] = field(default_factory=dict)
    _artist_numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _album_numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        """Say what the commands of a library do."""
        self.executor.work["RefreshArtist"] = self._refresh_artist
        self.executor.work["RefreshAlbum"] = self._refresh_album
        self.executor.work["RescanFolders"] = self._rescan

    def add_artist(self, performer: Performer, **how: Any) -> Artist:
        """Write an artist down."""
        artist = Artist(next(self._artist_numbers), performer, added=self.timeline.now, **how)
        if (artist.add_options or {}).get("monitor") == "none":
            artist.monitored = False
        self.artists[artist.id] = artist
        self.by_artist_mbid[performer.mbid] = artist
        self._albums_of[artist.id] = []
        return artist

    def add_album(self, group: ReleaseGroup, artist: Artist, *, monitored: bool) -> Album:
        """Write an album down; its tracks come with the next refresh."""
        album = Album(next(self._album_numbers), group, artist, monitored)
        self.albums[album.id] = album
        self.by_mbid[group.mbid] = album
        self._albums_of[artist.id].append(album)
        return album

    def refresh_for_new(self, album: Album) -> None:
        """Queue the refresh that follows when an album was added."""
        artist = album.artist
        if artist.refreshed is None or self.timeline.now - artist.refreshed > FRESH:
            self.refresh(artist)
        else:
            self.executor.push("RefreshAlbum", {"albumId": album.id, "isNewAlbum": True})

    def refresh(self, artist: Artist, *, is_new: bool = False) -> None:
        """Queue the refresh of an artist."""
        self.executor.push("RefreshArtist", {"artistIds": [artist.id], "isNewArtist": is_new})

    def own(self, artist: Artist) -> None:
        """Fill in an artist that has been here for long, with no files."""
        self._learn(artist)

    def albums_of(self, artist: Artist) -> tuple[Album, ...]:
        """Return the albums of an artist."""
        return tuple(self._albums_of[artist.id])

    def _refresh_artist(self, command: Command) -> Work:
        artists = [self.artists[each] for each in command.arguments.get("artistIds", ())]
        put_back = self._flags(
            artists, [album for each in artists for album in self.albums_of(each)]
        )

        def finish() -> None:
            put_back()
            for artist in artists:
                self._learn(artist)
            if self.rescan_after_refresh:
                ids = [artist.id for artist in artists]
                self.executor.push("RescanFolders", {"artistIds": ids})

        seconds = sum(self.fates.refreshing(artist.performer.mbid) for artist in artists)
        return Work(seconds, finish)

    def _refresh_album(self, command: Command) -> Work:
        album = self.albums[command.arguments["albumId"]]
        put_back = self._flags([], [album])

        def finish() -> None:
            put_back()
            album.tracks = album.group.tracks
            if self.rescan_after_refresh:
                # Without ids nobody is told afterwards that the artist was scanned.
                folder = f"{album.artist.root_folder}/{album.artist.performer.name}"
                self.executor.push("RescanFolders", {"folders": [folder]})

        return Work(self.fates.refreshing(album.group.mbid), finish)

    def _rescan(self, command: Command) -> Work:
        artists = [self.artists[each] for each in command.arguments.get("artistIds", ())]
        put_back = self._flags(artists, [])

        def finish() -> None:
            put_back()
            for artist in artists:
                self._scanned(artist)

        scanned = [artist.performer.mbid for artist in artists] or [""]
        return Work(sum(map(self.fates.scanning, scanned)), finish)

    def _flags(self, artists: Iterable[Artist], albums: Iterable[Album]) -> Callable[[], None]:
        """Read the flags now; return what writes them back as whole rows are written back."""
        if not self.rewrites_flags:
            return lambda: None
        rows: list[Artist | Album] = [*artists, *albums]
        flags = [row.monitored for row in rows]

        def put_back() -> None:
            for row, monitored in zip(rows, flags, strict=True):
                row.monitored = monitored

        return put_back

    def _learn(self, artist: Artist) -> None:
        """Add the albums of an artist that are missing, and the tracks of all."""
        artist.refreshed = self.timeline.now
        for group in artist.performer.albums:
            album = self.by_mbid.get(group.mbid)
            if album is None:
                monitored = artist.monitor_new_items in {"all", "new"}
                album = self.add_album(group, artist, monitored=monitored)
                if monitored and artist.monitored and artist.add_options is None:
                    artist.found_by_refresh.append(album)
            album.tracks = group.tracks

    def _scanned(self, artist: Artist) -> None:
        """Do what follows a scan: search for new albums, or what was ordered with the artist."""
        options, artist.add_options = artist.add_options, None
        asker = Asker.CLIENT if artist.is_clients else Asker.OTHERS
        if options is None:
            flagged = [each for each in self.albums_of(artist) if each.search_when_scanned]
            ids = [each.id for each in (*flagged, *artist.found_by_refresh)]
            for each in flagged:
                each.search_when_scanned = False
            artist.found_by_refresh.clear()
            if ids:
                self.executor.push("AlbumSearch", {"albumIds": ids}, asker=asker)
            return
        monitor = options.get("monitor", "all")
        listed = options.get("albumsToMonitor") or ()
        for album in self.albums_of(artist):
            album.monitored = album.group.mbid in listed or (
                not listed and monitor in {"all", "missing"}
            )
        if options.get("searchForMissingAlbums"):
            self.executor.push("MissingAlbumSearch", {"artistId": artist.id}, asker=asker)
