"""Have answers about the history told anew when albums have come further in Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.core import callback

if TYPE_CHECKING:
    from homeassistant.core import CALLBACK_TYPE

    from .house import House
    from .lidarr_coordinator import LidarrCoordinator


@callback
def async_keep_answers_fresh(house: House, coordinator: LidarrCoordinator) -> CALLBACK_TYPE:
    """Forget kept answers whenever items have moved; return how to stop that."""
    known = coordinator.latest.counts if coordinator.latest else {}

    @callback
    def look() -> None:
        nonlocal known
        counts = coordinator.latest.counts if coordinator.latest else known
        if counts != known:
            known = counts
            house.answers.async_forget()

    return coordinator.async_add_listener(look)
