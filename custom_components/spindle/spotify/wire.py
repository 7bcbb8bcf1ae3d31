"""One call to Spotify with the account's token, and what came back, as an answer or our error."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..upstream.errors import BadAnswer, Unauthorized, Unreachable, UpstreamError
from ..upstream.types import Request
from .errors import clearer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ..upstream.cache import Caller
    from ..upstream.types import Priority
    from .policy import Family

type AccessToken = Callable[[], Awaitable[str]]
"""Returns a token that is good as far as it knows, and renews it where it has run out."""


class Wire:
    """The way to one account. Its token goes in a header, and nowhere else."""

    def __init__(
        self, gate: Caller, access_token: AccessToken, *, base: str, patience: float
    ) -> None:
        """Call through a gate, or a cache before it; wait ``patience`` seconds for a turn."""
        self._gate = gate
        self._access_token = access_token
        self._base = base
        self._patience = patience

    async def get(
        self,
        path: str,
        family: Family,
        priority: Priority,
        params: Mapping[str, str] | None = None,
        ttl: float | None = None,
    ) -> Any:
        """Ask for something; raises ``UpstreamError``."""
        return await self._call(
            Request(
                url=self._base + path,
                family=family,
                params=params or {},
                priority=priority,
                patience=self._patience,
                ttl=ttl,
            )
        )

    async def write(
        self, method: str, path: str, family: Family, body: Mapping[str, Any], priority: Priority
    ) -> Any:
        """Have something changed; raises ``UpstreamError``. A POST is never made twice."""
        request = Request(
            url=self._base + path,
            family=family,
            method=method,
            json=body,
            priority=priority,
            patience=self._patience,
        )
        try:
            return await self._call(request)
        except BadAnswer as error:
            raise Unreachable(str(error), maybe_done=not request.is_idempotent) from error

    async def _call(self, request: Request) -> Any:
        """Make a call; again if the token has been renewed since it was refused."""
        token = await self._access_token()
        try:
            try:
                return await self._with(request, token)
            except Unauthorized:
                newer = await self._access_token()
                if newer == token:
                    raise
                return await self._with(request, newer)
        except UpstreamError as error:
            if (clear := clearer(error)) is error:
                raise
            raise clear from error

    async def _with(self, request: Request, token: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        answer = await self._gate.call(replace(request, headers=headers))
        return answer.body
