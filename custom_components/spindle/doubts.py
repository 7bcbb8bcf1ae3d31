"""Doubt an entity that says a title plays on although it must have ended.

Home Assistant's Sonos entities are told of changes; a message that gets lost leaves one
behind. A look at the speaker itself decides, and without an answer nobody is doubted.
"""

from __future__ import annotations

from enum import StrEnum
import time
from typing import TYPE_CHECKING, Final

from .listening.types import Playback, Repeat, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from .pulse import Pulse
    from .sonos_bridge import SonosBridge

LOOK_EVERY: Final = 30.0
OVERDUE: Final = 20.0
"""Seconds a title may outlast its end before its speaker is asked."""


class Doubt(StrEnum):
    """In what the speaker contradicts its entity."""

    NOT_PLAYING = "not_playing"
    OTHER_TITLE = "other_title"


class Doubts:
    """Looks after the speakers whose title should have ended."""

    def __init__(self, bridge: SonosBridge, on_change: Callable[[], None]) -> None:
        """Doubt nobody; ``on_change()`` is called when ``suspects`` has changed."""
        self._bridge = bridge
        self._on_change = on_change
        self._said: dict[str, Snapshot] = {}
        self.suspects: dict[str, str] = {}
        """Speaker id → in what it contradicts its entity, as a value of ``Doubt``."""

    def note(self, speaker: str, snapshot: Snapshot | None) -> None:
        """Take note of what an entity says now, or that it is gone: no doubt is left."""
        if snapshot is None:
            self._said.pop(speaker, None)
        else:
            self._said[speaker] = snapshot
        if self.suspects.pop(speaker, None):
            self._on_change()

    async def run(self, pulse: Pulse) -> None:
        """Look now and then, for good: a supervised task."""
        while True:
            await pulse.rest(LOOK_EVERY)
            for speaker, snapshot in tuple(self._said.items()):
                if is_overdue(speaker, snapshot, time.time()):
                    await pulse.during(self._ask(speaker, snapshot))

    async def _ask(self, speaker: str, snapshot: Snapshot) -> None:
        """Ask a speaker, and believe it unless its entity has spoken in the meantime."""
        transport = await self._bridge.transport(speaker)
        if transport is None or self._said.get(speaker) is not snapshot:
            return
        before = dict(self.suspects)
        if not transport.playing:
            self.suspects[speaker] = Doubt.NOT_PLAYING
        elif transport.uri != snapshot.uri:
            self.suspects[speaker] = Doubt.OTHER_TITLE
        else:
            self.suspects.pop(speaker, None)
        if self.suspects != before:
            self._on_change()


def is_overdue(speaker: str, snapshot: Snapshot, now: float) -> bool:
    """Tell whether the title should have ended by ``now`` (epoch) and another begun."""
    if (
        snapshot.playback is not Playback.PLAYING
        or snapshot.repeat is not Repeat.OFF
        or snapshot.source.live
        or snapshot.duration is None
        or snapshot.position is None
        or snapshot.position_at is None
        or snapshot.group[:1] not in {(), (speaker,)}
    ):
        return False
    queued = (snapshot.queue_size or 0) > (snapshot.queue_position or 0)
    end = snapshot.position_at + snapshot.duration - snapshot.position
    return queued and now > end + OVERDUE
