"""The plays of the store, page by page, as an export needs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..store.told import kind_named
from ..store.types import NewPlay

if TYPE_CHECKING:
    from sqlite3 import Connection

PAGE_ROWS: Final = 500
MOST_ROWS: Final = 1000

# The plays are chosen first, by their own key; then what they point at is looked up. Of the
# ids by which a service knows a track the first is taken.
PAGE: Final = """
WITH chosen AS (SELECT id FROM play WHERE id > ? AND id < ? ORDER BY id LIMIT ?)
SELECT play.id, play.id / 1000, track.title, artist.name, album.title, album_artist.name,
    service.slug,
    (SELECT min(track_item.item_id) FROM track_item INDEXED BY track_item_track
        WHERE track_item.track_id = play.track_id AND track_item.service_id = play.service_id),
    play.kind, player.speaker,
    (SELECT json_group_array(room.speaker) FROM play_room
        CROSS JOIN player AS room ON room.id = play_room.player_id
        WHERE play_room.play_id = play.id),
    station.name, play.duration, play.listened, origin.name, track.isrc,
    artist.mbid, album.mbid, track.mbid, player.name
FROM chosen CROSS JOIN play ON play.id = chosen.id
CROSS JOIN artist ON artist.id = play.artist_id
CROSS JOIN track ON track.id = play.track_id
CROSS JOIN service ON service.id = play.service_id
CROSS JOIN origin ON origin.id = play.origin_id
LEFT JOIN album ON album.id = play.album_id
LEFT JOIN artist AS album_artist ON album_artist.id = album.artist_id
LEFT JOIN player ON player.id = play.player_id
LEFT JOIN station ON station.id = play.station_id
ORDER BY play.id"""
COUNT: Final = "SELECT ifnull(sum(plays), 0) FROM service"

_FIRST: Final = 0
_LAST: Final = (1 << 63) - 1
_PLACES: Final = 1000


class Exported(NamedTuple):
    """A play on its way out."""

    id: int
    play: NewPlay
    player_name: str | None
    """What the household calls the speaker now."""


def page(
    db: Connection,
    after: int = _FIRST,
    limit: int = PAGE_ROWS,
    *,
    start: float | None = None,
    end: float | None = None,
) -> tuple[Exported, ...]:
    """Return plays with an id above ``after``, the earliest first, a thousand at most.

    Hidden ones are among them. ``start`` to before ``end`` are the epochs between which they
    began. The last one's id leads to the next page; an empty page is the end.
    """
    first = after if start is None else max(after, int(start) * _PLACES - 1)
    last = _LAST if end is None else int(end) * _PLACES
    return tuple(_exported(row) for row in db.execute(PAGE, (first, last, min(limit, MOST_ROWS))))


def count(db: Connection) -> int:
    """Return about how many plays there are, for a progress: those that are not hidden."""
    plays: int = db.execute(COUNT).fetchone()[0]
    return plays


def _exported(row: tuple[Any, ...]) -> Exported:
    (
        play_id,
        played_at,
        title,
        artist,
        album,
        album_artist,
        service,
        item_id,
        kind,
        speaker,
        rooms,
        station,
        duration,
        listened,
        origin,
        isrc,
        *mbids,
        player_name,
    ) = row
    artist_mbid, album_mbid, track_mbid = mbids
    known_kind = kind_named(kind)
    assert known_kind is not None  # noqa: S101  # The store wrote it.
    return Exported(
        play_id,
        NewPlay(
            played_at=played_at,
            title=title,
            artist=artist,
            album=album,
            album_artist=album_artist,
            service=service,
            item_id=item_id,
            kind=known_kind,
            player=speaker,
            rooms=tuple(sorted(json.loads(rooms))),
            station=station,
            duration=duration,
            listened=listened,
            origin=origin,
            isrc=isrc,
            artist_mbid=artist_mbid,
            album_mbid=album_mbid,
            track_mbid=track_mbid,
        ),
        player_name,
    )
