"""What the listener finds in the store when it begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .store.commands import get_meta, load_running, recall_services, set_meta

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

    from .house import House
    from .pulse import Pulse

RECALL_AGAIN: Final = 30.0
"""Seconds until a store that could not be opened is asked again."""
RECORDING: Final = "recording"
OFF: Final = "off"
ON: Final = "on"
RECORDING_SINCE: Final = "recording_since"
"""Epoch at which the switch was set to on again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What an earlier run left behind."""

    running: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """Speaker id → the saved form of the session that ran there."""
    services: Mapping[int, str] = field(default_factory=dict)
    """The household's music services: sid → name."""
    recording: bool = True


async def recalled(house: House, pulse: Pulse) -> Memory:
    """Ask the store, however long it takes, beating.

    Its writer is asked, which has written by then what an earlier run sent it last, and
    keeps the question while the disk refuses.
    """
    while True:
        try:
            return await pulse.during(house.write_kept(recall))
        except HomeAssistantError as error:
            LOGGER.debug("What the last run left behind cannot be read yet: %s", error)
        await pulse.rest(RECALL_AGAIN)


def recall(db: Connection) -> Memory:
    """Read it all in one go."""
    return Memory(
        running=load_running(db),
        services=recall_services(db),
        recording=is_recording(db),
    )


def is_recording(db: Connection) -> bool:
    """Tell whether the recording switch is on, by what was written down of it last."""
    return get_meta(db, RECORDING) != OFF


def recording_since(db: Connection) -> float | None:
    """Return the epoch at which the recording switch was set to on again; None if it never was."""
    at = get_meta(db, RECORDING_SINCE)
    return None if at is None else float(at)


def remember_recording(db: Connection, *, recording: bool, at: float) -> None:
    """Write down whether the recording switch is on, as it was set at ``at`` (epoch)."""
    if recording and not is_recording(db):
        set_meta(db, RECORDING_SINCE, repr(at))
    set_meta(db, RECORDING, ON if recording else OFF)
