"""What many rows know of their names: identifiers, recording codes, ids at a service."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..catalogue.folding import clean
from ..catalogue.identity import read_isrc, read_mbid
from . import names
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from .bulk_columns import Columns
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
        if play.isrc:
            self._code(track_id, play.isrc)
        if play.artist_mbid:
            self._identify(NameKind.ARTIST, artist_id, play.artist_mbid)
        if play.track_mbid:
            self._identify(NameKind.TRACK, track_id, play.track_mbid)
        if play.album_mbid and album_id is not None:
            self._identify(NameKind.ALBUM, album_id, play.album_mbid)

    def note_all(
        self,
        told: Columns,
        services: Sequence[int],
        artists: Sequence[int],
        tracks: Sequence[int],
        albums: Sequence[int | None],
    ) -> None:
        """Note what many rows know, in their order, as ``note`` would of each."""
        if any(told.item_id):
            for service_id, item, track_id in _once(services, told.item_id, tracks):
                if item and (item_id := clean(item)):
                    self._items.setdefault((service_id, item_id), track_id)
        for learn, entities, codes in (
            (self._code, tracks, told.isrc),
            (partial(self._identify, NameKind.ARTIST), artists, told.artist_mbid),
            (partial(self._identify, NameKind.TRACK), tracks, told.track_mbid),
            (partial(self._identify, NameKind.ALBUM), albums, told.album_mbid),
        ):
            if any(codes):
                for entity, code in _once(entities, codes):
                    if code and entity is not None:
                        learn(entity, code)

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

    def _code(self, track_id: int, told: str) -> None:
        if track_id not in self._isrcs and (isrc := read_isrc(told)):
            self._isrcs[track_id] = isrc

    def _identify(self, kind: NameKind, entity: int, told: str) -> None:
        known = self._mbids[kind]
        if entity not in known and (mbid := read_mbid(told)):
            known[entity] = mbid


def _once(*columns: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    """Return what stands side by side in some columns, each but once, in its order."""
    return dict.fromkeys(zip(*columns, strict=True))
