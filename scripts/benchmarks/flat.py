"""The same questions asked of one flat table, with the three indexes that the story gave it.

Asked plainly SQLite chooses among the indexes; ``forced`` names the best one of them for each
question. Days and hours are those of UTC, as the table knows no others. A window without an
end is how "the last 365 days" are usually asked for.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
import sqlite3
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

BY_TIME: Final = "INDEXED BY idx_scrobbles_timestamp"
BY_NAME: Final = "INDEXED BY idx_scrobbles_artist_title"
ROW_BY_ROW: Final = "NOT INDEXED"

KINDS: Final = ("artist", "album", "track")
SINCE: Final = "timestamp >= :start"
UNTIL: Final = f"{SINCE} AND timestamp < :end"


class Statement(NamedTuple):
    """A question with places for the index and the window, and the index that serves it best."""

    text: str
    better: str

    def sql(self, *, forced: bool, ends: bool = False) -> str:
        """Return it as SQL."""
        return self.text.format(
            index=self.better if forced else "", window=UNTIL if ends else SINCE
        )


TOP: Final = {
    "artist": Statement(
        """
SELECT artist, count(*) AS plays FROM scrobbles_flat {index} WHERE {window}
GROUP BY artist ORDER BY plays DESC LIMIT :limit""",
        BY_TIME,
    ),
    "album": Statement(
        """
SELECT artist, album, count(*) AS plays FROM scrobbles_flat {index}
WHERE {window} AND album IS NOT NULL
GROUP BY artist, album ORDER BY plays DESC LIMIT :limit""",
        BY_TIME,
    ),
    "track": Statement(
        """
SELECT artist, title, count(*) AS plays FROM scrobbles_flat {index} WHERE {window}
GROUP BY artist, title ORDER BY plays DESC LIMIT :limit""",
        BY_TIME,
    ),
}
TOP_EVER: Final = {
    "artist": Statement(
        """
SELECT artist, count(*) AS plays FROM scrobbles_flat {index}
GROUP BY artist ORDER BY plays DESC LIMIT :limit""",
        BY_NAME,
    ),
    "album": Statement(
        """
SELECT artist, album, count(*) AS plays FROM scrobbles_flat {index} WHERE album IS NOT NULL
GROUP BY artist, album ORDER BY plays DESC LIMIT :limit""",
        ROW_BY_ROW,
    ),
    "track": Statement(
        """
SELECT artist, title, count(*) AS plays FROM scrobbles_flat {index}
GROUP BY artist, title ORDER BY plays DESC LIMIT :limit""",
        BY_NAME,
    ),
}
HEAT_MAP: Final = Statement(
    """
SELECT timestamp / 86400 AS day, count(*) FROM scrobbles_flat {index}
WHERE {window} GROUP BY day""",
    BY_TIME,
)
CLOCK: Final = Statement(
    """
SELECT (timestamp / 86400 + 3) % 7 * 24 + timestamp % 86400 / 3600 AS slot, count(*)
FROM scrobbles_flat {index} WHERE {window} GROUP BY slot""",
    BY_TIME,
)
DAYS: Final = Statement(
    "SELECT DISTINCT timestamp / 86400 AS day FROM scrobbles_flat {index} ORDER BY day", BY_TIME
)
DISCOVERED: Final = Statement(
    """
SELECT count(*) FROM (
    SELECT min(timestamp) AS timestamp FROM scrobbles_flat {index} GROUP BY artist)
WHERE {window}""",
    ROW_BY_ROW,
)
TOTALS: Final = Statement(
    "SELECT count(*), ifnull(sum(listened), 0) FROM scrobbles_flat {index} WHERE {window}", BY_TIME
)
RECENT: Final = Statement(
    """
SELECT timestamp, artist, title, album FROM scrobbles_flat {index}
ORDER BY timestamp DESC LIMIT :limit""",
    BY_TIME,
)
SEARCH: Final = Statement(
    """
SELECT artist, title, count(*) AS plays FROM scrobbles_flat {index}
WHERE artist LIKE :text OR title LIKE :text
GROUP BY artist, title ORDER BY plays DESC LIMIT :limit""",
    BY_NAME,
)


@dataclass(frozen=True, slots=True)
class Flat:
    """Asks the flat table; windows are half-open epoch seconds, or have no end."""

    db: Connection
    forced: bool

    def top(
        self, kind: str, start: int, end: int | None = None, *, limit: int = 10
    ) -> list[tuple[str, int]]:
        """Return the most played of a kind, each by its own name with its plays."""
        rows = self._ask(TOP[kind], start=start, end=end, limit=limit)
        return [(row[-2], row[-1]) for row in rows]

    def top_ever(self, kind: str, limit: int = 10) -> list[tuple[str, int]]:
        """Return the most played of all time."""
        return [(row[-2], row[-1]) for row in self._ask(TOP_EVER[kind], limit=limit)]

    def heat_map(self, start: int, end: int | None = None) -> dict[int, int]:
        """Return the plays of each day since 1970."""
        return dict(self._ask(HEAT_MAP, start=start, end=end))

    def clock(self, start: int, end: int | None = None) -> dict[int, int]:
        """Return the plays of each hour of the week, from Monday's first."""
        return dict(self._ask(CLOCK, start=start, end=end))

    def longest_streak(self) -> int:
        """Return how many days in a row something was played, at most."""
        longest = run = 0
        before = None
        for (day,) in self._ask(DAYS):
            run = run + 1 if before is not None and day == before + 1 else 1
            before, longest = day, max(longest, run)
        return longest

    def discovered(self, start: int, end: int | None = None) -> int:
        """Return how many artists were first played in a window."""
        count: int = self._ask(DISCOVERED, start=start, end=end)[0][0]
        return count

    def totals(self, start: int, end: int | None = None) -> tuple[int, int]:
        """Return plays and seconds listened."""
        plays, seconds = self._ask(TOTALS, start=start, end=end)[0]
        return plays, seconds

    def recent(self, limit: int = 10) -> list[tuple[Any, ...]]:
        """Return the latest plays."""
        return self._ask(RECENT, limit=limit)

    def search(self, text: str, limit: int = 10) -> list[tuple[Any, ...]]:
        """Return the artists with titles in either of which a text occurs."""
        return self._ask(SEARCH, text=f"%{text}%", limit=limit)

    def overview(self, start: int, end: int | None = None) -> None:
        """Ask the nine questions that a page about a window is made of."""
        self.totals(start, end)
        for kind in KINDS:
            self.top(kind, start, end)
        self.heat_map(start, end)
        self.clock(start, end)
        self.longest_streak()
        self.discovered(start, end)
        self.recent()

    def _ask(self, statement: Statement, **values: str | int | None) -> list[tuple[Any, ...]]:
        ends = values.get("end") is not None
        return self.db.execute(statement.sql(forced=self.forced, ends=ends), values).fetchall()


def open_flat(path: Path) -> closing[Connection]:
    """Open the table for reading, with the cache that Spindle's readers have."""
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    db.execute("PRAGMA cache_size = -16384")
    db.execute("PRAGMA temp_store = MEMORY")
    return closing(db)
