"""Charts through the doors of two servers: Spindle's websocket, and Maloja's HTTP.

Both are real processes on loopback with the same plays, asked over one connection that stays
open. Every question is put twice: first as a new one, then again.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
import json
from pathlib import Path
import statistics
import tempfile
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from custom_components.spindle.store.connection import open_writer
from tests.e2e.process import HomeAssistant, only_one

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from aiohttp import ClientWebSocketResponse

    from .maloja import Maloja

KINDS: Final = ("artist", "track")
ROWS: Final = 50
"""As many as a page shows; the peer gives all, and knows no other way."""
SETTLING: Final = 45.0
"""Seconds until a Home Assistant that has just started is believed to rest.

Its recorder takes up the statistics of all years, once, for half a minute.
"""


class Span(NamedTuple):
    """Whole days of UTC, as epoch seconds, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Milliseconds on the wall until each answer was there."""

    new: tuple[float, ...]
    again: tuple[float, ...]

    def __str__(self) -> str:
        return (
            f"{statistics.median(self.new):.1f} ms (worst {max(self.new):.1f}), "
            f"asked again {statistics.median(self.again):.1f} ms"
        )


async def ask_spindle(database: Path, spans: list[Span]) -> Answered:
    """Ask for the charts of some spans over the websocket of a real Home Assistant."""
    with (
        only_one(),
        tempfile.TemporaryDirectory(prefix="spindle-bench-", ignore_cleanup_errors=True) as place,
    ):
        home = HomeAssistant(Path(place))
        home.prepare()
        async with home.client, _running(home, database), _websocket(home) as socket:
            numbers = iter(range(1, 2**31))

            async def ask(kind: str, span: Span) -> None:
                await socket.send_json(
                    {
                        "id": next(numbers),
                        "type": "spindle/top",
                        "kind": f"{kind}s",
                        "start": span.start,
                        "end": span.end,
                        "limit": ROWS,
                    }
                )
                answer = await socket.receive_json()
                assert answer["success"], answer

            return await _ask_all(ask, spans)


async def ask_maloja(maloja: Maloja, spans: list[Span]) -> Answered:
    """Ask for the charts of some spans over its HTTP."""
    with maloja.serving() as visitor:

        async def ask(kind: str, span: Span) -> None:
            json.loads(await asyncio.to_thread(visitor.chart, kind, span.start, span.end))

        return await _ask_all(ask, spans)


async def _ask_all(ask: Callable[[str, Span], Awaitable[None]], spans: list[Span]) -> Answered:
    new: list[float] = []
    again: list[float] = []
    # What has to be made ready for the first question of all is nobody's answer.
    await ask(KINDS[0], Span(spans[0].start - 86_400, spans[0].end))
    for span in spans:
        for kind in KINDS:
            for times in (new, again):
                began = time.perf_counter()
                await ask(kind, span)
                times.append((time.perf_counter() - began) * 1000)
    return Answered(new=tuple(new), again=tuple(again))


@asynccontextmanager
async def _running(home: HomeAssistant, database: Path) -> AsyncIterator[None]:
    """Set Spindle up, give it the history, and run it for as long as inside."""
    try:
        await home.start()
        await home.wait_ready()
        await home.client.add_entry("spindle")
        await home.stop()
        for file in home.directory.glob(f"{home.database.name}*"):
            file.unlink()
        with closing(open_writer(database)) as db:
            db.execute("VACUUM INTO ?", (str(home.database),))
        await home.start()
        await home.wait_ready()
        await asyncio.sleep(SETTLING)
        yield
    finally:
        await home.stop()


@asynccontextmanager
async def _websocket(home: HomeAssistant) -> AsyncIterator[ClientWebSocketResponse]:
    """Open a websocket, signed in."""
    async with home.client.session.ws_connect(
        f"{home.url}/api/websocket", max_msg_size=0
    ) as socket:
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": home.client.token})
        welcome: dict[str, Any] = await socket.receive_json()
        assert welcome["type"] == "auth_ok", welcome
        yield socket
