"""Penalties: their length, what follows them, and what lifts them."""

from __future__ import annotations

from itertools import pairwise
import json
from random import Random

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.upstream.penalty import (
    ALL,
    LONGEST_COOL_DOWN,
    LONGEST_JITTER,
    Penalties,
    Penalty,
)
from custom_components.spindle.upstream.retry_after import LONGEST
from custom_components.spindle.upstream.types import DAY, Policy, Wall

POLICY = Policy(service="test", fastest=1.0)
NOW = 1_800_000_000.0


def penalties(seed: int = 1) -> Penalties:
    return Penalties(POLICY, Random(seed))  # noqa: S311 (it spreads calls)


def refuse(
    those: Penalties, wall: Wall = Wall.RATE, told: float | None = None, *, now: float = NOW
) -> Penalty:
    imposed = those.impose(ALL, wall, told, sent_at=now, now=now)
    assert imposed
    return imposed


@given(st.none() | st.floats(0, LONGEST), st.sampled_from(Wall), st.integers())
def test_it_is_never_shorter_than_asked_for_and_never_endless(
    told: float | None, wall: Wall, seed: int
) -> None:
    one = refuse(penalties(seed), wall, told)
    assert one.ends > NOW + (told or 0.0)
    assert one.opens - NOW <= LONGEST + LONGEST_JITTER + LONGEST_COOL_DOWN + 1.0


@pytest.mark.parametrize(
    ("wall", "told", "seconds"),
    [
        (Wall.RATE, None, 30.0),
        (Wall.RATE, 0.0, 30.0),
        (Wall.RATE, 2.0, 2.0),
        (Wall.QUOTA, None, 3600.0),
        (Wall.QUOTA, 5.0, 3600.0),
        (Wall.QUOTA, 48_925.0, 48_925.0),
    ],
)
def test_how_long_it_is(wall: Wall, told: float | None, seconds: float) -> None:
    one = refuse(penalties(), wall, told)
    assert seconds < one.ends - NOW <= seconds + min(seconds * 0.1, 300.0) + 1.0


def test_a_rest_follows_a_long_one() -> None:
    rests = [refuse(penalties(), told=told) for told in (60.0, 600.0, 86_400.0)]
    assert [one.opens - one.ends for one in rests] == pytest.approx([0.0, 300.0, 1800.0])


def test_refusals_in_a_row_are_met_with_longer_absence() -> None:
    those, now, lengths = penalties(), NOW, list[float]()
    for _ in range(5):
        one = refuse(those, told=1.0, now=now)
        lengths.append(one.ends - now)
        now = one.opens + 1
        those.lift(ALL, now)
    assert lengths[0] < 3
    assert all(later > sooner * 1.5 for sooner, later in pairwise(lengths))


def test_an_hour_without_refusal_is_a_new_beginning() -> None:
    those = penalties()
    one = refuse(those)
    those.lift(ALL, one.opens)
    assert refuse(those, now=one.opens + 3500).strikes == 2
    those = penalties()
    one = refuse(those)
    those.lift(ALL, one.opens)
    assert refuse(those, now=one.opens + 3700).strikes == 1


@given(st.lists(st.tuples(st.floats(0, 2 * DAY), st.floats(0, 3600)), min_size=1, max_size=10))
def test_a_deadline_is_never_brought_forward(refusals: list[tuple[float, float]]) -> None:
    those, now, deadline = penalties(), NOW, NOW
    for told, later in refusals:
        those.impose(ALL, Wall.RATE, told, sent_at=now, now=now)
        standing = those.standing()[ALL]
        assert standing.ends >= deadline
        deadline, now = standing.ends, now + min(later, max(0.0, deadline - now) / 2)


def test_calls_under_way_at_a_refusal_are_no_further_strikes() -> None:
    those = penalties()
    refuse(those, told=100.0)
    assert those.impose(ALL, Wall.RATE, 50.0, sent_at=NOW - 1, now=NOW + 1) is None
    longer = those.impose(ALL, Wall.RATE, 500.0, sent_at=NOW - 1, now=NOW + 1)
    assert longer
    assert longer.strikes == 1
    assert longer.ends >= NOW + 501


def test_only_a_probe_lifts_it() -> None:
    those = penalties()
    one = refuse(those, told=1000.0)
    assert those.to_probe("tracks", one.ends) == ()
    assert those.lift(ALL, one.ends) is None
    assert those.shut("tracks", one.opens - 1) == one
    assert those.shut("tracks", one.opens) is None
    assert those.to_probe("tracks", one.opens) == (ALL,)
    assert those.lift(ALL, one.opens) == one
    assert those.to_probe("tracks", one.opens) == ()
    assert those.standing() == {}


def test_one_familys_is_not_anothers() -> None:
    those = penalties()
    those.impose("shows", Wall.QUOTA, 5000.0, sent_at=NOW, now=NOW)
    assert those.shut("shows", NOW)
    assert those.shut("tracks", NOW) is None


@given(st.floats(0, LONGEST), st.floats(0, 2 * DAY), st.floats(-DAY, DAY))
def test_it_is_the_same_after_a_restart(told: float, pause: float, shift: float) -> None:
    those, again = penalties(), penalties()
    one = refuse(those, told=told)
    again.restore(json.loads(json.dumps(those.saved(NOW, shift))), NOW, -shift)
    later = NOW + pause
    assert (again.shut("tracks", later) is None) == (later >= one.opens) or abs(
        later - one.opens
    ) < 1e-3
    assert again.standing()[ALL].strikes == one.strikes


@given(
    st.dictionaries(
        st.sampled_from(["wall", "since", "until", "opens", "strikes", "lifted_at"]),
        st.none() | st.floats() | st.text(max_size=5) | st.just("rate") | st.integers(0),
    )
)
def test_a_damaged_penalty_shuts_for_no_longer_than_any_can(saved: dict[str, object]) -> None:
    those = penalties()
    those.restore({ALL: saved}, NOW, 0.0)
    assert those.shut("tracks", NOW + LONGEST + LONGEST_JITTER + LONGEST_COOL_DOWN + 2) is None
