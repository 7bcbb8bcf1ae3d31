"""Judge who may see the history, and what of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .const import (
    CONF_KIND,
    DOMAIN,
    KIND_HISTORY,
    OPTION_DISCREET_ROOMS,
    OPTION_VISIBILITY,
    VISIBLE_TO_EVERYONE,
)

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .runtime import HistoryConfigEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who may see the history."""

    hidden: frozenset[str] = frozenset()
    """Ids of the speakers of which they learn nothing."""


EVERYTHING: Final = Viewer()
"""An administrator, or an automation, which acts in nobody's name."""


def viewer_of(entry: HistoryConfigEntry, *, trusted: bool) -> Viewer | None:
    """Tell what the loaded history shows; None when it shows nothing.

    Who is trusted sees everything. All others see it when the household shares it, and
    nothing of its discreet rooms.
    """
    if trusted:
        return EVERYTHING
    if entry.options.get(OPTION_VISIBILITY) != VISIBLE_TO_EVERYONE:
        return None
    return Viewer(hidden=entry.runtime_data.speakers.discreet)


@callback
def async_discreet_rooms(hass: HomeAssistant) -> frozenset[str]:
    """Name the rooms of which only administrators learn anything, whether a history runs or not."""
    return frozenset(
        room
        for entry in hass.config_entries.async_entries(DOMAIN)
        if entry.data.get(CONF_KIND) == KIND_HISTORY
        for room in entry.options.get(OPTION_DISCREET_ROOMS, ())
    )
