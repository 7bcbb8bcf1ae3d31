"""A service's state is fetched by a supervised task, and again when that makes sense."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.service_coordinator import (
    FIRST_RETRY,
    JITTER,
    LAST_RETRY,
    ServiceCoordinator,
    pause_after,
)
from custom_components.spindle.supervisor import Supervisor
from custom_components.spindle.upstream.errors import Overdue, Unreachable
from custom_components.spindle.upstream.types import Wall, Why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

EVERY = 60.0


class Counting(ServiceCoordinator[int]):
    """Answers with the number of the fetch, or raises what stands next in its list."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        entry = MockConfigEntry(domain=DOMAIN)
        super().__init__(hass, entry, name="Somebody", every=EVERY)
        self.failures = deque[Exception]()
        self.fetched_at: list[float] = []
        self._freezer = freezer

    async def _async_fetch(self) -> int:
        self.fetched_at.append(self._freezer.time_to_freeze.timestamp())
        if self.failures:
            raise self.failures.popleft()
        return len(self.fetched_at)

    @property
    def pauses(self) -> list[float]:
        """Seconds between the fetches."""
        return [later - earlier for earlier, later in pairwise(self.fetched_at)]


@pytest.fixture
def coordinator(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> Iterator[Counting]:
    """One that is ready to run."""
    coordinator = Counting(hass, freezer)
    supervisor = Supervisor(hass)
    stop: list[object] = []

    def start() -> None:
        stop.append(supervisor.start("service", coordinator.run))

    hass.loop.call_soon(start)
    yield coordinator
    for one in stop:
        assert callable(one)
        one()


async def pass_time(hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let time pass, second by second."""
    await hass.async_block_till_done()
    for _ in range(int(seconds)):
        freezer.tick(1)
        async_fire_time_changed(hass)
        for _ in range(8):
            await asyncio.sleep(0)


async def test_it_goes_on_although_nobody_listens(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, coordinator: Counting
) -> None:
    assert not coordinator.last_update_success
    await pass_time(hass, freezer, 5 * EVERY + 5)
    assert coordinator.data == 6
    assert coordinator.pauses == pytest.approx([EVERY] * 5, abs=2)
    assert coordinator.update_interval is None


async def test_it_is_woken_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, coordinator: Counting
) -> None:
    await pass_time(hass, freezer, 1)
    coordinator.async_wake()
    await pass_time(hass, freezer, 1)
    assert coordinator.data == 2


async def test_failures_are_tried_again_ever_more_rarely_and_forgotten_at_once(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, coordinator: Counting
) -> None:
    coordinator.failures.extend([Unreachable("no route")] * 3)
    coordinator.failures.append(HomeAssistantError("the disk is full"))
    await pass_time(hass, freezer, 1)
    assert not coordinator.last_update_success
    await pass_time(hass, freezer, 160)
    assert coordinator.last_update_success
    for pause, expected in zip(coordinator.pauses, (5, 10, 20, 40, EVERY), strict=False):
        assert expected - 1 <= pause <= expected * (1 + JITTER) + 2
    assert len(coordinator.pauses) >= 5


async def test_a_deadline_is_kept_to_the_second_and_not_hammered(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, coordinator: Counting
) -> None:
    until = freezer.time_to_freeze.timestamp() + 600
    coordinator.failures.append(Overdue(until, Wall.RATE, Why.RATE))
    await pass_time(hass, freezer, 599)
    assert len(coordinator.fetched_at) == 1
    await pass_time(hass, freezer, 5)
    assert coordinator.last_update_success
    assert until <= coordinator.fetched_at[1] <= until + 4


async def test_what_goes_wrong_is_said_in_a_sentence(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, coordinator: Counting
) -> None:
    coordinator.failures.append(Unreachable("no route"))
    await pass_time(hass, freezer, 1)
    error = coordinator.last_exception
    assert isinstance(error, HomeAssistantError)
    assert error.translation_key == "service_silent"
    assert error.translation_placeholders == {"service": "Somebody", "reason": "no route"}


def test_pauses_grow_and_are_bounded() -> None:
    assert FIRST_RETRY <= pause_after(1) <= FIRST_RETRY * (1 + JITTER)
    assert LAST_RETRY <= pause_after(1000) <= LAST_RETRY * (1 + JITTER)
