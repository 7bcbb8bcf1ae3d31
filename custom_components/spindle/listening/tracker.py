"""One listener: from what its speaker says, moment by moment, to plays.

The rules, in plain words:

* A **session** is one title being heard. It begins when a new title plays, and stands
  still while the speaker pauses.
* It **counts** once enough of it was really heard (``rules``), and is told at once; when
  it is over it is told again, with all that was heard. What does not count is told once,
  at its end, with the reason.
* A session that is replaced, stopped or lost from sight is first laid **aside**: the
  title may come back. It does after an announcement, a station's jingle, a stale answer,
  a speaker that vanished, a restart of Home Assistant. Then the session goes on as one
  play. Otherwise it is closed once the next title has proved itself.
* A title that ends and begins again (repeat, or twice in the queue) is two plays. Seeking
  is not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .aside import BLINDNESS, PATIENCE, PROOF, Aside, laid_aside
from .counting import close, view_of
from .session import Session, begin, stamp_of
from .turntable import Turntable
from .types import Instant, Outcome, Playback, RoomView, Snapshot

if TYPE_CHECKING:
    from .rules import Rules

FLICKER: Final = 3.0
"""Seconds below which what vanishes again was never there."""
SEEK: Final = 3.0
"""Seconds a position may differ from the clock's before somebody has moved it."""
SAME_MOMENT: Final = 1.5
"""Seconds by which a moment may wander without being told anew."""


class Tracker(Turntable):
    """Follows one speaker, as the coordinator of its group."""

    def __init__(self, speaker: str) -> None:
        """Know nothing of the speaker yet."""
        super().__init__()
        self.speaker = speaker
        self._in_sight = False
        self._last_seen: float | None = None
        """Monotonic time it went out of sight at; None when it was never in sight."""
        self._promised = 0.0
        """Epoch seconds at which it was last said to count, so that they stay the same."""

    def observe(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Take in what the speaker says at ``now``; return what came of it."""
        outcomes = self.advance(now, rules)
        if snapshot.playback is Playback.UNAVAILABLE:
            return outcomes + self._lose_sight(now, rules)
        if snapshot.playback is Playback.PLAYING:
            outcomes += self._play(snapshot, now, rules)
        elif snapshot.playback is Playback.PAUSED:
            outcomes += self._pause(snapshot, now, rules)
        else:
            outcomes += self.rest(now, rules)
        self._in_sight = True
        return outcomes + self.advance(now, rules)

    def adopt(self, session: Session, since: Instant, now: Instant, *, playing: bool) -> None:
        """Lay aside a session that an earlier run saved at ``since``."""
        until = now.monotonic + BLINDNESS
        self.aside = Aside(session=session, since=since, until=until, blind=True, playing=playing)
        self.changed = True
        if not self._in_sight:
            self._last_seen = since.monotonic

    def inherit(self, aside: Aside, snapshot: Snapshot, now: Instant, rules: Rules) -> bool:
        """Go on with what another coordinator of the group laid aside; tell whether it does.

        ``snapshot`` is the last of this speaker's.
        """
        young, session = self.current, aside.session
        if young and (young.counted or not young.is_same(session)):
            return False
        if not session.is_of(snapshot) or not _could_hear(session, snapshot):
            return False
        found = aside.bridge(snapshot, now)
        if found.goes_on:
            session.clock.credit(found.credit)
            self._go_on(session, snapshot, now, rules)
        return found.goes_on

    def rest(self, now: Instant, rules: Rules, patience: float = PROOF) -> list[Outcome]:
        """Lay the session aside for ``patience`` seconds: nothing plays, or not of its own."""
        outcomes = self.end_interruption(now, rules)
        if self.current:
            return outcomes + self.lay_aside(now, rules, patience)
        if self.aside and self.aside.blind:
            self.aside.wait_at_most(patience, now)
        return outcomes

    def view(self, now: Instant, rules: Rules) -> RoomView:
        """Return what the room shows."""
        if self.current is None:
            return RoomView()
        view = view_of(self.current, now, rules)
        if view.counts_at is not None:
            if abs(view.counts_at - self._promised) < SAME_MOMENT:
                return replace(view, counts_at=self._promised)
            self._promised = view.counts_at
        return view

    # What the speaker does

    def _play(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Go on with the title that plays, or begin it."""
        session, aside = self.current, self.aside
        if session and session.has_begun_again(snapshot, now):
            title = self._begin(snapshot, now)
            outcomes = self.close_current(now, rules)
            self.current = title
            return outcomes
        if session and (session.is_of(snapshot) or session.may_become(snapshot, now.monotonic)):
            self._follow(session, snapshot, now)
            return self._weigh_aside(snapshot, now, rules)
        if aside and aside.session.is_of(snapshot):
            return self._return_to(aside, snapshot, now, rules)
        return self._change(snapshot, now, rules)

    def _pause(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Stand still, where the speaker says it does; a stream's title is over soon."""
        session, aside = self.current, self.aside
        if session and session.source.live:
            session.clock.stop(now.monotonic)
            return self.rest(now, rules, PATIENCE)
        if session and session.has_begun_again(snapshot, now):
            return self.rest(now, rules)
        if session and (session.is_of(snapshot) or session.may_become(snapshot, now.monotonic)):
            self._follow(session, snapshot, now)
            return []
        if aside and aside.session.is_of(snapshot):
            if aside.session.source.live:
                return self.rest(now, rules, PATIENCE)
            return self._return_to(aside, snapshot, now, rules)
        return self.rest(now, rules)

    def _lose_sight(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Lay the session aside until the speaker is seen again, as before a restart."""
        if not self._in_sight:
            return []
        self._in_sight, self._last_seen = False, now.monotonic
        outcomes = self.end_interruption(now, rules)
        if self.current:
            outcomes += self.lay_aside(now, rules, BLINDNESS, blind=True)
        elif self.aside:
            self.aside.lose_sight(now)
        return outcomes

    def _follow(self, session: Session, snapshot: Snapshot, now: Instant) -> None:
        """Keep the session in step with its speaker."""
        playing = snapshot.playback is Playback.PLAYING
        self.changed |= playing != session.clock.running
        if playing:
            session.clock.start(now.monotonic)
        else:
            session.clock.stop(now.monotonic)
        self.changed |= session.amend(snapshot)
        position = session.told_position(snapshot, now)
        session.stamp = stamp_of(snapshot)
        if position is not None:
            difference = position - session.clock.position_at(now.monotonic)
            self.changed |= abs(difference) > SEEK
            session.clock.move_to(position, now.monotonic)
        self.changed |= session.note_group(self.speaker, snapshot)
        session.note_repeat(snapshot)

    # Beginning, giving way, coming back

    def _begin(self, snapshot: Snapshot, now: Instant) -> Session:
        """Return a new session of the title that plays."""
        unseen: float | None = 0.0
        if not self._in_sight:
            unseen = None if self._last_seen is None else now.monotonic - self._last_seen
        last = self.current or (self.aside and self.aside.session)
        stale = last.stamp if last else (None, None)
        self.changed = True
        return begin(self.speaker, snapshot, now, unseen=unseen, stale=stale)

    def _change(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Begin the title that plays; what it follows or interrupts is laid aside."""
        title = self._begin(snapshot, now)
        outcomes = self.end_interruption(now, rules)
        if self.current:
            outcomes += self.lay_aside(now, rules, PROOF)
        self.current = title
        return outcomes + self._weigh_aside(snapshot, now, rules)

    def _weigh_aside(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Let what is laid aside wait as what plays now demands."""
        if self.aside is None or self.current is None:
            return []
        if self.current.passing:
            self.aside.wait_for_interruption()
            return []
        if self.aside.blind:
            return self._bridge_over(self.aside, snapshot, now, rules)
        self.aside.wait_at_most(PROOF, now)
        return []

    def _return_to(
        self, aside: Aside, snapshot: Snapshot, now: Instant, rules: Rules
    ) -> list[Outcome]:
        """Go on with the session that was laid aside, if it really is the same play."""
        playing = snapshot.playback is Playback.PLAYING
        outcomes: list[Outcome] = []
        if aside.blind:
            outcomes = self._bridge_over(aside, snapshot, now, rules)
            if self.current is aside.session or not playing:
                return outcomes
        elif not aside.was_restarted(snapshot, now):
            return self._go_on(aside.session, snapshot, now, rules)
        if playing:
            return outcomes + self._change(snapshot, now, rules)
        return outcomes + self.rest(now, rules)

    def _bridge_over(
        self, aside: Aside, snapshot: Snapshot, now: Instant, rules: Rules
    ) -> list[Outcome]:
        """Decide what the speaker did while it was out of sight."""
        found = aside.bridge(snapshot, now)
        aside.session.clock.credit(found.credit)
        return (
            self._go_on(aside.session, snapshot, now, rules)
            if found.goes_on
            else self.close_aside(rules)
        )

    def _go_on(
        self, session: Session, snapshot: Snapshot, now: Instant, rules: Rules
    ) -> list[Outcome]:
        """Make ``session`` the current one again; what it displaces may come back in turn."""
        displaced, self.current = self.current, session
        if self.aside and self.aside.session is session:
            self.aside = None
        self._follow(session, snapshot, now)
        self.changed = True
        if (
            displaced is None
            or displaced.is_same(session)
            or displaced.clock.heard_at(now.monotonic) < FLICKER
        ):
            return []
        if displaced.passing:
            return close(displaced, now.monotonic, rules)
        self.aside = laid_aside(displaced, now, PROOF)
        return []


def _could_hear(session: Session, snapshot: Snapshot) -> bool:
    """Tell whether the session can be under way: a stream only plays, a record may pause."""
    if snapshot.playback is Playback.PAUSED:
        return not session.source.live
    return snapshot.playback is Playback.PLAYING
