"""Downloads that hold their place in Lidarr's queue and cannot be imported without a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .types import StuckDownload
from .verdicts import BLOCKED_FOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .answers import QueueRow

MOST_TOLD: Final = 20
MOST_WATCHED: Final = 1_000
LONGEST_WORDS: Final = 300


class Stuck:
    """Remembers since when downloads are stuck, whoever asked for them."""

    def __init__(self) -> None:
        """Know of none."""
        self._since: dict[str, float] = {}
        self._told: set[str] = set()
        self.downloads: tuple[StuckDownload, ...] = ()
        """Those stuck for more than a day, the longest first."""

    def as_json(self) -> dict[str, Any]:
        """Return what is to be known after a restart; empty while nothing is stuck."""
        if not self._since:
            return {}
        return {"since": dict(self._since), "told": sorted(self._told)}

    def resume(self, kept: object) -> None:
        """Know what ``as_json`` returned; what cannot be read of it is seen anew."""
        if not isinstance(kept, dict):
            return
        since, told = kept.get("since"), kept.get("told")
        if isinstance(since, dict):
            self._since = {
                key: float(at) for key, at in since.items() if isinstance(at, int | float)
            }
        if isinstance(told, list):
            self._told = {key for key in told if key in self._since}

    def look(self, queue: Iterable[QueueRow], now: float) -> tuple[StuckDownload, ...]:
        """Note what is stuck at ``now`` (epoch); return what has been for a day only just now."""
        rows = {row.download_id or str(row.id): row for row in queue if row.is_stuck}
        kept = tuple(rows)[:MOST_WATCHED]
        self._since = {key: self._since.get(key, now) for key in kept}
        long = {
            key: StuckDownload(
                title=rows[key].title,
                message="; ".join(rows[key].messages)[:LONGEST_WORDS],
                since=since,
            )
            for key, since in self._since.items()
            if now - since >= BLOCKED_FOR
        }
        fresh = tuple(each for key, each in long.items() if key not in self._told)
        self._told = set(long)
        self.downloads = tuple(sorted(long.values(), key=lambda each: each.since)[:MOST_TOLD])
        return fresh
