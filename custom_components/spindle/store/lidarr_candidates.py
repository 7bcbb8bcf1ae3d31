"""Albums and artists of which so much was heard that Lidarr might be asked for them.

Only what was played here counts, not what was imported, and nothing that is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from .fact_rows import PERSON
from .fact_values import Field
from .lidarr_reads import of_albums, of_key
from .lidarr_types import Evidence, WantedKind
from .search_index import NameKind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .lidarr_types import WantedReason, WantedStatus

PLACES: Final = 1000
"""Ids that a second of plays has."""
MINUTE: Final = 60
CERTAIN: Final = 1.0

LISTED: Final = {
    "services": "SELECT id FROM service WHERE slug IN (SELECT value FROM json_each(?))",
    "rooms": "SELECT id FROM player WHERE speaker IN (SELECT value FROM json_each(?))",
}
# What a person or Lidarr has decided about is not asked for again: its plays are not counted.
UNDECIDED: Final = {
    kind: f"""NOT EXISTS (
        SELECT 1 FROM lidarr_item AS item WHERE item.{kind.table}_id = {kind.table}.id
            AND item.kind = '{kind.table}' AND item.status NOT IN ('suggested', 'not_eligible'))
    AND NOT EXISTS (SELECT 1 FROM lidarr_done WHERE lidarr_done.{kind.table}_id = {kind.table}.id
        AND lidarr_done.key GLOB '{kind.table}:*')"""  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.ARTIST)
}
HEARD: Final = {
    kind: f"""
SELECT {kind.table}.id, artist.id, artist.name, artist.mbid, {own},
    count(*) AS heard, count(DISTINCT track_id) AS tracks,
    count(DISTINCT (played_at + utc_offset * 60) / 86400) AS days,
    sum(ifnull(listened, 0)) / {MINUTE} AS minutes, max(played_at),
    sum(play.kind <> 'radio'),
    count(DISTINCT iif(play.kind <> 'radio', track_id, NULL)),
    count(DISTINCT iif(play.kind <> 'radio', (played_at + utc_offset * 60) / 86400, NULL)),
    sum(iif(play.kind <> 'radio', ifnull(listened, 0), 0)) / {MINUTE}
FROM {kind.table} CROSS JOIN play INDEXED BY play_{kind.table}
    ON play.{kind.table}_id = {kind.table}.id AND play.hidden = 0 AND play.id >= :first
{artist}
WHERE {kind.table}.id > :after AND {kind.table}.last_at >= :since AND play.batch_id IS NULL
    AND (:services IS NULL OR service_id IN (SELECT value FROM json_each(:services)))
    AND (:rooms IS NULL OR player_id IN (SELECT value FROM json_each(:rooms)))
    AND (:not_rooms IS NULL OR player_id IS NULL
        OR player_id NOT IN (SELECT value FROM json_each(:not_rooms)))
    AND {UNDECIDED[kind]}
GROUP BY {kind.table}.id
HAVING heard >= :plays AND tracks >= :tracks AND days >= :days AND minutes >= :minutes"""  # noqa: S608
    for kind, own, artist in (
        (
            NameKind.ALBUM,
            "album.title, album.release_group_mbid",
            "CROSS JOIN artist ON artist.id = album.artist_id",
        ),
        (NameKind.ARTIST, "NULL, artist.mbid", ""),
    )
}
MOST_HEARD: Final = f"""{HEARD[NameKind.ALBUM]}
ORDER BY tracks DESC, heard DESC, album.id LIMIT :limit OFFSET :skip"""
IN_ORDER: Final = {
    kind: f"""{statement}
ORDER BY {kind.table}.id LIMIT :limit"""
    for kind, statement in HEARD.items()
}
SAID: Final = {
    kind: f"""
SELECT value, provider, confidence FROM {kind.table}_fact
WHERE {kind.table}_id = ? AND field = ? AND value IS NOT NULL"""  # noqa: S608
    for kind in (NameKind.ALBUM, NameKind.ARTIST)
}
TYPE: Final = f"""
SELECT value FROM album_fact
WHERE album_id = ? AND field = '{Field.RELEASE_TYPE}' AND value IS NOT NULL
ORDER BY provider = '{PERSON}' DESC, confidence DESC LIMIT 1"""  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """How much must have been heard of something; every part must hold."""

    since: float
    """Epoch; earlier plays do not count."""
    tracks: int
    """Different ones …"""
    days: int
    """… on different local days."""
    plays: int
    minutes: int
    services: frozenset[str]
    """Slugs; empty is all of them."""
    rooms: frozenset[str]
    """Speaker ids; empty is all of them …"""
    not_rooms: frozenset[str] = frozenset()
    """… but these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that Lidarr might be asked for."""

    artist_id: int
    album_id: int | None
    """None for an artist as a whole."""
    artist: str
    """Of the album."""
    album: str | None
    mbid: str | None
    """The release group's, or the artist's."""
    artist_mbid: str | None
    confidence: float
    """How sure the id is, from 0 to 1 …"""
    rival: float
    """… and how sure the next one that somebody told instead."""
    album_type: str | None
    """What MusicBrainz calls it: ``album``, ``ep``, ``single``, ``live``, ``compilation``."""
    is_radio_only: bool
    """Whether it would not be enough without what stations played."""
    evidence: Evidence | None
    """None where nothing of it need have been heard."""
    status: WantedStatus | None
    """Where it is on the queue already, or that it is there."""
    reason: WantedReason | None

    @property
    def is_artist(self) -> bool:
        """Tell whether it is an artist as a whole."""
        return self.album_id is None


class Name(NamedTuple):
    """An album with its artist, or an artist as a whole."""

    id: int
    artist_id: int
    artist: str
    artist_mbid: str | None
    album: str | None
    mbid: str | None


class Heard(NamedTuple):
    """A row of ``HEARD``: a name, what was heard of it, and what of that no station played."""

    id: int
    artist_id: int
    artist: str
    artist_mbid: str | None
    album: str | None
    mbid: str | None
    plays: int
    tracks: int
    days: int
    minutes: int
    last_at: int
    chosen_plays: int
    chosen_tracks: int
    chosen_days: int
    chosen_minutes: int

    def is_enough(self, threshold: Threshold) -> bool:
        """Tell whether enough was heard without stations."""
        return (
            self.chosen_plays >= max(1, threshold.plays)
            and self.chosen_tracks >= threshold.tracks
            and self.chosen_days >= threshold.days
            and self.chosen_minutes >= threshold.minutes
        )


def most_heard(
    db: Connection, threshold: Threshold, *, limit: int, skip: int = 0
) -> tuple[Candidate, ...]:
    """Return albums of which enough was heard, those with the most tracks heard first."""
    values = {**_values(db, threshold), "after": 0, "limit": limit, "skip": skip}
    rows = db.execute(MOST_HEARD, values).fetchall()
    return tuple(_heard(db, NameKind.ALBUM, Heard(*row), threshold) for row in rows)


def in_order(
    db: Connection, kind: NameKind, threshold: Threshold, *, limit: int, after: int = 0
) -> tuple[Candidate, ...]:
    """Return artists or albums of which enough was heard, those after an id in their order."""
    values = {**_values(db, threshold), "after": after, "limit": limit}
    rows = db.execute(IN_ORDER[kind], values).fetchall()
    return tuple(_heard(db, kind, Heard(*row), threshold) for row in rows)


def candidate(
    db: Connection,
    kind: NameKind,
    name: Name,
    *,
    evidence: Evidence | None = None,
    is_radio_only: bool = False,
) -> Candidate:
    """Return a name with what decides whether Lidarr is asked for it."""
    is_album = kind is NameKind.ALBUM
    confidence, rival = _sureness(db, kind, name.id, name.mbid)
    status, reason = _standing(db, kind, name)
    return Candidate(
        artist_id=name.artist_id,
        album_id=name.id if is_album else None,
        artist=name.artist,
        album=name.album,
        mbid=name.mbid,
        artist_mbid=name.artist_mbid,
        confidence=confidence,
        rival=rival,
        album_type=_type(db, name.id) if is_album else None,
        is_radio_only=is_radio_only,
        evidence=evidence,
        status=status,
        reason=reason,
    )


def _values(db: Connection, threshold: Threshold) -> dict[str, float | str | None]:
    return {
        "since": int(threshold.since),
        "first": int(threshold.since) * PLACES,
        "plays": threshold.plays,
        "tracks": threshold.tracks,
        "days": threshold.days,
        "minutes": threshold.minutes,
        "services": _listed(db, "services", threshold.services),
        "rooms": _listed(db, "rooms", threshold.rooms),
        "not_rooms": _listed(db, "rooms", threshold.not_rooms),
    }


def _listed(db: Connection, what: str, names: frozenset[str]) -> str | None:
    if not names:
        return None
    return json.dumps([row[0] for row in db.execute(LISTED[what], (json.dumps(sorted(names)),))])


def _heard(db: Connection, kind: NameKind, heard: Heard, threshold: Threshold) -> Candidate:
    return candidate(
        db,
        kind,
        Name(
            id=heard.id,
            artist_id=heard.artist_id,
            artist=heard.artist,
            artist_mbid=heard.artist_mbid,
            album=heard.album,
            mbid=heard.mbid,
        ),
        is_radio_only=not heard.is_enough(threshold),
        evidence=Evidence(
            plays=heard.plays,
            tracks=heard.tracks,
            days=heard.days,
            last_at=heard.last_at,
            minutes=heard.minutes,
        ),
    )


def _sureness(db: Connection, kind: NameKind, entity: int, mbid: str | None) -> tuple[float, float]:
    """Return how sure an id is, and the surest other one; what came with plays is certain."""
    field = Field.RELEASE_GROUP_MBID if kind is NameKind.ALBUM else Field.ARTIST_MBID
    said: dict[str, float] = {}
    for value, provider, confidence in db.execute(SAID[kind], (entity, field)):
        if provider == PERSON:
            return CERTAIN, 0.0
        told = json.loads(value)
        said[told] = max(confidence, said.get(told, 0.0))
    own = CERTAIN if mbid is None else said.pop(mbid, CERTAIN)
    return own, max(said.values(), default=0.0)


def _standing(
    db: Connection, kind: NameKind, named: Name
) -> tuple[WantedStatus | None, WantedReason | None]:
    """Return where a name is on the queue, by whatever edition or id it came there."""
    if kind is NameKind.ALBUM:
        state = of_albums(db, (named.id,)).get(named.id)
        return (None, None) if state is None else (state.status, state.reason)
    for key in (f"{WantedKind.ARTIST}:{named.mbid}", f"{WantedKind.ARTIST}:own:{named.id}"):
        item = of_key(db, key)
        if item is not None:
            return item.status, item.reason
    return None, None


def _type(db: Connection, album_id: int) -> str | None:
    row = db.execute(TYPE, (album_id,)).fetchone()
    return None if row is None else json.loads(row[0])
