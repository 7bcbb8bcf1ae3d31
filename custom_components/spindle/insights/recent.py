"""The latest plays, page by page."""

from __future__ import annotations

from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Any, Final

from . import span as spans
from .chosen import choose
from .clock import SLOTS
from .covers import covers_of
from .lidarr import statuses_of
from .names import Kind
from .plays import over
from .span import PLACES, Span

if TYPE_CHECKING:
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from ..store.lidarr_types import WantedStatus
    from .scope import Scope

MOST_PLAYS: Final = 100
"""Plays of one page at most."""
FIRST_STRETCH: Final = 7 * 86_400 * PLACES
"""Ids that are looked through at first, backwards …"""
GROWTH: Final = 8
"""… and so many times more each time, until the page is full."""

THURSDAY: Final = 72
"""The hour of the week with which 1970 began."""
# The local hour that a play itself has kept: that of the clock.
LATEST: Final = over(
    "id",
    f"""AND (:week_hour IS NULL
        OR ((played_at + utc_offset * 60) / 3600 + {THURSDAY}) % {SLOTS} = :week_hour)
    ORDER BY id DESC LIMIT :limit""",
)

COLUMNS: Final = (
    "id",
    "played_at",
    "track_id",
    "title",
    "artist_id",
    "artist",
    "album_id",
    "album",
    "service",
    "speaker",
    "room",
    "station",
    "kind",
    "duration",
    "listened",
    "source",
)
"""What ``ROWS`` selects of a ``Play``; the other rooms follow as a JSON array."""
ALBUM: Final = COLUMNS.index("album_id")

# The names are looked up for the few plays that were chosen first: joined in any other order
# SQLite may go through all plays of an album instead.
ROWS: Final = """
SELECT play.id, play.id / 1000, track.id, track.title, artist.id, artist.name, album.id,
    album.title, service.slug, player.speaker, ifnull(player.name, player.speaker),
    station.name, play.kind, play.duration, play.listened, origin.name,
    (SELECT json_group_array(room.speaker) FROM play_room
        CROSS JOIN player AS room ON room.id = play_room.player_id
        WHERE play_room.play_id = play.id)
FROM json_each(?) AS chosen CROSS JOIN play ON play.id = chosen.value
CROSS JOIN track ON track.id = play.track_id
CROSS JOIN artist ON artist.id = play.artist_id
CROSS JOIN service ON service.id = play.service_id
CROSS JOIN origin ON origin.id = play.origin_id
LEFT JOIN album ON album.id = play.album_id
LEFT JOIN player ON player.id = play.player_id
LEFT JOIN station ON station.id = play.station_id
ORDER BY play.id DESC"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One play; ``duration`` and ``listened`` are seconds, None where nobody knows."""

    id: int
    played_at: int
    track_id: int
    title: str
    artist_id: int
    artist: str
    album_id: int | None
    album: str | None
    service: str
    speaker: str | None
    """Id of the speaker that led."""
    room: str | None
    """The speaker's present name."""
    station: str | None
    kind: str
    duration: int | None
    listened: int | None
    source: str
    others: tuple[str, ...]
    """Ids of the other speakers that joined in, but for those the asker may not see."""
    lidarr: WantedStatus | None
    """How far its album has come in Lidarr; None: not asked for."""
    cover: str | None
    """Release group by which the cover of its album is found; None: nobody knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """One page of plays, the newest first."""

    plays: tuple[Play, ...]
    before: int | None
    """What to ask the next page with; None after the last one."""


def recent(
    db: Connection,
    scope: Scope,
    *,
    before: int | None = None,
    limit: int = 50,
    week_hour: int | None = None,
    zone: ZoneInfo,
    now: float,
) -> Recent:
    """Return the latest plays of a scope, those before the play with the id ``before``.

    With ``week_hour`` only those of that hour of the week, as ``clock`` numbers them. Raises
    ValueError for a limit below 1 or above 100.
    """
    if not 1 <= limit <= MOST_PLAYS:
        raise ValueError(f"The limit must be between 1 and {MOST_PLAYS}.")
    span = spans.of_window(scope.window, spans.of_history(db))
    if before is not None:
        span = Span(span.first, min(span.end, before))
    ids = _latest(db, scope, span, limit + 1, week_hour)
    page = ids[:limit]
    rows = db.execute(ROWS, (json.dumps(page),)).fetchall()
    albums = {row[ALBUM] for row in rows if row[ALBUM] is not None}
    statuses, covers = statuses_of(db, Kind.ALBUM, albums), covers_of(db, Kind.ALBUM, albums)
    return Recent(
        plays=tuple(
            _play(row, scope.without_speakers, statuses.get(row[ALBUM]), covers.get(row[ALBUM]))
            for row in rows
        ),
        before=page[-1] if len(ids) > limit else None,
    )


def _latest(
    db: Connection, scope: Scope, span: Span, limit: int, week_hour: int | None
) -> list[int]:
    """Return the ids of the latest plays, by looking further and further back."""
    choice = choose(db, scope)
    found: list[int] = []
    stretch = FIRST_STRETCH
    end = span.end
    while len(found) < limit and end > span.first:
        first = max(span.first, end - stretch)
        values = choice.of(Span(first, end)) | {
            "limit": limit - len(found),
            "week_hour": week_hour,
        }
        found += [play for (play,) in db.execute(LATEST[choice.source], values)]
        end = first
        stretch *= GROWTH
    return found


def _play(
    row: tuple[Any, ...], unseen: frozenset[str], status: WantedStatus | None, cover: str | None
) -> Play:
    *columns, others = row
    known = dict(zip(COLUMNS, columns, strict=True))
    shown = tuple(one for one in json.loads(others) if one not in unseen)
    return Play(**known, others=shown, lidarr=status, cover=cover)
