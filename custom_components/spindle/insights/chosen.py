"""The plays that a scope chooses, found by whichever index has the fewest to look at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .scope import Scope
    from .span import Span

LISTED: Final = {
    "speakers": "SELECT id FROM player WHERE speaker IN (SELECT value FROM json_each(?))",
    "services": "SELECT id FROM service WHERE slug IN (SELECT value FROM json_each(?))",
    "origins": "SELECT id FROM origin WHERE name IN (SELECT value FROM json_each(?))",
}
SHARES: Final = {
    "speakers": """
SELECT ifnull(sum(plays), 0) FROM player WHERE id IN (SELECT value FROM json_each(?))""",
    "services": """
SELECT ifnull(sum(plays), 0) FROM service WHERE id IN (SELECT value FROM json_each(?))""",
}
ALL_PLAYS: Final = "SELECT ifnull(sum(plays), 0) FROM service"

FILTERS: Final = """
    AND (:speakers IS NULL OR player_id IN (SELECT value FROM json_each(:speakers)))
    AND (:services IS NULL OR service_id IN (SELECT value FROM json_each(:services)))
    AND (:origins IS NULL OR origin_id IN (SELECT value FROM json_each(:origins)))
    AND (:without IS NULL OR player_id IS NULL
        OR player_id NOT IN (SELECT value FROM json_each(:without)))"""
SOURCES: Final = {
    # The order of time; no other index may be thought better for grouping.
    "time": f"""
FROM play NOT INDEXED WHERE id >= :first AND id < :end AND hidden = 0{FILTERS}""",
    "speakers": f"""
FROM play INDEXED BY play_player
WHERE player_id IN (SELECT value FROM json_each(:speakers)) AND hidden = 0
    AND id >= :first AND id < :end{FILTERS}""",  # noqa: S608  # All parts are constants.
    "services": f"""
FROM play INDEXED BY play_service
WHERE service_id IN (SELECT value FROM json_each(:services))
    AND played_at >= :first / 1000 AND played_at < (:end + 999) / 1000
    AND id >= :first AND id < :end AND hidden = 0{FILTERS}""",  # noqa: S608
}
"""What follows the columns of a statement, by what leads to the plays; more conditions may."""
WORTH_AN_INDEX: Final = 0.4
"""Share of the plays up to which an index is faster than passing all of a span."""


class Choice(NamedTuple):
    """How to find the plays: a key of ``SOURCES``, and the values of its parameters."""

    source: str
    values: dict[str, str | int | None]

    def of(self, span: Span) -> dict[str, str | int | None]:
        """Return the values for a span."""
        return {**self.values, "first": span.first, "end": span.end}


EVERYTHING: Final = Choice("time", dict.fromkeys(("speakers", "services", "origins", "without")))


def choose(db: Connection, scope: Scope) -> Choice:
    """Return how to find the plays of a scope, whatever its window."""
    if scope.is_whole:
        return EVERYTHING
    lists = {
        "speakers": _ids(db, "speakers", scope.speakers),
        "services": _ids(db, "services", scope.services),
        "origins": _ids(db, "origins", scope.origins),
        "without": _ids(db, "speakers", scope.without_speakers),
    }
    (all_plays,) = db.execute(ALL_PLAYS).fetchone()
    best, fewest = "time", WORTH_AN_INDEX * all_plays
    for source, statement in SHARES.items():
        if lists[source] is not None:
            (plays,) = db.execute(statement, (lists[source],)).fetchone()
            if plays < fewest:
                best, fewest = source, plays
    return Choice(best, {**lists})


def _ids(db: Connection, what: str, names: frozenset[str]) -> str | None:
    """Return the ids of names as a JSON array, or None when there are no names to choose by."""
    if not names:
        return None
    return json.dumps([row[0] for row in db.execute(LISTED[what], (json.dumps(sorted(names)),))])
