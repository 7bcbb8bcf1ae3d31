"""The questions that Spindle's own entities and doors ask; none of them scans the plays."""

from __future__ import annotations

from datetime import date
import json
from typing import TYPE_CHECKING, Any, Final

from .local_time import HOUR, local_day, zone_named
from .types import (
    HourTotal,
    NotCountedCount,
    NotCountedExample,
    NotCountedSelection,
    PlayRow,
    Totals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
MOST_ROWS: Final = 1000

COLUMNS: Final = (
    "id",
    "played_at",
    "artist",
    "title",
    "album",
    "album_artist",
    "music_service",
    "player",
    "duration",
    "listened",
    "source",
    "isrc",
    "speaker",
)
"""What ``ROWS`` selects of a ``PlayRow``; its other rooms follow as a JSON array."""

# The names are looked up for the few plays that were chosen first: joined in any other
# order SQLite may go through all plays of an album instead.
ROWS: Final = """
SELECT play.id, play.id / 1000, artist.name, track.title, album.title, album_artist.name,
    service.slug, ifnull(player.name, player.speaker), play.duration, play.listened,
    origin.name, track.isrc, player.speaker,
    (SELECT json_group_array(room.speaker) FROM play_room
        CROSS JOIN player AS room ON room.id = play_room.player_id
        WHERE play_room.play_id = play.id)
FROM chosen CROSS JOIN play ON play.id = chosen.id
CROSS JOIN artist ON artist.id = play.artist_id
CROSS JOIN track ON track.id = play.track_id
CROSS JOIN service ON service.id = play.service_id
CROSS JOIN origin ON origin.id = play.origin_id
LEFT JOIN album ON album.id = play.album_id
LEFT JOIN artist AS album_artist ON album_artist.id = album.artist_id
LEFT JOIN player ON player.id = play.player_id
ORDER BY play.id DESC"""
RECENT: Final = f"""
WITH chosen AS (SELECT id FROM play WHERE hidden = 0 ORDER BY id DESC LIMIT ?) {ROWS}"""  # noqa: S608
PLAYS: Final = f"WITH chosen AS (SELECT value AS id FROM json_each(?)) {ROWS}"  # noqa: S608

TODAY: Final = "SELECT plays, seconds FROM r_day WHERE day = ?"
# Every play has a service, and there are few of them.
ALL_TIME: Final = "SELECT ifnull(sum(plays), 0), ifnull(sum(seconds), 0) FROM service"
REASONS: Final = "SELECT reason, sum(count) FROM not_counted WHERE day = ? GROUP BY reason"
SELECTED: Final = """
    (:speaker IS NULL OR speaker = :speaker)
    AND (:reason IS NULL OR reason = :reason)
    AND speaker NOT IN (SELECT value FROM json_each(:hidden))"""
NOT_COUNTED: Final = f"""
SELECT reason, speaker, count FROM not_counted WHERE day = :day AND {SELECTED}
ORDER BY reason, speaker"""  # noqa: S608
EXAMPLES: Final = f"""
SELECT at, reason, speaker, title, artist, service, listened FROM not_counted_example
WHERE (:day IS NULL OR day = :day) AND {SELECTED} ORDER BY id DESC LIMIT :limit"""  # noqa: S608
HOURS: Final = "SELECT hour * 3600, plays, seconds FROM r_hour WHERE hour >= ? ORDER BY hour"


def totals(db: Connection, now_epoch: float, zone: str) -> Totals:
    """Return the figures of the local day of ``now_epoch`` and of all time."""
    day = local_day(zone_named(zone), now_epoch)
    plays_today, seconds_today = db.execute(TODAY, (day,)).fetchone() or (0, 0)
    plays_total, seconds_total = db.execute(ALL_TIME).fetchone()
    return Totals(
        plays_today=plays_today,
        listened_today=seconds_today,
        not_counted_today=dict(db.execute(REASONS, (day,)).fetchall()),
        plays_total=plays_total,
        listened_total=seconds_total,
        last_play=next(iter(recent(db, 1)), None),
    )


def recent(db: Connection, limit: int) -> tuple[PlayRow, ...]:
    """Return the latest plays that are not hidden, the newest first, a thousand at most."""
    return tuple(_row(row) for row in db.execute(RECENT, (min(limit, MOST_ROWS),)))


def plays(db: Connection, ids: Sequence[int]) -> tuple[PlayRow, ...]:
    """Return the plays of these ids, the newest first; unknown ids are left out."""
    return tuple(_row(row) for row in db.execute(PLAYS, (json.dumps(ids[:MOST_ROWS]),)))


def not_counted(db: Connection, selection: NotCountedSelection) -> tuple[NotCountedCount, ...]:
    """Return how often each reason kept each speaker's listening from counting on a day."""
    return tuple(
        NotCountedCount(reason=reason, speaker=speaker, count=count)
        for reason, speaker, count in db.execute(NOT_COUNTED, _selected(selection))
    )


def not_counted_examples(
    db: Connection, selection: NotCountedSelection, limit: int = 50
) -> tuple[NotCountedExample, ...]:
    """Return the latest listenings that did not count, of a day or of any."""
    return tuple(
        NotCountedExample(
            at=at,
            reason=reason,
            speaker=speaker,
            title=title,
            artist=artist,
            service=service,
            listened=listened,
        )
        for at, reason, speaker, title, artist, service, listened in db.execute(
            EXAMPLES, {**_selected(selection), "limit": limit}
        )
    )


def hours_since(db: Connection, hour: int) -> tuple[HourTotal, ...]:
    """Return the sums of each hour of UTC with plays, from an hour (its epoch) on."""
    return tuple(
        HourTotal(start=start, plays=plays, seconds=heard)
        for start, plays, heard in db.execute(HOURS, (hour // HOUR,))
    )


def _selected(selection: NotCountedSelection) -> dict[str, str | int | None]:
    """Give the values of ``SELECTED``."""
    day = selection.day
    return {
        "day": None if day is None else day.toordinal() - EPOCH_DAY,
        "speaker": selection.speaker,
        "reason": selection.reason,
        "hidden": json.dumps(list(selection.hidden)),
    }


def _row(row: tuple[Any, ...]) -> PlayRow:
    *columns, rooms = row
    known = dict(zip(COLUMNS, columns, strict=True))
    others = tuple(json.loads(rooms))
    speaker: str | None = known["speaker"]
    return PlayRow(**known, rooms=(speaker, *others) if speaker else others)
