"""A saved session comes back as it was, or not at all."""

from __future__ import annotations

import json
from math import inf, nan
from typing import Any, cast

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.listening.household import Household
from custom_components.spindle.listening.rules import Rules
from custom_components.spindle.listening.saved import LONGEST, MOST_ROOMS, restore, save
from custom_components.spindle.listening.types import Instant

from .stage import BATH, KITCHEN, LENGTH, MORNING, Stage

NOW = Instant(MORNING + 1000, 500.0)


def session() -> dict[str, Any]:
    """Return what is saved of a group that plays a track."""
    stage = Stage()
    stage.play("Sinnerman", repeat="one", queue_position=3)
    stage.regroup(KITCHEN, BATH)
    stage.wait(120)
    stage.stop()
    return stage.saved[KITCHEN]


def test_it_comes_back_as_it_was() -> None:
    saved = session()
    restored = restore(json.loads(json.dumps(saved)), NOW)
    assert restored is not None
    assert (restored.at, restored.playing) == (MORNING + 120, True)
    heard = restored.session.listening(NOW.monotonic)
    assert (heard.title, heard.artist, heard.album) == ("Sinnerman", "Nina Simone", "Pastel Blues")
    assert (heard.started_at, heard.listened, heard.duration) == (MORNING, 120, LENGTH)
    assert (heard.speaker, heard.rooms) == (KITCHEN, (KITCHEN, BATH))
    assert restored.session.counted
    assert restored.session.loops
    again = save(restored.session, Instant(restored.at, 0), playing=True)
    assert again == saved


HOSTILE = [
    None, True, "", "x" * 10**6, "\ud800", -1, 0, nan, inf, -inf, 10**400, 1e300, [], {}, [None],
    ["a"] * 10_000, {"a": 1}, b"",
]  # fmt: skip


@pytest.mark.parametrize("name", list(session()))
def test_anything_may_stand_in_a_field(name: str) -> None:
    for value in HOSTILE:
        restored = restore(session() | {name: value}, NOW)
        if restored is None:
            continue
        heard = restored.session.listening(NOW.monotonic)
        assert 0 <= heard.listened <= LONGEST
        assert 1 <= len(heard.rooms) <= MOST_ROOMS
        assert len(heard.title or "") <= 2048
        assert restored.at <= NOW.epoch
        save(restored.session, NOW, playing=True)


@pytest.mark.parametrize("name", list(session()))
def test_every_field_must_be_there(name: str) -> None:
    saved = session()
    del saved[name]
    assert restore(saved, NOW) is None


@pytest.mark.parametrize("saved", [None, [], "session", 7, {}, {"version": 99}])
def test_what_is_no_session_is_dropped_and_removed(saved: object) -> None:
    stage = Stage(known=False)
    stage.saved = cast("dict[str, dict[str, object]]", {KITCHEN: saved})
    stage.start()
    stage.idle()
    assert stage.saved == {}
    stage.play("Sinnerman")
    stage.wait(101)
    assert stage.plays == ["Sinnerman"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3),
    max_leaves=5,
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(list(session())), anything, max_size=6))
def test_nothing_saved_raises(changes: dict[str, object]) -> None:
    stage = Stage(known=False)
    stage.household = Household(Rules(), {KITCHEN: session() | changes})
    stage.play("Sinnerman", at=130)
    stage.wait(300)
    stage.idle()
    stage.wait(4000)
    assert len(stage.counted) <= 3
