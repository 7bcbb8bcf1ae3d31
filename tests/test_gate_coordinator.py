"""What a gate says becomes calm states: whatever changes means something."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.gate_coordinator import SETTLED_AFTER, GateCoordinator
from custom_components.spindle.public_services import PUBLIC_SERVICES
from custom_components.spindle.upstream.types import GateState, GateStatus, Why

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.upstream.gate import Gate

NOW = 1_772_395_200.0
"""2026-03-01 20:00 UTC."""


def status(state: GateState, until: float | None = None, why: Why | None = None) -> GateStatus:
    return GateStatus(
        account="deezer", state=state, until=until, why=why, spent={}, budgets={}, waiting=0
    )


@dataclass
class FakeGate:
    """Stands as it is told to."""

    status: GateStatus = field(default_factory=lambda: status(GateState.OK))
    opened: int = 0

    async def open(self) -> None:
        """Count it."""
        self.opened += 1


@pytest.fixture
def gate() -> FakeGate:
    return FakeGate()


@pytest.fixture
def coordinator(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,  # noqa: ARG001 (the clock stands still)
    gate: FakeGate,
) -> GateCoordinator:
    return GateCoordinator(
        hass,
        MockConfigEntry(domain=DOMAIN),
        service=PUBLIC_SERVICES["deezer"],
        gate=cast("Gate", gate),
    )


async def look(coordinator: GateCoordinator, gate: FakeGate, said: GateStatus) -> GateStatus:
    """Let the gate stand so, and give what is shown of it."""
    gate.status = said
    await coordinator.async_refresh()
    return coordinator.data


async def test_a_gate_is_opened_once(coordinator: GateCoordinator, gate: FakeGate) -> None:
    assert not coordinator.opened.is_set()
    await coordinator.async_refresh()
    await coordinator.async_refresh()
    assert coordinator.opened.is_set()
    assert gate.opened == 1


async def test_a_service_that_is_paced_now_and_then_does_not_flicker(
    freezer: FrozenDateTimeFactory, coordinator: GateCoordinator, gate: FakeGate
) -> None:
    pacing, fine = status(GateState.PACING, why=Why.PACE), status(GateState.OK)
    assert await look(coordinator, gate, fine) == fine
    for _ in range(3):
        assert await look(coordinator, gate, pacing) == pacing
        freezer.tick(60)
        assert await look(coordinator, gate, fine) == pacing
        freezer.tick(60)
    freezer.tick(SETTLED_AFTER)
    assert await look(coordinator, gate, fine) == fine


async def test_a_wall_is_shown_at_once_also_after_pacing(
    coordinator: GateCoordinator, gate: FakeGate
) -> None:
    await look(coordinator, gate, status(GateState.PACING, why=Why.PACE))
    limited = status(GateState.RATE_LIMITED, NOW + 60, Why.RATE)
    assert await look(coordinator, gate, limited) == limited


@pytest.mark.parametrize(
    "state", [GateState.PACING, GateState.UNREACHABLE], ids=lambda state: state.value
)
async def test_a_moment_that_moves_with_every_call_is_not_shown(
    coordinator: GateCoordinator, gate: FakeGate, state: GateState
) -> None:
    assert (await look(coordinator, gate, status(state, NOW + 300))).until is None


async def test_clocks_that_drift_do_not_move_a_deadline(
    coordinator: GateCoordinator, gate: FakeGate
) -> None:
    told: list[float | None] = []
    for until in (NOW + 600, NOW + 600.4, NOW + 599.7, NOW + 700):
        shown = await look(coordinator, gate, status(GateState.QUOTA_EXCEEDED, until, Why.QUOTA))
        told.append(shown.until)
    assert told == [NOW + 600, NOW + 600, NOW + 600, NOW + 700]
