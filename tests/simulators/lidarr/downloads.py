"""The download client, and what Lidarr has noticed of it: its queue.

The queue is what the last look at the client has found, not what the client has: between
the two lie the seconds and minutes in which a grab is invisible. A new process has looked at
nothing yet, and its queue is empty. As in
https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Download/TrackedDownloads/DownloadMonitoringService.cs
and https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Queue/QueueService.cs
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Final

from .commands import Asker, Executor, Priority, Work
from .fates import Outcome
from .history import Event, History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .commands import Command
    from .fates import Fate
    from .library import Album
    from .timeline import Timeline

LOOKS: Final = 2.0
"""Seconds that a look at the client takes."""
DEBOUNCED: Final = 5.0
"""Seconds after a grab until Lidarr queues a look at the client."""
TICK: Final = 30.0
"""Seconds between two looks of the scheduler at its tasks; the first is one tick after the start."""
SIZE: Final = 400_000_000.0


class State(StrEnum):
    """Lidarr's own word for a download."""

    DOWNLOADING = "downloading"
    IMPORT_BLOCKED = "importBlocked"
    IMPORT_PENDING = "importPending"
    IMPORTING = "importing"
    FAILED_PENDING = "downloadFailedPending"
    FAILED = "downloadFailed"
    IMPORTED = "imported"
    IGNORED = "ignored"


OVER: Final = frozenset({State.FAILED, State.IMPORTED, State.IGNORED})


@dataclass(slots=True, eq=False)
class Download:
    """One item of the download client; moments are epoch seconds."""

    id: int
    title: str
    album: Album | None
    """None for what Lidarr cannot assign."""
    fate: Fate
    asker: Asker
    """Who made Lidarr grab it."""
    grabbed: float
    state: State = State.DOWNLOADING
    seen: float | None = None
    """When it was in the queue for the first time."""

    @property
    def done(self) -> float:
        """When the client has all of it."""
        return self.grabbed + self.fate.download

    @property
    def name(self) -> str:
        """The client's own id of it."""
        return f"SABnzbd_nzo_{self.id:06}"


@dataclass(slots=True)
class Downloads:
    """The client's items, and the queue."""

    timeline: Timeline
    executor: Executor
    history: History
    redownloads: bool
    """Whether Lidarr searches again by itself when a download has failed."""
    queue: list[Download] = field(default_factory=list)
    """What GET /queue shows."""
    on_queue: Callable[[], None] = lambda: None
    """Called when the queue has changed."""
    items: list[Download] = field(default_factory=list)
    """What the client has."""
    of_album: dict[int, Download] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _looks_soon: bool = False
    _process_number: int = 0

    def __post_init__(self) -> None:
        """Say what the commands of the downloads do."""
        self.executor.work["RefreshMonitoredDownloads"] = self._look
        self.executor.work["ProcessMonitoredDownloads"] = self._process
        self._schedule()

    def grab(self, title: str, fate: Fate, *, album: Album | None, asker: Asker) -> Download:
        """Hand something to the client; nobody sees it until somebody looks."""
        now = self.timeline.now
        download = Download(next(self._numbers), title, album, fate, asker, now)
        self.items.append(download)
        if album is not None:
            self.of_album[album.id] = download
            self.history.write(Event.GRABBED, album, now, download.name, title)
        if fate.outcome is Outcome.STUCK:
            self.timeline.at(download.done + fate.stuck, lambda: self.throw_away(download))
        self._look_soon()
        return download

    def throw_away(self, download: Download) -> None:
        """Let a person remove a download, or the client be rid of one that nobody knows."""
        if download.state in OVER:
            return
        self._leave(download, State.IGNORED, Event.DOWNLOAD_IGNORED)
        self._publish([each for each in self.queue if each is not download])

    def is_under_way(self, album: Album) -> bool:
        """Tell whether the client has the album."""
        return album.id in self.of_album

    def stop(self) -> None:
        """End the process: what was noticed is forgotten, without a word."""
        self._looks_soon = False
        self._process_number += 1
        for download in self.items:
            download.state = State.DOWNLOADING
        self._publish([])

    def start(self) -> None:
        """Begin a new process: it will look when its scheduler first does."""
        self._schedule()

    def _schedule(self) -> None:
        """Look at the client one tick after the start, and every minute from then on."""
        number = self._process_number

        def tick() -> None:
            if number == self._process_number:
                self.executor.push(
                    "RefreshMonitoredDownloads", trigger="scheduled", priority=Priority.HIGH
                )
                self.timeline.after(2 * TICK, tick)

        self.timeline.after(TICK, tick)

    def _look_soon(self) -> None:
        if self._looks_soon:
            return
        self._looks_soon = True

        def look() -> None:
            if self._looks_soon and self.executor.is_up:
                self._looks_soon = False
                self.executor.push("RefreshMonitoredDownloads", priority=Priority.HIGH)

        self.timeline.after(DEBOUNCED, look)

    def _look(self, _command: Command) -> Work:
        # The client is asked at the beginning; what it gets meanwhile is not in the answer.
        told = list(self.items)

        def finish() -> None:
            for download in told:
                self._judge(download)
            self._publish([each for each in told if each.state not in OVER])
            if any(each.state in (State.IMPORT_PENDING, State.FAILED_PENDING) for each in told):
                self.executor.push("ProcessMonitoredDownloads", priority=Priority.HIGH)

        return Work(LOOKS, finish)

    def _judge(self, download: Download) -> None:
        if download.state is not State.DOWNLOADING or download.done > self.timeline.now:
            return
        download.state = {
            Outcome.FAILS: State.FAILED_PENDING,
            Outcome.STUCK: State.IMPORT_BLOCKED,
        }.get(download.fate.outcome, State.IMPORT_PENDING)

    def _process(self, command: Command) -> Work:
        """Import what is there one after another, and give up what has failed."""
        work = [
            each
            for each in self.queue
            if each.state in (State.IMPORT_PENDING, State.FAILED_PENDING)
        ]
        at = 0.0
        for download in work:
            if download.state is State.IMPORT_PENDING:
                self.timeline.after(at, self._unless_ended(command, download, self._begin_import))
                at += download.fate.importing
                self.timeline.after(at, self._unless_ended(command, download, self._imported))
            else:
                self.timeline.after(at, self._unless_ended(command, download, self._failed))
        return Work(at, lambda: self._publish([e for e in self.queue if e.state not in OVER]))

    @staticmethod
    def _unless_ended(
        command: Command, download: Download, then: Callable[[Download], None]
    ) -> Callable[[], None]:
        def happen() -> None:
            if command.is_active and download.state not in OVER:
                then(download)

        return happen

    @staticmethod
    def _begin_import(download: Download) -> None:
        download.state = State.IMPORTING

    def _imported(self, download: Download) -> None:
        if download.album is not None:
            download.album.files = download.album.tracks = download.album.group.tracks
            for _ in range(download.album.files):
                self._note(download, Event.TRACK_IMPORTED)
        self._leave(download, State.IMPORTED, Event.DOWNLOAD_IMPORTED)
        self._look_soon()

    def _failed(self, download: Download) -> None:
        self._leave(download, State.FAILED, Event.DOWNLOAD_FAILED)
        if self.redownloads and download.album is not None:
            self.executor.push("AlbumSearch", {"albumIds": [download.album.id]})

    def _leave(self, download: Download, state: State, event: Event) -> None:
        download.state = state
        self.items.remove(download)
        if download.album is not None:
            self.of_album.pop(download.album.id, None)
        self._note(download, event)

    def _note(self, download: Download, event: Event) -> None:
        if download.album is not None:
            self.history.write(
                event, download.album, self.timeline.now, download.name, download.title
            )

    def _publish(self, queue: list[Download]) -> None:
        self.queue = queue
        for download in queue:
            if download.seen is None:
                download.seen = self.timeline.now
        self.on_queue()
