"""Write a play: add it, let it grow, or recognise that it stands there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from . import batches, completions, hiding, names, near, rollups, zones
from .local_time import utc_offset
from .near import Telling
from .rollups import Delta, Play
from .search_index import NameKind
from .told import UNKNOWN, Told, read
from .types import Recorded, Written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from .types import NewPlay

PLACES: Final = 1000
"""Plays that one second can hold."""
REFUSED: Final = Recorded(0, Written.REFUSED)
GONE: Final = Recorded(0, Written.GONE)

STORED_COLUMNS: Final = """
    play.id, play.artist_id, play.track_id, play.album_id, play.service_id, play.player_id,
    play.utc_offset, play.listened, play.origin_id, play.batch_id, play.station_id,
    play.duration, play.hidden"""
FIND_EXACT: Final = f"""
SELECT {STORED_COLUMNS} FROM play
WHERE played_at = ? AND track_id = ? AND ifnull(player_id, 0) = ?"""  # noqa: S608
FIND_BY_ID: Final = f"SELECT {STORED_COLUMNS} FROM play WHERE id = ?"  # noqa: S608
FIND_AROUND: Final = """
SELECT play.id, play.listened, play.duration, origin.name, player.speaker
FROM play CROSS JOIN origin LEFT JOIN player ON player.id = play.player_id
WHERE play.track_id = ? AND play.hidden IN (0, 1) AND play.id BETWEEN ? AND ?
    AND origin.id = play.origin_id"""
FIND_ROOMS: Final = """
SELECT player.speaker FROM play_room JOIN player ON player.id = play_room.player_id
WHERE play_room.play_id = ?"""
LAST_IN_SECOND: Final = "SELECT max(id) FROM play WHERE id BETWEEN ? AND ?"
IS_TAKEN: Final = """
SELECT 1 FROM play WHERE played_at = ? AND track_id = ? AND ifnull(player_id, 0) = ?"""

ADD: Final = """
INSERT INTO play (id, artist_id, track_id, album_id, service_id, player_id, utc_offset,
    listened, origin_id, batch_id, station_id, duration, hidden, kind)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
CHANGE: Final = """
UPDATE play SET album_id = ?, service_id = ?, player_id = ?, listened = ?, batch_id = ?,
    station_id = ?, duration = ?
WHERE id = ?"""
ADD_ROOM: Final = "INSERT OR IGNORE INTO play_room (play_id, player_id) VALUES (?, ?)"


class Stored(NamedTuple):
    """A row of ``play``, without what never changes."""

    id: int
    artist_id: int
    track_id: int
    album_id: int | None
    service_id: int
    player_id: int | None
    utc_offset: int
    listened: int | None
    origin_id: int
    batch_id: int | None
    station_id: int | None
    duration: int | None
    hidden: int = 0

    @property
    def counted(self) -> Play:
        """Return what the sums are made of."""
        return Play(
            id=self.id,
            artist_id=self.artist_id,
            track_id=self.track_id,
            album_id=self.album_id,
            service_id=self.service_id,
            player_id=self.player_id,
            utc_offset=self.utc_offset,
            listened=self.listened,
            hidden=self.hidden,
        )


def record(db: Connection, play: NewPlay, *, batch: int | None = None) -> Recorded:
    """Write a play, or complete the one that it turns out to be.

    The same second, player and track are the same play; another origin's word on a play
    of the same listener is told apart by ``near``. A play that cannot be stored is
    answered with ``Written.REFUSED``.
    """
    told = read(play, batch)
    if told is None:
        return REFUSED
    stored = _find(db, told)
    if stored is None:
        return _add(db, told)
    return Recorded(stored.id, _complete(db, stored, told))


def grow(db: Connection, play: NewPlay) -> Recorded:
    """Complete a play that was written before; one that was deleted since stays deleted."""
    told = read(play, None)
    if told is None:
        return REFUSED
    stored = _find(db, told)
    if stored is None:
        return GONE
    return Recorded(stored.id, _complete(db, stored, told))


def _find(db: Connection, told: Told) -> Stored | None:
    track_id = names.find_track(db, told.artist, told.title)
    if track_id is None:
        return None
    player_id = 0 if told.player is None else names.player(db, told.player)
    row = db.execute(FIND_EXACT, (told.played_at, track_id, player_id)).fetchone()
    if row is None:
        play_id = near.nearest(
            Telling(
                started_at=told.played_at,
                length=told.listened or told.duration,
                origin=told.origin,
                rooms=_rooms(told.player, told.rooms),
            ),
            tellings_around(db, told.played_at, track_id),
        )
        row = None if play_id is None else db.execute(FIND_BY_ID, (play_id,)).fetchone()
    return None if row is None else Stored(*row)


def tellings_around(db: Connection, played_at: int, track_id: int) -> list[tuple[int, Telling]]:
    """Return the plays of a track that began around a moment, by id, as ``near`` takes them."""
    first, last = (played_at - near.REACH) * PLACES, (played_at + near.REACH) * PLACES
    return [
        (
            play_id,
            Telling(
                started_at=play_id // PLACES,
                length=listened or duration,
                origin=origin,
                rooms=_rooms(
                    speaker, (room for (room,) in db.execute(FIND_ROOMS, (play_id,)).fetchall())
                ),
            ),
        )
        for play_id, listened, duration, origin, speaker in db.execute(
            FIND_AROUND, (track_id, first, last)
        ).fetchall()
    ]


def _rooms(player: str | None, others: Iterable[str]) -> frozenset[str]:
    return frozenset(others) | ({player} if player else set())


def _add(db: Connection, told: Told) -> Recorded:
    first = told.played_at * PLACES
    last_taken: int | None = db.execute(LAST_IN_SECOND, (first, first + PLACES - 1)).fetchone()[0]
    play_id = first if last_taken is None else last_taken + 1
    if play_id - first >= PLACES:
        return REFUSED
    track = names.track(db, told.artist, told.title)
    stored = Stored(
        id=play_id,
        artist_id=track.artist_id,
        track_id=track.id,
        album_id=_album(db, told),
        service_id=names.service(db, told.service),
        player_id=None if told.player is None else names.player(db, told.player),
        utc_offset=utc_offset(zones.current(db), told.played_at),
        listened=told.listened,
        origin_id=names.origin(db, told.origin),
        batch_id=told.batch,
        station_id=_station(db, told),
        duration=told.duration,
    )
    db.execute(ADD, (*stored, told.kind))
    _add_rooms(db, stored, told)
    names.learn(db, stored.track_id, stored.service_id, item_id=told.item_id, isrc=told.isrc)
    _learn_mbids(db, stored, told, album_id=stored.album_id)
    batches.count_in(db, told.batch, 1, play_id, play_id)
    delta = Delta()
    for play in hiding.judge(db, [stored.counted]):
        delta.add(play)
    rollups.apply(db, delta)
    return Recorded(play_id, Written.ADDED)


def _complete(db: Connection, stored: Stored, told: Told) -> Written:
    """Let a stored play grow by what is told of it again; it never loses anything."""
    whole = stored._replace(
        album_id=_album(db, told) if stored.album_id is None else stored.album_id,
        service_id=_service(db, stored, told),
        player_id=_player(db, stored, told),
        listened=longer(stored.listened, told.listened),
        batch_id=_batch(db, stored, told),
        station_id=_station(db, told) if stored.station_id is None else stored.station_id,
        duration=stored.duration or told.duration,
    )
    names.learn(
        db, stored.track_id, names.service(db, told.service), item_id=told.item_id, isrc=told.isrc
    )
    # Of an album only where the play has it from here: another telling's may be another one.
    _learn_mbids(db, whole, told, album_id=whole.album_id if stored.album_id is None else None)
    joined = _add_rooms(db, whole, told)
    if whole == stored and not joined:
        return Written.DUPLICATE
    db.execute(
        CHANGE,
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
    if told.batch is not None and told.batch != stored.batch_id:
        completions.note(db, told.batch, stored.id, stored._asdict(), whole._asdict(), rooms=joined)
    delta = Delta()
    for play in hiding.judge(db, [whole.counted]):
        delta.replace(stored.counted, play)
    rollups.apply(db, delta)
    return Written.UPDATED


def _learn_mbids(db: Connection, stored: Stored, told: Told, *, album_id: int | None) -> None:
    names.learn_mbid(db, NameKind.ARTIST, stored.artist_id, told.artist_mbid)
    names.learn_mbid(db, NameKind.ALBUM, album_id, told.album_mbid)
    names.learn_mbid(db, NameKind.TRACK, stored.track_id, told.track_mbid)


def _album(db: Connection, told: Told) -> int | None:
    return None if told.album is None else names.album(db, told.album_artist, told.album)


def _station(db: Connection, told: Told) -> int | None:
    return None if told.station is None else names.station(db, told.station)


def _service(db: Connection, stored: Stored, told: Told) -> int:
    if stored.service_id == names.find_service(db, UNKNOWN):
        return names.service(db, told.service)
    return stored.service_id


def _player(db: Connection, stored: Stored, told: Told) -> int | None:
    if stored.player_id is not None or told.player is None:
        return stored.player_id
    player_id = names.player(db, told.player)
    key = (stored.id // PLACES, stored.track_id, player_id)
    return None if db.execute(IS_TAKEN, key).fetchone() else player_id


def _batch(db: Connection, stored: Stored, told: Told) -> int | None:
    """Say which batch may undo the play: none, once it was told outside of any."""
    if stored.batch_id is None or stored.batch_id == told.batch:
        return stored.batch_id
    if told.batch is None:
        batches.count_out(db, stored.batch_id)
        return None
    batches.also_told(db, told.batch, stored.id)
    return stored.batch_id


def longer(one: int | None, other: int | None) -> int | None:
    """Return the greater of two lengths, of which either may be unknown."""
    return other if one is None else max(one, other or 0)


def _add_rooms(db: Connection, stored: Stored, told: Told) -> list[int]:
    """Add the rooms that played along; return the ids of those that are new."""
    joined = []
    for speaker in (*told.rooms, *((told.player,) if told.player else ())):
        player_id = names.player(db, speaker)
        if (
            player_id != stored.player_id
            and db.execute(ADD_ROOM, (stored.id, player_id)).rowcount > 0
        ):
            joined.append(player_id)
    return joined
