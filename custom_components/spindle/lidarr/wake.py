"""What is known and done in one wake."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .event_batch import EventBatch

if TYPE_CHECKING:
    from .budget import Budget
    from .holds import Held
    from .observation import Observation


@dataclass(slots=True, kw_only=True)
class Wake:
    """One wake, from its look at Lidarr on."""

    next_at: float
    """Epoch of the next wake, or a little before: what is put off until then is due in it."""
    seen: Observation
    budget: Budget
    events: EventBatch = field(default_factory=EventBatch)
    adds: int = 0
    """Albums and artists that Lidarr knows by us."""
    searches: int = 0
    """Searches that were asked for."""
    held: Held | None = None
    """The first reason why something that was due was not sent."""

    @property
    def reason(self) -> Held | None:
        """Why nothing was sent; None when something was, or nothing was due."""
        return None if self.adds or self.searches else self.held

    def hold(self, held: Held) -> None:
        """Note why something is not sent."""
        self.held = self.held or held
