"""A stage for listening: virtual rooms whose speakers say what Home Assistant would say.

Time is virtual. As the real listener does, the stage lets time alone decide whatever is
due while it passes, and keeps what is to be saved as the store would.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
import json
from typing import TYPE_CHECKING

from custom_components.spindle.listening.household import Household
from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.snapshot import read_state
from custom_components.spindle.listening.source import ServiceBook
from custom_components.spindle.listening.types import (
    Counted,
    Finished,
    Instant,
    Listening,
    NotCounted,
    Outcome,
    Reason,
    RoomView,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

MORNING = 1_795_251_600.0
"""2026-11-21 09:00:00 UTC: when the curtain rises."""
KITCHEN, BATH, HALL = "RINCON_KITCHEN01400", "RINCON_BATH01400", "RINCON_HALL01400"
LENGTH = 200
"""Seconds that a track lasts unless said otherwise: it counts after 100."""

type Attributes = dict[str, object]


def track(
    title: str | None = "Sinnerman", artist: str | None = "Nina Simone", **more: object
) -> Attributes:
    """Return the attributes of a Spotify track; its address follows from the title."""
    return {
        "media_content_id": f"x-sonos-spotify:spotify%3atrack%3a{address_of(title)}?sid=9&sn=2",
        "media_title": title,
        "media_artist": artist,
        "media_album_name": "Pastel Blues",
        "media_duration": LENGTH,
        "repeat": "off",
        **more,
    }


def address_of(title: str | None) -> str:
    """Return an id as Spotify gives them, the same for the same title."""
    letters = "".join(sign for sign in title or "" if sign.isascii() and sign.isalnum())
    return (letters + "0" * 22)[:22]


def song_on_radio(title: str | None, artist: str | None = None, **more: object) -> Attributes:
    """Return the attributes of a radio station that says what it plays."""
    return {
        "media_content_id": "x-rincon-mp3radio://http://ice.example/stream",
        "media_channel": "Radio X",
        "media_title": title,
        "media_artist": artist,
        **more,
    }


SPEECH: Attributes = {
    "media_content_id": "http://ha.local:8123/api/tts_proxy/abc.mp3",
    "media_title": "abc.mp3",
    "media_duration": 4,
}
"""What a speaker shows while Home Assistant speaks through it."""


@dataclass(slots=True)
class Player:
    """What a speaker says now."""

    state: str = "idle"
    attributes: Attributes = field(default_factory=dict)
    group: tuple[str, ...] = ()
    position: float | None = None
    """Seconds into the title at ``since``."""
    since: float = 0.0
    """Seconds of true time."""


class Stage:
    """A household that listens to its rooms; everything that came of it is kept."""

    def __init__(self, rules: Rules | None = None, *, known: bool = True) -> None:
        """Raise the curtain; ``known`` speakers have been idle in sight before."""
        self.epoch = MORNING
        self.monotonic = 5000.0
        self.lived = 0.0
        """Seconds of true time: no clock of Home Assistant's, and no restart, moves it."""
        self.household = Household(rules or Rules())
        self.players: dict[str, Player] = {}
        self.outcomes: list[Outcome] = []
        self.saved: dict[str, dict[str, object]] = {}
        self.saves = 0
        if known:
            for room in (KITCHEN, BATH, HALL):
                self.idle(room=room)

    @property
    def now(self) -> Instant:
        """The moment on both clocks."""
        return Instant(self.epoch, self.monotonic)

    # What the speakers do

    def play(
        self,
        what: str | Attributes,
        *,
        at: float | None = 0.0,
        room: str = KITCHEN,
        group: Iterable[str] | None = None,
        **more: object,
    ) -> None:
        """Play ``what``, a track's title or attributes, from ``at`` seconds on.

        ``at`` None tells no position.
        """
        attributes = dict(track(what) if isinstance(what, str) else what)
        attributes.update(more)
        if at is not None and "media_position" not in attributes:
            attributes |= {"media_position": at, "media_position_updated_at": self.date}
        self.say("playing", attributes, room=room, group=group)

    def pause(self, *, room: str = KITCHEN, at: float | None = None) -> None:
        """Pause where the title is."""
        self.say("paused", self._here(room, at), room=room)

    def resume(self, *, room: str = KITCHEN, at: float | None = None) -> None:
        """Go on from where the title is paused."""
        self.say("playing", self._here(room, at), room=room)

    def seek(self, position: float, *, room: str = KITCHEN) -> None:
        """Move to ``position`` seconds within the title."""
        self.say(self.players[room].state, self._here(room, position), room=room)

    def idle(self, *, room: str = KITCHEN, group: Iterable[str] | None = None) -> None:
        """Stop; as a real speaker, keep no title."""
        self.say("idle", {}, room=room, group=group)

    def vanish(self, *, room: str = KITCHEN) -> None:
        """Go out of sight."""
        self.hear("unavailable", {}, room)

    def appear(self, *, room: str = KITCHEN) -> None:
        """Be in sight again, with what it does now; its position is told anew."""
        player = self.players[room]
        self.say(player.state, self._here(room, None), room=room)

    def regroup(self, *rooms: str) -> None:
        """Form a group, its coordinator first: followers mirror its media."""
        leader = self.players[rooms[0]]
        for room in rooms:
            self.say(leader.state, dict(leader.attributes), room=room, group=rooms)
            self.players[room].position = leader.position
            self.players[room].since = leader.since

    def again(self, *, room: str = KITCHEN, **more: object) -> None:
        """Say the same as before once more, with ``more`` attributes of no account."""
        player = self.players[room]
        player.attributes.update(more)
        self.hear(player.state, player.attributes, room)

    def say(
        self,
        state: str,
        attributes: Attributes,
        *,
        room: str = KITCHEN,
        group: Iterable[str] | None = None,
    ) -> None:
        """Say anything; the group stays as it was unless told."""
        player = self.players.setdefault(room, Player())
        player.state, player.attributes = state, attributes
        if group is not None:
            player.group = tuple(group)
        position = attributes.get("media_position")
        if isinstance(position, int | float) and (
            attributes.get("media_position_updated_at") == self.date
        ):
            player.position, player.since = float(position), self.lived
        self.hear(state, attributes, room)

    def hear(self, state: str, attributes: Attributes, room: str) -> None:
        """Let the household hear a state, as the listener reads it."""
        group = self.players[room].group
        snapshot, _ = read_state(state, attributes, book=ServiceBook(), group=group)
        self._keep(self.household.observe(room, snapshot, self.now))

    # Time, and Home Assistant's own life

    def wait(self, seconds: float) -> None:
        """Let time pass, and what is due by time alone happen when it is due."""
        end = self.monotonic + seconds
        while (deadline := self.household.next_deadline()) is not None and deadline <= end:
            assert deadline >= self.monotonic - 1e-6, "the deadline lies in the past"
            self._pass(max(deadline, self.monotonic))
            self._keep(self.household.advance(self.now))
            after = self.household.next_deadline()
            assert after is None or after > self.monotonic - 1e-6, "nothing came of a deadline"
        self._pass(end)

    def stall(self, seconds: float) -> None:
        """Let time pass without looking, as in a process that hangs, and then look once."""
        self._pass(self.monotonic + seconds)
        self._keep(self.household.advance(self.now))

    def lie_dead(self, seconds: float) -> None:
        """Let time pass while no Home Assistant runs; ``start`` ends it."""
        self._pass(self.monotonic + seconds)

    def jump(self, seconds: float) -> None:
        """Set the wall clock forward or back."""
        self.epoch += seconds

    def stop(self) -> None:
        """Stop Home Assistant, or unload the entry, in good order."""
        self._keep(self.household.suspend(self.now))

    def start(self, rules: Rules | None = None, *, down: float = 0.0) -> None:
        """Start again after ``down`` seconds, with what was saved; nothing is heard yet."""
        self.epoch += down
        self.lived += down
        self.monotonic = 77.0
        saved: dict[str, dict[str, object]] = json.loads(json.dumps(self.saved))
        self.household = Household(rules or self.household.rules, saved)

    def restart(self, *, down: float = 20.0, crash: bool = False) -> None:
        """Stop or crash, start, and hear first that every speaker is unavailable."""
        if not crash:
            self.stop()
        self.start(down=down)
        for room in self.players:
            self.vanish(room=room)
        self.wait(1)

    # What came of it

    @property
    def counted(self) -> list[Listening]:
        """Every play, as it was told when it counted."""
        return [one.listening for one in self.outcomes if isinstance(one, Counted)]

    @property
    def finished(self) -> list[Listening]:
        """Every play that is over, with its last word."""
        return [one.listening for one in self.outcomes if isinstance(one, Finished)]

    @property
    def refused(self) -> list[tuple[str | None, Reason]]:
        """Title and reason of everything that was not counted."""
        return [
            (one.listening.title, one.reason)
            for one in self.outcomes
            if isinstance(one, NotCounted)
        ]

    @property
    def plays(self) -> list[str | None]:
        """Titles of the plays, in the order in which they counted."""
        return [one.title for one in self.counted]

    def heard(self, title: str) -> list[int]:
        """Whole seconds that each finished play of ``title`` was heard."""
        return [round(one.listened) for one in self.finished if one.title == title]

    def view(self, room: str = KITCHEN) -> RoomView:
        """What the room shows."""
        return self.household.view(room)

    @property
    def date(self) -> datetime:
        """The moment as Home Assistant stamps a position."""
        return datetime.fromtimestamp(self.epoch, tz=UTC)

    def _here(self, room: str, at: float | None) -> Attributes:
        """Return the room's attributes with a position told now: ``at``, or where it is."""
        player = self.players[room]
        attributes = dict(player.attributes)
        if "media_position" not in attributes or player.position is None:
            return attributes
        if at is None:
            at = player.position
            at += self.lived - player.since if player.state == "playing" else 0.0
        return attributes | {"media_position": at, "media_position_updated_at": self.date}

    def _pass(self, monotonic: float) -> None:
        """Move both clocks on."""
        self.epoch += monotonic - self.monotonic
        self.lived += monotonic - self.monotonic
        self.monotonic = monotonic

    def _keep(self, step: Step) -> None:
        """Keep what came of it, as the store would."""
        self.outcomes += step.outcomes
        self.saves += bool(step.running)
        for room, session in step.running.items():
            if session is None:
                self.saved.pop(room, None)
            else:
                self.saved[room] = session
