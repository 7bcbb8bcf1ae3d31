"""The ledger of 24 hours, beside a slow one that remembers every call."""

from __future__ import annotations

import json

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.upstream.ledger import (
    BELOW_THE_WALL,
    BIN,
    LEAST_OF_SHARED,
    SHARES,
    STANDS_FOR,
    Ledger,
)
from custom_components.spindle.upstream.types import DAY, Policy, Priority

POLICY = Policy(service="test", fastest=1.0)
START = 1_800_000_000.0
GAPS = st.lists(st.floats(0.0, 20_000.0), max_size=200)


def policy(budget: int) -> Policy:
    return Policy(service="test", fastest=1.0, budget=budget)


def spent_between(calls: list[float], after: float, until: float) -> int:
    return sum(after < at <= until for at in calls)


@given(GAPS)
def test_no_call_of_a_day_is_forgotten_and_none_is_kept_for_long(gaps: list[float]) -> None:
    ledger, calls, now = Ledger(POLICY), list[float](), START
    for gap in gaps:
        now += gap
        ledger.spend("tracks", now)
        calls.append(now)
        spent = ledger.spent("tracks", now)
        assert spent_between(calls, now - DAY, now) <= spent
        assert spent <= spent_between(calls, now - DAY - BIN - 1e-3, now)


@given(GAPS, st.integers(1, 30), st.sampled_from(Priority))
def test_a_budget_holds_in_every_24_hours(
    gaps: list[float], budget: int, priority: Priority
) -> None:
    ledger, calls, now = Ledger(policy(budget)), list[float](), START
    for gap in gaps:
        now = max(now + gap, ledger.free_at("tracks", priority, now + gap))
        assert ledger.free_at("tracks", priority, now) == now
        ledger.spend("tracks", now)
        calls.append(now)
    most = max(1, int(budget * SHARES[priority]))
    assert all(spent_between(calls, at - DAY, at) <= most for at in calls)


@given(GAPS, st.integers(1, 30))
def test_a_budget_keeps_nobody_longer_than_it_must(gaps: list[float], budget: int) -> None:
    ledger, calls, now = Ledger(policy(budget)), list[float](), START
    for gap in gaps:
        now += gap
        free_at = ledger.free_at("tracks", Priority.PERSON, now)
        if free_at > now:
            assert spent_between(calls, free_at - DAY - 2 * BIN, now) >= budget
        else:
            ledger.spend("tracks", now)
            calls.append(now)


@given(GAPS, st.floats(0, 2 * DAY), st.floats(-DAY, DAY))
def test_a_ledger_is_the_same_after_a_restart(
    gaps: list[float], pause: float, shift: float
) -> None:
    ledger, now = Ledger(POLICY), START
    for gap in gaps:
        now += gap
        ledger.spend("tracks", now)
    ledger.refused("albums", now)
    again = Ledger(POLICY)
    saved = json.loads(json.dumps(ledger.saved(now, shift)))
    again.restore(saved, now, -shift)
    later = now + pause
    assert again.budget("albums", later) == ledger.budget("albums", later)
    assert again.spent("tracks", later + 1) <= ledger.spent("tracks", later)
    assert again.spent("tracks", later) >= ledger.spent("tracks", later)


def test_a_refusal_teaches_four_fifths_of_what_was_spent() -> None:
    ledger = Ledger(POLICY)
    for second in range(601):
        ledger.spend("shows", START + second)
    ledger.refused("shows", START + 601)
    assert ledger.budget("shows", START + 601) == int(600 * BELOW_THE_WALL)
    assert ledger.budget("tracks", START + 601) is None
    assert ledger.free_at("shows", Priority.PERSON, START + 601) > START + DAY


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_refusals_teach_only_downward(days: list[int]) -> None:
    ledger, now, before = Ledger(policy(40)), START, 40
    for calls in days:
        now += DAY * 0.8
        for _ in range(calls):
            ledger.spend("tracks", now)
        ledger.refused("tracks", now)
        learnt = ledger.budget("tracks", now)
        assert learnt is not None
        assert 1 <= learnt <= before
        before = learnt


@pytest.mark.parametrize("order", [("tracks", "search"), ("search", "tracks")])
def test_families_that_share_a_quota_are_found_out(order: tuple[str, str]) -> None:
    ledger = Ledger(POLICY)
    for second in range(663):
        ledger.spend("tracks", START + second)
    for family in order:
        ledger.spend(family, START + 700)
        ledger.refused(family, START + 700)
    again = Ledger(POLICY)
    again.restore(json.loads(json.dumps(ledger.saved(START + 700, 0.0))), START + 700, 0.0)
    for one in (ledger, again):
        assert one.budget("search", START + 700) == int(663 * BELOW_THE_WALL)
        assert one.spent("search", START + 700) == one.spent("tracks", START + 700) == 665
        one.spend("search", START + 701)
        assert one.spent("tracks", START + 701) == 666
        assert one.spent("albums", START + 701) == 0


def test_a_quota_that_nobody_known_has_spent_starves_no_family() -> None:
    ledger = Ledger(POLICY)
    for second in range(663):
        ledger.spend("tracks", START + second)
    ledger.spend("search", START + 700)
    ledger.refused("search", START + 700)
    assert ledger.budget("search", START + 700) == LEAST_OF_SHARED
    assert ledger.budget("tracks", START + 700) is None


def test_calls_of_other_programs_are_told_and_explain_a_refusal_but_hold_nobody_up() -> None:
    ledger = Ledger(Policy(service="test", fastest=1.0, budget=400, elsewhere={"others": 3000}))
    for second in range(5):
        ledger.spend("tracks", START + second)
    now = START + 10
    assert ledger.families == ("tracks", "others")
    assert (ledger.spent("others", now), ledger.budget("others", now)) == (3000, None)
    assert ledger.free_at("others", Priority.BACKFILL, now) == now
    ledger.refused("tracks", now)
    assert ledger.budget("tracks", now) == LEAST_OF_SHARED
    assert "others" not in ledger.saved(now, 0.0)


def test_families_with_quotas_of_their_own_stay_apart() -> None:
    ledger = Ledger(POLICY)
    for family, calls in (("tracks", 600), ("albums", 300)):
        for _ in range(calls + 1):
            ledger.spend(family, START)
        ledger.refused(family, START)
    assert ledger.budget("tracks", START) == 480
    assert ledger.budget("albums", START) == 240


def test_what_was_learnt_is_lifted_after_a_week_up_to_the_first_budget() -> None:
    ledger = Ledger(policy(100))
    for _ in range(51):
        ledger.spend("tracks", START)
    ledger.refused("tracks", START)
    budgets = [ledger.budget("tracks", START + day * DAY) for day in range(20)]
    assert budgets[:8] == [40] * 8
    assert budgets[8] == 50
    assert budgets[-1] == 100
    assert STANDS_FOR == 7 * DAY


def test_what_can_wait_leaves_something_for_a_person() -> None:
    ledger = Ledger(policy(10))
    spent = dict.fromkeys(reversed(Priority), 0)
    for priority in spent:
        while ledger.free_at("tracks", priority, START) == START:
            ledger.spend("tracks", START)
            spent[priority] += 1
    assert spent == {Priority.BACKFILL: 8, Priority.LIVE: 1, Priority.PERSON: 1}


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["calls", "learnt", "learnt_at", "x"]), inner)
        ),
    )
)
def test_a_damaged_ledger_can_be_worked_with(saved: object) -> None:
    ledger = Ledger(POLICY)
    ledger.restore({"tracks": saved}, START, 0.0)
    ledger.spend("tracks", START + DAY)
    assert ledger.spent("tracks", START + DAY) >= 1
    assert ledger.free_at("tracks", Priority.LIVE, START + DAY) >= START + DAY
