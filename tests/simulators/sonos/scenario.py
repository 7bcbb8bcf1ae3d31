"""The scenario format: what plays when, in lines that a person reads.

One statement a line; ``#`` begins a comment; text with blanks stands in quotes. Times
are ``M:SS`` (or ``H:MM:SS``) from the beginning, lengths are ``35s`` or ``3:20``::

    speaker kitchen "Kitchen"
    speaker office "Office" stale 1s          # quirks may follow, see below

    at 0:00 kitchen play spotify "Nils Frahm" "Says" 35s album "Spaces"
    at 0:00 kitchen add deezer "Air" "Alone in Kyoto" 40s
    at 0:10 office join kitchen
    at 0:20 kitchen pause
    until 1:30

    expect "Nils Frahm" "Says" spotify at 0:00 heard 35s in kitchen office
    refuse "Air" "Alone in Kyoto" skipped

What a speaker can be told:

=====================================  ==================================================
``play SERVICE "Artist" "Title" 35s``  a new queue of this title, and play it
``add SERVICE "Artist" "Title" 35s``   a title behind the queue; both take ``album "…"``
``tune SERVICE "Station"``             a live station; ``says "Artist - Title"`` announces
``stream SERVICE "Artist" "Title"``    a title outside the queue, with or without length
``airplay "Artist" "Title" 35s``       a title from a telephone, with or without length
``becomes "Artist" "Title" 35s``       the stream or telephone goes over to this title
``line-in`` ``tv``                     an input
``pause resume stop next previous``    the buttons
``seek 0:20`` ``goto 2``               a second of the title, a number of the queue
``repeat one|all|off``                 also ``shuffle on|off`` and ``crossfade on|off``
``volume 30`` ``mute on|off``          the ears
``join NAME`` ``leave``                grouping
``vanish`` ``vanish "powered off"``    the cable pulled, or a farewell; ``return``
``forbid`` ``allow``                   answer 403 to everything, or no longer
=====================================  ==================================================

Quirks of a speaker: ``stale 1s`` (GetPositionInfo tells the old title for that long),
``uncorrected`` (and no event follows when it has caught up), ``silent`` (no TRANSITIONING,
so that a seek looks like the event before it), ``wraps-aloud`` (repeat-one is heard of).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
import re
import shlex
from typing import TYPE_CHECKING, Final

from .playback import Quirks

if TYPE_CHECKING:
    from collections.abc import Iterator

VERBS: Final[dict[str, range]] = {
    "play": range(3, 7),
    "add": range(3, 7),
    "tune": range(2, 3),
    "says": range(1, 2),
    "stream": range(3, 5),
    "airplay": range(2, 4),
    "becomes": range(2, 4),
    "line-in": range(1),
    "tv": range(1),
    "pause": range(1),
    "resume": range(1),
    "stop": range(1),
    "next": range(1),
    "previous": range(1),
    "seek": range(1, 2),
    "goto": range(1, 2),
    "repeat": range(1, 2),
    "shuffle": range(1, 2),
    "crossfade": range(1, 2),
    "volume": range(1, 2),
    "mute": range(1, 2),
    "join": range(1, 2),
    "leave": range(1),
    "vanish": range(2),
    "return": range(1),
    "forbid": range(1),
    "allow": range(1),
}
"""What a speaker can be told, and with how many words behind it."""


class ScenarioError(ValueError):
    """A line that is no statement: which one, and why."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A speaker of the scenario: the name in its lines, the room's name, its quirks."""

    name: str
    room: str
    quirks: Quirks


@dataclass(frozen=True, slots=True)
class Step:
    """What one speaker is told, so many seconds from the beginning."""

    at: float
    speaker: str
    verb: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """A play that must have been recorded. Times are seconds from the beginning."""

    artist: str
    title: str
    service: str
    at: float
    heard: float
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that played and must not count, and the reason that must be given."""

    artist: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """Speakers, what they are told, and what should come of it."""

    cast: tuple[Cast, ...]
    steps: tuple[Step, ...]
    until: float
    expected: tuple[Expected, ...] = ()
    refused: tuple[Refused, ...] = ()


def seconds(text: str) -> float:
    """Read ``35s``, ``3:20`` or ``1:02:03`` as seconds. ScenarioError when it is none."""
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)s", text):
        return float(match[1])
    if match := re.fullmatch(r"(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)", text):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3])
    message = f"{text!r} is no time; write 35s, 3:20 or 1:02:03"
    raise ScenarioError(message)


def parse(text: str) -> Scenario:
    """Read a scenario. Raises ScenarioError naming the line that cannot be read."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        try:
            words = shlex.split(line, comments=True)
            if words:
                reader.read(words)
        except ValueError as error:
            message = f"line {number}: {error}"
            raise ScenarioError(message) from error
    return reader.scenario()


class _Reader:
    """Collects statements."""

    def __init__(self) -> None:
        self._cast: dict[str, Cast] = {}
        self._steps: list[Step] = []
        self._expected: list[Expected] = []
        self._refused: list[Refused] = []
        self._until: float | None = None

    def read(self, words: list[str]) -> None:
        match words:
            case ["speaker", name, room, *quirks]:
                self._cast[name] = Cast(name, room, _quirks(iter(quirks)))
            case ["at", time, speaker, verb, *rest]:
                self._step(seconds(time), speaker, verb, rest)
            case ["until", time]:
                self._until = seconds(time)
            case ["expect", artist, title, service, "at", time, "heard", heard, "in", *speakers]:
                rooms = tuple(self._known(each) for each in speakers)
                self._expected.append(
                    Expected(artist, title, service, seconds(time), seconds(heard), rooms)
                )
            case ["refuse", artist, title, reason]:
                self._refused.append(Refused(artist, title, reason))
            case _:
                message = f"this is no statement: {shlex.join(words)}"
                raise ScenarioError(message)

    def _step(self, at: float, speaker: str, verb: str, words: list[str]) -> None:
        if verb not in VERBS:
            message = f"a speaker cannot be told to {verb!r}"
            raise ScenarioError(message)
        if len(words) not in VERBS[verb]:
            message = f"{verb!r} has too many or too few words behind it"
            raise ScenarioError(message)
        if verb == "join":
            self._known(words[0])
        self._steps.append(Step(at, self._known(speaker), verb, tuple(words)))

    def _known(self, name: str) -> str:
        if name not in self._cast:
            message = f"there is no speaker {name!r} above this line"
            raise ScenarioError(message)
        return name

    def scenario(self) -> Scenario:
        steps = sorted(self._steps, key=lambda step: step.at)
        last = steps[-1].at if steps else 0.0
        return Scenario(
            tuple(self._cast.values()),
            tuple(steps),
            last if self._until is None else self._until,
            tuple(self._expected),
            tuple(self._refused),
        )


def _quirks(words: Iterator[str]) -> Quirks:
    quirks = Quirks()
    for word in words:
        match word:
            case "stale":
                quirks = replace(quirks, stale=seconds(next(words, "")))
            case "uncorrected":
                quirks = replace(quirks, corrected=False)
            case "silent":
                quirks = replace(quirks, transitioning=0.0)
            case "wraps-aloud":
                quirks = replace(quirks, wrap_transitioning=True)
            case _:
                message = f"there is no quirk {word!r}"
                raise ScenarioError(message)
    return quirks
