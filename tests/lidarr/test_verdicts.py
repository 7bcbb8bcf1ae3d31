"""What is made of an album's row, files and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.lidarr.answers import (
    Album,
    Command,
    HistoryEvent,
    HistoryRow,
    QueueRow,
)
from custom_components.spindle.lidarr.verdicts import (
    BLOCKED_FOR,
    GRACE,
    Nothing,
    Open,
    Stands,
    of_album,
    of_row,
    of_search,
)
from custom_components.spindle.store.lidarr_types import (
    WantedItem,
    WantedKind,
    WantedOrigin,
    WantedReason,
    WantedStatus,
)

if TYPE_CHECKING:
    from custom_components.spindle.lidarr.verdicts import Verdict

ASKED = 1_000_000.0
"""Epoch at which the search was asked for."""
MBID = "3d5c7f9b-7a0f-3d92-8a10-0f1a2b3c4d5e"


def item(status: WantedStatus = WantedStatus.SEARCHING, **given: Any) -> WantedItem:
    plain: dict[str, Any] = dict.fromkeys(
        (
            "artist_mbid",
            "artist_id",
            "album_id",
            "reason",
            "detail",
            "evidence",
            "progress",
            "last_error",
            "next_attempt_at",
        )
    )
    plain |= {"id": 1, "kind": WantedKind.ALBUM, "key": f"album:{MBID}", "mbid": MBID}
    plain |= {"foreign_id": MBID, "artist": "Aphex Twin", "album": "Drukqs"}
    plain |= {"origin": WantedOrigin.RULE, "lidarr_id": 7, "lidarr_artist_id": 3}
    plain |= {"is_our_artist": True, "command_id": 11, "searches": 1, "attempts": 1}
    plain |= {"created_at": 0.0, "submitted_at": 0.0, "searched_at": ASKED}
    plain |= {"reserved_at": ASKED, "changed_at": ASKED, "status": status}
    return WantedItem(**{**plain, **given})


def row(state: str = "downloading", **given: Any) -> QueueRow:
    plain: dict[str, Any] = {"id": 1, "album_id": 7, "title": "Drukqs", "status": "downloading"}
    plain |= {"state": state, "health": "ok", "messages": (), "size": 100.0, "left": 40.0}
    return QueueRow(**{**plain, "download_id": "nzo", **given})


def album(files: int = 0, total: int = 30, searched_at: float | None = ASKED + 60) -> Album:
    return Album(
        id=7,
        foreign_id=MBID,
        title="Drukqs",
        artist_id=3,
        artist=None,
        is_monitored=True,
        track_files=files,
        total_tracks=total,
        last_search_at=searched_at,
    )


def search(status: str = "completed") -> Command:
    return Command(
        id=11,
        name="AlbumSearch",
        status=status,
        album_ids=frozenset({7}),
        artist_ids=frozenset(),
        queued_at=ASKED,
        started_at=ASKED + 10,
        ended_at=ASKED + 60,
    )


def event(kind: HistoryEvent, after: float) -> HistoryRow:
    return HistoryRow(album_id=7, event=kind, at=ASKED + after, download_id="nzo")


@pytest.mark.parametrize(
    ("row", "status", "progress"),
    [
        (row(), WantedStatus.DOWNLOADING, 0.6),
        (row(left=39.0), WantedStatus.DOWNLOADING, 0.6),
        (row(size=0.0), WantedStatus.DOWNLOADING, 0.0),
        (row("", status="delay"), WantedStatus.DOWNLOADING, 0.6),
        (row("importPending"), WantedStatus.IMPORTING, 1.0),
        (row("importing"), WantedStatus.IMPORTING, 1.0),
    ],
    ids=["downloading", "a little further", "of no size", "delayed", "to be imported", "importing"],
)
def test_what_is_in_the_queue_is_on_its_way(
    row: QueueRow, status: WantedStatus, progress: float
) -> None:
    verdict = of_row(item(), row, ASKED)
    assert (verdict.status, verdict.reason) == (status, None)
    assert verdict.progress == pytest.approx(progress)


def test_a_stuck_import_is_a_failure_after_a_day() -> None:
    stuck = row("importBlocked", messages=("No files found", "are eligible"))
    first = of_row(item(), stuck, ASKED)
    assert (first.status, first.reason) == (WantedStatus.IMPORTING, WantedReason.IMPORT_BLOCKED)
    assert first.detail == "No files found; are eligible"
    known = item(WantedStatus.IMPORTING, reason=WantedReason.IMPORT_BLOCKED)
    assert of_row(known, stuck, ASKED + BLOCKED_FOR - 1).status is WantedStatus.IMPORTING
    assert of_row(known, stuck, ASKED + BLOCKED_FOR).status is WantedStatus.FAILED


def test_it_is_there_when_every_track_is_and_there_are_any() -> None:
    assert of_album(album(30, 30)) == Stands(status=WantedStatus.AVAILABLE)
    assert of_album(album(29, 30)) is None
    assert of_album(album(0, 0)) is None


NOT_FOUND = Nothing(reason=WantedReason.NOTHING_FOUND)
FAILED = Nothing(reason=WantedReason.DOWNLOAD_FAILED)
GRABBED = event(HistoryEvent.GRABBED, 60)


@pytest.mark.parametrize(
    ("item", "album", "search", "events", "looked_after", "verdict"),
    [
        (item(), album(), search(), (), 90, NOT_FOUND),
        (
            item(),
            album(searched_at=ASKED - 900),
            search(),
            (),
            90,
            Nothing(reason=WantedReason.NOTHING_FOUND, had_no_indexer=True),
        ),
        (
            item(),
            album(searched_at=None),
            search("orphaned"),
            (),
            90,
            Nothing(reason=WantedReason.UNREACHABLE, detail="orphaned"),
        ),
        (item(), album(), None, (), 90, NOT_FOUND),
        (item(), album(searched_at=None), None, (), 90, Nothing(reason=WantedReason.UNREACHABLE)),
        (item(), album(), search(), (GRABBED,), 90, Open()),
        (item(), album(), search(), (GRABBED,), 60 + GRACE, FAILED),
        (
            item(WantedStatus.DOWNLOADING),
            album(),
            search(),
            (GRABBED, event(HistoryEvent.FAILED, 500)),
            600,
            FAILED,
        ),
        (
            item(WantedStatus.IMPORTING),
            album(files=12),
            search(),
            (GRABBED, event(HistoryEvent.IMPORTED, 500)),
            600,
            Nothing(reason=WantedReason.NOTHING_FOUND, detail="12/30"),
        ),
        (item(WantedStatus.DOWNLOADING), album(), None, (), 600, FAILED),
    ],
    ids=[
        "nothing was found",
        "there was nobody to ask",
        "a restart cut it off",
        "forgotten, but it was searched for",
        "forgotten, and it was not",
        "grabbed, and not listed yet",
        "grabbed, and gone",
        "failed",
        "imported in part",
        "gone without a word",
    ],
)
def test_what_is_not_in_the_queue_any_more(
    item: WantedItem,
    album: Album,
    search: Command | None,
    events: tuple[HistoryRow, ...],
    looked_after: float,
    verdict: Verdict,
) -> None:
    assert of_search(item, album, search, events, ASKED + looked_after) == verdict
