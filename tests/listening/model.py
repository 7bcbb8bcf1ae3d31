"""A slow, obviously correct model: a room that truly plays, second by second.

It knows what really sounds, because it decides it, and writes down every *performance*: one
title from its beginning, or from where somebody began it, until it ends or is left. A
seek, a pause, an announcement, a restart of Home Assistant part no performance. What the
room says of itself is put on the stage; what the household recorded is then compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from custom_components.spindle.listening.aside import PATIENCE

from .stage import BATH, KITCHEN, MORNING, SPEECH, Attributes, Stage, song_on_radio, track

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from custom_components.spindle.listening.types import Listening

TOLERANCE: Final = 16.0
"""Seconds by which what was heard may be misjudged, as positions tell whole seconds and a
title's start is believed up to 15 seconds back."""
TOO_CLOSE: Final = 20
"""Seconds from a title's beginning and end between which the model seeks and goes back:
nobody can tell a seek from the last second to the first from a repetition."""


@dataclass(slots=True)
class Performance:
    """One title as it really sounded. ``started`` is in seconds of true time."""

    title: str
    length: float | None
    started: float
    sounded: float = 0.0
    """When its first second was heard: later, if an announcement came at its beginning."""
    heard: float = 0.0
    certain: bool = True
    """Nothing happened to it out of sight that no speaker could prove afterwards."""

    @property
    def needed(self) -> float:
        """Seconds that must be heard for it to count; more than it has if it cannot."""
        if self.length is None:
            return 30.0
        return min(self.length / 2, 240.0) if self.length > 30 else self.length + 1000


@dataclass(slots=True)
class Room:
    """What every room has: a stage to speak on, and the truth of what it played."""

    stage: Stage
    performances: list[Performance] = field(default_factory=list)
    on: Performance | None = None
    """What sounds now, or stands paused."""
    state: str = "idle"
    leader: str = KITCHEN
    members: tuple[str, ...] = (KITCHEN,)
    out_of_sight: bool = False
    speaking: int = 0
    """Seconds that an announcement still lasts."""

    # What the kinds of rooms fill in

    def shown(self) -> Attributes:
        """Return what the speaker shows of its media."""
        raise NotImplementedError

    def move_on(self) -> None:
        """Let the music move on by a second that was heard."""
        raise NotImplementedError

    @property
    def undecided(self) -> bool:
        """Tell whether a title may have begun again unseen a moment ago: leave it alone."""
        return False

    # What any room can do

    def begin(self, title: str, length: float | None) -> None:
        """Begin a performance."""
        self.on = Performance(title, length, self.stage.lived, self.stage.lived)
        self.performances.append(self.on)

    def tell(self, **noise: object) -> None:
        """Say what it does now, as every member of its group does."""
        if self.out_of_sight:
            return
        attributes = SPEECH if self.speaking else self.shown() if self.state != "idle" else {}
        state = "playing" if self.speaking else self.state
        group = self.members if len(self.members) > 1 else ()
        for room in self.members:
            self.stage.say(state, {**attributes, **noise}, room=room, group=group)

    def seconds(self, count: int) -> None:
        """Let time pass."""
        for _ in range(count):
            if self.out_of_sight and self.stage_is_dead:
                self.stage.lie_dead(1)
            else:
                self.stage.wait(1)
            if self.speaking:
                self.speaking -= 1
                if not self.speaking:
                    self.tell()
            elif self.state == "playing" and self.on:
                if not self.on.heard:
                    self.on.sounded = self.stage.lived - 1
                self.on.heard += 1
                self.move_on()

    stage_is_dead: bool = False

    def pause(self) -> None:
        """Pause, or play on."""
        if self.state != "idle" and not self.speaking and not self.undecided:
            self.state = "paused" if self.state == "playing" else "playing"
            self.tell()

    def announce(self, seconds: int) -> None:
        """Speak over the music."""
        if not self.speaking and not self.undecided:
            self.speaking = seconds
            self.tell()
            self.seconds(seconds)

    def restart(self, seconds: int, *, crash: bool) -> None:
        """Let Home Assistant be gone for a while."""
        if not crash:
            self.stage.stop()
        self.stage_is_dead = True
        self._be_unseen(seconds)
        self.stage_is_dead = False
        self.stage.start()
        for room in {KITCHEN, BATH} - set(self.members):
            self.stage.idle(room=room, group=())
        self.tell()

    def vanish(self, seconds: int) -> None:
        """Be out of Home Assistant's sight for a while, but play on."""
        for room in self.members:
            self.stage.vanish(room=room)
        self._be_unseen(seconds)
        self.tell()

    def join(self) -> None:
        """Let the bath join the group, or leave it."""
        if len(self.members) == 1:
            other = BATH if self.leader == KITCHEN else KITCHEN
            self.members = (self.leader, other)
            self.tell()
        else:
            left = self.members[1]
            self.members = self.members[:1]
            self.tell()
            self.stage.say("idle", {}, room=left, group=())

    def hand_over(self) -> None:
        """Let the coordinator leave its group, which plays on."""
        if len(self.members) == 2 and not self.speaking:
            old, self.leader = self.members
            self.members = (self.leader,)
            self.stage.say("idle", {}, room=old, group=())
            self.tell()

    def end(self) -> None:
        """Stop for good, and let silence prove itself."""
        self.state, self.speaking, self.on = "idle", 0, None
        self.tell()
        self.stage.wait(2500)

    def _be_unseen(self, seconds: int) -> None:
        """Play on out of sight; note what no speaker could prove afterwards."""
        before = len(self.performances)
        self.out_of_sight = True
        self.seconds(seconds)
        self.out_of_sight = False
        touched = self.performances[max(0, before - 1) :]
        if not self._provable(touched):
            for performance in touched:
                performance.certain = False

    def _provable(self, touched: Sequence[Performance]) -> bool:
        """Tell whether what shows now proves all that happened out of sight."""
        if len(touched) < 2:
            return self.on is not None
        first, *others = touched
        return (
            len(others) == 1
            and self.state == "playing"
            and not self.speaking
            and first.title != others[0].title
            and first.length is not None
        )


@dataclass(slots=True)
class QueueRoom(Room):
    """Plays a queue of tracks."""

    queue: list[tuple[str, int]] = field(default_factory=list)
    repeat: str = "off"
    shy: bool = False
    """A repetition of the same title makes no event that Home Assistant would see."""
    place: int = 0
    position: float = 0.0

    def shown(self) -> Attributes:
        """Return the track's attributes; the position in whole seconds, as Sonos tells it."""
        title, length = self.queue[self.place]
        return track(
            title,
            media_duration=length,
            repeat=self.repeat,
            queue_position=self.place + 1,
            queue_size=len(self.queue),
            media_position=int(self.position),
            media_position_updated_at=self.stage.date,
        )

    @property
    def undecided(self) -> bool:
        """Tell whether it may have begun again unseen."""
        return self.shy and self.position <= TOO_CLOSE

    def start(self, place: int, *, silent: bool = False) -> None:
        """Play the track at ``place`` from its beginning."""
        self.place, self.position, self.state = place, 0.0, "playing"
        self.begin(*self.queue[place])
        if not silent:
            self.tell()

    def move_on(self) -> None:
        """Move on within the track, to the next one, or to the end of the queue."""
        self.position += 1
        if self.position < self.queue[self.place][1]:
            return
        if self.repeat == "one":
            self.start(self.place, silent=self.shy)
        elif self.place + 1 < len(self.queue) or self.repeat == "all":
            self.start((self.place + 1) % len(self.queue))
        else:
            self.state, self.on = "idle", None
            self.tell()

    def skip(self, by: int) -> None:
        """Go to a neighbour in the queue; not to the same title, nor back in a hurry."""
        place = self.place + by
        if self.on is None or self.speaking or not 0 <= place < len(self.queue):
            return
        if by < 0 and self.position <= TOO_CLOSE:
            return
        if self.queue[place][0] != self.queue[self.place][0]:
            self.start(place)

    def seek(self, share: float) -> None:
        """Move within the track."""
        if self.undecided:
            return
        length = self.queue[self.place][1]
        target = int(share * (length - 2 * TOO_CLOSE))
        if self.on and not self.speaking and self.position < length - TOO_CLOSE and target > 0:
            self.position = target
            self.tell()

    def mislead(self, seconds: int) -> None:
        """Go to the next track, but say its address with the old title for a moment."""
        old = self.queue[self.place][0]
        if self.state != "playing" or self.on is None or self.on.heard <= TOO_CLOSE:
            return
        before = len(self.performances)
        self.out_of_sight = True
        self.skip(1)
        self.out_of_sight = False
        if len(self.performances) > before:
            self.tell(media_title=old)
            self.seconds(seconds)
            self.tell()


@dataclass(slots=True)
class StationRoom(Room):
    """Plays a station: songs for some seconds each, some of them interrupted by a jingle.

    A song that is silent for two minutes is over; what follows under its name is another.
    """

    programme: list[tuple[str, int]] = field(default_factory=list)
    """Titles and how long each is on the air; a jingle has none."""
    at: int = 0
    left: int = 0
    sounded: float = 0.0
    """True time at which a song was last on the air."""

    def shown(self) -> Attributes:
        """Return what the station says now."""
        title = self.programme[self.at][0]
        return song_on_radio(title, "Nina Simone") if title else song_on_radio("Radio X")

    def start(self, at: int) -> None:
        """Air what stands at ``at`` in the programme; a song goes on after a jingle."""
        self.at, self.state = at, "playing"
        title, self.left = self.programme[at]
        if not title:
            self.on = None
        else:
            self._sing(title)
        self.tell()

    def move_on(self) -> None:
        """Remember when the song was on the air."""
        self.sounded = self.stage.lived

    def pause(self) -> None:
        """Pause, or play on; a song that was silent for long begins anew."""
        if self.state == "paused" and self.on:
            self._sing(self.on.title)
        Room.pause(self)

    def seconds(self, count: int) -> None:
        """Let time pass, and the station go on with its programme while it is heard."""
        for _ in range(count):
            Room.seconds(self, 1)
            self.left -= 1
            heard = self.state == "playing" and not self.speaking
            if self.left <= 0 and heard and self.at + 1 < len(self.programme):
                self.start(self.at + 1)

    def _sing(self, title: str) -> None:
        """Let a song go on, or begin."""
        last = self.performances[-1] if self.performances else None
        silent, self.sounded = self.stage.lived - self.sounded, self.stage.lived
        if last and last.title == title and silent < PATIENCE:
            self.on = last
            return
        self.begin(title, None)
        if self.on and last and not last.certain:
            self.on.certain = False

    def _be_unseen(self, seconds: int) -> None:
        """Only a song that sounds before and after, and no other between, proves anything."""
        at, steady = self.at, self.state == "playing" and not self.speaking and self.on
        before = len(self.performances)
        Room._be_unseen(self, seconds)
        if not steady or self.at != at:
            for performance in self.performances[max(0, before - 1) :]:
                performance.certain = False


def compare(room: Room) -> None:
    """Hold what the household recorded against what the room truly played."""
    told = {_name(one): one for one in room.stage.counted}
    assert len(told) == len(room.stage.counted), "one play was counted twice"
    finished = {_name(one): one for one in room.stage.finished}
    assert finished.keys() == told.keys(), "a play was not finished, or never counted"
    left = list(room.performances)
    for listening in sorted(finished.values(), key=lambda one: one.started_at):
        performance = _closest(left, listening)
        assert performance, f"{listening.title} was recorded but never played"
        if performance.certain or performance.length is not None:
            left.remove(performance)
        excess = listening.listened - performance.heard
        if performance.certain:
            assert excess <= TOLERANCE, f"{listening} was heard for {performance.heard} s only"
            assert performance.heard >= performance.needed - TOLERANCE, f"{performance} counted"
            assert excess >= -TOLERANCE, f"{listening} was heard for {performance.heard} s"
    for performance in left:
        lost = performance.certain and performance.heard >= performance.needed + TOLERANCE
        assert not lost, f"{performance} was lost"


def _closest(performances: Iterable[Performance], listening: Listening) -> Performance | None:
    """Return the performance that a listening must be, if there is one."""
    started = listening.started_at - MORNING
    fitting = [one for one in performances if one.title == listening.title and _fits(one, started)]
    return min(fitting, key=lambda one: abs(one.started - started), default=None)


def _fits(performance: Performance, started: float) -> bool:
    """Tell whether a start that was told may be the performance's."""
    earliest, latest = performance.started - TOLERANCE, performance.sounded + TOLERANCE
    return earliest <= started <= latest or not performance.certain


def _name(listening: Listening) -> tuple[object, ...]:
    """Return what names a listening for good."""
    return int(listening.started_at), listening.speaker, listening.title, listening.artist
