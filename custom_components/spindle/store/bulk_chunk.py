"""Many rows on their way into one transaction."""

from __future__ import annotations

from collections import Counter
from itertools import count, groupby, repeat
from typing import TYPE_CHECKING, Final

from . import batches, hiding, names, near, plays, zones
from .bulk_again import told_again
from .bulk_apart import MUSIC, stand_apart
from .bulk_around import Around, rooms_of
from .bulk_columns import Columns, Ids, turned
from .bulk_learnt import Learnt
from .bulk_names import Names
from .bulk_new import NewPlays
from .bulk_offsets import Offsets
from .bulk_rows import NO_ROOMS, duration, length, read, rooms_told
from .bulk_sums import Gathered, apply, gather
from .giving_way import give_way
from .near import Telling
from .plays import PLACES, Stored
from .rollups import Play
from .told import UNKNOWN
from .types import Written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from .bulk_rows import Row
    from .types import NewPlay

OTHER_WAY: Final = ""


class Chunk:
    """Rows on their way into one transaction, and what stands around them already."""

    rehearses = False

    def __init__(
        self,
        db: Connection,
        told: Sequence[NewPlay],
        batch: int,
        names: Names | None = None,
        *,
        are_distinct: bool = False,
    ) -> None:
        """Look up what the rows have in common, beyond the names that are known."""
        self._db = db
        self._batch = batch
        self._distinct_from = batch if are_distinct else None
        """The batch of whose plays no row tells by another way."""
        self._names = names or Names(db, rehearses=self.rehearses)
        self._offsets = Offsets(zones.current(db))
        self._told = told
        self._columns = columns = Columns.of(told)
        give_way()
        played = self._names.look_up({*columns.names})
        tracks = list(map(played.get, columns.names))
        give_way()
        self._around = Around(db, columns.moments, tracks)
        give_way()
        self._lengths = Ids(length)
        self._durations = Ids(duration)
        self._is_apart = stand_apart(columns, played, self._around)
        self._is_again = [False] * len(told)
        if not all(self._is_apart):
            self._is_again = told_again(
                columns,
                played,
                self._around,
                self._lengths.of(columns.listened),
                self._durations.of(columns.duration),
                self._names.find_service(UNKNOWN),
            )
        self._new = NewPlays()
        self._unseen: dict[int, int] = {}
        """The moments of those that are not known to be around yet, and their places."""
        self._joined: list[tuple[int, int]] = []
        """The other speakers of new plays."""
        self._rooms: dict[int, frozenset[str]] = {}
        """The speakers of new plays."""
        self._retold: list[tuple[int, int]] = []
        self._learnt = Learnt()

    def write(self) -> Counter[Written]:
        """Take all rows in their order; they are durable with the chunk's transaction.

        What stands apart from all around is taken together, and so is what was told before.
        """
        written: Counter[Written] = Counter()
        row = 0
        for (is_apart, is_again), run in groupby(zip(self._is_apart, self._is_again, strict=True)):
            rows = slice(row, row + len(list(run)))
            if is_apart:
                self._add_apart(self._columns.part(rows))
                written[Written.ADDED] += rows.stop - row
            elif is_again:
                self._hear_again(self._columns.part(rows))
                written[Written.DUPLICATE] += rows.stop - row
            else:
                written.update(map(self._write, self._told[rows]))
            row = rows.stop
            give_way()
        self.flush()
        return written

    def _write(self, play: NewPlay) -> Written:
        """Take a row, whatever stands around it."""
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
        new = self._new.take()
        ids = new[0]
        has_rules = hiding.has_rules(db)
        gathered = Gathered() if has_rules else gather(new)
        give_way()
        self._names.add(gathered.counters)
        db.executemany(plays.ADD, zip(*new, strict=True))
        give_way()
        db.executemany(plays.ADD_ROOM, self._joined)
        if has_rules:
            judged = hiding.judge(db, list(map(Play, *new[:8])))
            gathered = gather([*zip(*(play for play in judged if not play.hidden), strict=True)])
        apply(db, gathered, self._names.counted)
        batches.count_in(db, self._batch, len(ids), ids[0], ids[-1])
        self._joined.clear()

    def _add_apart(self, told: Columns) -> None:
        """Add plays that stand apart: what is the same for ``_write`` and ``_add``, by column."""
        moments = [at for at in told.moments if at is not None]
        ids = [at * PLACES for at in moments]
        services = self._names.services.of(told.service)
        artists, tracks, albums = turned(self._names.told.of(told.names), 3)
        give_way()
        rows = len(ids)
        self._unseen.update(zip(moments, count(len(self._new))))
        self._new.add_all(
            (
                ids,
                artists,
                tracks,
                albums,
                services,
                repeat(None, rows),
                self._offsets.of(moments),
                self._lengths.of(told.listened),
                self._names.origins.of(told.origin),
                repeat(self._batch, rows),
                repeat(None, rows),
                self._durations.of(told.duration),
                repeat(0, rows),
                repeat(MUSIC.value, rows),
            )
        )
        self._around.last.update(zip(moments, ids, strict=True))
        give_way()
        self._learnt.note_all(told, services, artists, tracks, albums)

    def _hear_again(self, told: Columns) -> None:
        """Learn what rows know that add nothing to their plays: what ``_write`` does of each."""
        known = [stored for at in told.moments if (stored := self._around.first_at(at))]
        services = self._names.services.of(told.service)
        ids, artists, tracks, *_, batches_of, _, _, _ = turned(known, len(Stored._fields))
        self._learnt.note_all(told, services, artists, tracks, [None] * len(known))
        self._retold += [
            (self._batch, play_id)
            for play_id, batch in zip(ids, batches_of, strict=True)
            if batch not in {None, self._batch}
        ]

    def _see(self, *moments: int) -> None:
        """Let what stands apart be around the rows to come, as far as they may tell it again.

        They are all of one way then, by which a play is told again in its own second only.
        """
        for at in moments:
            if (place := self._unseen.pop(at, None)) is not None:
                self._around.add(self._new[place][:13])

    def _find(self, row: Row, track_id: int) -> Stored | None:
        """Return the play that a row tells of again."""
        self._see(row.played_at)
        player_id = self._names.player(row.player) if row.player else 0
        known = self._around.near(track_id, row.played_at)
        for stored in known:
            if stored.id // PLACES == row.played_at and (stored.player_id or 0) == player_id:
                return stored
        origin_id = self._names.find_origin(row.origin)
        others = [stored for stored in known if stored.origin_id != origin_id]
        if self._distinct_from is not None:
            others = [stored for stored in others if stored.batch_id != self._distinct_from]
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
        at = stored.id // PLACES
        is_taken = any(
            other.player_id == player_id and other.id // PLACES == at
            for other in self._around.near(stored.track_id, at)
        )
        return None if is_taken else player_id

    def _write_alone(self, row: Row, _: Stored) -> Written:
        self._see(*self._unseen)
        self.flush()
        recorded = plays.record(self._db, row.play, batch=self._batch)
        found = self._db.execute(plays.FIND_BY_ID, (recorded.play_id,)).fetchone()
        self._names.look_again(row)
        self._rooms.pop(recorded.play_id, None)
        self._around.add(found)
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
        self._new.add((*stored, row.play.kind.value))
        if row.player or row.rooms:
            self._rooms[play_id] = rooms_told(row)
            players = map(self._names.player, row.rooms)
            self._joined += [(play_id, one) for one in players if one != stored.player_id]
        self._around.last[at] = play_id
        self._around.add(stored)
        self._learnt.note(
            row.play, stored.service_id, stored.artist_id, stored.track_id, stored.album_id
        )
        return Written.ADDED
