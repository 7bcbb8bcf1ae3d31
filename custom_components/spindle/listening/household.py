"""All speakers of the household: a group is one listener, whoever coordinates it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .saved import restore, save
from .session import FRESH_START, Session
from .tracker import Aside, Tracker
from .types import Instant, Outcome, RoomView, Snapshot, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rules import Rules

MOST_SPEAKERS: Final = 64
HANDED_OVER_WITHIN: Final = 15.0
"""Seconds after a coordinator fell silent in which its music turns up at another."""


class Household:
    """Judges what every speaker says. Speakers are named by their Sonos ids.

    Not thread-safe, never blocks, and asks no clock: time is passed in.
    """

    def __init__(self, rules: Rules, saved: Mapping[str, dict[str, object]] | None = None) -> None:
        """Begin with ``rules`` and the sessions an earlier process saved.

        The saved sessions are taken up at the first observation of each speaker.
        """
        self.rules = rules
        """May be replaced at any time; applies to what has not been decided yet."""
        self._trackers: dict[str, Tracker] = {}
        self._follows: dict[str, str] = {}
        self._latest: dict[str, Snapshot] = {}
        """Speaker → what it last said."""
        self._now = Instant(0.0, 0.0)
        """The last moment anything was judged."""
        self._kept: set[str] = set()
        """Speakers of which a session is saved."""
        self._left_behind: dict[str, dict[str, object]] = dict(saved or {})
        self._kept.update(self._left_behind)

    def observe(self, speaker: str, snapshot: Snapshot, now: Instant) -> Step:
        """Take in what ``speaker`` says of itself at ``now``."""
        tracker = self._tracker(speaker)
        if tracker is None:
            return Step()
        outcomes: list[Outcome] = []
        if speaker in self._left_behind:
            outcomes += self._adopt(speaker, self._left_behind.pop(speaker), now)
        self._latest[speaker] = snapshot
        leader = snapshot.group[0] if speaker in snapshot.group else speaker
        if leader != speaker:
            self._follows[speaker] = leader
            outcomes += tracker.advance(now, self.rules)
            outcomes += tracker.step_back(now, self.rules)
        else:
            followed = self._follows.pop(speaker, None)
            before = tracker.current
            outcomes += tracker.observe(snapshot, now, self.rules)
            if tracker.current is not before:
                self._note_echo(tracker, followed)
        self._hand_over(now)
        return self._step(outcomes, now)

    def advance(self, now: Instant) -> Step:
        """Let time alone decide what it can until ``now``: thresholds, repetitions, ends."""
        outcomes: list[Outcome] = []
        for tracker in self._trackers.values():
            outcomes += tracker.advance(now, self.rules)
        return self._step(outcomes, now)

    def forget(self, speaker: str, now: Instant) -> Step:
        """End the session of a speaker that is gone for good."""
        tracker = self._trackers.get(speaker)
        outcomes = tracker.end(now, self.rules) if tracker else []
        step = self._step(outcomes, now)
        self._trackers.pop(speaker, None)
        self._follows.pop(speaker, None)
        self._latest.pop(speaker, None)
        if self._left_behind.pop(speaker, None) is not None and speaker in self._kept:
            self._kept.discard(speaker)
            return Step(step.outcomes, {**step.running, speaker: None})
        return step

    def suspend(self, now: Instant) -> Step:
        """Save every running session and end none: listening stops here for a while."""
        outcomes: list[Outcome] = []
        for tracker in self._trackers.values():
            outcomes += tracker.advance(now, self.rules)
            tracker.changed = True
        return self._step(outcomes, now)

    def adopt(self, saved: Mapping[str, dict[str, object]], now: Instant) -> Step:
        """Take up sessions that an earlier process saved, though listening has begun.

        What a speaker has said since is judged once more in their light.
        """
        outcomes: list[Outcome] = []
        self._kept.update(saved)
        for speaker, one in saved.items():
            tracker = self._tracker(speaker)
            if tracker is None:
                continue
            latest = self._latest.get(speaker)
            if latest is None:
                self._left_behind[speaker] = one
            elif not (tracker.current and tracker.current.counted):
                outcomes += self._adopt(speaker, one, now)
                if self._follows.get(speaker, speaker) == speaker:
                    outcomes += tracker.observe(latest, now, self.rules)
        return self._step(outcomes, now)

    def next_deadline(self) -> float | None:
        """Return the monotonic time at which ``advance`` has something to do, if ever."""
        moments = (one.next_deadline(self.rules) for one in self._trackers.values())
        return min((at for at in moments if at is not None), default=None)

    def view(self, speaker: str) -> RoomView:
        """Return what the room of ``speaker`` shows: its coordinator's, in a group."""
        tracker = self._trackers.get(self._follows.get(speaker, speaker))
        return tracker.view(self._now, self.rules) if tracker else RoomView()

    def _tracker(self, speaker: str) -> Tracker | None:
        """Return the speaker's tracker; None when there are too many speakers."""
        if speaker not in self._trackers and len(self._trackers) < MOST_SPEAKERS:
            self._trackers[speaker] = Tracker(speaker)
        return self._trackers.get(speaker)

    def _adopt(self, speaker: str, saved: Mapping[str, object], now: Instant) -> list[Outcome]:
        """Lay a saved session aside in its tracker, as if lost from sight since then."""
        tracker = self._trackers[speaker]
        restored = restore(saved, now)
        tracker.changed = True
        if restored is None:
            return []
        since = Instant(restored.at, now.monotonic - (now.epoch - restored.at))
        tracker.adopt(restored.session, since, now, playing=restored.playing)
        return []

    def _note_echo(self, tracker: Tracker, followed: str | None) -> None:
        """Mark a session that began with what the group it left is still playing."""
        leader = self._trackers.get(followed or "")
        if leader and leader.current and tracker.current:
            tracker.current.echo = leader.current.is_same(tracker.current)

    def _hand_over(self, now: Instant) -> None:
        """Let music that fell silent at one coordinator go on at another of its group."""
        for tracker in self._trackers.values():
            aside = tracker.aside
            if aside is None or aside.blind or tracker.current:
                continue
            for member in aside.session.members:
                heir = self._trackers.get(member)
                if heir and heir is not tracker and _continues(heir.current, aside, now):
                    _inherit(heir, aside, now)
                    tracker.aside = None
                    tracker.changed = True
                    break

    def _step(self, outcomes: list[Outcome], now: Instant) -> Step:
        """Return the outcomes with the sessions that are to be saved."""
        self._now = now
        running: dict[str, dict[str, object] | None] = {}
        for speaker, tracker in self._trackers.items():
            if not tracker.changed:
                continue
            tracker.changed = False
            running[speaker] = self._save(tracker, now)
            if running[speaker] is not None:
                self._kept.add(speaker)
            elif speaker in self._kept:
                self._kept.discard(speaker)
            else:
                del running[speaker]
        return Step(tuple(outcomes), running)

    def _save(self, tracker: Tracker, now: Instant) -> dict[str, object] | None:
        """Return the session that a restart would go on with, if it may be kept."""
        session, aside = tracker.current, tracker.aside
        playing = session is not None and session.clock.running
        if aside and (session is None or session.passing):
            session, playing = aside.session, aside.blind and aside.playing
            now = aside.since if aside.blind else now
        if session is None or not self.rules.recordable(tuple(session.rooms)):
            return None
        return save(session, now, playing=playing)


def _continues(heir: Session | None, aside: Aside, now: Instant) -> bool:
    """Tell whether ``heir`` is the music that was laid aside, gone on without a break."""
    if heir is None or heir.counted or not heir.is_same(aside.session):
        return False
    if now.monotonic - aside.since.monotonic > HANDED_OVER_WITHIN:
        return False
    position = heir.clock.position_at(now.monotonic)
    return heir.source.live or position >= aside.session.clock.position - FRESH_START


def _inherit(heir: Tracker, aside: Aside, now: Instant) -> None:
    """Put the session laid aside in the place of the one that goes on with it."""
    young, session = heir.current, aside.session
    if young is None:
        return
    silent = max(0.0, now.monotonic - aside.since.monotonic)
    session.clock.credit(min(young.clock.heard_at(now.monotonic), silent))
    session.clock.move_to(young.clock.position_at(now.monotonic), now.monotonic)
    if young.clock.running:
        session.clock.start(now.monotonic)
    session.members = young.members
    session.rooms.extend(room for room in young.members if room not in session.rooms)
    session.stamp = young.stamp
    session.loops = young.loops
    heir.current = session
    heir.changed = True
