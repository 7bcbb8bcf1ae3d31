"""What the clients of the metadata services have in common: how they ask, and who they say they are."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ...upstream.errors import NotFound
from ...upstream.types import DAY, Priority, Request
from . import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...upstream.cache import Caller

CONTACT: Final = "https://github.com/spindle-ha/spindle"
KEPT: Final = 7 * DAY
"""Seconds that what a service says of one thing stays good."""
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def user_agent(version: str) -> str:
    """Return how Spindle names itself to a service, with an address to complain at.

    https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting asks for this form.
    """
    return f"Spindle/{version} ( {CONTACT} )"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One way to ask one service: through its gate, with a priority and a patience.

    Every method raises ``UpstreamError`` when the call comes to nothing, and ``BadAnswer``
    when what came is not what is documented.
    """

    gate: Caller
    """The gate of the service, or a cache before it."""
    base: str
    """Address that every path follows."""
    priority: Priority = Priority.LIVE
    patience: float = 30.0
    """Seconds that may pass before a call is made."""

    async def _ask(
        self,
        path: str,
        *,
        family: str,
        params: Mapping[str, str] = NOTHING,
        ttl: float | None = None,
    ) -> Any:
        """Return the body of an answer."""
        return await self._call(
            Request(
                url=f"{self.base}{path}",
                family=family,
                params=params,
                priority=self.priority,
                patience=self.patience,
                ttl=ttl,
            )
        )

    async def _find(
        self,
        path: str,
        *,
        family: str,
        params: Mapping[str, str] = NOTHING,
        ttl: float | None = KEPT,
    ) -> Any:
        """Return the body of an answer about one thing, or None when it is not known there."""
        try:
            body = await self._ask(path, family=family, params=params, ttl=ttl)
        except NotFound:
            return None
        if body is None:
            raise reading.wrong("null")
        return body

    async def _call(self, request: Request) -> Any:
        answer = await self.gate.call(request)
        return answer.body
