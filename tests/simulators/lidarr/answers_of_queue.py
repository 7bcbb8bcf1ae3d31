"""What is told of the queue and of the diary."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from . import resources
from .adding import find_artist
from .history import Event
from .question import Question, Said, ok

if TYPE_CHECKING:
    from .downloads import Download
    from .machine import Machine


def queue(machine: Machine, asked: Question) -> Said:
    """Return a page of the queue."""
    now = machine.timeline.now
    rows: list[Download | int] = [
        each
        for each in machine.downloads.queue
        if each.album is not None or asked.has("includeUnknownArtistItems")
    ]
    rows += range(machine.pending)
    machine.watch.read_depth(now)
    page = asked.page(rows, "timeleft", "ascending")
    page["records"] = [
        resources.pending(each) if isinstance(each, int) else resources.queued(each, now)
        for each in page["records"]
    ]
    return ok(page)


def queue_details(machine: Machine, asked: Question) -> Said:
    """Return all of the queue, or the rows of some albums."""
    albums = set(asked.numbers("albumIds"))
    now = machine.timeline.now
    rows = []
    for each in machine.downloads.queue:
        if albums and (each.album is None or each.album.id not in albums):
            continue
        row = resources.queued(each, now)
        if each.album is not None and asked.has("includeAlbum", default=True):
            row["album"] = resources.album(each.album)
        rows.append(row)
    waiting = 0 if albums else machine.pending
    return ok([*rows, *map(resources.pending, range(waiting))])


def queue_status(machine: Machine, _asked: Question) -> Said:
    """Return the length of the queue; what nobody knows is always in it."""
    unknown = sum(each.album is None for each in machine.downloads.queue)
    machine.watch.read_depth(machine.timeline.now)
    return ok(
        {
            "totalCount": machine.depth,
            "count": machine.depth - unknown,
            "unknownCount": unknown,
            "errors": False,
            "warnings": False,
            "unknownErrors": False,
            "unknownWarnings": False,
        }
    )


def history(machine: Machine, asked: Question) -> Said:
    """Return a page of the diary, the newest first."""
    album = asked.one("albumId")
    kinds = set(asked.numbers("eventType"))
    entries = machine.history.of_album(int(album)) if album else machine.history.entries
    rows = [each for each in reversed(entries) if not kinds or each.event in kinds]
    page = asked.page(rows, "date", "descending")
    page["records"] = [resources.history(each) for each in page["records"]]
    return ok(page)


def history_of_artist(machine: Machine, asked: Question) -> Said:
    """Return the diary of an artist or of an album, the newest first."""
    artist = find_artist(machine, int(asked.one("artistId", "0")))
    album = asked.one("albumId")
    ids = [int(album)] if album else [each.id for each in machine.library.albums_of(artist)]
    entries = [entry for each in ids for entry in machine.history.of_album(each)]
    newest = sorted(entries, key=lambda entry: (-entry.at, -entry.id))
    return ok([resources.history(each) for each in newest])


def history_since(machine: Machine, asked: Question) -> Said:
    """Return the diary from a moment on."""
    kind = asked.one("eventType")
    event = next((each for each in Event if kind in (str(each.value), each.word)), None)
    since = datetime.fromisoformat(asked.one("date")).timestamp()
    return ok([resources.history(each) for each in machine.history.since(since, event)])
