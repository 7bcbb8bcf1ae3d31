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

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .bridge import bridge
from .counting import close, counts_at, decide, view_of
from .session import FRESH_START, Session, again, begin, position_now
from .types import (
    Instant,
    Outcome,
    Playback,
    RoomView,
    Snapshot,
)

if TYPE_CHECKING:
    from .rules import Rules

PROOF: Final = 10.0
"""Seconds after which the next title, or silence, has proved itself."""
PATIENCE: Final = 120.0
"""Seconds a title waits while an announcement, a jingle or a pause of a stream lasts."""
BLINDNESS: Final = 1800.0
"""Seconds a title waits for a speaker that has been lost from sight."""
FLICKER: Final = 3.0
"""Seconds below which what vanishes again was never there."""
SEEK: Final = 3.0
"""Seconds a position may differ from the clock's before somebody has moved it."""
SAME_MOMENT: Final = 1.5
"""Seconds by which a moment may wander without being told anew."""
LOOP_PROOF: Final = 4.0
"""Seconds of playing on, after its end, that prove a repetition."""
MOST_LOOPS: Final = 50
"""Repetitions credited in one go; after that the clock has stood still, not the music."""


@dataclass(slots=True, kw_only=True)
class Aside:
    """A session that may go on. ``until`` is monotonic."""

    session: Session
    since: Instant
    until: float
    blind: bool = False
    """The speaker was out of sight: what it played meanwhile may be proved later."""
    playing: bool = False
    """It played when it was laid aside."""


class Tracker:
    """Follows one speaker, as the coordinator of its group."""

    def __init__(self, speaker: str) -> None:
        """Know nothing of the speaker yet."""
        self.speaker = speaker
        self.current: Session | None = None
        self.aside: Aside | None = None
        self.changed = False
        """A transition has happened since this was last set to False."""
        self._seen = False
        """The speaker has been in sight before."""
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
            outcomes += self._rest(now, rules)
        self._seen = True
        return outcomes + self.advance(now, rules)

    def advance(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Let time alone decide what it can until ``now``."""
        outcomes: list[Outcome] = []
        if self.aside and now.monotonic >= self.aside.until:
            outcomes += self._close_aside(rules)
        if self.current:
            outcomes += self._repeat(now, rules)
            outcomes += self._decide(self.current, now.monotonic, rules)
        return outcomes

    def next_deadline(self, rules: Rules) -> float | None:
        """Return the monotonic time at which ``advance`` has something to do."""
        moments = [self.aside.until] if self.aside else []
        if session := self.current:
            moments += [at] if (at := counts_at(session, rules)) is not None else []
            if session.loops and (ends_at := session.clock.ends_at()) is not None:
                moments.append(ends_at + LOOP_PROOF)
        return min(moments, default=None)

    def adopt(self, session: Session, since: Instant, now: Instant, *, playing: bool) -> None:
        """Take over a session that an earlier run saved at ``since``."""
        self.current = None
        self.aside = Aside(
            session=session,
            since=since,
            until=now.monotonic + BLINDNESS,
            blind=True,
            playing=playing,
        )
        self._seen = False

    def end(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Close everything: the speaker is gone for good."""
        outcomes = self._close_aside(rules)
        if self.current:
            outcomes += close(self.current, now.monotonic, rules)
            self.current = None
        return outcomes

    def step_back(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Lay the session aside: the speaker follows another one now."""
        return self._rest(now, rules)

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
        session = self.current
        if session and session.has_begun_again(snapshot, now):
            outcomes = close(session, now.monotonic, rules)
            self._begin(snapshot, now)
            return outcomes
        if session and (session.is_of(snapshot) or session.may_become(snapshot, now.monotonic)):
            self._follow(session, snapshot, now)
            return []
        if self.aside and self.aside.session.is_of(snapshot):
            return self._take_up(self.aside, snapshot, now, rules)
        outcomes = self._make_way(snapshot, now, rules)
        self._begin(snapshot, now)
        if self.aside and self.current and self.current.passing:
            self.aside.until = self.aside.since.monotonic + PATIENCE
        return outcomes

    def _pause(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Stand still, where the speaker says it does."""
        session = self.current
        if session and session.source.live:
            outcomes = self._close_aside(rules)
            self._lay_aside(now, PATIENCE)
            return outcomes
        if session and (session.is_of(snapshot) or session.may_become(snapshot, now.monotonic)):
            self._follow(session, snapshot, now)
            return []
        if session:
            return self._rest(now, rules)
        if self.aside and self.aside.blind and self.aside.session.is_of(snapshot):
            return self._take_up(self.aside, snapshot, now, rules)
        return []

    def _rest(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Nothing plays: the session is over unless it is back at once."""
        if self.aside and self.aside.blind:
            return self._close_aside(rules)
        if self.current is None:
            return []
        outcomes = self._close_aside(rules)
        self._lay_aside(now, PROOF)
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
        position = session.news_of_position(snapshot, now)
        if position is not None:
            difference = position - session.clock.position_at(now.monotonic)
            self.changed |= abs(difference) > SEEK
            session.clock.move_to(position, now.monotonic)
        self.changed |= session.note_group(self.speaker, snapshot)
        session.note_repeat(snapshot)

    def _lose_sight(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Lay the session aside until the speaker is seen again, as before a restart."""
        self._seen = False
        if self.current is None:
            return []
        outcomes = self._close_aside(rules)
        self._lay_aside(now, BLINDNESS, blind=True)
        return outcomes

    # Beginning, giving way, coming back

    def _begin(self, snapshot: Snapshot, now: Instant) -> None:
        """Begin a session with the title that plays."""
        self.current = begin(self.speaker, snapshot, now, first_sight=not self._seen)
        self.changed = True

    def _make_way(self, snapshot: Snapshot, now: Instant, rules: Rules) -> list[Outcome]:
        """Lay the current session aside, or what waits, for the title that plays now."""
        waiting = self.aside
        if waiting and waiting.blind:
            return self._bridge_over(waiting, snapshot, now, rules)
        if self.current is None:
            return []
        if waiting and self.current.passing:
            # What was interrupted still waits: another title comes after the jingle.
            outcomes = close(self.current, now.monotonic, rules)
            self.current = None
            waiting.until = min(waiting.until, now.monotonic + PROOF)
            return outcomes
        outcomes = self._close_aside(rules)
        self._lay_aside(now, PROOF)
        return outcomes

    def _take_up(
        self, aside: Aside, snapshot: Snapshot, now: Instant, rules: Rules
    ) -> list[Outcome]:
        """Go on with the session that was laid aside, if it really is the same play."""
        if aside.blind:
            outcomes = self._bridge_over(aside, snapshot, now, rules)
            if self.current is None and snapshot.playback is Playback.PLAYING:
                self._begin(snapshot, now)
            return outcomes
        session = aside.session
        position = position_now(snapshot, now)
        if position is not None and position < session.clock.position - FRESH_START:
            outcomes = self._make_way(snapshot, now, rules)
            self._begin(snapshot, now)
            return outcomes
        outcomes = []
        interruption = self.current
        self.aside = None
        if interruption and interruption.clock.heard_at(now.monotonic) >= FLICKER:
            outcomes = close(interruption, now.monotonic, rules)
        self._go_on(session, snapshot, now)
        return outcomes

    def _go_on(self, session: Session, snapshot: Snapshot, now: Instant) -> None:
        """Make ``session`` the current one again."""
        self.current = session
        self.changed = True
        self._follow(session, snapshot, now)

    def _bridge_over(
        self, aside: Aside, snapshot: Snapshot, now: Instant, rules: Rules
    ) -> list[Outcome]:
        """Decide what the speaker did while it was out of sight."""
        session = aside.session
        found = bridge(
            session,
            snapshot,
            now,
            gap=max(0.0, now.monotonic - aside.since.monotonic),
            played=aside.playing,
        )
        session.clock.credit(found.credit)
        self.aside = None
        self.changed = True
        if found.goes_on:
            self._go_on(session, snapshot, now)
            return []
        return close(session, now.monotonic, rules)

    def _lay_aside(self, now: Instant, patience: float, *, blind: bool = False) -> None:
        """Lay the current session aside for ``patience`` seconds."""
        session = self.current
        if session is None:
            return
        playing = session.clock.running
        session.clock.stop(now.monotonic)
        self.aside = Aside(
            session=session,
            since=now,
            until=now.monotonic + patience,
            blind=blind,
            playing=playing,
        )
        self.current = None
        self.changed = True

    # Counting, repeating, closing

    def _repeat(self, now: Instant, rules: Rules) -> list[Outcome]:
        """Turn playing on beyond the end into the plays that it proves."""
        outcomes: list[Outcome] = []
        for _ in range(MOST_LOOPS):
            session = self.current
            end = session.clock.ends_at() if session and session.loops else None
            if session is None or end is None or now.monotonic < end + LOOP_PROOF:
                return outcomes
            outcomes += close(session, end, rules)
            self.current = again(session, Instant(now.epoch - (now.monotonic - end), end))
            self.changed = True
        return outcomes

    def _decide(self, session: Session, now: float, rules: Rules) -> list[Outcome]:
        """Count the session if it is time."""
        undecided = not (session.counted or session.refused)
        outcomes = decide(session, now, rules)
        self.changed |= undecided and bool(session.counted or session.refused)
        return outcomes

    def _close_aside(self, rules: Rules) -> list[Outcome]:
        """Close what was laid aside; it did not come back."""
        aside, self.aside = self.aside, None
        if aside is None:
            return []
        self.changed = True
        return close(aside.session, aside.since.monotonic, rules)
