"""What is known and done in one wake."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .tidings import Tidings

if TYPE_CHECKING:
    from .holds import Held
    from .places import Places
    from .sight import Sight


@dataclass(slots=True, kw_only=True)
class Wake:
    """One wake, from its look at Lidarr on."""

    sight: Sight
    places: Places
    tidings: Tidings = field(default_factory=Tidings)
    sent: int = 0
    """Albums and artists added, and searches asked for."""
    held: Held | None = None
    """The first reason why something that was due was not sent."""

    def hold(self, held: Held) -> None:
        """Note why something is not sent."""
        self.held = self.held or held
