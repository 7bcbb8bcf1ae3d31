"""Many rows on their way into one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..listening.types import Kind
from . import batches, hiding, names, near, plays, zones
from .bulk_around import Around, rooms_of
from .bulk_learnt import Learnt
from .bulk_names import Names
from .bulk_offsets import Offsets
from .bulk_rows import NO_ROOMS, read, rooms_told
from .bulk_sums import apply, gather
from .near import Telling
from .plays import PLACES, Stored
from .rollups import Delta, Play
from .told import UNKNOWN, is_moment, seconds
from .types import Written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .bulk_rows import Row
    from .types import NewPlay

MUSIC: Final = Kind.MUSIC
OTHER_WAY: Final = ""

type New = tuple[
    int, int, int, int | None, int, int | None, int, int | None, int, int | None, int | None,
    int | None, int, str,
]  # fmt: skip
"""A row of ``play`` to be written: what ``Stored`` has, and its kind."""


class Chunk:
    """Rows on their way into one transaction, and what stands around them already."""

    rehearses = False

    def __init__(
        self, db: Connection, told: Sequence[NewPlay], batch: int, names: Names | None = None
    ) -> None:
        """Look up what the rows have in common, beyond the names that are known."""
        self._db = db
        self._batch = batch
        self._names = names or Names(db, rehearses=self.rehearses)
        self._names.look_up(told)
        self._offsets = Offsets(zones.current(db))
        tracks = self._names.tracks
        self._around = Around(
            db,
            [
                (int(play.played_at), None if track is None else track.id)
                for play in told
                for track in [tracks.get((play.artist, play.title))]
                if is_moment(play.played_at)
            ],
        )
        self._is_of_one_way = len({play.origin for play in told}) == 1
        self._new: list[New] = []
        """Plays to be written: rows of ``play``, each with its kind."""
        self._seen = 0
        """Of them, those that are known to be around."""
        self._joined: list[tuple[int, int]] = []
        """The other speakers of new plays."""
        self._rooms: dict[int, frozenset[str]] = {}
        """The speakers of new plays."""
        self._retold: list[tuple[int, int]] = []
        self._learnt = Learnt()

    def write(self, play: NewPlay) -> Written:
        """Take a row; it is durable with the chunk's transaction, after ``flush``."""
        if self._is_of_one_way and self._add_apart(play):
            return Written.ADDED
        row = read(play)
        if row is None:
            return Written.REFUSED
        track = self._names.find_track(row.track)
        stored = None if track is None else self._find(row, track.id)
        if stored is None:
            return self._add(row, track)
        if self._completes(row, stored):
            return self._write_alone(row, stored)
        service_id = self._names.service(row.service)
        self._learnt.note(play, service_id, stored.artist_id, stored.track_id, None)
        if stored.batch_id is not None and stored.batch_id != self._batch:
            self._retold.append((self._batch, stored.id))
        return Written.DUPLICATE

    def flush(self) -> None:
        """Write what was taken."""
        if self._new:
            self._see_new()
            self._flush_plays()
        if self._retold:
            self._db.executemany(batches.ALSO_TELL, self._retold)
            self._retold.clear()
        self._learnt.write(self._db)

    def _flush_plays(self) -> None:
        """Write new plays, and the names that came with them.

        These are written with what is counted of them, unless a rule may hide a play:
        it is judged as it stands there.
        """
        db = self._db
        # In the order in which the plays lie: an export that begins with the latest is turned.
        new = sorted(self._new)
        has_rules = hiding.has_rules(db)
        delta = Delta() if has_rules else gather(play[:8] for play in new)
        self._names.add(delta)
        db.executemany(plays.ADD, new)
        db.executemany(plays.ADD_ROOM, self._joined)
        if has_rules:
            judged = hiding.judge(db, [Play(*play[:8]) for play in new])
            delta = gather(play[:8] for play in judged if not play.hidden)
        apply(db, delta, self._names.counted)
        batches.count(db, self._batch, len(new))
        self._new.clear()
        self._seen = 0
        self._joined.clear()

    def _add_apart(self, play: NewPlay) -> bool:
        """Add a play of which nothing around can be another telling; False for all others.

        That is what nearly every row of a history is that is brought in for the first time: of
        one way, without a speaker, at a second in which nothing stands, and of a track that
        stands nowhere near. What is the same for ``write`` it does with fewer words.
        """
        at = play.played_at
        if play.player or play.rooms or play.station or play.kind is not MUSIC or not is_moment(at):
            return False
        at = int(at)
        if at in self._around.last:
            return False
        artist, title, album = play.artist, play.title, play.album
        track = self._names.tracks[artist, title]
        if track is None or self._around.is_near(track.id, at):
            return False
        album_id = self._names.albums[album, play.album_artist, artist] if album else None
        service_id = self._names.services[play.service]
        play_id = at * PLACES
        self._new.append(
            (
                play_id,
                track.artist_id,
                track.id,
                album_id,
                service_id,
                None,
                self._offsets.at(at),
                None if play.listened is None else seconds(play.listened),
                self._names.origins[play.origin],
                self._batch,
                None,
                None if play.duration is None else seconds(play.duration) or None,
                0,
                MUSIC.value,
            )
        )
        self._around.last[at] = play_id
        self._learnt.note(play, service_id, track.artist_id, track.id, album_id)
        return True

    def _see_new(self) -> None:
        """Let new plays be around those to come."""
        for new in self._new[self._seen :]:
            self._around.add(Stored(*new[:13]))
        self._seen = len(self._new)

    def _find(self, row: Row, track_id: int) -> Stored | None:
        """Return the play that a row tells of again."""
        if not self._is_of_one_way or row.played_at in self._around.last:
            self._see_new()
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
        self._new.append((*stored, row.play.kind.value))
        if row.player or row.rooms:
            self._rooms[play_id] = rooms_told(row)
            players = map(self._names.player, row.rooms)
            self._joined += [(play_id, one) for one in players if one != stored.player_id]
        self._around.last[at] = play_id
        self._learnt.note(
            row.play, stored.service_id, stored.artist_id, stored.track_id, stored.album_id
        )
        return Written.ADDED
