"""Show how an outside service stands, and when it may be asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import dt as dt_util

from .gate_coordinator import GateCoordinator
from .service_entity import ServiceEntity
from .upstream.types import GateState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from .enrichment.types import Service
    from .runtime import HistoryConfigEntry

STATE: Final = "service_state"
UNTIL: Final = "service_until"
CALLS: Final = "service_calls"


def service_sensors(entry: HistoryConfigEntry) -> Iterator[SensorEntity]:
    """Make the sensors of every service that is let."""
    for service in entry.runtime_data.public_gates.services.values():
        yield ServiceStateSensor(entry, service, STATE)
        yield ServiceUntilSensor(entry, service, UNTIL)
        yield ServiceCallsSensor(entry, service, CALLS)


class GateSensor(CoordinatorEntity[GateCoordinator], SensorEntity):
    """A sensor about one gate."""

    service: Service
    """Whose gate it is."""


class StateSensor(GateSensor):
    """How a service stands: whether it answers, is paced, or has said no."""

    _attr_device_class = SensorDeviceClass.ENUM
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_options = [state.value for state in GateState]  # noqa: RUF012 (as the base class has it)

    @property
    def native_value(self) -> str:
        """The state."""
        return self.coordinator.data.state.value

    @property
    def extra_state_attributes(self) -> Mapping[str, object]:
        """Which service it is, until when it says no, and why."""
        status = self.coordinator.data if self.available else None
        until = _moment(status.until if status else None)
        return {
            "service": self.service.slug,
            "service_name": self.service.name,
            "until": until.isoformat() if until else None,
            "why": status.why if status else None,
        }


class UntilSensor(GateSensor):
    """When a service that has said no may be asked again; unknown while it may."""

    _attr_device_class = SensorDeviceClass.TIMESTAMP
    _attr_entity_category = EntityCategory.DIAGNOSTIC

    @property
    def native_value(self) -> datetime | None:
        """The moment."""
        return _moment(self.coordinator.data.until)


class CallsSensor(GateSensor):
    """How often a service was called in 24 hours, and of which budget."""

    _unrecorded_attributes = frozenset({"spent", "budgets", "waiting"})
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_entity_registry_enabled_default = False
    _attr_state_class = SensorStateClass.MEASUREMENT

    @property
    def native_value(self) -> int:
        """All calls."""
        return sum(self.coordinator.data.spent.values())

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """The calls by endpoint family, what is allowed of each, and what waits at the gate."""
        if not self.available:
            return None
        status = self.coordinator.data
        return {
            "spent": dict(status.spent),
            "budgets": dict(status.budgets),
            "waiting": status.waiting,
        }


class ServiceStateSensor(ServiceEntity, StateSensor):
    """How a public service stands."""


class ServiceUntilSensor(ServiceEntity, UntilSensor):
    """When a public service may be asked again."""


class ServiceCallsSensor(ServiceEntity, CallsSensor):
    """How often a public service was called."""


def _moment(at: float | None) -> datetime | None:
    """Turn epoch seconds into a moment, to the second."""
    return None if at is None else dt_util.utc_from_timestamp(int(at))
