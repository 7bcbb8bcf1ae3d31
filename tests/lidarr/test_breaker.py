"""Outages of the metadata server, and albums that only look like one."""

from __future__ import annotations

from random import Random

from custom_components.spindle.lidarr.breaker import LONGEST, Breaker


def breaker() -> Breaker:
    return Breaker(Random(1))  # noqa: S311 (of jitter)


def test_the_pauses_grow_and_end_with_an_answer() -> None:
    metadata = breaker()
    now, pauses = 0.0, []
    for item in range(12):
        assert not metadata.failed(item, now)
        pauses.append(metadata.pause(now))
        now += pauses[-1]
    assert pauses[:6] == sorted(pauses[:6])
    assert pauses[0] >= 60.0
    assert LONGEST <= pauses[-1] <= LONGEST * 1.5
    assert metadata.is_out
    metadata.succeeded(99)
    assert metadata.pause(now) == 0.0
    assert not metadata.is_out


def test_who_fails_while_others_are_answered_is_to_blame() -> None:
    metadata = breaker()
    assert not metadata.failed(1, 0.0)
    metadata.succeeded(2)
    assert metadata.failed(1, 100.0)
    assert metadata.pause(100.0) == 0.0, "and stops nobody else"
    metadata.succeeded(1)
    assert not metadata.failed(1, 200.0)


def test_a_person_may_have_it_tried_at_once() -> None:
    metadata = breaker()
    metadata.failed(1, 0.0)
    metadata.failed(2, 0.0)
    metadata.reset()
    assert metadata.pause(0.0) == 0.0
    assert not metadata.failed(1, 1.0), "nobody was answered, so nobody is to blame"
