"""The names that many plays point at: looked up together, added when they are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from sqlite3 import Connection

    from .bulk_rows import Album, Row, Track


class Names:
    """The ids of the names that some rows tell of; a rehearsal makes ids up for new ones."""

    def __init__(self, db: Connection, rows: Sequence[Row], *, rehearses: bool = False) -> None:
        """Look up what stands there of the rows' tracks and albums."""
        self._db = db
        self._rehearses = rehearses
        self._tracks = names.find_tracks(db, {row.track.key for row in rows})
        self._albums = names.find_albums(db, {row.album.key for row in rows if row.album})
        self._others: dict[tuple[Callable[[Connection, str], int], str], int] = {}
        self._invented = 0

    def find_track(self, track: Track) -> names.Track | None:
        """Return a track, or None when it was never played."""
        return self._tracks.get(track.key)

    def track(self, track: Track) -> names.Track:
        """Return a track, added when it is new."""
        found = self._tracks.get(track.key)
        if found is None:
            found = (
                names.Track(self._invent(), self._invent())
                if self._rehearses
                else names.track(self._db, track.artist, track.title)
            )
            self._tracks[track.key] = found
        return found

    def album(self, album: Album) -> int:
        """Return the id of an album, added when it is new."""
        found = self._albums.get(album.key)
        if found is None:
            found = (
                self._invent()
                if self._rehearses
                else names.album(self._db, album.artist, album.title)
            )
            self._albums[album.key] = found
        return found

    def find_service(self, slug: str) -> int | None:
        """Return the id of a service, or None when nothing was played from it."""
        found = self._others.get((names.service, slug))
        return names.find_service(self._db, slug) if found is None else found

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

    def _other(
        self,
        find_or_add: Callable[[Connection, str], int],
        find: Callable[[Connection, str], int | None],
        name: str,
    ) -> int:
        found = self._others.get((find_or_add, name))
        if found is None:
            if self._rehearses:
                found = find(self._db, name) or self._invent()
            else:
                found = find_or_add(self._db, name)
            self._others[find_or_add, name] = found
        return found

    def _invent(self) -> int:
        self._invented -= 1
        return self._invented
