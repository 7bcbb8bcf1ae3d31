"""When a listening counts as a play, and why one does not.

On demand the field's own rule holds: longer than 30 seconds, and half of it or four
minutes heard (https://www.last.fm/api/scrobbling#when-is-a-scrobble-a-scrobble). What
has no length of its own, as radio, counts once its title has stood for 30 seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import fold
from .radio import judge_title
from .types import Kind, Listening, Reason, Source

if TYPE_CHECKING:
    from collections.abc import Callable

ADVERTISEMENTS: Final = frozenset({"advertisement", "advertisements", "werbung", "spotify"})
"""Folded titles under which on-demand services play their advertisements."""

UNTOLD: Final = frozenset({Reason.PRIVATE_ROOM, Reason.QUIET_HOURS, Reason.RECORDING_OFF})
"""Reasons under which not even the title is kept."""


def never(_epoch: float) -> bool:
    """Say that no hour is quiet."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the household counts. All times are seconds."""

    shortest: float = 30.0
    """A title must be longer than this to count at all."""
    fraction: float = 0.5
    """The share of a title that must be heard ..."""
    cap: float = 240.0
    """... though never more than this."""
    stream: float = 30.0
    """How long the title of a stream must stand."""
    kinds: frozenset[Kind] = frozenset({Kind.MUSIC, Kind.RADIO})
    excluded_services: frozenset[str] = frozenset()
    private_rooms: frozenset[str] = frozenset()
    """Ids of speakers of which nothing is recorded."""
    is_quiet: Callable[[float], bool] = never
    """Tells for an epoch whether it lies in the quiet hours."""
    recording: bool = True

    def threshold(self, duration: float | None, source: Source) -> float:
        """Return the seconds that must be heard of a title of that length."""
        if source.live or duration is None:
            return self.stream
        return min(duration * self.fraction, self.cap)

    def recordable(self, rooms: tuple[str, ...]) -> tuple[str, ...]:
        """Return the rooms of which something may be recorded, in their order."""
        return tuple(room for room in rooms if room not in self.private_rooms)

    def as_recorded(self, listening: Listening) -> Listening:
        """Return the listening as it may be written down: without the private rooms."""
        rooms = self.recordable(listening.rooms)
        return replace(listening, speaker=rooms[0], rooms=rooms) if rooms else listening

    def veiled(self, listening: Listening, reason: Reason | None) -> Listening:
        """Return the listening without its title where nobody was to learn of it."""
        if reason not in UNTOLD:
            return listening
        return replace(
            listening,
            source=replace(listening.source, item_id=None),
            title=None,
            artist=None,
            album=None,
            album_artist=None,
            station=None,
        )

    def refusal(self, listening: Listening) -> Reason | None:
        """Return why it cannot count however long it is heard, or None if it can."""
        return (
            self.hides(listening)
            or self._household_refuses(listening.source)
            or self._title_refuses(listening)
        )

    def hides(self, listening: Listening) -> Reason | None:
        """Return why nobody is to learn even its title, or None if it may be told."""
        if not self.recording:
            return Reason.RECORDING_OFF
        if not self.recordable(listening.rooms):
            return Reason.PRIVATE_ROOM
        return Reason.QUIET_HOURS if self.is_quiet(listening.started_at) else None

    def _household_refuses(self, source: Source) -> Reason | None:
        """Return what the household's own choices say against what comes from ``source``."""
        if source.kind is Kind.ANNOUNCEMENT:
            return Reason.ANNOUNCEMENT
        if source.kind not in self.kinds:
            return Reason.NOT_MUSIC
        return Reason.EXCLUDED if source.service in self.excluded_services else None

    def _title_refuses(self, listening: Listening) -> Reason | None:
        """Return what its own title, artist and length say against it."""
        if listening.source.live and (
            reason := judge_title(listening.title, listening.artist, listening.station)
        ):
            return reason
        if listening.title and not listening.artist and fold(listening.title) in ADVERTISEMENTS:
            return Reason.ADVERTISEMENT
        if not listening.title:
            return Reason.NO_METADATA
        if not listening.artist and listening.source.kind in {Kind.MUSIC, Kind.RADIO}:
            return Reason.NO_METADATA
        duration = None if listening.source.live else listening.duration
        if duration is not None and duration <= self.shortest:
            return Reason.TOO_SHORT
        return None
