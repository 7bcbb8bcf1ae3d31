"""The names that many plays point at: looked up together, and added together.

A new name gets its id, the one that SQLite would give it, when a row first tells of it. It
is written with its counters, by ``add``, before the plays that point at it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from . import aliases, names, search_index
from .rollups import Change, Delta
from .search_index import NameKind
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from sqlite3 import Connection

    from .bulk_rows import Album, Row, Track
    from .bulk_sums import Counters

LAST_ID: Final = {
    kind: f"SELECT ifnull(max(id), 0) FROM {kind.table}"  # noqa: S608
    for kind in NameKind
}
SUMS: Final = "plays, seconds, first_at, last_at, plays_tier, minutes_tier"
LOOK_UP: Final = {
    kind: f"""
SELECT key, {"id" if kind is NameKind.ARTIST else "artist_id"}, id, {SUMS} FROM {kind.table}
WHERE key IN (SELECT value FROM json_each(?))"""  # noqa: S608
    for kind in NameKind
}
ADD: Final = {
    NameKind.ARTIST: f"""
INSERT INTO artist (id, key, name, {SUMS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",  # noqa: S608
    NameKind.ALBUM: f"""
INSERT INTO album (id, key, title, artist_id, {SUMS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",  # noqa: S608
    NameKind.TRACK: f"""
INSERT INTO track (id, key, title, artist_id, {SUMS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",  # noqa: S608
}


class New(NamedTuple):
    """A name that is to be added: its row, without what is counted."""

    id: int
    key: str
    name: str
    artist_id: int | None = None


class Names:
    """The ids of the names that some rows tell of; a rehearsal adds none of them."""

    def __init__(self, db: Connection, rows: Sequence[Row], *, rehearses: bool = False) -> None:
        """Look up what stands there of the rows' artists, tracks and albums."""
        self._db = db
        self._rehearses = rehearses
        albums = {row.album for row in rows if row.album is not None}
        tracks = {row.track for row in rows}
        artists = {track.artist_key for track in tracks} | {album.artist_key for album in albums}
        self._is_led = aliases.are_any(db)
        self.counted: dict[str, dict[int, Counters]] = {kind.table: {} for kind in NameKind}
        """What is counted of the names that were found, by their table."""
        self._artists = {key: entity for key, _, entity in self._look_up(NameKind.ARTIST, artists)}
        self._tracks = {
            key: names.Track(entity, artist_id)
            for key, artist_id, entity in self._look_up(
                NameKind.TRACK, {track.key for track in tracks}
            )
        }
        self._albums = {
            key: entity
            for key, _, entity in self._look_up(NameKind.ALBUM, {album.key for album in albums})
        }
        if self._is_led:
            self._artists |= names.find_artists(db, artists)
            self._tracks |= names.find_tracks(db, {track.key for track in tracks})
            self._albums |= names.find_albums(db, {album.key for album in albums})
        self._others: dict[tuple[Callable[[Connection, str], int], str], int] = {}
        self._new: dict[NameKind, list[New]] = {kind: [] for kind in NameKind}
        self._last: dict[NameKind, int] = {}

    def find_track(self, track: Track) -> names.Track | None:
        """Return a track, or None when it was never played."""
        found = self._tracks.get(track.key)
        if found is None and self._is_led:
            return self._tracks.get(self._own_key(track.key))
        return found

    def add_track(self, track: Track) -> names.Track:
        """Add a track that was not found."""
        key = self._own_key(track.key)
        artist_id = self._artist(track.artist_key, track.artist)
        track_id = self._enter(NameKind.TRACK, key, track.title, artist_id)
        found = self._tracks[key] = names.Track(track_id, artist_id)
        return found

    def album(self, album: Album) -> int:
        """Return the id of an album, added when it is new."""
        found = self._albums.get(album.key)
        if found is not None:
            return found
        key = self._own_key(album.key)
        found = self._albums.get(key)
        if found is None:
            artist_id = self._artist(album.artist_key, album.artist)
            found = self._enter(NameKind.ALBUM, key, album.title, artist_id)
            self._albums[key] = found
        return found

    def add(self, delta: Delta) -> None:
        """Write the new names, with what plays change of them, and take that out of it."""
        for kind, new in self._new.items():
            changes = delta.counters[kind.table]
            self._db.executemany(
                ADD[kind], [_row(name, changes.pop(name.id, UNPLAYED)) for name in new]
            )
            search_index.add_many(self._db, kind, [(name.id, name.key) for name in new])
            new.clear()
        self._last.clear()

    def look_again(self, row: Row) -> None:
        """Learn of what a row has led to by another way: new names, other counters."""
        for counted in self.counted.values():
            counted.clear()
        if row.album is not None:
            keys = {row.album.key, self._own_key(row.album.key)}
            self._artists |= names.find_artists(self._db, {row.album.artist_key})
            self._albums |= names.find_albums(self._db, keys)

    def find_service(self, slug: str) -> int | None:
        """Return the id of a service, or None when nothing was played from it."""
        return self._find_other(names.service, names.find_service, slug)

    def find_origin(self, name: str) -> int | None:
        """Return the id of an origin, or None when nothing came from it."""
        return self._find_other(names.origin, names.find_origin, name)

    def service(self, slug: str) -> int:
        """Return the id of a service."""
        return self._other(names.service, names.find_service, slug)

    def origin(self, name: str) -> int:
        """Return the id of an origin."""
        return self._other(names.origin, names.find_origin, name)

    def player(self, speaker: str) -> int:
        """Return the id of a speaker's row."""
        return self._other(names.player, names.find_player, speaker)

    def station(self, name: str) -> int:
        """Return the id of a radio station."""
        return self._other(names.station, names.find_station, name)

    def _look_up(self, kind: NameKind, keys: set[str]) -> Iterator[tuple[str, int, int]]:
        """Yield key, artist and id of the names that there are, and note their counters."""
        counted = self.counted[kind.table]
        for key, artist_id, entity, *counters in self._db.execute(
            LOOK_UP[kind], (json.dumps([*keys]),)
        ):
            counted[entity] = counters
            yield key, artist_id, entity

    def _own_key(self, key: str) -> str:
        """Return an album's or a track's key under its artist's own."""
        return aliases.canonical(self._db, key) if self._is_led else key

    def _artist(self, key: str, name: str) -> int:
        found = self._artists.get(key)
        if found is None:
            found = self._artists[key] = self._enter(NameKind.ARTIST, key, name)
        return found

    def _enter(self, kind: NameKind, key: str, name: str, artist_id: int | None = None) -> int:
        """Give a new name its id."""
        last = self._last.get(kind)
        if last is None:
            last = self._db.execute(LAST_ID[kind]).fetchone()[0]
        self._last[kind] = new_id = last + 1
        self._new[kind].append(New(new_id, key, name, artist_id))
        return new_id

    def _find_other(
        self,
        find_or_add: Callable[[Connection, str], int],
        find: Callable[[Connection, str], int | None],
        name: str,
    ) -> int | None:
        found = self._others.get((find_or_add, name))
        return find(self._db, name) if found is None else found

    def _other(
        self,
        find_or_add: Callable[[Connection, str], int],
        find: Callable[[Connection, str], int | None],
        name: str,
    ) -> int:
        found = self._others.get((find_or_add, name))
        if found is None:
            if self._rehearses:
                found = find(self._db, name) or -1 - len(self._others)
            else:
                found = find_or_add(self._db, name)
            self._others[find_or_add, name] = found
        return found


UNPLAYED: Final = Change()


def _row(name: New, change: Change) -> tuple[object, ...]:
    """Return the row of a new name with what is counted of it."""
    own = name if name.artist_id is not None else name[:3]
    moments = (change.first_at, change.last_at) if change.plays else (None, None)
    return (*own, change.plays, change.seconds, *moments, *tiers(change.plays, change.seconds))
