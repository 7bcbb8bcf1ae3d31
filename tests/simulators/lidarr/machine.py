"""Lidarr itself: its parts together, its searches, its end and its new beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .commands import Asker, Executor, Status, Work
from .downloads import Downloads
from .fates import Outcome, Plain
from .history import History
from .library import Library
from .music import made_up
from .timeline import Timeline
from .watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from .commands import Command
    from .downloads import Download
    from .fates import Fates
    from .library import Album
    from .music import Music

ROOT_FOLDER: Final = "/music"
QUALITY_PROFILES: Final = {1: "Any", 2: "Lossless"}
METADATA_PROFILES: Final = {1: "Standard", 2: "None"}
MOST_MISSING: Final = 25
"""Albums that one search for everything missing goes through, so that it ends some day."""


class Machine:
    """One installation."""

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        music: Music | None = None,
        fates: Fates | None = None,
        cap: int = 50,
        redownloads: bool = False,
    ) -> None:
        """Install it at the present; ``clock`` is epoch seconds, ``cap`` what the judge goes by."""
        self.timeline = Timeline(clock)
        self.music = made_up() if music is None else music
        self.fates: Fates = Plain() if fates is None else fates
        self.executor = Executor(self.timeline)
        self.history = History()
        self.library = Library(self.timeline, self.executor, self.music, self.fates)
        self.downloads = Downloads(self.timeline, self.executor, self.history, redownloads)
        self.watch = Watch(cap)
        self.downloads.on_queue = lambda: self.watch.queue_changed(self.downloads.queue)
        self.executor.work["AlbumSearch"] = self._search
        self.executor.work["MissingAlbumSearch"] = self._search_missing
        self.root_folders: dict[str, bool] = {ROOT_FOLDER: True}
        """Path → whether it can be reached."""
        self.quality_profiles = dict(QUALITY_PROFILES)
        self.metadata_profiles = dict(METADATA_PROFILES)
        self.exclusions: dict[str, str] = {}
        """MBID of an artist or album → name."""
        self.has_indexers = True
        self.pending = 0
        """Releases of others that wait for their delay profile: rows of the queue as well."""
        self.started = clock()
        self.url_base = ""
        self.metadata_is_out: Callable[[float], bool] = lambda _at: False
        """Whether the metadata server fails at a moment (epoch)."""

    @property
    def depth(self) -> int:
        """Rows of its queue, those of nobody included."""
        return len(self.downloads.queue) + self.pending

    def depth_as_of(self, at: float | None) -> int:
        """Count the rows without those of others that came after a moment (epoch).

        Lidarr may be long about a call; how full others make it meanwhile nobody can know who
        asks.
        """
        late = sum(
            each.asker is not Asker.CLIENT and each.seen is not None and each.seen > at
            for each in self.downloads.queue
            if at is not None
        )
        return self.depth - late

    def search(self, album_id: int, asker: Asker, *, trigger: str = "manual") -> Command:
        """Queue the search for one album."""
        return self.executor.push(
            "AlbumSearch", {"albumIds": [album_id]}, asker=asker, trigger=trigger
        )

    def searched_for(self, command: Command) -> list[Album]:
        """Return the albums of an ``AlbumSearch``; those that are gone are passed over."""
        albums = self.library.albums
        return [albums[each] for each in command.arguments.get("albumIds", ()) if each in albums]

    def restart(self, seconds: float) -> None:
        """End the process now and begin a new one so many seconds later."""
        if not self.executor.is_up:
            return
        running = list(self.executor.active())
        self.executor.stop()
        self.watch.orphaned(each for each in running if each.status is Status.ORPHANED)
        self.downloads.stop()

        def begin() -> None:
            self.started = self.timeline.now
            self.downloads.start()
            self.executor.start()

        self.timeline.after(seconds, begin)

    def _search(self, command: Command) -> Work:
        return self._through(command, self.searched_for(command))

    def _search_missing(self, command: Command) -> Work:
        artist_id = command.arguments.get("artistId")
        missing = [
            album
            for album in self.library.albums.values()
            if album.monitored
            and album.artist.monitored
            and not album.is_complete
            and album.artist.id == (artist_id or album.artist.id)
            and not self.downloads.is_under_way(album)
        ]
        return self._through(command, missing[:MOST_MISSING])

    def _through(self, command: Command, albums: list[Album]) -> Work:
        """Search for albums one after another; each is grabbed when its own search ends."""
        at = 0.0
        for album in albums:
            fate = self.fates.of(album.group.mbid, album.searches)
            at += fate.search if self.has_indexers else 0.0
            self.timeline.after(at, self._grabber(command, album))
        return Work(at, lambda: self.watch.searched(command, None))

    def _grabber(self, command: Command, album: Album) -> Callable[[], None]:
        def grab() -> None:
            if command.status is Status.STARTED and self.has_indexers:
                album.searched = self.timeline.now
                grabbed = self._grab(command, album)
                if grabbed is not None:
                    self.watch.searched(command, grabbed)

        return grab

    def _grab(self, command: Command, album: Album) -> Download | None:
        """Take the best release, unless there is none, or no need of one."""
        if not album.tracks or album.is_complete or self.downloads.is_under_way(album):
            return None
        fate = self.fates.of(album.group.mbid, album.searches)
        album.searches += 1
        if fate.outcome is Outcome.NOTHING:
            return None
        title = f"{album.artist.performer.name} - {album.group.title} (2004) [FLAC]"
        return self.downloads.grab(title, fate, album=album, asker=command.asker)
