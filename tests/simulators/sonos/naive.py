"""A naive scrobbler: asks every five seconds, and believes the position.

This is how many a first version is written. It stands here to show that the simulated
speakers are good enough to prove it wrong; ``test_naive`` says in what.
"""

from __future__ import annotations

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Final

from . import didl

if TYPE_CHECKING:
    from .device import Player

POLL_EVERY: Final = 5.0

SERVICE_IDS: Final = {
    "2": "deezer",
    "160": "amazon_music",
    "201": "pandora",
    "204": "apple_music",
    "254": "spotify",
    "306": "tunein",
    "313": "sonos_radio",
}
"""A table that goes round on the web; five of its seven rows are wrong."""

RADIO: Final = ("tunein", "sonos_radio", "pandora", "http_stream")


@dataclass(frozen=True, slots=True)
class Logged:
    """What the naive scrobbler writes down, and when it did so (clock seconds)."""

    at: float
    artist: str
    title: str
    service: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer of GetPositionInfo, as it understands it."""

    artist: str
    title: str
    service: str
    position: int
    duration: int


class NaiveScrobbler:
    """Polls one player."""

    def __init__(self, player: Player) -> None:
        """Watch this player; ``poll`` looks at it."""
        self.logged: list[Logged] = []
        self._player = player
        self._before: Seen | None = None

    def poll(self) -> None:
        """Look once, and log what seems to be due."""
        seen = self._look()
        if seen is None:
            return
        last = self.logged[-1] if self.logged else None
        is_logged = last is not None and (last.artist, last.title) == (seen.artist, seen.title)
        if not is_logged and self._is_due(seen):
            self.logged.append(Logged(self._player.clock(), seen.artist, seen.title, seen.service))
        self._before = seen

    def _is_due(self, seen: Seen) -> bool:
        if seen.service in RADIO:
            before = self._before
            return before is None or (before.artist, before.title) != (seen.artist, seen.title)
        return seen.duration > 0 and seen.position >= seen.duration * 0.5

    def _look(self) -> Seen | None:
        told = self._player.told()
        if told.item is None:
            return None
        artist, _, title = told.item.stream_content.partition(" - ")
        return Seen(
            told.item.artist or (artist if title else ""),
            title or told.item.stream_content or told.item.title,
            _service(told.item.uri),
            int(told.position),
            int(didl.parse_timespan(didl.timespan(told.item.duration)) or 0),
        )


def _service(uri: str) -> str:
    sid = re.search(r"[?&]sid=(\d+)", uri)
    if sid and sid[1] in SERVICE_IDS:
        return SERVICE_IDS[sid[1]]
    if uri.startswith("x-file-cifs"):
        return "local_library"
    return "http_stream" if "http" in uri else "unknown"
