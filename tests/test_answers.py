"""The kept answers: one question is asked once, and never answered by what was."""

from __future__ import annotations

import asyncio
from datetime import timedelta
import threading
from typing import TYPE_CHECKING

from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.spindle.answers import PLACES
from custom_components.spindle.store.errors import StoreTimeoutError
from tests.heard import begin

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.answers import Answers
    from tests.sonos_household import Home


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history to ask."""
    return await begin(hass, freezer, tmp_path)


@pytest.fixture(name="answers")
def answers_fixture(home: Home) -> Answers:
    """Its answers."""
    return home.house.answers


class Asked:
    """A question that counts how often it is asked, and waits when it is told to."""

    def __init__(self) -> None:
        """Answer at once."""
        self.times = 0
        self.go = threading.Event()
        self.go.set()

    def __call__(self, _: Connection) -> bytes:
        """Answer on a reading thread."""
        self.go.wait(10)
        self.times += 1
        return b"%d" % self.times


async def test_an_answer_holds_until_the_history_changes(home: Home, answers: Answers) -> None:
    asked = Asked()
    assert await answers.get("q", asked) == await answers.get("q", asked) == b"1"
    before = answers.generation
    home.house.async_plays_changed()
    assert answers.generation == before + 1
    assert await answers.get("q", asked) == b"2"


async def test_an_answer_holds_until_the_local_day_is_over(
    home: Home, answers: Answers, freezer: FrozenDateTimeFactory
) -> None:
    asked = Asked()
    await answers.get("q", asked)
    freezer.tick(timedelta(hours=10, minutes=59))
    assert await answers.get("q", asked) == b"1", "it is 23:59 in Berlin"
    freezer.tick(timedelta(minutes=2))
    assert await answers.get("q", asked) == b"2"
    assert home.hass.config.time_zone == "Europe/Berlin"


async def test_what_is_asked_twice_at_a_time_is_asked_once(answers: Answers) -> None:
    asked = Asked()
    asked.go.clear()
    waiting = [asyncio.ensure_future(answers.get("q", asked)) for _ in range(20)]
    await asyncio.sleep(0)
    waiting.pop().cancel()
    asked.go.set()
    assert await asyncio.gather(*waiting) == [b"1"] * 19


async def test_an_answer_that_a_change_overtook_is_not_kept(home: Home, answers: Answers) -> None:
    asked = Asked()
    asked.go.clear()
    early = asyncio.ensure_future(answers.get("q", asked))
    await asyncio.sleep(0)
    home.house.async_plays_changed()
    late = asyncio.ensure_future(answers.get("q", asked))
    await asyncio.sleep(0)
    asked.go.set()
    assert {await early, await late} == {b"1", b"2"}
    await answers.get("q", asked)
    assert asked.times == 2


async def test_only_so_many_are_kept_the_latest_asked(answers: Answers) -> None:
    asked = {number: Asked() for number in range(PLACES + 1)}
    for number in range(PLACES):
        await answers.get(number, asked[number])
    await answers.get(0, asked[0])
    await answers.get(PLACES, asked[PLACES])
    await answers.get(0, asked[0])
    await answers.get(1, asked[1])
    assert (asked[0].times, asked[1].times) == (1, 2)


async def test_a_failure_is_told_to_all_who_wait_and_is_not_kept(answers: Answers) -> None:
    def fails(_: Connection) -> bytes:
        raise StoreTimeoutError("It took too long.")

    waiting = [answers.get("q", fails) for _ in range(2)]
    failures = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(failure) for failure in failures] == [HomeAssistantError] * 2
    asked = Asked()
    assert await answers.get("q", asked) == b"1"


async def test_a_closed_store_answers_nothing(home: Home, answers: Answers) -> None:
    asked = Asked()
    await answers.get("q", asked)
    await home.house.release()
    with pytest.raises(HomeAssistantError):
        await answers.get("q", asked)
    await home.house.acquire()
