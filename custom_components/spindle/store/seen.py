"""What may be told to somebody from whom the plays of some rooms are hidden."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from sqlite3 import Connection

SEEN: Final = """
    hidden = 0 AND (player_id IS NULL OR player_id NOT IN (
        SELECT player.id FROM json_each(:rooms) AS room
        CROSS JOIN player ON player.speaker = room.value))"""
OF_PLAY: Final = f"SELECT artist_id, album_id, track_id FROM play WHERE id = :play AND {SEEN}"  # noqa: S608
WAS_PLAYED: Final = {
    kind: f"SELECT EXISTS (SELECT 1 FROM play WHERE {kind.table}_id = :entity AND {SEEN})"  # noqa: S608
    for kind in NameKind
}


def of_play(
    db: Connection, play: int, kind: NameKind, without_speakers: Collection[str]
) -> int | None:
    """Return the artist, album or track of a play; None without one, or when it is hidden."""
    rooms = json.dumps(sorted(without_speakers))
    row = db.execute(OF_PLAY, {"play": play, "rooms": rooms}).fetchone()
    return None if row is None else row[kind]


def was_played(
    db: Connection, kind: NameKind, entity: int, without_speakers: Collection[str]
) -> bool:
    """Tell whether a name was played in any other room, or in none."""
    rooms = json.dumps(sorted(without_speakers))
    (found,) = db.execute(WAS_PLAYED[kind], {"entity": entity, "rooms": rooms}).fetchone()
    return bool(found)
