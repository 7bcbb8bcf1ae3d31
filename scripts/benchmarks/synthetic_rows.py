"""The plays of a synthetic history as rows: of Spindle's tables, and of one flat table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from custom_components.spindle.catalogue.identity import album_key, artist_key, track_key
from custom_components.spindle.store.local_time import HOUR, utc_offset

from .synthetic_history import RADIO, ROOMS, SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from .synthetic_history import History, Play

ADD_ARTIST: Final = "INSERT INTO artist (id, key, name, mbid) VALUES (?, ?, ?, ?)"
ADD_ALBUM: Final = "INSERT INTO album (id, artist_id, key, title, released) VALUES (?, ?, ?, ?, ?)"
ADD_TRACK: Final = "INSERT INTO track (id, artist_id, key, title, isrc) VALUES (?, ?, ?, ?, ?)"
ADD_GENRE: Final = "INSERT INTO genre (id, name) VALUES (?, ?)"
ADD_ARTIST_GENRE: Final = """
INSERT INTO artist_genre (artist_id, genre_id, weight) VALUES (?, ?, ?)"""
ADD_SERVICE: Final = "INSERT INTO service (id, slug) VALUES (?, ?)"
ADD_PLAYER: Final = "INSERT INTO player (id, speaker, name) VALUES (?, ?, ?)"
ADD_ORIGIN: Final = "INSERT INTO origin (id, name) VALUES (1, 'sonos')"
ADD_PLAY: Final = """
INSERT INTO play (id, artist_id, track_id, album_id, service_id, player_id, origin_id, kind,
    utc_offset, duration, listened)
VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)"""
ADD_FLAT: Final = """
INSERT INTO scrobbles_flat
    (timestamp, artist, title, album, music_service, player, duration, listened)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


def add_flat(db: Connection, history: History, plays: Iterable[Play]) -> None:
    """Enter plays into the flat table."""
    db.executemany(ADD_FLAT, _flat_rows(history, plays))


def _flat_rows(history: History, plays: Iterable[Play]) -> Iterator[tuple[object, ...]]:
    catalogue = history.catalogue
    for play in plays:
        track = catalogue.tracks[play.track]
        album = catalogue.albums[track.album]
        service = SERVICES[play.service]
        yield (
            play.played_at,
            catalogue.artists[album.artist].name,
            track.title,
            None if service in RADIO else album.title,
            service,
            ROOMS[play.room],
            track.seconds,
            play.listened,
        )


class Entering:
    """Enters plays into Spindle's tables; sums are not kept.

    Each name is entered before its first play: as in a household, ids follow the order of
    discovery, and what was never played is not there.
    """

    def __init__(self, history: History, db: Connection) -> None:
        """Enter the services and rooms, in the transaction that is open."""
        self._catalogue = history.catalogue
        self._zone = ZoneInfo(history.shape.zone)
        self._db = db
        self._artists: dict[int, int] = {}
        self._albums: dict[int, int] = {}
        self._tracks: dict[int, int] = {}
        self._genres: dict[str, int] = {}
        self._last_at = self._place = -1
        self._hour = self._offset = -1
        db.executemany(ADD_SERVICE, enumerate(SERVICES, 1))
        db.executemany(
            ADD_PLAYER, [(number, f"RINCON_{number}", name) for number, name in enumerate(ROOMS, 1)]
        )
        db.execute(ADD_ORIGIN)

    @property
    def counts(self) -> dict[str, int]:
        """How many artists, albums and tracks have been played."""
        return {
            "artists": len(self._artists),
            "albums": len(self._albums),
            "tracks": len(self._tracks),
        }

    def add(self, plays: Iterable[Play]) -> None:
        """Enter plays that follow those before in time."""
        self._db.executemany(ADD_PLAY, [self._row(play) for play in plays])

    def _row(self, play: Play) -> tuple[object, ...]:
        track = self._catalogue.tracks[play.track]
        album = self._catalogue.albums[track.album]
        radio = SERVICES[play.service] in RADIO
        return (
            self._id(play.played_at),
            self._artist(album.artist),
            self._track(play.track),
            None if radio else self._album(track.album),
            play.service + 1,
            play.room + 1,
            "radio" if radio else "music",
            self._offset_at(play.played_at),
            track.seconds,
            play.listened,
        )

    def _id(self, played_at: int) -> int:
        self._place = self._place + 1 if played_at == self._last_at else 0
        self._last_at = played_at
        return played_at * 1000 + self._place

    def _offset_at(self, played_at: int) -> int:
        """Return the minutes by which local time is ahead: they change on the hour."""
        hour = played_at // HOUR
        if hour != self._hour:
            self._hour, self._offset = hour, utc_offset(self._zone, played_at)
        return self._offset

    def _artist(self, number: int) -> int:
        if (known := self._artists.get(number)) is not None:
            return known
        artist = self._catalogue.artists[number]
        entity = self._artists[number] = len(self._artists) + 1
        self._db.execute(ADD_ARTIST, (entity, artist_key(artist.name), artist.name, artist.mbid))
        self._db.executemany(
            ADD_ARTIST_GENRE,
            [(entity, self._genre(genre), weight) for genre, weight in artist.genres],
        )
        return entity

    def _genre(self, name: str) -> int:
        if name not in self._genres:
            self._genres[name] = len(self._genres) + 1
            self._db.execute(ADD_GENRE, (self._genres[name], name))
        return self._genres[name]

    def _album(self, number: int) -> int:
        if (known := self._albums.get(number)) is not None:
            return known
        album = self._catalogue.albums[number]
        entity = self._albums[number] = len(self._albums) + 1
        key = album_key(self._catalogue.artists[album.artist].name, album.title)
        artist = self._artist(album.artist)
        self._db.execute(ADD_ALBUM, (entity, artist, key, album.title, album.released))
        return entity

    def _track(self, number: int) -> int:
        if (known := self._tracks.get(number)) is not None:
            return known
        track = self._catalogue.tracks[number]
        artist = self._catalogue.artist_of(number)
        entity = self._tracks[number] = len(self._tracks) + 1
        key = track_key(self._catalogue.artists[artist].name, track.title)
        self._db.execute(ADD_TRACK, (entity, self._artist(artist), key, track.title, track.isrc))
        return entity
