"""Spotify's URIs of many recordings, from a public service that need not be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..upstream.errors import Overdue, UpstreamError
from ..upstream.types import Priority
from .clients.labs import BATCH, Labs, Names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..upstream.cache import Caller

__all__ = ["BATCH", "Names", "Silent", "SpotifyIds"]

PATIENCE: Final = 300.0
"""Seconds that a call waits for its turn."""


class Silent(Exception):
    """It cannot be asked just now."""

    def __init__(self, at: float | None) -> None:
        """Tell when it can be (epoch); None where nobody knows."""
        super().__init__("ListenBrainz Labs" if at is None else f"ListenBrainz Labs until {at:.0f}")
        self.at = at


class SpotifyIds:
    """Asks ListenBrainz Labs about at most ``BATCH`` recordings at a time.

    What it does not know is left out. Every method raises ``Silent``.
    """

    def __init__(self, gate: Caller) -> None:
        """Ask through its gate."""
        self._labs = Labs(gate=gate, priority=Priority.BACKFILL, patience=PATIENCE)

    async def by_mbid(self, mbids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return URIs by the MBIDs of recordings, the best first."""
        try:
            return await self._labs.by_mbid(mbids)
        except UpstreamError as error:
            raise _silent(error) from error

    async def by_names(self, names: Sequence[Names]) -> Mapping[Names, tuple[str, ...]]:
        """Return URIs by names, the best first."""
        try:
            return await self._labs.by_names(names)
        except UpstreamError as error:
            raise _silent(error) from error


def _silent(error: UpstreamError) -> Silent:
    return Silent(error.at if isinstance(error, Overdue) else None)
