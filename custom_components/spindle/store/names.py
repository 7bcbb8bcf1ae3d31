"""The names that plays point at: found by their folded key, added when they are new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.identity import album_key, artist_key, track_key
from . import aliases, search_index
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from sqlite3 import Connection

FIND_ARTIST: Final = "SELECT id FROM artist WHERE key = ?"
ADD_ARTIST: Final = "INSERT INTO artist (key, name) VALUES (?, ?)"
FIND_ALBUM: Final = "SELECT id FROM album WHERE key = ?"
ADD_ALBUM: Final = "INSERT INTO album (key, artist_id, title) VALUES (?, ?, ?)"
FIND_TRACK: Final = "SELECT id, artist_id FROM track WHERE key = ?"
TRACK_BY_ID: Final = "SELECT id, artist_id FROM track WHERE id = ?"
ADD_TRACK: Final = "INSERT INTO track (key, artist_id, title) VALUES (?, ?, ?)"
FIND_SERVICE: Final = "SELECT id FROM service WHERE slug = ?"
ADD_SERVICE: Final = "INSERT INTO service (slug) VALUES (?)"
FIND_PLAYER: Final = "SELECT id FROM player WHERE speaker = ?"
ADD_PLAYER: Final = "INSERT INTO player (speaker) VALUES (?)"
FIND_ORIGIN: Final = "SELECT id FROM origin WHERE name = ?"
ADD_ORIGIN: Final = "INSERT INTO origin (name) VALUES (?)"
FIND_STATION: Final = "SELECT id FROM station WHERE name = ?"
ADD_STATION: Final = "INSERT INTO station (name) VALUES (?)"

KEYED: Final = "WHERE key IN (SELECT value FROM json_each(?))"
FIND_ARTISTS: Final = f"SELECT key, id FROM artist {KEYED}"  # noqa: S608
FIND_TRACKS: Final = f"SELECT key, id, artist_id FROM track {KEYED}"  # noqa: S608
FIND_ALBUMS: Final = f"SELECT key, id FROM album {KEYED}"  # noqa: S608
NAME_PLAYER: Final = """
INSERT INTO player (speaker, name) VALUES (?, ?)
ON CONFLICT (speaker) DO UPDATE SET name = excluded.name WHERE name IS NOT excluded.name"""
# A person may have said that there is none.
LEARN_MBID: Final = {
    kind: f"""
UPDATE {kind.table} SET mbid = ? WHERE id = ? AND mbid IS NULL AND NOT EXISTS (
    SELECT 1 FROM {kind.table}_fact AS fact WHERE fact.{kind.table}_id = {kind.table}.id
        AND fact.field = '{field}' AND fact.provider = 'person')"""  # noqa: S608
    for kind, field in ((NameKind.ARTIST, "artist_mbid"), (NameKind.TRACK, "recording_mbid"))
} | {NameKind.ALBUM: "UPDATE album SET mbid = ? WHERE id = ? AND mbid IS NULL"}
LEARN_ISRC: Final = """
UPDATE track SET isrc = ? WHERE id = ? AND isrc IS NULL AND NOT EXISTS (
    SELECT 1 FROM track_fact AS fact WHERE fact.track_id = track.id
        AND fact.field = 'isrc' AND fact.provider = 'person')"""
FIND_ITEM: Final = "SELECT 1 FROM track_item WHERE service_id = ? AND item_id = ?"
ADD_ITEM: Final = "INSERT INTO track_item (service_id, item_id, track_id) VALUES (?, ?, ?)"


class Track(NamedTuple):
    """A track's row: whoever it was told of, its plays are those of its artist."""

    id: int
    artist_id: int


def find_artist(db: Connection, artist: str) -> int | None:
    """Return the id of an artist by any of its spellings, or None when there is none."""
    key = artist_key(artist)
    found = _find(db, FIND_ARTIST, key)
    return aliases.find(db, NameKind.ARTIST, key) if found is None else found


def find_track(db: Connection, artist: str, title: str) -> int | None:
    """Return the id of a track by any spelling, or None when it was never played."""
    found, _ = _look_up_track(db, track_key(artist, title))
    return None if found is None else found.id


def find_album(db: Connection, artist: str, title: str) -> int | None:
    """Return the id of an album by any spelling, or None when there is none."""
    found, _ = _look_up_album(db, album_key(artist, title))
    return found


def find_service(db: Connection, slug: str) -> int | None:
    """Return the id of a service, or None when nothing was played from it."""
    return _find(db, FIND_SERVICE, slug)


def find_player(db: Connection, speaker: str) -> int | None:
    """Return the id of a speaker's row, or None when nothing was played on it."""
    return _find(db, FIND_PLAYER, speaker)


def find_station(db: Connection, name: str) -> int | None:
    """Return the id of a radio station, or None when nothing was played from it."""
    return _find(db, FIND_STATION, name)


def find_artists(db: Connection, keys: Collection[str]) -> dict[str, int]:
    """Return the ids of those of many artists that there are, by the key they were asked by."""
    found: dict[str, int] = dict(db.execute(FIND_ARTISTS, (json.dumps([*keys]),)).fetchall())
    for key in _led(db, keys, found):
        target = aliases.find(db, NameKind.ARTIST, key)
        if target is not None:
            found[key] = target
    return found


def find_tracks(db: Connection, keys: Collection[str]) -> dict[str, Track]:
    """Return those of many tracks that there are, by the key they were asked by."""
    rows = db.execute(FIND_TRACKS, (json.dumps([*keys]),))
    found = {key: Track(track_id, artist_id) for key, track_id, artist_id in rows}
    for key in _led(db, keys, found):
        track, _ = _look_up_track(db, key)
        if track is not None:
            found[key] = track
    return found


def find_albums(db: Connection, keys: Collection[str]) -> dict[str, int]:
    """Return the ids of those of many albums that there are, by the key they were asked by."""
    found: dict[str, int] = dict(db.execute(FIND_ALBUMS, (json.dumps([*keys]),)).fetchall())
    for key in _led(db, keys, found):
        album, _ = _look_up_album(db, key)
        if album is not None:
            found[key] = album
    return found


def find_origin(db: Connection, name: str) -> int | None:
    """Return the id of an origin, or None when nothing came from it."""
    return _find(db, FIND_ORIGIN, name)


def artist(db: Connection, name: str) -> int:
    """Return the id of an artist; the first spelling is the one that is shown."""
    found = find_artist(db, name)
    if found is not None:
        return found
    return enter(db, NameKind.ARTIST, ADD_ARTIST, (artist_key(name), name))


def track(db: Connection, artist_name: str, title: str) -> Track:
    """Return an artist's track, added with its artist when it is new."""
    found, key = _look_up_track(db, track_key(artist_name, title))
    if found is not None:
        return found
    artist_id = artist(db, artist_name)
    return Track(enter(db, NameKind.TRACK, ADD_TRACK, (key, artist_id, title)), artist_id)


def album(db: Connection, album_artist: str, title: str) -> int:
    """Return the id of an album; its artist is a track's own when no other is known."""
    found, key = _look_up_album(db, album_key(album_artist, title))
    if found is not None:
        return found
    return enter(db, NameKind.ALBUM, ADD_ALBUM, (key, artist(db, album_artist), title))


def enter(
    db: Connection, kind: NameKind, statement: str, values: tuple[str, *tuple[object, ...]]
) -> int:
    """Add a name whose key is the first of the values, for the search too."""
    entity = _add(db, statement, values)
    search_index.add(db, kind, entity, values[0])
    return entity


def service(db: Connection, slug: str) -> int:
    """Return the id of a service."""
    return _find_or_add(db, FIND_SERVICE, ADD_SERVICE, slug)


def player(db: Connection, speaker: str) -> int:
    """Return the id of a speaker's row."""
    return _find_or_add(db, FIND_PLAYER, ADD_PLAYER, speaker)


def origin(db: Connection, name: str) -> int:
    """Return the id of an origin."""
    return _find_or_add(db, FIND_ORIGIN, ADD_ORIGIN, name)


def station(db: Connection, name: str) -> int:
    """Return the id of a radio station."""
    return _find_or_add(db, FIND_STATION, ADD_STATION, name)


def name_players(db: Connection, names: Mapping[str, str]) -> None:
    """Remember what the household calls its speakers now, by speaker id."""
    db.executemany(NAME_PLAYER, names.items())


def learn(
    db: Connection, track_id: int, service_id: int, *, item_id: str | None, isrc: str | None
) -> None:
    """Remember a track's recording code and its id at a service; the first told stays."""
    if isrc:
        learn_isrc(db, track_id, isrc)
    if item_id and db.execute(FIND_ITEM, (service_id, item_id)).fetchone() is None:
        db.execute(ADD_ITEM, (service_id, item_id, track_id))


def learn_isrc(db: Connection, track_id: int, isrc: str) -> None:
    """Remember a track's recording code; the first told stays."""
    db.execute(LEARN_ISRC, (isrc, track_id))


def learn_mbid(db: Connection, kind: NameKind, entity: int | None, mbid: str | None) -> None:
    """Remember MusicBrainz's identifier of a name; the first told stays."""
    if entity is not None and mbid is not None:
        db.execute(LEARN_MBID[kind], (mbid, entity))


# A name's own key is looked for first: nearly every play finds it at once.


def _look_up(db: Connection, kind: NameKind, key: str) -> int | None:
    """Return the id of a key's name of any kind."""
    if kind is NameKind.TRACK:
        found, _ = _look_up_track(db, key)
        return None if found is None else found.id
    return _look_up_album(db, key)[0] if kind is NameKind.ALBUM else aliases.find(db, kind, key)


def _look_up_track(db: Connection, key: str) -> tuple[Track | None, str]:
    """Return the track of a key, and the key under which it would be added."""
    row = db.execute(FIND_TRACK, (key,)).fetchone()
    if row is None:
        key = aliases.canonical(db, key)
        row = db.execute(FIND_TRACK, (key,)).fetchone()
    if row is None and (target := aliases.find(db, NameKind.TRACK, key)) is not None:
        row = db.execute(TRACK_BY_ID, (target,)).fetchone()
    return (None if row is None else Track(*row)), key


def _look_up_album(db: Connection, key: str) -> tuple[int | None, str]:
    """Return the id of a key's album, and the key under which it would be added."""
    found = _find(db, FIND_ALBUM, key)
    if found is None:
        key = aliases.canonical(db, key)
        found = _find(db, FIND_ALBUM, key)
    return (aliases.find(db, NameKind.ALBUM, key) if found is None else found), key


def _led(db: Connection, keys: Collection[str], found: Collection[str]) -> list[str]:
    """Return the keys that were not found, if another spelling can lead anywhere."""
    return [key for key in keys if key not in found] if aliases.are_any(db) else []


def _find(db: Connection, statement: str, key: str) -> int | None:
    row = db.execute(statement, (key,)).fetchone()
    return None if row is None else row[0]


def _find_or_add(db: Connection, find: str, add: str, name: str) -> int:
    found = _find(db, find, name)
    return _add(db, add, (name,)) if found is None else found


def _add(db: Connection, statement: str, values: tuple[object, ...]) -> int:
    added = db.execute(statement, values).lastrowid
    assert added is not None  # noqa: S101  # An insert into a rowid table always has one.
    return added
