"""Show how much is left to complete, and how much is known: for those who want the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.sensor import SensorEntity, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.helpers.update_coordinator import CoordinatorEntity
from homeassistant.util import dt as dt_util

from .completeness import CompletenessCoordinator, share_of
from .service_entity import PublicEntity
from .store.fact_values import Field
from .store.search_index import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .runtime import HistoryConfigEntry


def completeness_sensors(entry: HistoryConfigEntry) -> Iterator[SensorEntity]:
    """Make the sensors, where any service may be asked."""
    if coordinator := entry.runtime_data.completeness:
        yield BacklogSensor(entry, coordinator)
        yield CoverageSensor(entry, coordinator)


class CompletenessEntity(CoordinatorEntity[CompletenessCoordinator], PublicEntity, SensorEntity):
    """A figure of completing."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_entity_registry_enabled_default = False
    _attr_state_class = SensorStateClass.MEASUREMENT

    def __init__(
        self, entry: HistoryConfigEntry, coordinator: CompletenessCoordinator, key: str
    ) -> None:
        """Take the entry, who counts, and which figure it is."""
        CoordinatorEntity.__init__(self, coordinator)
        PublicEntity.__init__(self, entry, key)


class BacklogSensor(CompletenessEntity):
    """How many artists, albums and tracks services may still be asked about."""

    _unrecorded_attributes = frozenset({"tracks", "albums", "artists", "done_at"})

    def __init__(self, entry: HistoryConfigEntry, coordinator: CompletenessCoordinator) -> None:
        """Take the entry, and who counts."""
        super().__init__(entry, coordinator, "backlog")

    @property
    def native_value(self) -> int:
        """All of them."""
        left = self.coordinator.data.left
        return left.tracks + left.albums + left.artists

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """Which they are, and when they will be done, as far as anybody can tell."""
        if not self.available:
            return None
        left = self.coordinator.data.left
        done_at = None if left.eta is None else dt_util.utc_from_timestamp(int(left.eta))
        return {
            "tracks": left.tracks,
            "albums": left.albums,
            "artists": left.artists,
            "done_at": done_at.isoformat() if done_at else None,
        }


class CoverageSensor(CompletenessEntity):
    """The percent of plays whose ISRC is known; of everything else as attributes."""

    _unrecorded_attributes = frozenset({"known"})
    _attr_native_unit_of_measurement = PERCENTAGE
    _attr_suggested_display_precision = 1

    def __init__(self, entry: HistoryConfigEntry, coordinator: CompletenessCoordinator) -> None:
        """Take the entry, and who counts."""
        super().__init__(entry, coordinator, "coverage")

    @property
    def native_value(self) -> float | None:
        """The percent."""
        return self.coordinator.data.share(NameKind.TRACK, Field.ISRC)

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """The percent of plays by what is known of their track, album or artist."""
        if not self.available:
            return None
        known = {
            f"{one.kind.table}_{one.field}": share_of(one) for one in self.coordinator.data.coverage
        }
        return {"known": known}
