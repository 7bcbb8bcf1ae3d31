"""When two tellings are one play."""

from __future__ import annotations

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.store.near import Telling, is_same_play, nearest

KITCHEN = frozenset({"kitchen"})
BATH = frozenset({"bath"})
ANYWHERE: frozenset[str] = frozenset()


def sonos(at: float, length: float | None = 200, rooms: frozenset[str] = KITCHEN) -> Telling:
    """Return the speaker's own word."""
    return Telling(at, length, "sonos", rooms)


def recorder(at: float, length: float | None = 200, rooms: frozenset[str] = KITCHEN) -> Telling:
    """Return the recorder's word, which knows the room."""
    return Telling(at, length, "recorder", rooms)


def spotify(at: float, length: float | None = 200) -> Telling:
    """Return the service's word, which knows no room."""
    return Telling(at, length, "spotify", ANYWHERE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(sonos(0), spotify(0), True, id="the service tells the same second"),
        pytest.param(sonos(100), spotify(41), True, id="stamped by its end's minute"),
        pytest.param(sonos(0), spotify(150), True, id="paused: the service's start is late"),
        pytest.param(sonos(0), spotify(200), False, id="the next of a repeat"),
        # Which it is nobody can tell: one play too many is seen, one too few never is.
        pytest.param(sonos(0), spotify(600), False, id="paused for longer than the title lasts"),
        pytest.param(sonos(0), spotify(195), False, id="the next of a repeat, clocks apart"),
        pytest.param(sonos(0, 40), spotify(40, 40), False, id="a short track on repeat"),
        pytest.param(sonos(0, 40), spotify(15, 40), True, id="a short track once"),
        pytest.param(sonos(0, None), spotify(50, None), True, id="nobody knows the length"),
        pytest.param(sonos(0, None), spotify(70, None), False, id="nobody knows, too far"),
        pytest.param(recorder(100, 100), sonos(0), True, id="the recorder began at a restart"),
        pytest.param(recorder(0, rooms=BATH), sonos(0), False, id="another room"),
        pytest.param(recorder(0, rooms=BATH | KITCHEN), sonos(0), True, id="a group of both"),
        pytest.param(sonos(0), sonos(0, rooms=ANYWHERE), False, id="one way tells no play twice"),
    ],
)
def test_same_play(one: Telling, other: Telling, same: bool) -> None:  # noqa: FBT001
    assert is_same_play(one, other) is same
    assert is_same_play(other, one) is same


def test_nearest_in_time_is_taken() -> None:
    known = [(1, sonos(0)), (2, sonos(210)), (3, sonos(420))]
    assert nearest(spotify(215), known) == 2
    assert nearest(spotify(195), known) == 2
    assert nearest(spotify(900), known) is None
    assert nearest(spotify(0), []) is None


tellings = st.builds(
    Telling,
    st.integers(0, 1000),
    st.none() | st.integers(1, 500),
    st.sampled_from(["sonos", "recorder", "spotify"]),
    st.frozensets(st.sampled_from(["kitchen", "bath"])),
)


@given(one=tellings, other=tellings)
def test_rule_knows_no_order(one: Telling, other: Telling) -> None:
    assert is_same_play(one, other) is is_same_play(other, one)
