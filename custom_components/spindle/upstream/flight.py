"""A call under way, and everybody who waits for its answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .admission import Departure
    from .exchange import Reply
    from .types import Answer, Request

type Key = tuple[object, ...]


def key_of(request: Request) -> Key | None:
    """Return what makes two calls the same question; None for what must be made each time."""
    if not request.is_safe:
        return None
    params, headers = (tuple(sorted(said.items())) for said in (request.params, request.headers))
    return (request.method, request.url, params, headers)


class Flight:
    """One call over the network, shared by all who asked the same; each may leave alone."""

    def __init__(self, request: Request, key: Key | None, departure: Departure) -> None:
        """Carry nobody yet."""
        self.request = request
        self.key = key
        self.departure = departure
        self.task: asyncio.Task[Reply] | None = None
        self._callers = 0
        self._landed: asyncio.Future[Answer | BaseException] = (
            asyncio.get_running_loop().create_future()
        )

    def board(self) -> None:
        """Count one who waits for the answer; ``join`` or ``leave`` follows."""
        self._callers += 1

    def leave(self) -> None:
        """Go without an answer; the last to go ends the call."""
        self._callers -= 1
        if not self._callers and self.task:
            self.task.cancel()

    async def end(self) -> None:
        """Break the call off, and wait until it is."""
        if self.task:
            self.task.cancel()
            await asyncio.wait((self.task,))

    async def join(self) -> Answer | BaseException:
        """Wait for what comes of the call."""
        try:
            return await asyncio.shield(self._landed)
        finally:
            self.leave()

    def land(self, outcome: Answer | BaseException) -> None:
        """Tell everybody on board what came of it."""
        if not self._landed.done():
            self._landed.set_result(outcome)
