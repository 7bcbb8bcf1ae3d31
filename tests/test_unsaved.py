"""What waits for the store is bounded, the newest of each key, and never waited for."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.spindle.unsaved import Unsaved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

DELAY = 60.0
MOST = 10


@dataclass
class Store:
    """Takes what it is given, and says when it is written."""

    lots: list[dict[str, str]] = field(default_factory=list)
    written: list[Future[None]] = field(default_factory=list)
    is_closed: bool = False

    def write(self, values: Mapping[str, str]) -> Future[None]:
        """Take a lot."""
        if self.is_closed:
            raise HomeAssistantError("closed")
        self.lots.append(dict(values))
        self.written.append(Future())
        return self.written[-1]


@pytest.fixture
def store() -> Store:
    """A store that has written nothing yet."""
    return Store()


@pytest.fixture
def unsaved(hass: HomeAssistant, store: Store) -> Unsaved[str, str]:
    """What waits for it: ten letters at most."""
    return Unsaved(hass, store.write, delay=DELAY, most=MOST, size=len)


async def pass_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float = DELAY
) -> None:
    """Let time pass."""
    freezer.tick(seconds)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def test_values_gather_and_the_newest_of_each_key_is_written(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    store: Store,
    unsaved: Unsaved[str, str],
) -> None:
    unsaved.async_put("a", "1")
    unsaved.async_put("b", "1")
    await pass_time(hass, freezer, DELAY / 2)
    unsaved.async_put("a", "2")
    assert store.lots == []
    await pass_time(hass, freezer, DELAY / 2 + 1)
    assert store.lots == [{"a": "2", "b": "1"}]
    assert (unsaved.get("a"), len(unsaved)) == ("2", 2)
    store.written[0].set_result(None)
    await hass.async_block_till_done()
    assert (unsaved.get("a"), len(unsaved)) == (None, 0)
    await pass_time(hass, freezer)
    assert len(store.lots) == 1


async def test_what_is_urgent_takes_everything_with_it(
    store: Store, unsaved: Unsaved[str, str]
) -> None:
    unsaved.async_put("a", "1")
    unsaved.async_put("b", "1", at_once=True)
    assert store.lots == [{"a": "1", "b": "1"}]


async def test_one_lot_is_written_at_a_time(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    store: Store,
    unsaved: Unsaved[str, str],
) -> None:
    unsaved.async_put("a", "1", at_once=True)
    for number in range(2, 9):
        unsaved.async_put("a", f"{number}", at_once=True)
        await pass_time(hass, freezer)
    assert store.lots == [{"a": "1"}]
    assert unsaved.get("a") == "8"
    store.written[0].set_result(None)
    await hass.async_block_till_done()
    assert store.lots == [{"a": "1"}, {"a": "8"}]


async def test_what_is_refused_is_written_with_what_came_since(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    store: Store,
    unsaved: Unsaved[str, str],
) -> None:
    unsaved.async_put("a", "1")
    unsaved.async_put("b", "1", at_once=True)
    unsaved.async_put("b", "2")
    store.written[0].set_exception(RuntimeError("the disk is full"))
    await hass.async_block_till_done()
    assert len(store.lots) == 1
    await pass_time(hass, freezer)
    assert store.lots[1] == {"a": "1", "b": "2"}


async def test_there_is_only_so_much_room(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    store: Store,
    unsaved: Unsaved[str, str],
) -> None:
    unsaved.async_put("a", "12345")
    unsaved.async_put("b", "12345")
    unsaved.async_put("a", "123")
    unsaved.async_put("c", "123")
    assert (unsaved.get("b"), unsaved.get("a"), unsaved.get("c")) == (None, "123", "123")
    unsaved.async_put("huge", "1" * (MOST + 1))
    assert len(unsaved) == 0
    await pass_time(hass, freezer)
    assert store.lots == []


async def test_at_the_end_nothing_waits_for_what_is_underway(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    store: Store,
    unsaved: Unsaved[str, str],
) -> None:
    unsaved.async_put("a", "1", at_once=True)
    unsaved.async_put("a", "2")
    unsaved.async_flush()
    assert store.lots == [{"a": "1"}, {"a": "2"}]
    store.written[0].set_result(None)
    await hass.async_block_till_done()
    assert unsaved.get("a") == "2"
    store.written[1].set_exception(RuntimeError("closed"))
    await hass.async_block_till_done()
    await pass_time(hass, freezer)
    assert len(store.lots) == 2, "the store is closed"
    assert unsaved.get("a") == "2"
    unsaved.async_put("b", "1", at_once=True)
    assert store.lots[2] == {"a": "2", "b": "1"}


async def test_what_a_closed_store_does_not_take_stays(
    store: Store, unsaved: Unsaved[str, str]
) -> None:
    store.is_closed = True
    unsaved.async_put("a", "1", at_once=True)
    assert unsaved.get("a") == "1"
    store.is_closed = False
    unsaved.async_put("b", "1", at_once=True)
    assert store.lots == [{"a": "1", "b": "1"}]
