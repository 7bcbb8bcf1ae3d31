"""What the submitter tells of itself: when it is full, and when that is over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custom_components.spindle.lidarr.reporting import kept, pressure, resumed
from custom_components.spindle.lidarr.types import Hold, Phase, QueueEventType, SubmitterState
from custom_components.spindle.store import lidarr_held
from custom_components.spindle.store.lidarr_types import WantedStatus
from tests.simulators.lidarr.fates import Fate, Plain
from tests.simulators.lidarr.music import made_up

from .world import WAKE, Household, live, wanted

HOUR = 3_600.0

FREE = SubmitterState(phase=Phase.SUBMITTING, depth=20)
FULL = SubmitterState(
    phase=Phase.BACKPRESSURE, hold=Hold.CAP_REACHED, since=100.0, depth=50, waiting=7
)
GONE = replace(FULL, phase=Phase.BLOCKED, hold=Hold.UNREACHABLE, depth=None)


def test_what_is_put_on_the_queue_is_seen_at_once_though_lidarr_is_not_asked() -> None:
    async def story(house: Household) -> None:
        await house.submitter.wake()
        house.want([wanted(next(iter(made_up(1, 1).groups.values())))])
        await house.clock.sleep(10)
        await house.submitter.wake()
        state = house.submitter.state
        assert (state.waiting, state.counts) == (1, {WantedStatus.QUEUED: 1})
        assert state.next_wake_at == house.clock.time() + WAKE - 10
        assert house.calls == []

    live(story)


def test_full_is_told_when_it_lasts_and_once() -> None:
    assert pressure(FREE, FULL, was_told=False, now=1.0) is None
    told = pressure(FULL, FULL, was_told=False, now=2.0)
    assert told
    assert (told.type, told.reason) == (QueueEventType.BACKPRESSURE_STARTED, Hold.CAP_REACHED)
    assert (told.since, told.depth, told.count) == (100.0, 50, 7)
    assert pressure(FULL, FULL, was_told=True, now=3.0) is None


def test_it_is_over_when_something_can_be_sent_again_and_not_when_lidarr_is_gone() -> None:
    assert pressure(FULL, GONE, was_told=True, now=4.0) is None
    assert pressure(GONE, FULL, was_told=True, now=5.0) is None
    for after in (FREE, replace(FREE, phase=Phase.ASLEEP)):
        told = pressure(FULL, after, was_told=True, now=6.0)
        assert told
        assert (told.type, told.since) == (QueueEventType.BACKPRESSURE_CLEARED, 100.0)
        assert pressure(FULL, after, was_told=False, now=7.0) is None


def test_since_when_it_is_held_outlives_a_restart_and_is_not_told_twice() -> None:
    slow = Plain(Fate(search=4 * HOUR))

    async def story(house: Household) -> None:
        house.want(wanted(group) for group in made_up(1, 6).groups.values())
        await house.live(4 * WAKE)
        before = house.submitter.state
        assert (before.phase, before.hold) == (Phase.BACKPRESSURE, Hold.RESERVED)
        for _ in range(2):
            house.start()
            await house.live(4 * WAKE)
            after = house.submitter.state
            assert (after.phase, after.since) == (before.phase, before.since)
        kinds = [event.type for event in house.events]
        assert kinds.count(QueueEventType.BACKPRESSURE_STARTED) == 1
        house.submitter.check_now()
        await house.live(6 * HOUR)
        (cleared,) = (
            event for event in house.events if event.type is QueueEventType.BACKPRESSURE_CLEARED
        )
        assert cleared.since == before.since

    live(story, music=made_up(1, 6), cap=4, fates=slow)


def test_without_anything_to_do_nothing_is_written() -> None:
    async def story(house: Household) -> None:
        before = house.db.total_changes
        await house.submitter.wake()
        await house.clock.sleep(HOUR)
        await house.submitter.wake()
        assert house.db.total_changes == before
        assert lidarr_held.load(house.db) == {}

    live(story)


@pytest.mark.parametrize(
    "left",
    [
        {},
        {"phase": "blocked", "hold": "unreachable"},
        {"phase": "blocked", "hold": "moonshine", "since": 5},
        {"phase": None, "hold": "unreachable", "since": 5},
        {"phase": "blocked", "hold": "unreachable", "since": "yesterday"},
    ],
)
def test_what_cannot_be_read_of_the_last_run_is_seen_anew(left: dict[str, Any]) -> None:
    assert resumed(FREE, left) == FREE
    assert resumed(FREE, kept(GONE)).since == 100.0
    assert kept(FREE) == {}
