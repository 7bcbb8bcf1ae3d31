"""Holding what was recorded against what a scenario says should have been.

Reads the database by the names that outside programs rely on, not by Spindle's own code.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
import json
import sqlite3
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from tests.simulators.sonos.scenario import Expected, Refused, Scenario

START_TOLERANCE: Final = 2.0
"""Seconds by which a play's start may be off."""
HEARD_TOLERANCE: Final = 3.0
"""Seconds by which the time it was heard may be off."""

PLAYS: Final = """
SELECT s.played_at, s.artist, s.title, s.music_service, s.player, s.duration, s.listened, s.source,
       (SELECT json_group_array(p.name) FROM play_room r JOIN player p ON p.id = r.player_id
        WHERE r.play_id = s.id)
FROM scrobbles s ORDER BY s.played_at, s.id
"""
REFUSALS: Final = "SELECT artist, title, reason FROM not_counted_example ORDER BY at"

IS_MADE: Final = "SELECT 1 FROM sqlite_master WHERE name = 'scrobbles'"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the view ``scrobbles``, with the names of all its rooms."""

    rooms: frozenset[str] = field(kw_only=True)
    played_at: float
    artist: str
    title: str
    service: str
    player: str
    duration: float | None
    listened: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the verdict: what was looked at, what was found, what is wrong with it."""

    what: str
    found: str
    faults: tuple[str, ...] = ()


def read_rows(database: Path) -> list[Row]:
    """Read every play, oldest first."""
    return [
        Row(*plain, rooms=frozenset({plain[4], *json.loads(others)}))
        for *plain, others in _query(database, PLAYS)
    ]


def read_refusals(database: Path) -> set[tuple[str, str, str]]:
    """Read artist, title and reason of what played and did not count."""
    return {
        (artist or "", title or "", reason) for artist, title, reason in _query(database, REFUSALS)
    }


def _query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the store; one that is still being made holds nothing."""
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        made = connection.execute(IS_MADE).fetchone()
        return connection.execute(sql).fetchall() if made else []


def verify(scenario: Scenario, began_at: float, database: Path) -> list[Finding]:
    """Compare a database with a scenario that began at this epoch second."""
    rows = read_rows(database)
    refusals = read_refusals(database)
    rooms = {each.name: each.room for each in scenario.cast}
    findings = [_expected(each, began_at, rows, rooms) for each in scenario.expected]
    findings += [_refused(each, rows, refusals) for each in scenario.refused]
    wanted = {(each.artist, each.title) for each in scenario.expected}
    findings += [
        Finding(f"{row.artist} - {row.title}", _describe(row, began_at), ("never played so",))
        for row in rows
        if (row.artist, row.title) not in wanted
    ]
    return findings


def _expected(wanted: Expected, began_at: float, rows: list[Row], rooms: dict[str, str]) -> Finding:
    what = f"{wanted.artist} - {wanted.title}"
    of_title = [row for row in rows if (row.artist, row.title) == (wanted.artist, wanted.title)]
    near = [row for row in of_title if abs(row.played_at - began_at - wanted.at) <= START_TOLERANCE]
    if not near:
        others = "; ".join(_describe(row, began_at) for row in of_title)
        return Finding(what, others or "nothing", (f"no play that began at {wanted.at:.0f} s",))
    row = near[0]
    places = {rooms[name] for name in wanted.speakers}
    faults = [
        (len(near) > 1, f"recorded {len(near)} times"),
        (row.service != wanted.service, f"service should be {wanted.service}"),
        (row.source != "sonos", f"source is {row.source}"),
        (row.player != rooms[wanted.speakers[0]], f"player should be {rooms[wanted.speakers[0]]}"),
        (row.rooms != places, f"rooms should be {', '.join(sorted(places))}"),
        (
            abs((row.listened or 0) - wanted.heard) > HEARD_TOLERANCE,
            f"should have been heard {wanted.heard:.0f} s",
        ),
    ]
    return Finding(what, _describe(row, began_at), tuple(text for wrong, text in faults if wrong))


def _refused(unwanted: Refused, rows: list[Row], refusals: set[tuple[str, str, str]]) -> Finding:
    name = (unwanted.artist, unwanted.title)
    what = f"{unwanted.artist} - {unwanted.title}"
    if any((row.artist, row.title) == name for row in rows):
        return Finding(what, "recorded as a play", (f"should not count: {unwanted.reason}",))
    reasons = sorted(reason for artist, title, reason in refusals if (artist, title) == name)
    if unwanted.reason not in reasons:
        return Finding(what, ", ".join(reasons) or "no reason", (f"should be {unwanted.reason}",))
    return Finding(what, f"not counted: {unwanted.reason}")


def _describe(row: Row, began_at: float) -> str:
    return (
        f"{row.service}, {row.played_at - began_at:+.0f} s, heard {row.listened or 0:.0f} s,"
        f" {' + '.join(sorted(row.rooms))}"
    )


def table(findings: list[Finding]) -> str:
    """Draw the verdict for a terminal."""
    width = max((len(each.what) for each in findings), default=0)
    found = max((len(each.found) for each in findings), default=0)
    return "\n".join(
        f"{'wrong' if each.faults else 'right'}  {each.what:<{width}}  {each.found:<{found}}"
        f"  {'; '.join(each.faults)}".rstrip()
        for each in findings
    )
