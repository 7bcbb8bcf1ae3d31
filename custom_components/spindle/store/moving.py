"""Move plays from one album or track to another; what then is one play becomes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import batches, completions, hiding, names, plays
from .plays import STORED_COLUMNS, Stored
from .search_index import NameKind
from .told import UNKNOWN

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .rollups import Delta

# The latest first, in the order of the index: those that are hidden come before.
OF: Final = {
    kind: f"""
SELECT {STORED_COLUMNS} FROM play WHERE {kind.table}_id = ?
ORDER BY hidden DESC, id DESC LIMIT ?"""  # noqa: S608  # Of the kinds below.
    for kind in (NameKind.ALBUM, NameKind.TRACK)
}
MOVE: Final = "UPDATE play SET artist_id = ?, track_id = ?, album_id = ? WHERE id = ?"
DELETE: Final = "DELETE FROM play WHERE id = ?"
HAND_OVER_ROOMS: Final = """
INSERT OR IGNORE INTO play_room (play_id, player_id)
SELECT :kept, player_id FROM play_room WHERE play_id = :gone"""
HAND_OVER_TELLERS: Final = """
INSERT OR IGNORE INTO also_told (batch_id, play_id)
SELECT batch_id, :kept FROM also_told WHERE play_id = :gone AND batch_id <> :batch"""


def move(
    db: Connection,
    kind: NameKind,
    source: int,
    target: int,
    *,
    delta: Delta,
    albums: set[int],
    limit: int,
) -> int:
    """Move the latest plays of an album or a track to another; return how many there were.

    ``delta`` gathers what it changes in the sums. Two plays of a second and a speaker that
    now are of the same track become one, of which the longer heard is kept; ``albums`` gathers
    those that have lost the other one.
    """
    rows = [Stored(*row) for row in db.execute(OF[kind], (source, limit))]
    before, after = [], []
    for row in rows:
        moved = _moved(db, kind, row, target)
        twin = _twin(db, moved) if kind is NameKind.TRACK else None
        if twin is None:
            db.execute(MOVE, (moved.artist_id, moved.track_id, moved.album_id, moved.id))
            if kind is NameKind.ALBUM:
                completions.follow(db, row.id, source, target)
            before.append(row.counted)
            after.append(moved.counted)
        else:
            delta.remove(row.counted)
            albums.update(() if row.album_id is None else (row.album_id,))
            before.append(twin.counted)
            after.append(_unite(db, twin, row).counted)
    for was, now in zip(before, hiding.judge(db, after), strict=True):
        delta.replace(was, now)
    return len(rows)


def _moved(db: Connection, kind: NameKind, row: Stored, target: int) -> Stored:
    if kind is NameKind.ALBUM:
        return row._replace(album_id=target)
    track = names.Track(*db.execute(names.TRACK_BY_ID, (target,)).fetchone())
    return row._replace(track_id=track.id, artist_id=track.artist_id)


def _twin(db: Connection, moved: Stored) -> Stored | None:
    natural = (moved.id // plays.PLACES, moved.track_id, moved.player_id or 0)
    row = db.execute(plays.FIND_EXACT, natural).fetchone()
    return None if row is None else Stored(*row)


def _unite(db: Connection, kept: Stored, gone: Stored) -> Stored:
    """Let one play stand for two; return it as it now is."""
    whole = kept._replace(
        album_id=gone.album_id if kept.album_id is None else kept.album_id,
        service_id=(
            gone.service_id
            if kept.service_id == names.find_service(db, UNKNOWN)
            else kept.service_id
        ),
        listened=plays.longer(kept.listened, gone.listened),
        batch_id=_batch(db, kept, gone),
        station_id=gone.station_id if kept.station_id is None else kept.station_id,
        duration=kept.duration or gone.duration,
    )
    db.execute(HAND_OVER_ROOMS, {"kept": kept.id, "gone": gone.id})
    db.execute(DELETE, (gone.id,))
    db.execute(
        plays.CHANGE,
        (
            whole.album_id,
            whole.service_id,
            whole.player_id,
            whole.listened,
            whole.batch_id,
            whole.station_id,
            whole.duration,
            whole.id,
        ),
    )
    return whole


def _batch(db: Connection, kept: Stored, gone: Stored) -> int | None:
    """Say which batch may undo the one play: none, if one of the two was told outside of any."""
    batches.count_out(db, gone.batch_id)
    if kept.batch_id is None:
        return None
    if gone.batch_id is None:
        batches.count_out(db, kept.batch_id)
        return None
    if gone.batch_id != kept.batch_id:
        batches.also_told(db, gone.batch_id, kept.id)
    db.execute(HAND_OVER_TELLERS, {"kept": kept.id, "gone": gone.id, "batch": kept.batch_id})
    return kept.batch_id
