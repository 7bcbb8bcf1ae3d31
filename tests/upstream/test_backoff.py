"""Pauses after failures in a row."""

from __future__ import annotations

from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.upstream.backoff import Backoff

RANDOM = Random(1)  # noqa: S311 (it spreads calls)
NOW = 1000.0


def pauses(backoff: Backoff, count: int, told: float | None = None) -> list[float]:
    found = []
    for _ in range(count):
        backoff.failed(NOW, RANDOM, told)
        found.append(backoff.until - NOW)
    return found


def test_every_failure_doubles_the_pause_up_to_the_longest() -> None:
    found = pauses(Backoff(first=1.0, longest=20.0), 8)
    for pause, least in zip(found, (1, 2, 4, 8, 16, 20, 20, 20), strict=True):
        assert least <= pause <= least * 1.5


def test_one_success_forgets_them_all() -> None:
    backoff = Backoff(first=1.0, longest=20.0)
    pauses(backoff, 8)
    backoff.succeeded()
    assert backoff.until <= NOW
    assert pauses(backoff, 1)[0] <= 1.5


def test_some_failures_are_borne() -> None:
    found = pauses(Backoff(first=60.0, longest=3600.0, borne=2), 3)
    assert found[:2] == [-NOW, -NOW]
    assert found[2] >= 60


def test_what_a_service_asks_for_is_given() -> None:
    assert pauses(Backoff(first=1.0, longest=20.0), 1, told=900.0)[0] >= 900.0


@pytest.mark.parametrize("told", [None, 0.0])
def test_a_service_that_asks_for_nothing_changes_nothing(told: float | None) -> None:
    assert pauses(Backoff(first=1.0, longest=20.0), 1, told=told)[0] <= 1.5


@given(st.integers(1, 3000))
def test_no_number_of_failures_is_too_many(failures: int) -> None:
    backoff = Backoff(first=1.0, longest=300.0)
    backoff.failures = failures
    backoff.failed(NOW, RANDOM)
    assert NOW < backoff.until <= NOW + 450.0
