"""Lidarr's bodies, read with suspicion: what is not as documented is a ``BadAnswer``.

Lidarr leaves out what is null, and an ``id`` that is 0.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ..enrichment.clients.reading import count, inner, name, number, row, text, values, wrong
from .answers import (
    Album,
    Artist,
    Command,
    CommandName,
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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..enrichment.clients.reading import Row

OURSELVES: Final = "Lidarr"
_NAMES: Final = frozenset(name.value for name in CommandName)


def rows(body: object) -> Iterator[Row]:
    """Yield the objects of a list; all of them, as the bytes of a body are bounded."""
    if not isinstance(body, list):
        raise wrong("list")
    for value in body:
        yield row(value, "list")


def status(body: object) -> SystemStatus | None:
    """Read who answers; None when it is another program."""
    system = row(body, "status")
    if text(system, "appName") != OURSELVES:
        return None
    return SystemStatus(
        version=name(system, "version"),
        instance_name=text(system, "instanceName") or OURSELVES,
        url_base=(text(system, "urlBase") or "").rstrip("/"),
        started_at=moment(system, "startTime"),
    )


def root_folder(folder: Row) -> RootFolder:
    """Read a root folder; its path is kept as it is written."""
    path = folder.get("path")
    if not isinstance(path, str) or not path:
        raise wrong("path")
    free = number(folder, "freeSpace")
    return RootFolder(
        path=path,
        is_accessible=flag(folder, "accessible"),
        free_space=None if free is None else int(free),
    )


def profile(resource: Row) -> Profile:
    """Read a profile."""
    return Profile(id=identifier(resource), name=name(resource, "name"))


def health_issue(issue: Row) -> HealthIssue:
    """Read one thing that Lidarr complains about."""
    return HealthIssue(
        source=text(issue, "source") or "",
        type=text(issue, "type") or "",
        message=text(issue, "message") or "",
    )


def queue_row(queued: Row) -> QueueRow:
    """Read one row of the queue."""
    return QueueRow(
        id=count(queued, "id"),
        album_id=count(queued, "albumId") or None,
        title=text(queued, "title") or "",
        status=word(queued, "status"),
        state=word(queued, "trackedDownloadState"),
        health=word(queued, "trackedDownloadStatus"),
        messages=tuple(_messages(queued)),
        size=number(queued, "size") or 0.0,
        left=number(queued, "sizeleft") or 0.0,
        download_id=text(queued, "downloadId"),
    )


def _messages(queued: Row) -> Iterator[str]:
    """Yield what Lidarr says of a row that is not well."""
    if error := text(queued, "errorMessage"):
        yield error
    for status_message in values(queued, "statusMessages"):
        told = [each for each in values(row(status_message, "statusMessages"), "messages") if each]
        if told:
            yield from (str(each) for each in told)
        elif title := text(status_message, "title"):
            yield title


def history_rows(body: object) -> tuple[HistoryRow, ...]:
    """Read what happened to albums; what nothing follows of is left out."""
    return tuple(
        HistoryRow(
            album_id=count(event, "albumId"),
            event=HistoryEvent(event["eventType"]),
            at=moment(event, "date") or 0.0,
            download_id=text(event, "downloadId"),
        )
        for event in rows(body)
        if event.get("eventType") in set(HistoryEvent)
    )


def resources_of_commands(body: object) -> Iterator[Row]:
    """Yield what is told of the background work, so far as it is of interest."""
    for resource in rows(body):
        if resource.get("name") in _NAMES:
            yield resource


def command(resource: Row) -> Command:
    """Read something that Lidarr does in the background."""
    body = inner(resource, "body")
    return Command(
        id=identifier(resource),
        name=word(resource, "name"),
        status=word(resource, "status"),
        album_ids=_ids(body, "albumIds", "albumId"),
        artist_ids=_ids(body, "artistIds", "artistId"),
        queued_at=moment(resource, "queued"),
        started_at=moment(resource, "started"),
        ended_at=moment(resource, "ended"),
    )


def _ids(body: Row, many: str, one: str) -> frozenset[int]:
    """Return what a command is about, which is told as a list or as one id."""
    ids = {int(each) for each in values(body, many) if isinstance(each, int)}
    return frozenset(ids | ({single} if (single := count(body, one)) else set()))


def artist(resource: Row) -> Artist:
    """Read an artist."""
    return Artist(
        id=identifier(resource),
        foreign_id=text(resource, "foreignArtistId") or "",
        name=text(resource, "artistName") or "",
        is_monitored=flag(resource, "monitored"),
        monitor_new_items=word(resource, "monitorNewItems"),
    )


def album(resource: Row) -> Album:
    """Read an album that Lidarr knows."""
    statistics = inner(resource, "statistics")
    by = inner(resource, "artist")
    return Album(
        id=identifier(resource),
        foreign_id=text(resource, "foreignAlbumId") or "",
        title=text(resource, "title") or "",
        artist_id=count(resource, "artistId") or count(by, "id"),
        artist=artist(by) if count(by, "id") else None,
        is_monitored=flag(resource, "monitored"),
        track_files=count(statistics, "trackFileCount"),
        total_tracks=count(statistics, "totalTrackCount"),
        last_search_at=moment(resource, "lastSearchTime"),
    )


def found_album(resource: Row) -> FoundAlbum:
    """Read an album by Lidarr's metadata server."""
    by = inner(resource, "artist")
    return FoundAlbum(
        foreign_id=name(resource, "foreignAlbumId"),
        artist_foreign_id=name(by, "foreignArtistId"),
        knows_artist=count(by, "id") > 0,
        resource=resource,
    )


def found_artist(resource: Row) -> FoundArtist:
    """Read an artist by Lidarr's metadata server."""
    return FoundArtist(foreign_id=name(resource, "foreignArtistId"), resource=resource)


def identifier(resource: Row) -> int:
    """Return the id of a resource that has to have one."""
    number_of_it = count(resource, "id")
    if number_of_it <= 0:
        raise wrong("id")
    return number_of_it


def flag(resource: Row, key: str) -> bool:
    """Return a yes or no; no when it is left out."""
    value: Any = resource.get(key, False)
    if not isinstance(value, bool):
        raise wrong(key)
    return value


def word(resource: Row, key: str) -> str:
    """Return one of Lidarr's own words, as it is; empty when it is left out."""
    value = resource.get(key)
    if not isinstance(value, str | None):
        raise wrong(key)
    return value or ""


def moment(resource: Row, key: str) -> float | None:
    """Return the epoch of a date, or None; Lidarr's dates are UTC."""
    written = word(resource, key)
    if not written:
        return None
    try:
        told = datetime.fromisoformat(written)
    except ValueError as err:
        raise wrong(key) from err
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
