"""All speakers of the household: a group is one listener, whoever coordinates it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .counting import close
from .saved import restore, save
from .tracker import Tracker
from .types import Instant, Outcome, RoomView, Snapshot, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rules import Rules
    from .session import Session

MOST_SPEAKERS: Final = 64


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
            outcomes += self._adopt(tracker, self._left_behind.pop(speaker), now)
        self._latest[speaker] = snapshot
        outcomes += self._judge(tracker, snapshot, now)
        return self._step(outcomes, now)

    def advance(self, now: Instant) -> Step:
        """Let time alone decide what it can until ``now``: thresholds, repetitions, ends."""
        outcomes: list[Outcome] = []
        for tracker in self._trackers.values():
            outcomes += tracker.advance(now, self.rules)
        return self._step(outcomes, now)

    def forget(self, speaker: str, now: Instant) -> Step:
        """End the session of a speaker that is gone for good."""
        tracker = self._trackers.pop(speaker, None) or Tracker(speaker)
        outcomes: list[Outcome] = []
        if saved := self._left_behind.pop(speaker, None):
            outcomes += self._adopt(tracker, saved, now)
        outcomes += tracker.close_aside(self.rules)
        outcomes += tracker.close_current(now, self.rules)
        self._follows.pop(speaker, None)
        self._latest.pop(speaker, None)
        step = self._step(outcomes, now)
        if speaker in self._kept:
            self._kept.discard(speaker)
            step.running[speaker] = None
        return step

    def suspend(self, now: Instant) -> Step:
        """Save every running session and end none: listening stops here for a while."""
        outcomes: list[Outcome] = []
        for tracker in self._trackers.values():
            outcomes += tracker.advance(now, self.rules)
            outcomes += tracker.settle(self.rules)
            tracker.changed = True
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

    def _adopt(self, tracker: Tracker, saved: Mapping[str, object], now: Instant) -> list[Outcome]:
        """Lay a saved session aside in its tracker, as if lost from sight since then."""
        tracker.changed = True
        restored = restore(saved, now)
        if restored is None:
            return []
        since = Instant(restored.at, now.monotonic - (now.epoch - restored.at))
        tracker.adopt(restored.session, since, now, playing=restored.playing)
        return close(restored.after, now.monotonic, self.rules) if restored.after else []

    def _judge(self, tracker: Tracker, snapshot: Snapshot, now: Instant) -> list[Outcome]:
        """Let the tracker judge what its speaker says, or that it only follows another."""
        speaker = tracker.speaker
        leader = snapshot.group[0] if speaker in snapshot.group else speaker
        if leader != speaker:
            self._follows[speaker] = leader
            outcomes = tracker.advance(now, self.rules) + tracker.rest(now, self.rules)
        else:
            followed = self._follows.pop(speaker, None)
            before = tracker.current
            outcomes = tracker.observe(snapshot, now, self.rules)
            if tracker.current is not before:
                self._note_echo(tracker, followed)
        self._hand_over(now)
        return outcomes

    def _note_echo(self, tracker: Tracker, followed: str | None) -> None:
        """Mark a session that began with what the group it left is still playing."""
        leader = self._trackers.get(followed or "")
        if leader and leader.current and tracker.current:
            tracker.current.echo = leader.current.is_same(tracker.current)

    def _hand_over(self, now: Instant) -> None:
        """Let music that was laid aside by one coordinator go on at another of its group."""
        for tracker in self._trackers.values():
            aside = tracker.aside
            for member in aside.session.rooms if aside else ():
                heir = self._trackers.get(member)
                if aside is None or heir is None or heir is tracker or member in self._follows:
                    continue
                if heir.inherit(aside, self._latest[member], now, self.rules):
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
        """Return the session that a restart would go on with, and the one it follows."""
        session, aside = tracker.current, tracker.aside
        saved: dict[str, object] | None = None
        if aside and self._may_keep(aside.session):
            since = aside.since if aside.blind else now
            saved = save(aside.session, since, playing=aside.blind and aside.playing)
        if session and self._may_keep(session) and not (saved and session.passing):
            saved = save(session, now, playing=session.clock.running, after=saved)
        return saved

    def _may_keep(self, session: Session) -> bool:
        """Tell whether the session may be written down: nothing private is, not even so."""
        listening = session.listening(self._now.monotonic)
        if session.counted:
            return bool(self.rules.recordable(listening.rooms))
        return self.rules.hides(listening) is None
