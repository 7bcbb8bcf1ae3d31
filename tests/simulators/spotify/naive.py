"""A client as many are written: one search for each track, and again at once when refused.

It is here to show that the simulated service is not too kind.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .music import Song

PAUSE: Final = 20.0
"""Seconds after which it asks again, whatever it was told."""


class Naive:
    """Looks for songs by their names."""

    def __init__(self, session: Any, token: str, base: str) -> None:
        """Ask with one token, for ever."""
        self._session = session
        self._headers = {"Authorization": f"Bearer {token}"}
        self._base = base
        self.found = 0

    async def look_for(self, songs: Iterable[Song]) -> None:
        """Look for one song after the other."""
        waiting = [f'track:"{song.title}" artist:"{song.artist}"' for song in songs]
        while waiting:
            if await self._search(waiting[0]):
                self.found += 1
                del waiting[0]
            else:
                await asyncio.sleep(PAUSE)

    async def _search(self, query: str) -> bool:
        """Tell whether there was an answer."""
        params = {"q": query, "type": "track", "limit": "1"}
        async with self._session.request(
            "GET", f"{self._base}/search", params=params, headers=self._headers
        ) as response:
            await response.read()
            return bool(response.status == HTTPStatus.OK)
