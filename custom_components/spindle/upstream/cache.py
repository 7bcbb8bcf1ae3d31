"""Answer a call by what was answered before, while that is good, and let the rest through.

Three things say that an answer is good: its time to live, the service's own word that
nothing has changed (``ETag``), and the version of a playlist (``snapshot_id``). That a
service does not know something is an answer too. Neither side of the cache makes anybody
wait: an answer is kept as the bytes that came, which nobody changes any more, and the disk
takes them when it can.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlencode

import orjson

from .body import parse_body
from .errors import BadAnswer, NotFound
from .memory import CachedAnswer
from .shelf import Shelf
from .types import Answer

if TYPE_CHECKING:
    from .clock import Clock
    from .memory import CacheMemory
    from .types import Request

LARGEST: Final = 256 << 10
"""Bytes of an answer that are kept at most; what is larger is asked for again."""
DISK_PATIENCE: Final = 0.5
"""Seconds that the disk has to tell what it keeps; then the service is asked."""
DISK_REST: Final = 30.0
"""Seconds for which a disk that took longer is left alone."""
SET_BACK: Final = 86_400.0
"""Seconds that an answer may lie in the future; beyond, the clock tells nothing of its age."""
OK: Final = 200
NOT_MODIFIED: Final = 304
NOT_KNOWN: Final = 404
NOTHING: Final = b"null"


class Caller(Protocol):
    """What calls go through: a gate, or a cache before it."""

    async def call(self, request: Request) -> Answer:
        """Return the answer; raises ``UpstreamError``."""
        ...


class Cache:
    """A caller that remembers, for one account of one service."""

    def __init__(
        self,
        caller: Caller,
        *,
        service: str,
        clock: Clock,
        memory: CacheMemory,
        shelf: Shelf | None = None,
    ) -> None:
        """Stand before a caller; answers are kept on disk under the service's name.

        Where accounts are answered differently, ``service`` names the account too.
        """
        self._caller = caller
        self._service = service
        self._clock = clock
        self._memory = memory
        self._shelf = Shelf() if shelf is None else shelf
        self._disk_rests_until = clock.monotonic()

    async def call(self, request: Request, *, snapshot_id: str | None = None) -> Answer:
        """Return an answer that is good still, or ask for one; raises ``UpstreamError``.

        Only what asks, and has a time to live, is kept. With a ``snapshot_id`` that is known
        to be the present one, the answer of that version is good for ever and no other is.
        """
        if request.ttl is None or not request.is_safe:
            return await self._caller.call(request)
        key = key_of(request)
        kept = await self._find(key)
        if kept is not None and self._is_good(kept, snapshot_id):
            try:
                return await _answer(kept)
            except BadAnswer:
                kept = None
        return await self._ask(request, request.ttl, key, kept, snapshot_id)

    async def _find(self, key: str) -> CachedAnswer | None:
        kept = self._shelf.get(key)
        if kept is None:
            found = await self._from_disk(key)
            # Another call may have been answered meanwhile.
            kept = self._shelf.get(key)
            if kept is None and found is not None:
                self._shelf.put(key, found)
                kept = found
        return kept

    async def _from_disk(self, key: str) -> CachedAnswer | None:
        """Return what the disk keeps, if it says so in time."""
        if self._clock.monotonic() < self._disk_rests_until:
            return None
        reading = asyncio.ensure_future(self._memory.read(self._service, key))
        timer = asyncio.ensure_future(self._clock.sleep(DISK_PATIENCE))
        try:
            await asyncio.wait((reading, timer), return_when=asyncio.FIRST_COMPLETED)
            if reading.done():
                return None if reading.exception() else reading.result()
            self._disk_rests_until = self._clock.monotonic() + DISK_REST
            return None
        finally:
            reading.cancel()
            timer.cancel()

    def _is_good(self, kept: CachedAnswer, snapshot_id: str | None) -> bool:
        if snapshot_id is not None:
            return kept.status == OK and kept.snapshot_id == snapshot_id
        now = self._clock.time()
        return kept.answered_at - SET_BACK <= now < kept.fresh_until

    async def _ask(
        self,
        request: Request,
        ttl: float,
        key: str,
        kept: CachedAnswer | None,
        snapshot_id: str | None,
    ) -> Answer:
        try:
            answer = await self._caller.call(_conditional(request, kept))
        except NotFound:
            self._keep(key, self._negative(ttl))
            raise
        now = self._clock.time()
        if answer.status == NOT_MODIFIED and kept is not None:
            same = replace(kept, answered_at=now, fresh_until=now + ttl)
            try:
                renewed = await _answer(same)
            except BadAnswer:
                return await self._ask(request, ttl, key, None, snapshot_id)
            self._keep(key, same)
            return renewed
        if answer.status == OK:
            body = orjson.dumps(answer.body) if answer.raw is None else answer.raw
            self._keep(
                key,
                CachedAnswer(
                    status=OK,
                    body=body,
                    answered_at=now,
                    fresh_until=now + ttl,
                    etag=answer.headers.get("ETag"),
                    snapshot_id=snapshot_id or _snapshot_id(answer.body),
                ),
            )
        return answer

    def _negative(self, ttl: float) -> CachedAnswer:
        now = self._clock.time()
        return CachedAnswer(status=NOT_KNOWN, body=NOTHING, answered_at=now, fresh_until=now + ttl)

    def _keep(self, key: str, answer: CachedAnswer) -> None:
        if len(answer.body) > LARGEST:
            self._shelf.drop(key)
            return
        self._shelf.put(key, answer)
        self._memory.write(self._service, key, answer)


def key_of(request: Request) -> str:
    """Return what an answer is kept under: the address with its parameters in order."""
    if request.cache_key is not None:
        return request.cache_key
    return f"{request.url}?{urlencode(sorted(request.params.items()))}"


def _conditional(request: Request, kept: CachedAnswer | None) -> Request:
    """Return a request that is answered only if what is kept has changed.

    https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
    """
    if kept is None or not kept.etag:
        return request
    return replace(request, headers={**request.headers, "If-None-Match": kept.etag})


def _snapshot_id(body: Any) -> str | None:
    """Return the version of a playlist that an answer names itself."""
    found = body.get("snapshot_id") if isinstance(body, dict) else None
    return found if isinstance(found, str) and found else None


async def _answer(kept: CachedAnswer) -> Answer:
    """Return a kept answer as a service gives it; raises ``BadAnswer`` if it is damaged."""
    if kept.status == NOT_KNOWN:
        raise NotFound("known to be unknown")
    return Answer(
        status=kept.status,
        headers={},
        body=await parse_body(kept.body),
        answered_at=kept.answered_at,
        from_cache=True,
        raw=kept.body,
    )
