"""What is known and what is missing of the names that outside services may be asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from . import backlog, fact_rows
from .backlog import Waiting
from .fact_rows import TOLD, Known
from .fact_values import FIELDS, TOLD_ALONG, Field
from .landing import COLUMNS
from .search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from sqlite3 import Connection

TRACKS: Final = 3
"""Tracks by which an artist or an album can be told from another of its name."""

READ: Final = {
    NameKind.ARTIST: "SELECT name, id, name, NULL FROM artist WHERE id = ?",
    NameKind.ALBUM: """
SELECT album.title, artist.id, artist.name, album.mbid
FROM album CROSS JOIN artist ON artist.id = album.artist_id WHERE album.id = ?""",
    NameKind.TRACK: """
SELECT track.title, artist.id, artist.name, NULL
FROM track CROSS JOIN artist ON artist.id = track.artist_id WHERE track.id = ?""",
}
TOLD_OF: Final = {kind: tuple(field for of, field in COLUMNS if of is kind) for kind in NameKind}
"""Fields that may have come with the plays themselves."""
READ_TOLD: Final = {
    kind: f"SELECT {', '.join(COLUMNS[kind, each] for each in told)} FROM {kind.table} WHERE id = ?"  # noqa: S608
    for kind, told in TOLD_OF.items()
}
TRACKS_OF: Final = {
    NameKind.ARTIST: f"""
SELECT id FROM track WHERE artist_id = ? AND plays > 0 LIMIT {TRACKS}""",  # noqa: S608
    NameKind.ALBUM: f"""
SELECT track_id FROM (
    SELECT id, track_id FROM play WHERE album_id = ? AND hidden = 0 ORDER BY id DESC LIMIT 30)
GROUP BY track_id ORDER BY max(id) DESC LIMIT {TRACKS}""",  # noqa: S608
}
# What was never heard is told by what a library has of it.
TRACKS_HAD: Final = {
    kind: f"""
SELECT DISTINCT track_id FROM library_track
WHERE {kind.table}_id = ? AND NOT EXISTS (
    SELECT 1 FROM play WHERE play.track_id = library_track.track_id)
ORDER BY track_id LIMIT {TRACKS}"""  # noqa: S608
    for kind in TRACKS_OF
}
TRACK: Final = "SELECT title, isrc, mbid FROM track WHERE id = ?"
ITEMS: Final = """
SELECT service.slug, track_item.item_id
FROM track_item CROSS JOIN service ON service.id = track_item.service_id
WHERE track_item.track_id = ?"""
LATEST: Final = """
SELECT album.id, album.title, play.duration
FROM play CROSS JOIN album ON album.id = play.album_id
WHERE play.track_id = ? AND play.hidden = 0 ORDER BY play.id DESC LIMIT 1"""
FROM_LIBRARY: Final = """
SELECT album.id, album.title, library_track.seconds
FROM library_track CROSS JOIN album ON album.id = library_track.album_id
WHERE library_track.track_id = ? ORDER BY library_track.id LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A track, by all that services may know it by."""

    id: int
    title: str
    isrc: str | None
    mbid: str | None
    items: Mapping[str, tuple[str, ...]]
    """Service slug → the ids that it has there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A name that services may be asked about."""

    kind: NameKind
    id: int
    name: str
    """The artist's name, or the title of the album or the track."""
    artist_id: int
    artist: str
    is_live: bool
    """Whether it was played here within the last day."""
    is_imported: bool
    played_at: int
    known: Mapping[Field, Known]
    asked: Mapping[Field, Mapping[str, float]]
    """Whose answers stand: field → provider → until when (epoch, or infinity)."""
    tracks: tuple[Recording, ...]
    """The track itself; some tracks of an artist or an album."""
    release_mbid: str | None = None
    """One edition of an album, as a listening history told of it."""
    album_id: int | None = None
    album: str | None = None
    duration: int | None = None
    """The album that a track was last played from, else that of a library; its length in seconds."""
    missing: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find what nobody has said."""
        asked_for = (each for each in FIELDS[self.kind] if each not in TOLD_ALONG)
        missing = tuple(each for each in asked_for if each not in self.known)
        object.__setattr__(self, "missing", missing)


def due(
    db: Connection, now: float, limit: int, *, kinds: Collection[NameKind] = tuple(NameKind)
) -> tuple[Due, ...]:
    """Return up to ``limit`` names of each kind that may be asked about, the first first.

    Artists come before albums and these before tracks, but all that was played here lately
    before everything else. ``backlog.enter`` takes new names in.
    """
    waiting = (
        (kind, one)
        for kind in NameKind
        if kind in kinds
        for one in backlog.first(db, kind, now, limit)
    )
    found = (_describe(db, kind, one, now) for kind, one in waiting)
    return tuple(sorted((one for one in found if one), key=lambda one: not one.is_live))


def described(db: Connection, kind: NameKind, ids: Iterable[int], now: float) -> tuple[Due, ...]:
    """Return the same of names that somebody asks for now, without those that have gone."""
    asked_for = (Waiting(entity, is_imported=False, played_at=int(now)) for entity in ids)
    found = (_describe(db, kind, one, now) for one in asked_for)
    return tuple(one for one in found if one)


def _describe(db: Connection, kind: NameKind, waiting: Waiting, now: float) -> Due | None:
    entity, is_imported, played_at = waiting
    row = db.execute(READ[kind], (entity,)).fetchone()
    if row is None:
        return None
    name, artist_id, artist, release_mbid = row
    latest = _latest(db, entity) if kind is NameKind.TRACK else None
    known, asked = fact_rows.told(db, kind, entity, now)
    columns = db.execute(READ_TOLD[kind], (entity,)).fetchone()
    for each, value in zip(TOLD_OF[kind], columns, strict=True):
        if value is not None and each not in known:
            known[each] = Known(value=value, provider=TOLD, confidence=1.0)
    album_id, album, duration = latest or (None, None, None)
    return Due(
        kind=kind,
        id=entity,
        name=name,
        artist_id=artist_id,
        artist=artist,
        is_live=not is_imported and played_at >= now - backlog.RECENT,
        is_imported=is_imported,
        played_at=played_at,
        known=known,
        asked=asked,
        tracks=tuple(_recording(db, track) for track in _tracks(db, kind, entity)),
        release_mbid=release_mbid,
        album_id=album_id,
        album=album,
        duration=duration,
    )


def _tracks(db: Connection, kind: NameKind, entity: int) -> list[int]:
    """Return the tracks by which a name can be told from another."""
    if kind is NameKind.TRACK:
        return [entity]
    tracks = [track for (track,) in db.execute(TRACKS_OF[kind], (entity,))]
    return tracks or [track for (track,) in db.execute(TRACKS_HAD[kind], (entity,))]


def _latest(db: Connection, track: int) -> tuple[int, str, int | None] | None:
    """Return the album that a track is from, by its id and title, and its length there."""
    found: tuple[int, str, int | None] | None = db.execute(LATEST, (track,)).fetchone()
    return found or db.execute(FROM_LIBRARY, (track,)).fetchone()


def _recording(db: Connection, track: int) -> Recording:
    title, isrc, mbid = db.execute(TRACK, (track,)).fetchone()
    items: dict[str, tuple[str, ...]] = {}
    for service, item in db.execute(ITEMS, (track,)):
        items[service] = (*items.get(service, ()), item)
    return Recording(id=track, title=title, isrc=isrc, mbid=mbid, items=items)
