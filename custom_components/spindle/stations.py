"""Know which station stands behind a stream: its address names the service, the title's not."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from .pulse import Pulse
    from .sonos_bridge import SonosBridge

REMEMBERED: Final = 128
"""Streams whose station is kept in mind, the most recently heard ones."""
ASK_AGAIN: Final = 120.0
"""Seconds after which a speaker that gave no answer may be asked again."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was learnt of a stream, and until when no answer stays one (monotonic)."""

    station: str | None
    ask_again: float


class Stations:
    """Asks each speaker, one question at a time, what it was told to play.

    ``get`` answers at once from memory and notes what is not known; the supervised
    ``run`` asks for it and calls ``on_found(speaker)``.
    """

    def __init__(self, bridge: SonosBridge, on_found: Callable[[str], None]) -> None:
        """Know nothing yet."""
        self._bridge = bridge
        self._on_found = on_found
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()
        self._wanted: dict[str, str] = {}
        self._something = asyncio.Event()

    def get(self, speaker: str, uri: str) -> str | None:
        """Give the station behind the stream ``uri`` of a coordinator, if it is known yet."""
        key = (speaker, uri)
        known = self._known.get(key)
        if known:
            self._known.move_to_end(key)
        if known is None or (known.station is None and known.ask_again <= time.monotonic()):
            self._wanted[speaker] = uri
            self._something.set()
        return known.station if known else None

    async def run(self, pulse: Pulse) -> None:
        """Find out what is wanted, for good: a supervised task."""
        while True:
            while self._wanted:
                wanted, self._wanted = self._wanted, {}
                await pulse.during(self._find_all(wanted))
            await pulse.rest(wake=self._something)
            self._something.clear()

    async def _find_all(self, wanted: dict[str, str]) -> None:
        """Ask every speaker that plays something unknown; the bridge keeps them few."""
        await asyncio.gather(*(self._find(speaker, uri) for speaker, uri in wanted.items()))

    async def _find(self, speaker: str, uri: str) -> None:
        """Ask one speaker, remember its answer, and tell it if it is one."""
        station = await self._bridge.station_uri(speaker)
        self._known[speaker, uri] = _Known(station, time.monotonic() + ASK_AGAIN)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        if station:
            self._on_found(speaker)
