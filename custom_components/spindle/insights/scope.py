"""What a question is about: a span of time, and which rooms, services and origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .window import Window

ALWAYS: Final = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which plays count; whatever is left empty does not choose."""

    window: Window = ALWAYS
    speakers: frozenset[str] = frozenset()
    """Ids of the speakers that led; empty is all of them."""
    services: frozenset[str] = frozenset()
    """Slugs of the services the music came from."""
    origins: frozenset[str] = frozenset()
    """Ways by which a play was told, as in the column ``source``."""
    without_speakers: frozenset[str] = frozenset()
    """Ids of speakers whose plays the asker may not see."""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing but time chooses, so that sums answer it."""
        return not (self.speakers or self.services or self.origins or self.without_speakers)

    @property
    def only_withholds(self) -> bool:
        """Tell whether all is chosen but what the asker may not see."""
        return bool(self.without_speakers) and not (self.speakers or self.services or self.origins)

    def withheld(self) -> Scope:
        """Return the scope of what the asker may not see, in the same span of time."""
        return Scope(window=self.window, speakers=self.without_speakers)

    def within(self, window: Window) -> Scope:
        """Return the same choice in another span of time."""
        return Scope(
            window=window,
            speakers=self.speakers,
            services=self.services,
            origins=self.origins,
            without_speakers=self.without_speakers,
        )
