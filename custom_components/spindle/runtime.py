"""Where the parts meet: what the history entry's platforms, flows and actions may rely on.

``HistoryRuntime`` leads to everything; the classes it names say what they offer. Epochs
are UTC seconds; every method is to be called from the event loop, and none of them blocks
it. ``async_add_…_listener`` returns the function that removes the listener again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .house import House
from .listener import Listener
from .listeners import Unsubscribe
from .speakers import Speaker, Speakers
from .supervisor import Supervisor, TaskState, TaskStatus
from .worker import JobHandler, JobResult, Worker

if TYPE_CHECKING:
    from .completeness import CompletenessCoordinator
    from .completion import Completion
    from .coordinator import HistoryCoordinator
    from .covers import Covers
    from .playlist_coordinator import PlaylistCoordinator
    from .public_gates import PublicGates

__all__ = [
    "HOUSE_KEY",
    "HistoryConfigEntry",
    "HistoryRuntime",
    "House",
    "JobHandler",
    "JobResult",
    "Listener",
    "Speaker",
    "Speakers",
    "Supervisor",
    "TaskState",
    "TaskStatus",
    "Unsubscribe",
    "Worker",
]


@dataclass(slots=True, kw_only=True)
class HistoryRuntime:
    """What the loaded history entry is made of."""

    house: House
    listener: Listener
    coordinator: HistoryCoordinator
    speakers: Speakers
    public_gates: PublicGates
    completion: Completion | None = None
    """None where no public service is let."""
    completeness: CompletenessCoordinator | None = None
    """The same."""
    playlists: PlaylistCoordinator | None = None
    """None where there is no recipe for playlists."""
    covers: Covers | None = None
    """None where the Cover Art Archive is not let."""


type HistoryConfigEntry = ConfigEntry[HistoryRuntime]

HOUSE_KEY: HassKey[House] = HassKey(DOMAIN)
