"""The vocabulary of playing: states, modes, quirks, and what a player tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .media import Item


class Transport(StrEnum):
    """The states of UPnP's AVTransport that Sonos uses."""

    PLAYING = "PLAYING"
    PAUSED = "PAUSED_PLAYBACK"
    STOPPED = "STOPPED"
    TRANSITIONING = "TRANSITIONING"


class Topic(StrEnum):
    """What about a player has changed."""

    TRANSPORT = "AVTransport"
    RENDERING = "RenderingControl"
    QUEUE = "Queue"


PLAY_MODES: Final[dict[str, tuple[bool, str]]] = {
    "NORMAL": (False, "off"),
    "REPEAT_ALL": (False, "all"),
    "REPEAT_ONE": (False, "one"),
    "SHUFFLE_NOREPEAT": (True, "off"),
    "SHUFFLE": (True, "all"),
    "SHUFFLE_REPEAT_ONE": (True, "one"),
}
"""Sonos's name of a play mode → (shuffle, repeat)."""


def play_mode_of(*, shuffle: bool, repeat: str) -> str:
    """Name the play mode of this shuffle and repeat."""
    return next(name for name, mode in PLAY_MODES.items() if mode == (shuffle, repeat))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quirks:
    """How this player strays from the straight way. Times are seconds."""

    transitioning: float = 0.1
    """How long it is TRANSITIONING before it plays; 0 leaves that state out, and then
    a seek is told in the very words of the event before it."""
    wrap_transitioning: bool = False
    """Whether repeat-one passes through TRANSITIONING when the title begins anew."""
    stale: float = 0.0
    """How long GetPositionInfo tells the old title after the next has begun by itself."""
    corrected: bool = True
    """Whether another, different event follows when it has caught up."""
    crossfade: float = 4.0
    """How long before its announced end a title gives way when crossfade is on."""


@dataclass(slots=True)
class Rendering:
    """What the ears notice apart from the title."""

    volume: int = 20
    mute: bool = False
    bass: int = 0
    treble: int = 0
    loudness: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """What GetPositionInfo answers: title, number in the queue (1 is the first), seconds."""

    item: Item | None
    number: int
    position: float
