"""The writer's queue."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from custom_components.spindle.store.errors import StoreBusyError, StoreClosedError
from custom_components.spindle.store.lanes import PLACES, Lane, Lanes, Work


def work(lane: Lane) -> Work:
    """Return something to do."""
    return Work(lane, lambda _db: None, Future())


def taken(lanes: Lanes) -> Work | None:
    """Take what is next without waiting."""
    return lanes.take(pause=False, patience=0)


def test_what_is_live_goes_before_what_is_bulk_in_its_own_order() -> None:
    lanes = Lanes()
    bulk, first, second = work(Lane.BULK), work(Lane.KEPT), work(Lane.LIVE)
    for one in (bulk, first, second):
        lanes.put(one)
    assert [taken(lanes) for _ in range(4)] == [first, second, bulk, None]


@pytest.mark.parametrize("lane", Lane)
def test_each_lane_is_bounded_by_itself(lane: Lane) -> None:
    lanes = Lanes()
    for _ in range(PLACES):
        lanes.put(work(lane))
    with pytest.raises(StoreBusyError):
        lanes.put(work(lane))
    for other in set(Lane) - {lane}:
        lanes.put(work(other))
    assert lanes.lost == (1 if lane is Lane.KEPT else 0)


def test_kept_work_cannot_be_cancelled() -> None:
    lanes = Lanes()
    kept, live = work(Lane.KEPT), work(Lane.LIVE)
    lanes.put(kept)
    lanes.put(live)
    assert not kept.future.cancel()
    assert live.future.cancel()
    assert kept.begin()
    assert not live.begin()


def test_dropping_spares_the_kept() -> None:
    lanes = Lanes()
    kept, live, bulk = work(Lane.KEPT), work(Lane.LIVE), work(Lane.BULK)
    for one in (live, kept, bulk):
        lanes.put(one)
    assert lanes.drop(kept=False) == [live, bulk]
    assert lanes.kept == 1
    assert lanes.drop(kept=True) == [kept]
    assert lanes.kept == 0


def test_stopping_lanes_take_nothing_and_leave_the_bulk() -> None:
    lanes = Lanes()
    live, bulk = work(Lane.LIVE), work(Lane.BULK)
    lanes.put(bulk)
    lanes.put(live)
    lanes.stop()
    with pytest.raises(StoreClosedError):
        lanes.put(work(Lane.KEPT))
    assert taken(lanes) is live
    assert taken(lanes) is None
    assert lanes.drop(kept=True) == [bulk]


def test_nudge_ends_a_pause_once() -> None:
    lanes = Lanes()
    lanes.nudge()
    assert lanes.wait(None)
    assert lanes.take_nudge()
    assert not lanes.take_nudge()
    assert not lanes.wait(0)
