"""Show what the importer is at: one sensor, which changes calmly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.const import EntityCategory
from homeassistant.core import callback

from .entity import HistoryEntity
from .import_progress import Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .import_progress import Progress
    from .runtime import HistoryConfigEntry

CALM: Final = 60.0
"""Seconds between two states in one phase; the panel is told every second."""


class ImportSensor(HistoryEntity, SensorEntity):
    """The phase of the importer, with how far it is."""

    _unrecorded_attributes = frozenset({"percent", "rows"})
    _attr_device_class = SensorDeviceClass.ENUM
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_options = [phase.value for phase in Phase]  # noqa: RUF012 (as the base class has it)

    def __init__(self, entry: HistoryConfigEntry) -> None:
        """Take the entry."""
        super().__init__(entry, "import")
        self._importer = self._runtime.house.importer
        self._shown = self._importer.progress
        self._shown_at = float("-inf")

    @property
    def native_value(self) -> str:
        """The phase."""
        return self._shown.phase.value

    @property
    def extra_state_attributes(self) -> Mapping[str, object] | None:
        """How much of the file has been read, while there is one."""
        if self._shown.phase is Phase.IDLE:
            return None
        return {"percent": self._shown.percent, "rows": self._shown.rows}

    async def async_added_to_hass(self) -> None:
        """Follow the importer."""
        await super().async_added_to_hass()
        self._shown = self._importer.progress
        self.async_on_remove(self._importer.async_add_progress_listener(self._on_progress))

    @callback
    def _on_progress(self, progress: Progress) -> None:
        now = self.hass.loop.time()
        if progress.phase is not self._shown.phase or now >= self._shown_at + CALM:
            self._shown = progress
            self._shown_at = now
            self.async_write_ha_state()
