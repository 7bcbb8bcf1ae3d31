"""Things that are wanted from Lidarr, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custom_components.spindle.store import lidarr_queue, lidarr_reads
from custom_components.spindle.store.lidarr_types import Wanted, WantedKind, WantedOrigin

if TYPE_CHECKING:
    from sqlite3 import Connection

    from custom_components.spindle.store.lidarr_types import Claim, WantedItem


def mbid(number: int) -> str:
    """Return the MusicBrainz id of that number."""
    return f"00000000-0000-0000-0000-{number:012d}"


def an_album(number: int = 1, **changes: Any) -> Wanted:
    """Return a wish for an album, by a rule."""
    wanted: dict[str, Any] = {
        "kind": WantedKind.ALBUM,
        "mbid": mbid(number),
        "artist": f"Artist {number}",
        "album": f"Album {number}",
        "origin": WantedOrigin.RULE,
    }
    return Wanted(**wanted | changes)


def an_artist(number: int = 1, **changes: Any) -> Wanted:
    """Return a wish for an artist, by a rule."""
    return an_album(number, **{"kind": WantedKind.ARTIST, "album": None} | changes)


def item(db: Connection, item_id: int = 1) -> WantedItem:
    """Return an item that must be there."""
    found = lidarr_reads.item(db, item_id)
    assert found is not None
    return found


def add(db: Connection, claim: Claim, now: float, lidarr_id: int | None = None) -> bool:
    """Let Lidarr know what was claimed, by the item's own id unless another is given."""
    return lidarr_queue.added(
        db,
        claim,
        lidarr_id=claim.item.id if lidarr_id is None else lidarr_id,
        lidarr_artist_id=1,
        foreign_id=claim.item.mbid or "",
        is_our_artist=True,
        now=now,
    )


def known_to_lidarr(db: Connection, *wanted: Wanted, now: float = 100.0) -> tuple[int, ...]:
    """Put things on the queue and let Lidarr know them; return their ids."""
    ids = lidarr_queue.put(db, wanted, now=now)
    for claim in lidarr_queue.claim_adds(db, now, len(ids)):
        add(db, claim, now)
    return ids
