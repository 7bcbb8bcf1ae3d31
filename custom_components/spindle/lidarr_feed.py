"""What somebody who looks is kept up to date with about the queue for Lidarr: its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import callback

from .lidarr_runtime import async_lidarr_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeassistant.core import CALLBACK_TYPE, HomeAssistant

    from .lidarr_coordinator import LidarrCoordinator


class LidarrPart:
    """Follows Lidarr's entry, whichever runs: a reload makes another."""

    def __init__(self, hass: HomeAssistant, changed: Callable[[], None]) -> None:
        """Take whom to tell that something is different; nobody is told before ``async_follow``."""
        self._hass = hass
        self._changed = changed
        self._coordinator: LidarrCoordinator | None = None
        self._leave: CALLBACK_TYPE | None = None

    @callback
    def async_follow(self) -> None:
        """Listen to the entry that runs now, if one does."""
        entry = async_lidarr_entry(self._hass)
        coordinator = entry.runtime_data.coordinator if entry else None
        if coordinator is not self._coordinator:
            self.async_stop()
            self._coordinator = coordinator
            if coordinator:
                self._leave = coordinator.async_add_listener(self._changed)

    @callback
    def async_stop(self) -> None:
        """Listen to nobody any more."""
        if self._leave:
            self._leave()
        self._coordinator = self._leave = None

    def figures(self) -> dict[str, Any] | None:
        """Tell how the queue stands, without a name; None where Lidarr is not set up."""
        state = self._coordinator.latest if self._coordinator else None
        if state is None:
            return None
        return {
            "phase": state.phase.value,
            "hold": state.hold and state.hold.value,
            "since": state.since,
            "waiting": state.waiting,
            "depth": state.depth,
            "cap": state.cap,
            "reserved": state.reserved,
            "counts": {status.value: count for status, count in state.counts.items()},
        }
