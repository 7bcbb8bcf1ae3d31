"""What upstream remembers over a restart, and who keeps it: two doors the store answers at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class GateMemory(Protocol):
    """Keeps a gate's state; a state is a small JSON object."""

    async def load(self, account: str) -> Mapping[str, Any] | None:
        """Return what was last saved for an account, or None."""
        ...

    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:
        """Take a whole state to be written, and return immediately, whatever the disk does.

        ``at_once`` is a deadline, written now; all else may wait a minute and is coalesced:
        only the newest state of an account matters.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedAnswer:
    """An answer as it is kept."""

    status: int
    """404 is kept, too: that something is not known is an answer."""
    body: bytes
    """JSON, as it came."""
    answered_at: float
    """Epoch seconds at which the service last said it, or said that nothing has changed."""
    fresh_until: float
    """Epoch seconds from which it is asked again."""
    etag: str | None = None
    snapshot_id: str | None = None
    """The version of a playlist, where a service names it so."""


class CacheMemory(Protocol):
    """The cache's side on disk."""

    async def read(self, service: str, key: str) -> CachedAnswer | None:
        """Return the answer kept under a key, or None."""
        ...

    def write(self, service: str, key: str, answer: CachedAnswer) -> None:
        """Take an answer to be written, and return immediately; bounded, the newest stays."""
        ...
