"""What the history holds, in a few figures and lists: the first thing a door tells."""

from __future__ import annotations

from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Any, Final

from .span import PLACES

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope

VISIBLE: Final = """
hidden = 0 AND (player_id IS NULL OR player_id NOT IN (
    SELECT id FROM player WHERE speaker IN (SELECT value FROM json_each(:without))))"""
# Every play has a service, and there are few of them.
FIGURES: Final = """
SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0) FROM service
UNION ALL
SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0) FROM player
WHERE speaker IN (SELECT value FROM json_each(:without))"""
ENDS: Final = f"""
SELECT (SELECT id FROM play WHERE {VISIBLE} ORDER BY id LIMIT 1),
    (SELECT id FROM play WHERE {VISIBLE} ORDER BY id DESC LIMIT 1)"""  # noqa: S608
NAMES: Final = """
SELECT (SELECT count(*) FROM artist WHERE plays > 0), (SELECT count(*) FROM album WHERE plays > 0),
    (SELECT count(*) FROM track WHERE plays > 0)"""
SERVICES: Final = f"""
SELECT slug FROM service WHERE plays > 0 AND EXISTS (
    SELECT 1 FROM play INDEXED BY play_service WHERE service_id = service.id AND {VISIBLE})
ORDER BY plays DESC, slug"""  # noqa: S608
ROOMS: Final = """
SELECT speaker, ifnull(name, speaker) FROM player
WHERE plays > 0 AND speaker NOT IN (SELECT value FROM json_each(:without))
ORDER BY plays DESC, speaker"""
SOURCES: Final = "SELECT name FROM origin ORDER BY name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A speaker with plays, and its present name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Figures and lists of all time, without what the asker may not see."""

    plays: int
    seconds: int
    artists: int | None
    """Names with plays; None, as the next two, for who may not see every play."""
    albums: int | None
    tracks: int | None
    first_at: int | None
    last_at: int | None
    services: tuple[str, ...]
    """Slugs, the most played first."""
    rooms: tuple[Room, ...]
    """The most played first."""
    sources: tuple[str, ...]


def holdings(db: Connection, scope: Scope, *, zone: ZoneInfo, now: float) -> Holdings:
    """Return what the history holds of all time; of a scope only who is left out counts."""
    without = {"without": json.dumps(sorted(scope.without_speakers))}
    (plays, seconds), (unseen_plays, unseen_seconds) = db.execute(FIGURES, without).fetchall()
    first, last = db.execute(ENDS, without).fetchone()
    names: tuple[Any, ...] = (None, None, None)
    if not scope.without_speakers:
        names = db.execute(NAMES).fetchone()
    artists, albums, tracks = names
    return Holdings(
        plays=plays - unseen_plays,
        seconds=seconds - unseen_seconds,
        artists=artists,
        albums=albums,
        tracks=tracks,
        first_at=None if first is None else first // PLACES,
        last_at=None if last is None else last // PLACES,
        services=tuple(slug for (slug,) in db.execute(SERVICES, without)),
        rooms=tuple(Room(id=speaker, name=name) for speaker, name in db.execute(ROOMS, without)),
        sources=tuple(name for (name,) in db.execute(SOURCES)),
    )
