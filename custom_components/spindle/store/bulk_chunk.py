"""Many rows on their way into one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import batches, hiding, names, near, plays, zones
from .bulk_around import Around, rooms_of
from .bulk_names import Names
from .bulk_sums import apply, gather
from .local_time import HOUR, utc_offset
from .near import Telling
from .plays import PLACES, Stored
from .rollups import Delta
from .search_index import NameKind
from .told import UNKNOWN
from .types import Written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .bulk_rows import Row

ADD_ITEM: Final = """
INSERT OR IGNORE INTO track_item (service_id, item_id, track_id) VALUES (?, ?, ?)"""
OTHER_WAY: Final = ""
NO_ROOMS: Final = frozenset[str]()


class Chunk:
    """Rows on their way into one transaction, and what stands around them already."""

    rehearses = False

    def __init__(self, db: Connection, rows: Sequence[Row], batch: int) -> None:
        """Look up what the rows have in common."""
        self._db = db
        self._batch = batch
        self._names = Names(db, rows, rehearses=self.rehearses)
        self._offsets = _Offsets(zones.current(db))
        self._around = Around(db, [(row.played_at, self._track_id(row)) for row in rows])
        self._new: list[tuple[Stored, Row]] = []
        self._joined: list[tuple[int, int]] = []
        """The other speakers of new plays."""
        self._rooms: dict[int, frozenset[str]] = {}
        """The speakers of new plays."""
        self._retold: list[tuple[int, int]] = []
        self._items: dict[tuple[int, str], int] = {}
        self._isrcs: dict[int, str] = {}
        self._mbids: dict[NameKind, dict[int, str]] = {kind: {} for kind in NameKind}

    def write(self, row: Row) -> Written:
        """Take a row; it is durable with the chunk's transaction, after ``flush``."""
        track = self._names.find_track(row.track)
        stored = None if track is None else self._find(row, track.id)
        if stored is None:
            return self._add(row, track)
        if self._completes(row, stored):
            return self._write_alone(row, stored)
        self._learn(row, stored, self._names.service(row.service))
        if stored.batch_id is not None and stored.batch_id != self._batch:
            self._retold.append((self._batch, stored.id))
        return Written.DUPLICATE

    def flush(self) -> None:
        """Write what was taken."""
        db = self._db
        if self._new:
            self._flush_plays()
        if self._retold:
            db.executemany(batches.ALSO_TELL, self._retold)
            self._retold.clear()
        if self._items:
            items = [(*item, track_id) for item, track_id in self._items.items()]
            db.executemany(ADD_ITEM, items)
            self._items.clear()
        if self._isrcs:
            db.executemany(names.LEARN_ISRC, [(isrc, id_) for id_, isrc in self._isrcs.items()])
            self._isrcs.clear()
        for kind, mbids in self._mbids.items():
            if mbids:
                db.executemany(names.LEARN_MBID[kind], [(mbid, id_) for id_, mbid in mbids.items()])
                mbids.clear()

    def _flush_plays(self) -> None:
        """Write new plays, and the names that came with them.

        These are written with what is counted of them, unless a rule may hide a play:
        it is judged as it stands there.
        """
        db = self._db
        stored = [play for play, _ in self._new]
        has_rules = hiding.has_rules(db)
        delta = Delta() if has_rules else gather(stored)
        self._names.add(delta)
        # In the order in which the plays lie: an export that begins with the latest is turned.
        db.executemany(plays.ADD, sorted((*play, row.play.kind.value) for play, row in self._new))
        db.executemany(plays.ADD_ROOM, self._joined)
        if has_rules:
            delta = gather(hiding.judge(db, [play.counted for play in stored]))
        apply(db, delta, self._names.counted)
        batches.count(db, self._batch, len(stored))
        self._new.clear()
        self._joined.clear()

    def _track_id(self, row: Row) -> int | None:
        """Return the id of a row's track, or None when it was never played."""
        track = self._names.find_track(row.track)
        return None if track is None else track.id

    def _find(self, row: Row, track_id: int) -> Stored | None:
        """Return the play that a row tells of again."""
        player_id = self._names.player(row.player) if row.player else 0
        known = self._around.by_track.get(track_id)
        if not known:
            return None
        for stored in known.values():
            if stored.id // PLACES == row.played_at and (stored.player_id or 0) == player_id:
                return stored
        origin_id = self._names.find_origin(row.origin)
        first, last = (row.played_at - near.REACH) * PLACES, (row.played_at + near.REACH) * PLACES
        others = [
            stored
            for stored in known.values()
            if stored.origin_id != origin_id and first <= stored.id <= last
        ]
        return self._nearest(row, others) if others else None

    def _nearest(self, row: Row, others: Sequence[Stored]) -> Stored | None:
        """Return the play by another way that a row is about."""
        rooms = rooms_told(row)
        told = Telling(row.played_at, row.listened or row.duration, row.origin, rooms)
        play_id = near.nearest(
            told,
            [(stored.id, self._telling(stored, with_rooms=bool(rooms))) for stored in others],
        )
        return next((stored for stored in others if stored.id == play_id), None)

    def _telling(self, stored: Stored, *, with_rooms: bool) -> Telling:
        """Return what is known of another way's play; rooms only where they are compared."""
        rooms = self._known_rooms(stored) if with_rooms else NO_ROOMS
        return Telling(stored.id // PLACES, stored.listened or stored.duration, OTHER_WAY, rooms)

    def _known_rooms(self, stored: Stored) -> frozenset[str]:
        known = self._rooms.get(stored.id)
        return rooms_of(self._db, stored.id) if known is None else known

    def _completes(self, row: Row, stored: Stored) -> bool:
        """Tell whether a row says more of a play than what is known."""
        return (
            (stored.listened is None and row.listened is not None)
            or (row.listened or 0) > (stored.listened or 0)
            or (row.album is not None and stored.album_id is None)
            or (row.duration is not None and not stored.duration)
            or (row.service != UNKNOWN and stored.service_id == self._names.find_service(UNKNOWN))
            or (row.station is not None and stored.station_id is None)
            or self._joins(row, stored)
        )

    def _joins(self, row: Row, stored: Stored) -> bool:
        """Tell whether a row names a speaker of which it was not known that it played."""
        rooms = rooms_told(row)
        if not rooms:
            return False
        return self._player_to_be(row, stored) != stored.player_id or not (
            rooms <= self._known_rooms(stored)
        )

    def _player_to_be(self, row: Row, stored: Stored) -> int | None:
        """Return the speaker of a play to which a row is added, as ``plays`` decides it."""
        if stored.player_id is not None or row.player is None:
            return stored.player_id
        player_id = self._names.player(row.player)
        is_taken = any(
            other.player_id == player_id and other.id // PLACES == stored.id // PLACES
            for other in self._around.by_track[stored.track_id].values()
        )
        return None if is_taken else player_id

    def _write_alone(self, row: Row, _: Stored) -> Written:
        self.flush()
        recorded = plays.record(self._db, row.play, batch=self._batch)
        found = self._db.execute(plays.FIND_BY_ID, (recorded.play_id,)).fetchone()
        self._names.look_again(row)
        self._rooms.pop(recorded.play_id, None)
        self._around.add(Stored(*found))
        return recorded.written

    def _add(self, row: Row, track: names.Track | None) -> Written:
        at = row.played_at
        play_id = self._around.last.get(at, at * PLACES - 1) + 1
        if play_id - at * PLACES >= PLACES:
            return Written.REFUSED
        if track is None:
            track = self._names.add_track(row.track)
        stored = Stored(
            play_id,
            track.artist_id,
            track.id,
            None if row.album is None else self._names.album(row.album),
            self._names.service(row.service),
            self._names.player(row.player) if row.player else None,
            self._offsets.at(at),
            row.listened,
            self._names.origin(row.origin),
            self._batch,
            None if row.station is None else self._names.station(row.station),
            row.duration,
        )
        self._new.append((stored, row))
        if row.player or row.rooms:
            self._rooms[play_id] = rooms_told(row)
            players = map(self._names.player, row.rooms)
            self._joined += [(play_id, one) for one in players if one != stored.player_id]
        self._around.last[at] = play_id
        self._around.add(stored)
        self._learn(row, stored, stored.service_id)
        if row.album_mbid and stored.album_id is not None:
            self._mbids[NameKind.ALBUM].setdefault(stored.album_id, row.album_mbid)
        return Written.ADDED

    def _learn(self, row: Row, stored: Stored, service_id: int) -> None:
        """Note what a row knows of its names; the first told stays."""
        if row.isrc:
            self._isrcs.setdefault(stored.track_id, row.isrc)
        if row.item_id:
            self._items.setdefault((service_id, row.item_id), stored.track_id)
        if row.artist_mbid:
            self._mbids[NameKind.ARTIST].setdefault(stored.artist_id, row.artist_mbid)
        if row.track_mbid:
            self._mbids[NameKind.TRACK].setdefault(stored.track_id, row.track_mbid)


class _Offsets:
    """Minutes by which local time is ahead of UTC, looked up once an hour."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Take the zone."""
        self._zone = zone
        self._hours: dict[int, int | None] = {}

    def at(self, epoch: int) -> int:
        """Return the offset at a moment."""
        hour = epoch // HOUR
        if hour not in self._hours:
            first = utc_offset(self._zone, hour * HOUR)
            last = utc_offset(self._zone, hour * HOUR + HOUR - 1)
            self._hours[hour] = first if first == last else None
        offset = self._hours[hour]
        return utc_offset(self._zone, epoch) if offset is None else offset


def rooms_told(row: Row) -> frozenset[str]:
    """Return the speakers that a row names."""
    if row.player is None and not row.rooms:
        return NO_ROOMS
    return frozenset((*row.rooms, row.player) if row.player else row.rooms)
