"""The registry of questions, and how any answer is written as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
import inspect
from typing import TYPE_CHECKING

from homeassistant.helpers.json import json_bytes
import pytest

from custom_components.spindle.insight_json import Moments, as_plain
from custom_components.spindle.insight_questions import QUESTIONS

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant


class Colour(StrEnum):
    """A word."""

    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A part of an answer."""

    start: float | None
    plays: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of everything that answers are made of."""

    played_at: int
    starts: tuple[int, ...]
    day: date
    colour: Colour
    share: float
    is_known: bool
    parts: tuple[Inner, ...]
    by_name: dict[str, int]
    nobody: str | None
    secret: int = field(default=1, repr=False)


ANSWER = Answer(
    played_at=1_763_899_200,
    starts=(1_763_899_200, 1_763_902_800),
    day=date(2025, 11, 23),
    colour=Colour.GREEN,
    share=1 / 3,
    is_known=True,
    parts=(Inner(start=None, plays=1), Inner(start=0.5, plays=2)),
    by_name={"a": 1},
    nobody=None,
)
PLAIN = {
    "day": "2025-11-23",
    "colour": "green",
    "share": 0.3333,
    "is_known": True,
    "by_name": {"a": 1},
    "nobody": None,
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_asked_with_what_its_function_takes(name: str) -> None:
    question = QUESTIONS[name]
    db, scope, *own = inspect.signature(question.function).parameters.values()
    assert (db.name, scope.name) == ("db", "scope")
    needed = {one.name: one.default is inspect.Parameter.empty for one in own}
    assert needed.pop("zone")
    assert needed.pop("now")
    given = {str(key): type(key).__name__ == "Required" for key in question.arguments}
    assert given == needed


def test_for_programs_moments_are_epoch_seconds() -> None:
    assert as_plain(ANSWER, Moments.EPOCH) == PLAIN | {
        "played_at": 1_763_899_200,
        "starts": [1_763_899_200, 1_763_902_800],
        "parts": [{"start": None, "plays": 1}, {"start": 0.5, "plays": 2}],
    }


async def test_for_people_moments_are_local(hass: HomeAssistant) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    assert as_plain(ANSWER, Moments.ISO) == PLAIN | {
        "played_at": "2025-11-23T13:00:00+01:00",
        "starts": ["2025-11-23T13:00:00+01:00", "2025-11-23T14:00:00+01:00"],
        "parts": [
            {"start": None, "plays": 1},
            {"start": "1970-01-01T01:00:00+01:00", "plays": 2},
        ],
    }


def test_lists_of_numbers_and_words_stay_as_they_are() -> None:
    assert json_bytes(as_plain(((1, 2), ("a", "b"), (), (0.12345,)), Moments.EPOCH)) == (
        b'[[1,2],["a","b"],[],[0.1235]]'
    )
