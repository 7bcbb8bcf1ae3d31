"""Whatever speakers say, in whatever order: what must always hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
import json
from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from custom_components.spindle.listening.household import Household
from custom_components.spindle.listening.replay import replay
from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.types import (
    Counted,
    Finished,
    Instant,
    Kind,
    Listening,
    Outcome,
    Playback,
    Repeat,
    Snapshot,
    Source,
    Step,
)

from .stage import BATH, HALL, KITCHEN, MORNING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOMS = (KITCHEN, BATH, HALL)
PATIENCE = 15.0
"""Seconds by which a listening may claim more than passed: its start lies that far back."""

sources = st.sampled_from(
    [
        Source(Kind.MUSIC, "spotify", "1"),
        Source(Kind.MUSIC, "airplay"),
        Source(Kind.RADIO, "tunein", live=True),
        Source(Kind.MUSIC, "music_assistant", live=True),
        Source(Kind.RADIO, "pandora"),
        Source(Kind.PODCAST, "pandora"),
        Source(Kind.TV, "tv"),
        Source(Kind.ANNOUNCEMENT, "http_stream"),
    ]
)
snapshots = st.builds(
    Snapshot,
    playback=st.sampled_from([Playback.PLAYING] * 4 + list(Playback)),
    source=sources,
    uri=st.sampled_from([None, "x-file-cifs://a", "x-file-cifs://b", "x-sonos-vli:1,airplay:2"]),
    title=st.sampled_from([None, "Sinnerman", "Time", "Radio X", "Werbung"]),
    artist=st.sampled_from([None, "Nina Simone", "Pink Floyd"]),
    station=st.sampled_from([None, "Radio X"]),
    duration=st.sampled_from([None, 0.5, 20.0, 31.0, 200.0, 200.0, 86_400.0]),
    position=st.sampled_from([None, 0.0, 1.0, 14.0, 100.0, 195.0, 5000.0]),
    repeat=st.sampled_from(Repeat),
    queue_position=st.sampled_from([None, 1, 2]),
    queue_size=st.sampled_from([None, 1, 9]),
    group=st.sampled_from([(), (), (KITCHEN, BATH), (BATH, KITCHEN), (HALL, KITCHEN, BATH)]),
)
moments = st.tuples(
    st.sampled_from([0.0, 0.5, 2.0, 9.0, 30.0, 100.0, 200.0, 2000.0]),
    st.sampled_from(ROOMS),
    snapshots,
    st.sampled_from(["hear"] * 12 + ["twice", "stop", "crash", "forget"]),
)


@dataclass
class Witness:
    """Lets a household hear anything, and swears to what must hold at every step."""

    household: Household = field(default_factory=lambda: Household(Rules()))
    now: Instant = field(default_factory=lambda: Instant(MORNING, 1000.0))
    saved: dict[str, dict[str, object]] = field(default_factory=dict)
    counted: Counter[tuple[object, ...]] = field(default_factory=Counter)
    finished: dict[tuple[object, ...], float] = field(default_factory=dict)

    def wait(self, seconds: float) -> None:
        """Let time pass, and everything due happen when it is due."""
        end = self.now.monotonic + seconds
        for _ in range(10_000):
            deadline = self.household.next_deadline()
            if deadline is None or deadline > end:
                break
            assert deadline >= self.now.monotonic - 1e-6
            self._pass_to(max(deadline, self.now.monotonic))
            self.take(self.household.advance(self.now))
        else:
            message = "time alone never comes to an end"
            raise AssertionError(message)
        self._pass_to(end)

    def hear(self, room: str, snapshot: Snapshot) -> Step:
        """Let a room say something now."""
        if snapshot.position is not None:
            snapshot = replace(snapshot, position_at=self.now.epoch)
        step = self.household.observe(room, snapshot, self.now)
        self.take(step)
        self.household.view(room)
        return step

    def take(self, step: Step) -> None:
        """Judge what came of it, and keep what is to be saved."""
        for outcome in step.outcomes:
            self.judge(outcome)
        for room, session in step.running.items():
            if session is None:
                assert self.saved.pop(room, None) is not None, "removed what was never saved"
            else:
                self.saved[room] = json.loads(json.dumps(session))
        deadline = self.household.next_deadline()
        assert deadline is None or deadline >= self.now.monotonic - 1e-6

    def judge(self, outcome: Outcome) -> None:
        """Hold one outcome against what may be."""
        heard = outcome.listening
        passed = self.now.epoch - heard.started_at
        assert heard.listened <= passed + PATIENCE
        assert heard.rooms[0] == heard.speaker
        name = name_of(heard)
        if isinstance(outcome, Counted):
            self.counted[name] += 1
            assert self.counted[name] == 1, f"{heard} was counted twice"
        elif isinstance(outcome, Finished):
            assert self.counted[name] == 1, f"{heard} was finished but never counted"
            assert heard.listened >= self.finished.get(name, 0.0), f"{heard} shrank"
            self.finished[name] = heard.listened

    def start(self) -> None:
        """Begin again with what was saved, a minute later."""
        self.household = Household(Rules(), dict(self.saved))
        self.now = Instant(self.now.epoch + 60, 50.0)

    def _pass_to(self, monotonic: float) -> None:
        """Move both clocks on."""
        self.now = Instant(self.now.epoch + monotonic - self.now.monotonic, monotonic)


def name_of(heard: Listening) -> tuple[object, ...]:
    """Return what names a listening for good."""
    return int(heard.started_at), heard.speaker, heard.title, heard.artist


@settings(max_examples=4 * settings().max_examples)
@given(st.lists(moments, max_size=25))
def test_whatever_speakers_say(story: Sequence[tuple[float, str, Snapshot, str]]) -> None:
    witness = Witness()
    for wait, room, snapshot, what in story:
        witness.wait(wait)
        if what == "forget":
            witness.take(witness.household.forget(room, witness.now))
        elif what in {"stop", "crash"}:
            if what == "stop":
                witness.take(witness.household.suspend(witness.now))
            witness.start()
        else:
            witness.hear(room, snapshot)
        if what == "twice":
            assert not witness.hear(room, snapshot).running
    witness.wait(10)
    for room in ROOMS:
        witness.take(witness.household.forget(room, witness.now))
    assert witness.saved == {}
    assert witness.counted.keys() == witness.finished.keys()


@given(st.lists(moments, max_size=25))
def test_a_recorded_past_is_judged_without_fail(
    story: Sequence[tuple[float, str, Snapshot, str]],
) -> None:
    """Each play is told once, by its last word; the epoch serves as the monotonic time."""
    epoch = MORNING
    events = []
    for wait, room, snapshot, _ in story:
        epoch += wait
        events.append((room, replace(snapshot, position=None), Instant(epoch, epoch)))
    outcomes = list(replay(events, Rules()))
    names = [name_of(one.listening) for one in outcomes if isinstance(one, Finished)]
    assert len(names) == len(set(names))
    assert not any(isinstance(one, Counted) for one in outcomes)
