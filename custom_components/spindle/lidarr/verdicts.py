"""What has become of something that Lidarr was asked to search for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..store.lidarr_types import WantedReason, WantedStatus
from .answers import HistoryEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..store.lidarr_types import WantedItem
    from .answers import Album, Command, HistoryRow, QueueRow

BLOCKED_FOR: Final = 86_400.0
"""Seconds for which an import may be stuck before it is a failure."""
GRACE: Final = 600.0
"""Seconds that a download client may take to list what it was given."""
SKEW: Final = 120.0
"""Seconds that Lidarr's clock may be behind ours where no moment of its own is known."""
STEPS: Final = 20
"""Parts of a download of which each is worth being written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """It is seen there: in Lidarr's queue, or in its library."""

    status: WantedStatus
    reason: WantedReason | None = None
    detail: str | None = None
    progress: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Its search, or what that found, came to nothing."""

    reason: WantedReason
    detail: str | None = None
    had_no_indexer: bool = False
    """Whether there was nobody to search by."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Lidarr does not know the album any more."""


@dataclass(frozen=True, slots=True)
class Open:
    """Nobody can tell yet; it keeps its place."""


type Verdict = Stands | Nothing | Forgotten | Open


def of_row(item: WantedItem, row: QueueRow, now: float) -> Stands:
    """Judge what is in Lidarr's queue."""
    if row.is_stuck:
        return _stuck(item, row, now)
    if row.state in {"importPending", "importing", "imported"}:
        return Stands(status=WantedStatus.IMPORTING, progress=1.0)
    here = max(0.0, row.size - row.left)
    progress = min(STEPS, STEPS * here // row.size) / STEPS if row.size > 0 else 0.0
    words = row.messages[0] if row.messages else None
    return Stands(status=WantedStatus.DOWNLOADING, detail=words, progress=progress)


def _stuck(item: WantedItem, row: QueueRow, now: float) -> Stands:
    """Judge an import that a person has to help; a failure once it has been so for a day."""
    reason = WantedReason.IMPORT_BLOCKED
    is_known = item.reason is reason
    is_over = is_known and (
        item.status is WantedStatus.FAILED or now - item.changed_at >= BLOCKED_FOR
    )
    return Stands(
        status=WantedStatus.FAILED if is_over else WantedStatus.IMPORTING,
        reason=reason,
        detail="; ".join(row.messages) or row.title,
        progress=1.0,
    )


def of_album(album: Album) -> Stands | None:
    """Judge what is in Lidarr's library: it is there, or None."""
    return Stands(status=WantedStatus.AVAILABLE) if album.is_available else None


def is_another(item: WantedItem, album: Album) -> bool:
    """Tell whether Lidarr means something else by an id than it did: it was set up anew."""
    return album.foreign_id.lower() not in {item.foreign_id, item.mbid}


def of_search(
    item: WantedItem,
    album: Album,
    search: Command | None,
    events: Sequence[HistoryRow],
    looked_at: float,
) -> Verdict:
    """Judge what is neither in the queue, as Lidarr looked since the search ended, nor there.

    ``events`` are those since the search was asked for, the latest last; ``looked_at`` is when
    Lidarr's look began. Lidarr's moments are compared with Lidarr's only.
    """
    if events:
        return _of_event(events[-1], album, looked_at)
    if item.status is not WantedStatus.SEARCHING:
        return Nothing(reason=WantedReason.DOWNLOAD_FAILED)
    if search is None:
        began = (item.searched_at or 0.0) - SKEW
        was_done = album.last_search_at is not None and album.last_search_at >= began
        reason = WantedReason.NOTHING_FOUND if was_done else WantedReason.UNREACHABLE
        return Nothing(reason=reason)
    if not search.is_completed:
        return Nothing(reason=WantedReason.UNREACHABLE, detail=search.status)
    searched_at = album.last_search_at
    # Lidarr notes the time of a search only when there was an indexer to ask.
    if searched_at is None or searched_at < (search.started_at or 0.0) - 1.0:
        return Nothing(reason=WantedReason.NOTHING_FOUND, had_no_indexer=True)
    return Nothing(reason=WantedReason.NOTHING_FOUND)


def _of_event(event: HistoryRow, album: Album, looked_at: float) -> Verdict:
    if event.event is HistoryEvent.GRABBED and looked_at - event.at < GRACE:
        return Open()
    if event.event is HistoryEvent.IMPORTED:
        share = f"{album.track_files}/{album.total_tracks}"
        return Nothing(reason=WantedReason.NOTHING_FOUND, detail=share)
    return Nothing(reason=WantedReason.DOWNLOAD_FAILED)
