"""What many rows know of their names: identifiers, recording codes, ids at a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from ..catalogue.identity import read_isrc, read_mbid
from . import names
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .types import NewPlay

ADD_ITEM: Final = """
INSERT OR IGNORE INTO track_item (service_id, item_id, track_id) VALUES (?, ?, ?)"""


class Learnt:
    """What rows have told of names so far; the first told stays."""

    def __init__(self) -> None:
        """Know nothing."""
        self._items: dict[tuple[int, str], int] = {}
        self._isrcs: dict[int, str] = {}
        self._mbids: dict[NameKind, dict[int, str]] = {kind: {} for kind in NameKind}

    def note(
        self, play: NewPlay, service_id: int, artist_id: int, track_id: int, album_id: int | None
    ) -> None:
        """Note what a row knows of its names; without an album's id, nothing of the album."""
        if play.item_id and (item_id := clean(play.item_id)):
            self._items.setdefault((service_id, item_id), track_id)
        if play.isrc and track_id not in self._isrcs and (isrc := read_isrc(play.isrc)):
            self._isrcs[track_id] = isrc
        if play.artist_mbid:
            self._identify(NameKind.ARTIST, artist_id, play.artist_mbid)
        if play.track_mbid:
            self._identify(NameKind.TRACK, track_id, play.track_mbid)
        if play.album_mbid and album_id is not None:
            self._identify(NameKind.ALBUM, album_id, play.album_mbid)

    def write(self, db: Connection) -> None:
        """Write it down where it is not known yet, and forget it."""
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

    def _identify(self, kind: NameKind, entity: int, told: str) -> None:
        known = self._mbids[kind]
        if entity not in known and (mbid := read_mbid(told)):
            known[entity] = mbid
