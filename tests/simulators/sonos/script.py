"""Performing a scenario on a stage."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from . import media
from .clock import Pace
from .playback import PLAY_MODES, play_mode_of
from .scenario import seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from .household import Speaker
    from .media import Item
    from .scenario import Scenario, Step
    from .stage import Stage


class Performance:
    """One run of a scenario: tells each speaker its part when its time has come."""

    def __init__(self, stage: Stage, scenario: Scenario, pace: Pace | None = None) -> None:
        """Prepare; ``run`` performs it."""
        self.began_at = 0.0
        """Epoch seconds of the scenario's ``0:00``; 0 before it has begun."""
        self._stage = stage
        self._scenario = scenario
        self._pace = pace or Pace()
        self._rooms = {each.name: each.room for each in scenario.cast}

    async def run(self) -> None:
        """Perform every step and wait for the end."""
        loop = asyncio.get_running_loop()
        self.began_at = time.time()
        began = loop.time()
        for step in self._scenario.steps:
            await asyncio.sleep(began + self._pace.real(step.at) - loop.time())
            await self.perform(step)
        await asyncio.sleep(began + self._pace.real(self._scenario.until) - loop.time())

    async def perform(self, step: Step) -> None:
        """Tell one speaker one thing, now."""
        speaker = self.speaker(step.speaker)
        match step.verb, *step.words:
            case "vanish", *reason:
                await self._stage.vanish(speaker, "".join(reason))
            case "return", *_:
                await self._stage.come_back(speaker)
            case ("forbid" | "allow") as verb, *_:
                self._stage.server(speaker).forbidding = verb == "forbid"
            case "join", target:
                uid = self.speaker(target).player.uid
                self._stage.household.join(speaker, uid)
            case "leave", *_:
                self._stage.household.leave(speaker)
            case verb, *words:
                leader = self._stage.household.coordinator_of(speaker)
                told = speaker if verb in _OWN else leader
                told.player.advance()
                _DEEDS[verb](self, told, words)

    def speaker(self, name: str) -> Speaker:
        """Find a speaker by its name in the scenario."""
        return self._stage[self._rooms[name]]

    def length(self, words: list[str], place: int) -> float:
        """Read a length in real seconds; 0 when it is left out."""
        return self._pace.real(seconds(words[place])) if len(words) > place else 0.0

    def title(self, words: list[str]) -> Item:
        """Read ``SERVICE "Artist" "Title" [length [album "Album"]]``."""
        service, artist, title = words[:3]
        album = words[5] if len(words) == 6 else ""
        return media.track(service, artist, title, self.length(words, 3), album)

    def second(self, words: list[str]) -> float:
        """Read the second of a title to seek to, in real seconds."""
        return self._pace.real(seconds(words[0]))


type Deed = Callable[[Performance, Speaker, list[str]], object]

_OWN: Final = ("volume", "mute")
"""What a speaker in a group is told itself; all else goes to its coordinator."""


def _stream(performance: Performance, speaker: Speaker, words: list[str]) -> None:
    item = performance.title(words)
    speaker.player.load(media.Container(uri=item.uri), item)


def _airplay(performance: Performance, speaker: Speaker, words: list[str]) -> None:
    length = performance.length(words, 2)
    item = media.airplay(speaker.player.uid, words[0], words[1], length)
    speaker.player.load(media.Container(uri=item.uri), item)


def _becomes(performance: Performance, speaker: Speaker, words: list[str]) -> None:
    present = speaker.player.item
    uri = present.uri if present else ""
    length = performance.length(words, 2)
    item = media.Item(uri=uri, artist=words[0], title=words[1], duration=length)
    speaker.player.becomes(item)


def _input(speaker: Speaker, uri: str) -> None:
    speaker.player.point_at(uri)
    speaker.player.play()


def _mode(speaker: Speaker, *, shuffle: bool | None = None, repeat: str | None = None) -> None:
    shuffled, repeating = PLAY_MODES[speaker.player.play_mode]
    speaker.player.set_play_mode(
        play_mode_of(
            shuffle=shuffled if shuffle is None else shuffle,
            repeat=repeating if repeat is None else repeat,
        )
    )


_DEEDS: Final[dict[str, Deed]] = {
    "play": lambda run, it, words: it.player.load_queue([run.title(words)]),
    "add": lambda run, it, words: it.player.add(run.title(words)),
    "tune": lambda _, it, words: it.player.load(*media.station(words[0], words[1])),
    "says": lambda _, it, words: it.player.says(words[0]),
    "stream": _stream,
    "airplay": _airplay,
    "becomes": _becomes,
    "line-in": lambda _, it, __: _input(it, f"x-rincon-stream:{it.player.uid}"),
    "tv": lambda _, it, __: _input(it, f"x-sonos-htastream:{it.player.uid}:spdif"),
    "pause": lambda _, it, __: it.player.pause(),
    "resume": lambda _, it, __: it.player.play(),
    "stop": lambda _, it, __: it.player.stop(),
    "next": lambda _, it, __: it.player.skip(1),
    "previous": lambda _, it, __: it.player.skip(-1),
    "seek": lambda run, it, words: it.player.seek(run.second(words)),
    "goto": lambda _, it, words: it.player.go_to(int(words[0])),
    "repeat": lambda _, it, words: _mode(it, repeat=words[0]),
    "shuffle": lambda _, it, words: _mode(it, shuffle=words[0] == "on"),
    "crossfade": lambda _, it, words: it.player.set_crossfade(on=words[0] == "on"),
    "volume": lambda _, it, words: it.player.set_volume(int(words[0])),
    "mute": lambda _, it, words: it.player.set_mute(on=words[0] == "on"),
}
