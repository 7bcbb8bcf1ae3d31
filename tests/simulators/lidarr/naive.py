"""A submitter that goes by the depth alone: it reads it, and sends as much as would fit.

Between the search and the row in the queue lie minutes in which the depth knows nothing of
it; so this one asks for the same room again at every wake, and floods. It is here to show that
the simulated Lidarr is not too kind.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import aiohttp

from .stage import Unexpected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .stage import Caller

WAKE: Final = 180.0
"""Seconds between two wakes."""


class Naive:
    """Adds albums and has them searched for."""

    def __init__(self, caller: Caller, wanted: Iterable[str], *, cap: int, adds: int = 5) -> None:
        """Take what is wanted, by release group; so many are added at a wake."""
        self._caller = caller
        self._wanted = list(wanted)
        self._added: list[int] = []
        self._cap = cap
        self._adds = adds
        self.reads = 0
        """Times that the depth was read."""

    async def run(self) -> None:
        """Work until everything was searched for."""
        while self._wanted or self._added:
            await self._wake()
            await asyncio.sleep(WAKE)

    async def _wake(self) -> None:
        try:
            depth = await self._caller.depth()
        except aiohttp.ClientError:
            return
        self.reads += 1
        room = max(0, self._cap - depth)
        tried, self._added = self._added[:room], self._added[room:]
        for album_id in tried:
            album = await self._caller.get(f"/album/{album_id}")
            if not album.get("statistics"):
                self._added.append(album_id)
            elif album["statistics"]["trackFileCount"] < album["statistics"]["totalTrackCount"]:
                await self._caller.search(album_id)
        wanted, self._wanted = self._wanted[: self._adds], self._wanted[self._adds :]
        for mbid in wanted:
            try:
                self._added.append(await self._known(mbid))
            except Unexpected:  # It came with its artist meanwhile, or the metadata server fails.
                self._wanted.append(mbid)

    async def _known(self, mbid: str) -> int:
        """Return Lidarr's id of an album, which is added if need be."""
        known = await self._caller.get("/album", foreignAlbumId=mbid)
        album = known[0] if known else await self._caller.add(mbid)
        album_id: int = album["id"]
        return album_id
