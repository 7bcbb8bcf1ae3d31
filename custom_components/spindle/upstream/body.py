"""The body of an answer: so much of it and no more, and only if it is JSON."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import orjson

from .errors import Bad, BadAnswer

if TYPE_CHECKING:
    from aiohttp import ClientResponse

ASIDE_ABOVE: Final = 64 << 10
"""Bytes from which a body is parsed aside, so that the event loop goes on."""
_PIECE: Final = 64 << 10


async def read_body(response: ClientResponse, longest: int) -> bytes:
    """Return the bytes of an answer; ``BadAnswer`` for more than ``longest``, or cut off."""
    pieces: list[bytes] = []
    size = 0
    try:
        async for piece in response.content.iter_chunked(_PIECE):
            size += len(piece)
            if size > longest:
                raise BadAnswer(Bad.TOO_LARGE, f"more than {longest} bytes")
            pieces.append(piece)
    except aiohttp.ClientPayloadError as err:
        raise BadAnswer(Bad.TRUNCATED, str(err)) from err
    return b"".join(pieces)


async def parse_body(raw: bytes) -> Any:
    """Return what a body says, None for an empty one; ``BadAnswer`` when it is not JSON."""
    if len(raw) > ASIDE_ABOVE:
        return await asyncio.get_running_loop().run_in_executor(None, _parse, raw)
    return _parse(raw)


def _parse(raw: bytes) -> Any:
    """Return the JSON of a body."""
    text = raw.removeprefix(b"\xef\xbb\xbf").strip()
    if not text:
        return None
    if text.startswith(b"<"):
        raise BadAnswer(Bad.HTML)
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as err:
        is_cut = bool(err.doc) and err.pos >= len(err.doc)
        raise BadAnswer(Bad.TRUNCATED if is_cut else Bad.NOT_JSON, str(err)) from err
