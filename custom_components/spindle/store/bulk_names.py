"""The names that many plays point at: looked up together, and added together.

A new name gets its id, the one that SQLite would give it, when a row first tells of it. It
is written with its counters, by ``add``, before the plays that point at it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from . import aliases, names, search_index
from .bulk_columns import Ids
from .bulk_rows import album_of, track_of, word
from .giving_way import give_way
from .search_index import NameKind
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from sqlite3 import Connection

    from .bulk_columns import Spelled
    from .bulk_rows import Album, Row, Track
    from .bulk_sums import Counters, Figures

LAST_ID: Final = {
    kind: f"SELECT ifnull(max(id), 0) FROM {kind.table}"  # noqa: S608
    for kind in NameKind
}
SUMS: Final = "plays, seconds, first_at, last_at, plays_tier, minutes_tier"
READ_ALL: Final = {
    kind: f"""
SELECT key, {"id" if kind is NameKind.ARTIST else "artist_id"}, id, {SUMS} FROM {kind.table}"""  # noqa: S608
    for kind in NameKind
}
LOOK_UP: Final = {
    kind: f"{statement} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608
    for kind, statement in READ_ALL.items()
}
ADD: Final = {
    NameKind.ARTIST: f"""
INSERT INTO artist (id, key, name, {SUMS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",  # noqa: S608
    NameKind.ALBUM: f"""
INSERT INTO album (id, key, title, artist_id, {SUMS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",  # noqa: S608
    NameKind.TRACK: f"""
INSERT INTO track (id, key, title, artist_id, {SUMS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",  # noqa: S608
}

type PointedAt = tuple[int, int, int | None]
"""Artist, track and album of a play."""
type New = tuple[int, str, str, *tuple[int, ...]]
"""A name that is to be added: its id, key and name, whose it is but for an artist, no counters."""


class Names:
    """The ids of the names that some plays tell of; a rehearsal adds none of them."""

    def __init__(self, db: Connection, *, rehearses: bool = False) -> None:
        """Know none of them."""
        self._db = db
        self._rehearses = rehearses
        self._is_led = aliases.are_any(db)
        self.told: Ids[Spelled, PointedAt] = Ids(self._point)
        """What plays point at by their names as they are told, added where it is new."""
        self.services: Ids[str, int] = Ids(lambda slug: self.service(word(slug)))
        self.origins: Ids[str, int] = Ids(lambda name: self.origin(word(name)))
        self.counted: dict[str, dict[int, Counters]] = {kind.table: {} for kind in NameKind}
        """What is counted of the names that were found or added, by their table."""
        self._artists: dict[str, int] = {}
        self._tracks: dict[str, tuple[int, int]] = {}
        """Ids of tracks and artists. Plain tuples: the collector of garbage passes those over."""
        self._albums: dict[str, int] = {}
        self._others: dict[tuple[Callable[[Connection, str], int], str], int] = {}
        self._whole: set[NameKind] = set()
        """Kinds of which all names there are have been read."""
        self._new: dict[NameKind, list[New]] = {kind: [] for kind in NameKind}
        self._last: dict[NameKind, int] = {}

    def look_up(self, spelled: set[Spelled]) -> dict[Spelled, int | None]:
        """Find what stands there of some names; return their tracks, None for one to be added.

        Names without a title or an artist are left out.
        """
        known = spelled & self.told.keys()
        tracks = {
            told: track
            for told in spelled - known
            if (track := track_of(told[0], told[1])) is not None
        }
        albums = {
            album.key: album.artist_key
            for artist, _, title, album_artist in tracks
            if title and (album := album_of(title, album_artist, artist)) is not None
        }
        give_way()
        artists = {track.artist_key for track in tracks.values()} | {*albums.values()}
        self._find_artists(artists - self._artists.keys())
        self._find_tracks({track.key for track in tracks.values()} - self._tracks.keys())
        give_way()
        self._find_albums(albums.keys() - self._albums.keys())
        give_way()
        found: dict[Spelled, int | None] = {told: self.told[told][1] for told in known}
        for told, track in tracks.items():
            stored = self.find_track(track)
            found[told] = None if stored is None else stored.id
        return found

    def find_track(self, track: Track) -> names.Track | None:
        """Return a track, or None when it was never played."""
        found = self._tracks.get(track.key)
        if found is None and self._is_led:
            found = self._tracks.get(self._own_key(track.key))
        return None if found is None else names.Track._make(found)

    def add_track(self, track: Track) -> names.Track:
        """Add a track that was not found."""
        key = self._own_key(track.key)
        artist_id = self._artist(track.artist_key, track.artist)
        track_id = self._enter(NameKind.TRACK, key, track.title, artist_id)
        self._tracks[key] = track_id, artist_id
        return names.Track(track_id, artist_id)

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

    def add(self, counters: Mapping[str, Figures]) -> None:
        """Write the new names, with what plays change of them, and take that out of it."""
        for kind, new in self._new.items():
            if not new:
                continue
            figures, counted = counters[kind.table], self.counted[kind.table]
            for name in new:
                counted[name[0]] = _counters(figures, name[0])
            self._db.executemany(ADD[kind], ((*name, *counted[name[0]]) for name in new))
            give_way()
            search_index.add_from(self._db, kind, new[0][0])
            give_way()
            new.clear()
        self._last.clear()

    def look_again(self, row: Row) -> None:
        """Learn of what a row has led to by another way: new names, other counters."""
        self._last.clear()
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

    def _find_artists(self, keys: set[str]) -> None:
        for key, _, entity in self._look_up(NameKind.ARTIST, keys):
            self._artists[key] = entity
        if self._is_led:
            self._artists |= names.find_artists(self._db, keys)

    def _find_tracks(self, keys: set[str]) -> None:
        for key, artist_id, entity in self._look_up(NameKind.TRACK, keys):
            self._tracks[key] = entity, artist_id
        if self._is_led:
            self._tracks |= names.find_tracks(self._db, keys)

    def _find_albums(self, keys: set[str]) -> None:
        for key, _, entity in self._look_up(NameKind.ALBUM, keys):
            self._albums[key] = entity
        if self._is_led:
            self._albums |= names.find_albums(self._db, keys)

    def _look_up(self, kind: NameKind, keys: Collection[str]) -> Iterator[tuple[str, int, int]]:
        """Yield key, artist and id of the names that there are, and note their counters."""
        counted = self.counted[kind.table]
        for key, artist_id, entity, *counters in self._rows(kind, keys):
            counted[entity] = counters
            yield key, artist_id, entity

    def _rows(self, kind: NameKind, keys: Collection[str]) -> Iterable[tuple[Any, ...]]:
        """Return the rows of names; all there are, once, where that is the shorter way."""
        if kind in self._whole:
            return ()
        if self._last_id(kind) <= len(keys):
            self._whole.add(kind)
            return self._db.execute(READ_ALL[kind])
        return self._db.execute(LOOK_UP[kind], (json.dumps([*keys]),))

    def _point(self, told: Spelled) -> PointedAt:
        """Return what names lead to that are told for the first time."""
        artist, title, album_title, album_artist = told
        track = track_of(artist, title)
        assert track is not None  # noqa: S101  # ``look_up`` has left out all others.
        found = self.find_track(track) or self.add_track(track)
        album = album_of(album_title, album_artist, artist) if album_title else None
        return found.artist_id, found.id, None if album is None else self.album(album)

    def _own_key(self, key: str) -> str:
        """Return an album's or a track's key under its artist's own."""
        return aliases.canonical(self._db, key) if self._is_led else key

    def _artist(self, key: str, name: str) -> int:
        found = self._artists.get(key)
        if found is None:
            found = self._artists[key] = self._enter(NameKind.ARTIST, key, name)
        return found

    def _enter(self, kind: NameKind, key: str, name: str, *artist_id: int) -> int:
        """Give a new name its id; ``artist_id`` is whose it is."""
        self._last[kind] = new_id = self._last_id(kind) + 1
        self._new[kind].append((new_id, key, name, *artist_id))
        return new_id

    def _last_id(self, kind: NameKind) -> int:
        """Return the highest id of all names, new ones with them."""
        last = self._last.get(kind)
        if last is None:
            last = self._last[kind] = self._db.execute(LAST_ID[kind]).fetchone()[0]
        return last

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


def _counters(figures: Figures, entity: int) -> Counters:
    """Take the counters of a new name out of some figures."""
    plays, seconds = figures.plays.pop(entity, 0), figures.seconds.pop(entity, 0)
    moments = figures.first_at.pop(entity, None), figures.last_at.pop(entity, None)
    return (plays, seconds, *moments, *tiers(plays, seconds))
