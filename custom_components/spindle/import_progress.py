"""How far the importer is, told calmly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .listeners import Listeners, Unsubscribe

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeassistant.core import HomeAssistant

    from .history import Report
    from .history.types import Chunk

CALM: Final = 1.0
"""Seconds between two words on how far an import is."""


class Phase(StrEnum):
    """What the importer is at."""

    IDLE = "idle"
    REHEARSING = "rehearsing"
    IMPORTING = "importing"
    PAUSED = "paused"
    """The disk is full or read-only; it goes on by itself."""
    UNDOING = "undoing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the importer is."""

    phase: Phase = Phase.IDLE
    import_id: int | None = None
    name: str | None = None
    """What a person knows the file by."""
    percent: int | None = None
    rows: int | None = None
    """Rows that have been read."""

    def after(self, chunk: Chunk, report: Report, size: int) -> Progress:
        """Return how far it is after a piece of a file of ``size`` bytes."""
        percent = min(99, 100 * chunk.bytes_read // size) if size else None
        return replace(self, percent=percent, rows=report.rows)


IDLE: Final = Progress()


class ProgressTeller:
    """The present progress, and those who want to know it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin idle."""
        self._hass = hass
        self._listeners = Listeners[[Progress]]()
        self._told_at = float("-inf")
        self.progress = IDLE

    @callback
    def async_add_listener(self, listener: Callable[[Progress], None]) -> Unsubscribe:
        """Call ``listener(progress)`` at every change of phase, and about once a second."""
        return self._listeners.add(listener)

    @callback
    def tell(self, progress: Progress) -> None:
        """Tell it at once when the phase is another, else when nothing was told lately."""
        now = self._hass.loop.time()
        is_other = (progress.phase, progress.import_id) != (
            self.progress.phase,
            self.progress.import_id,
        )
        if is_other or now >= self._told_at + CALM:
            self.progress = progress
            self._told_at = now
            self._listeners(progress)

    def tell_from_thread(self, progress: Progress) -> None:
        """Tell it, from any thread."""
        self._hass.loop.call_soon_threadsafe(self.tell, progress)
