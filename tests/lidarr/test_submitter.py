"""When the submitter wakes, what it tells, and what it does while Lidarr cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.lidarr.types import Hold, Phase, QueueEventType
from custom_components.spindle.store import lidarr_queue, lidarr_reads
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from tests.simulators.lidarr.fates import Fate, Plain
from tests.simulators.lidarr.music import made_up
from tests.simulators.lidarr.weather import Fault

from .world import WAKE, Household, Killed, live, wanted

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = 3_600.0
DAY = 24 * HOUR
GROUPS = tuple(made_up(3, 5).groups.values())


def test_with_nothing_to_do_it_sleeps_and_makes_not_one_call() -> None:
    async def story(house: Household) -> None:
        assert await house.submitter.wake() is None
        assert house.submitter.state.phase is Phase.ASLEEP
        await house.clock.sleep(HOUR)
        assert await house.submitter.wake() is None
        assert house.calls == []

    live(story)


def test_while_everything_waits_for_its_time_it_makes_not_one_call() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        house.refuse("POST", "album", 500, {"message": "database is locked"})
        await house.submitter.wake()
        calls = len(house.calls)
        due = house.item().next_attempt_at
        assert due is not None
        house.db.execute("UPDATE job SET next_attempt_at = next_attempt_at + 3000")
        await house.clock.sleep(WAKE)
        pause = await house.submitter.wake()
        assert pause == pytest.approx(due + 3000 - house.clock.time())
        assert house.submitter.state.phase is Phase.ASLEEP
        assert len(house.calls) == calls

    live(story)


def test_new_rows_wake_it_at_most_once_an_interval() -> None:
    async def story(house: Household) -> None:
        await house.submitter.wake()
        house.want([wanted(GROUPS[0])])
        await house.clock.sleep(10)
        assert await house.submitter.wake() == pytest.approx(WAKE - 10)
        assert house.calls == []
        house.submitter.check_now()
        await house.submitter.wake()
        assert house.item().status is WantedStatus.SUBMITTED

    live(story)


def test_who_wants_a_check_while_it_begins_another_gets_one() -> None:
    async def story(house: Household) -> None:
        ask = house.read

        async def ask_and_be_wanted(query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
            answer = await ask(query, *args, **kwargs)
            if query is lidarr_reads.work and not wanted_now:
                wanted_now.append(True)
                house.want([wanted(GROUPS[0])])
                house.submitter.check_now()
            return answer

        wanted_now: list[bool] = []
        house.read = ask_and_be_wanted  # type: ignore[method-assign]
        await house.submitter.wake()
        assert house.calls == []
        await house.submitter.wake()
        assert house.item().status is WantedStatus.SUBMITTED

    live(story)


def test_a_store_that_refuses_is_asked_again_at_once() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        house.dies_before = lidarr_queue.take_up
        with pytest.raises(Killed):
            await house.submitter.wake()
        await house.submitter.wake()
        assert house.item().status is WantedStatus.SUBMITTED

    live(story)


def test_it_tells_what_waits_what_is_taken_and_how_fast_it_goes() -> None:
    slow = Plain(Fate(search=HOUR))

    async def story(house: Household) -> None:
        house.want(wanted(group) for group in GROUPS)
        await house.submitter.wake()
        state = house.submitter.state
        assert (state.phase, state.depth, state.cap) == (Phase.SUBMITTING, 0, 4)
        assert state.waiting == 15
        assert state.next_wake_at == pytest.approx(house.clock.time() + WAKE, abs=20)
        assert state.per_hour is state.done_at is None, "nobody knows yet"
        await house.live(2 * HOUR)
        state = house.submitter.state
        assert state.waiting == 15 - len(house.searches())
        assert state.reserved + (state.depth or 0) == 4
        assert state.per_hour == pytest.approx(len(house.searches()) / 2, rel=0.1)
        assert state.done_at is not None
        assert state.done_at > house.clock.time()

    live(story, music=made_up(3, 5), cap=4, fates=slow)


def test_one_event_tells_of_all_that_came_together_and_one_that_nothing_waits() -> None:
    async def story(house: Household) -> None:
        house.want(wanted(group) for group in GROUPS[:3])
        await house.drain(within=2 * HOUR)
        told = [(event.type, event.count) for event in house.events]
        assert told == [
            (QueueEventType.SUBMITTED, 3),
            (QueueEventType.DRAINED, 3),
            (QueueEventType.AVAILABLE, 3),
        ]
        assert house.events[0].artist == "Artist"
        assert house.events[0].album == GROUPS[0].title

    live(story)


@pytest.mark.parametrize(
    ("fault", "hold"),
    [
        (Fault.RESET, Hold.UNREACHABLE),
        (Fault.BAD_GATEWAY, Hold.UNREACHABLE),
        (Fault.ERROR, Hold.UNREACHABLE),
        (Fault.SILENT, Hold.UNREACHABLE),
        (Fault.LOGIN, Hold.ELSEWHERE),
    ],
    ids=lambda each: str(each.value),
)
def test_when_the_depth_cannot_be_read_nothing_is_sent(fault: Fault, hold: Hold) -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        house.strike("GET", "queue", fault)
        await house.submitter.wake()
        assert house.written("album") == house.searches() == []
        state = house.submitter.state
        assert (state.phase, state.hold, state.depth) == (Phase.BLOCKED, hold, None)
        assert state.budget == 0
        assert house.item().attempts == 0
        await house.clock.sleep(WAKE)
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_a_refused_key_blocks_and_is_nobodys_fault() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        house.server.key = "another"
        await house.submitter.wake()
        state = house.submitter.state
        assert (state.phase, state.hold) == (Phase.BLOCKED, Hold.UNAUTHORIZED)
        assert house.item().attempts == 0

    live(story)


def test_it_drains_by_itself_after_days_in_which_lidarr_was_off() -> None:
    async def story(house: Household) -> None:
        house.want(wanted(group) for group in GROUPS)
        await house.live(2 * WAKE)
        house.machine.restart(2 * DAY)
        await house.live(DAY)
        house.start()
        await house.live(DAY - HOUR)
        state = house.submitter.state
        assert (state.phase, state.hold) == (Phase.BLOCKED, Hold.UNREACHABLE)
        assert state.since is not None
        assert house.clock.time() - state.since > DAY
        assert WantedStatus.FAILED not in house.counts
        await house.drain(within=DAY)
        assert house.counts == {WantedStatus.AVAILABLE: 15}

    live(story, music=made_up(3, 5), cap=3)


def test_an_empty_queue_after_a_restart_is_not_believed() -> None:
    long = Plain(Fate(download=10 * HOUR))

    async def story(house: Household) -> None:
        house.want(wanted(group) for group in GROUPS)
        await house.live(5 * WAKE)
        assert house.submitter.state.depth == 3
        sent = len(house.searches())
        house.machine.restart(5.0)
        await house.clock.sleep(10)
        house.machine.timeline.catch_up()
        assert house.machine.depth == 0
        house.submitter.check_now()
        await house.live(3 * WAKE)
        assert len(house.searches()) == sent
        assert house.submitter.state.depth == 3

    live(story, music=made_up(3, 5), cap=3, fates=long)


def test_a_search_that_a_restart_has_cut_off_is_asked_for_again() -> None:
    slow = Plain(Fate(search=600.0))

    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        await house.live(2 * WAKE)
        assert len(house.searches()) == 1
        house.machine.restart(20.0)
        await house.drain(within=3 * HOUR)
        assert len(house.searches()) == 2
        assert house.item().status is WantedStatus.AVAILABLE

    live(story, fates=slow)


def test_without_an_indexer_nothing_is_searched_for() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        house.machine.has_indexers = False
        await house.live(4 * WAKE)
        assert house.item().status is WantedStatus.SUBMITTED
        assert house.searches() == []
        state = house.submitter.state
        assert (state.phase, state.hold) == (Phase.BLOCKED, Hold.NO_INDEXER)
        assert state.detail
        house.machine.has_indexers = True
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_an_indexer_that_goes_meanwhile_is_noticed_by_the_search() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        await house.submitter.wake()
        house.machine.has_indexers = False
        await house.live(4 * WAKE)
        item = house.item()
        assert (item.status, item.reason) == (
            WantedStatus.MONITORED,
            WantedReason.NOTHING_FOUND,
        )
        assert len(house.searches()) == 1
        house.want([wanted(GROUPS[1])])
        await house.live(3 * WAKE)
        assert house.submitter.state.hold is Hold.NO_INDEXER
        assert len(house.searches()) == 1

    live(story)


def test_what_a_person_gives_up_is_left_alone() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        await house.submitter.wake()
        lidarr_queue.cancel(house.db, [house.item().id], house.clock.time())
        await house.clock.sleep(WAKE)
        assert await house.submitter.wake() is None
        assert house.item().status is WantedStatus.CANCELLED
        assert house.searches() == []

    live(story)


def test_a_wake_in_which_nothing_has_changed_asks_two_things_and_writes_nothing() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(GROUPS[0])])
        await house.live(HOUR)
        assert house.item().status is WantedStatus.DOWNLOADING
        calls, changes = len(house.calls), house.db.total_changes
        await house.wake()
        assert [call.partition("?")[0] for call in house.calls[calls:]] == [
            "GET /api/v1/command",
            "GET /api/v1/queue/details",
        ]
        assert house.submitter.state.depth == 1
        assert house.db.total_changes == changes

    live(story, fates=Plain(Fate(download=30 * DAY)))
