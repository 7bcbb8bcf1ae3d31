"""Hold the sums against the plays, and make them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import hiding, months, search_index
from .fact_rows import PERSON
from .landing import COLUMNS
from .months import KINDS
from .rollups import COUNTED, SET_TIERS, TIERED
from .tiers import tiers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

SCANS: Final = {
    "r_hour": """
SELECT played_at / 3600 AS hour,
    count(*) AS plays, ifnull(sum(listened), 0) AS seconds, count(listened) AS timed
FROM play WHERE hidden = 0 GROUP BY 1""",
    "r_day": """
SELECT (played_at + utc_offset * 60) / 86400 AS day,
    count(*) AS plays, ifnull(sum(listened), 0) AS seconds, count(listened) AS timed
FROM play WHERE hidden = 0 GROUP BY 1""",
    "r_clock": """
SELECT
    ((played_at + utc_offset * 60) / 86400 + 3) % 7 * 24
        + (played_at + utc_offset * 60) % 86400 / 3600 AS slot,
    CAST(strftime('%Y', played_at + utc_offset * 60, 'unixepoch') AS INTEGER) * 12
        + CAST(strftime('%m', played_at + utc_offset * 60, 'unixepoch') AS INTEGER) - 1 AS month,
    count(*) AS plays, ifnull(sum(listened), 0) AS seconds, count(listened) AS timed
FROM play WHERE hidden = 0 GROUP BY 1, 2""",
}
"""The sums by time, as the plays themselves give them."""

STORED: Final = {
    "r_hour": "SELECT hour, plays, seconds, timed FROM r_hour",
    "r_day": "SELECT day, plays, seconds, timed FROM r_day",
    "r_clock": "SELECT slot, month, plays, seconds, timed FROM r_clock",
}
CLEAR: Final = {
    "r_hour": "DELETE FROM r_hour",
    "r_day": "DELETE FROM r_day",
    "r_clock": "DELETE FROM r_clock",
}
FILL: Final = {table: f"INSERT INTO {table} {scan}" for table, scan in SCANS.items()}

# The tables and columns in these are constants of the schema.
SCAN_COUNTERS: Final = {
    table: f"""
SELECT {column} AS id, count(*) AS plays, ifnull(sum(listened), 0) AS seconds,
    min(id) / 1000 AS first_at, max(id) / 1000 AS last_at
FROM play WHERE {column} IS NOT NULL AND hidden = 0 GROUP BY +{column}"""  # noqa: S608
    for table, column in COUNTED.items()
}
STORED_COUNTERS: Final = {
    table: f"SELECT id, plays, seconds, first_at, last_at FROM {table} WHERE plays <> 0"  # noqa: S608
    for table in COUNTED
}
CLEAR_COUNTERS: Final = {
    table: f"UPDATE {table} SET plays = 0, seconds = 0, first_at = NULL, last_at = NULL"  # noqa: S608
    for table in COUNTED
}
FILL_COUNTERS: Final = {
    table: f"""
UPDATE {table} SET
    plays = scan.plays, seconds = scan.seconds,
    first_at = scan.first_at, last_at = scan.last_at
FROM ({scan}) AS scan WHERE scan.id = {table}.id"""  # noqa: S608
    for table, scan in SCAN_COUNTERS.items()
}

TIERS: Final = {
    table: f"SELECT id, plays, seconds, plays_tier, minutes_tier FROM {table}"  # noqa: S608
    for table in TIERED
}

# Months that are not summed up may hold anything.
MONTH: Final = """
    CAST(strftime('%Y', played_at + utc_offset * 60, 'unixepoch') AS INTEGER) * 12
        + CAST(strftime('%m', played_at + utc_offset * 60, 'unixepoch') AS INTEGER) - 1"""
SCAN_MONTHS: Final = {
    f"r_{kind}_month": f"""
SELECT r_month.month, {kind}_id, count(*), ifnull(sum(listened), 0)
FROM play CROSS JOIN r_month ON r_month.month = {MONTH} AND play.id < r_month.through
WHERE hidden = 0 AND {kind}_id IS NOT NULL GROUP BY 1, 2"""  # noqa: S608
    for kind in KINDS
}
STORED_MONTHS: Final = {
    f"r_{kind}_month": f"""
SELECT month, {kind}_id, plays, seconds
FROM r_month CROSS JOIN r_{kind}_month USING (month)"""  # noqa: S608
    for kind in KINDS
}

SEARCHED: Final = "SELECT id FROM name_search_docsize"
SEARCHABLE: Final = " UNION ALL ".join(
    f"SELECT id + {kind.first_row} FROM {kind.table}"  # noqa: S608
    for kind in search_index.NameKind
)
MISJUDGED: Final = f"""
SELECT count(*) FROM play WHERE hidden <> {hiding.IS_HIDDEN}"""  # noqa: S608
STRAYS: Final = """
SELECT count(*) FROM play JOIN track ON track.id = play.track_id
WHERE track.artist_id <> play.artist_id"""
# Of what somebody has, the artist is the track's.
ASTRAY: Final = """
SELECT count(*) FROM library_track JOIN track ON track.id = library_track.track_id
WHERE track.artist_id IS NOT library_track.artist_id"""
UNLINKED: Final = """
SELECT count(*) FROM library_track
WHERE track_id IS NULL AND (artist_id IS NOT NULL OR album_id IS NOT NULL)"""
# Names enter the backlog without a gap.
LEFT_OUT: Final = {
    kind.table: f"""
SELECT count(*) FROM {kind.table}
WHERE id <= (SELECT max({kind.table}_id) FROM {kind.table}_backlog)
    AND id NOT IN (SELECT {kind.table}_id FROM {kind.table}_backlog)"""  # noqa: S608
    for kind in search_index.NameKind
}
OVERRULED: Final = {
    f"{kind.table}.{column}": f"""
SELECT count(*) FROM {kind.table}_fact AS fact
CROSS JOIN {kind.table} AS name ON name.id = fact.{kind.table}_id
WHERE fact.provider = '{PERSON}' AND fact.field = '{field}'
    AND name.{column} IS NOT fact.value ->> '$'"""  # noqa: S608
    for (kind, field), column in COLUMNS.items()
}
BATCHES: Final = """
SELECT id, plays, ifnull(found, 0) FROM batch
LEFT JOIN (SELECT batch_id, count(*) AS found FROM play GROUP BY batch_id) ON batch_id = id
WHERE plays <> ifnull(found, 0)"""
OUT_OF_BATCH: Final = """
SELECT batch.id, count(*) FROM play CROSS JOIN batch ON batch.id = play.batch_id
WHERE (play.id BETWEEN batch.first_id AND batch.last_id) IS NOT TRUE GROUP BY 1"""


def compare(db: Connection) -> list[str]:
    """Scan all plays and say where a sum differs from them; empty when all is well."""
    differences = []
    stored = {**STORED, **STORED_COUNTERS, **STORED_MONTHS, "name_search": SEARCHED}
    scans = {**SCANS, **SCAN_COUNTERS, **SCAN_MONTHS, "name_search": SEARCHABLE}
    for table, scan in scans.items():
        found, kept = set(db.execute(scan)), set(db.execute(stored[table]))
        differences += [f"{table}: {row} is missing" for row in sorted(found - kept)]
        differences += [f"{table}: {row} is too much" for row in sorted(kept - found)]
    differences += [f"{table}: {row} is in a wrong tier" for table, row in _wrong_tiers(db)]
    strays: int = db.execute(STRAYS).fetchone()[0]
    if strays:
        differences.append(f"play: {strays} have another artist than their track")
    for statement in (ASTRAY, UNLINKED):
        astray: int = db.execute(statement).fetchone()[0]
        if astray:
            differences.append(f"library_track: {astray} have names that do not belong together")
    misjudged: int = db.execute(MISJUDGED).fetchone()[0]
    if misjudged and not hiding.is_unfinished(db):
        differences.append(f"play: {misjudged} are hidden or shown against the rules")
    for table, statement in LEFT_OUT.items():
        left_out: int = db.execute(statement).fetchone()[0]
        if left_out:
            differences.append(f"{table}_backlog: {left_out} names are left out")
    for column, statement in OVERRULED.items():
        overruled: int = db.execute(statement).fetchone()[0]
        if overruled:
            differences.append(f"{column}: {overruled} are other than a person said")
    differences += [
        f"batch {batch}: says {kept} plays, has {found}"
        for batch, kept, found in db.execute(BATCHES)
    ]
    differences += [
        f"batch {batch}: {plays} of its plays lie elsewhere"
        for batch, plays in db.execute(OUT_OF_BATCH)
    ]
    return differences


def rebuild(db: Connection) -> None:
    """Make all sums anew from the plays, in one transaction (seconds, for a million)."""
    rebuild_times(db)
    for table in COUNTED:
        db.execute(CLEAR_COUNTERS[table])
        db.execute(FILL_COUNTERS[table])
    fill_tiers(db)
    for month, through in db.execute(months.SUMMED).fetchall():
        months.sum_month(db, month, through)


def rebuild_times(db: Connection) -> None:
    """Make the sums by time anew from the plays."""
    for table in SCANS:
        db.execute(CLEAR[table])
        db.execute(FILL[table])


def fill_tiers(db: Connection) -> None:
    """Put every name into the tier of its counters."""
    for table, (entity, plays, seconds, *_) in list(_wrong_tiers(db)):
        db.execute(SET_TIERS[table], (*tiers(plays, seconds), entity))


def _wrong_tiers(db: Connection) -> Iterator[tuple[str, tuple[int, ...]]]:
    for table, statement in TIERS.items():
        for row in db.execute(statement):
            _, plays, seconds, *stored = row
            if tuple(stored) != tiers(plays, seconds):
                yield table, row
