"""The slow, obvious model of charts: every play counted, then sorted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from custom_components.spindle.insights.names import Kind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from custom_components.spindle.insights.scope import Scope

    from .scanned import Heard, History

type Key = tuple[str, str]
"""A name, and its artist or nothing."""

IDS = {
    Kind.ARTIST: "SELECT id, name, '' FROM artist",
    Kind.ALBUM: """
SELECT album.id, title, name FROM album JOIN artist ON artist.id = album.artist_id""",
    Kind.TRACK: """
SELECT track.id, title, name FROM track JOIN artist ON artist.id = track.artist_id""",
}


def ids_of(db: Connection, kind: Kind) -> dict[Key, int]:
    """Return the id of every name."""
    return {(name, artist): entity for entity, name, artist in db.execute(IDS[kind])}


def key_of(play: Heard, kind: Kind) -> Key | None:
    """Return what of a kind a play points at."""
    if kind is Kind.ARTIST:
        return play.artist, ""
    title = play.album if kind is Kind.ALBUM else play.title
    return None if title is None else (title, play.artist)


def sums_of(given: History, scope: Scope, kind: Kind) -> dict[int, tuple[int, int]]:
    """Return plays and seconds by id."""
    ids = ids_of(given.db, kind)
    plays: Counter[int] = Counter()
    seconds: Counter[int] = Counter()
    for play in given.of(scope):
        key = key_of(play, kind)
        if key is not None:
            plays[ids[key]] += 1
            seconds[ids[key]] += play.seconds
    return {entity: (plays[entity], seconds[entity]) for entity in plays}


def ranked(found: dict[int, tuple[int, int]], figure: str) -> list[int]:
    """Return the ids in the order of a chart."""
    which = ("plays", "seconds").index(figure)
    return sorted(found, key=lambda entity: (-found[entity][which], entity))
