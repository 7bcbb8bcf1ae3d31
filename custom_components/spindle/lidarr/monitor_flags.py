"""Sees to it that what is searched for stays monitored.

A refresh that ran meanwhile may have written back the flags as they were before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import command_list
from .errors import LidarrConflict, LidarrNotFound, LidarrRefused, LidarrUnavailable

if TYPE_CHECKING:
    from ..store.lidarr_types import WantedItem
    from .answers import Album
    from .client import LidarrClient
    from .observation import Observation

MOST_TRIES: Final = 3
"""Times that flags are set again; whoever else sets them back may have a reason."""
MOST_WATCHED: Final = 1_000


class MonitorFlags:
    """Sets flags, and reads back at the next wakes whether they stand."""

    def __init__(self, client: LidarrClient) -> None:
        """Watch nothing yet."""
        self._client = client
        self._watched: dict[int, tuple[WantedItem, int]] = {}

    async def monitor(self, item: WantedItem, album: Album) -> None:
        """Have an album and its artist monitored; raises a ``LidarrError``."""
        if album.artist is None or not album.artist.is_monitored:
            await self._client.monitor_artist(album.artist_id, is_ours=item.is_our_artist)
        if not album.is_monitored:
            await self._client.monitor_album(album.id)

    def watch(self, item: WantedItem, album: Album) -> None:
        """Read an album's flags back from the next wake on."""
        if len(self._watched) < MOST_WATCHED:
            self._watched[album.id] = (item, MOST_TRIES)

    async def reassert(self, seen: Observation) -> None:
        """Set again what was set back; raises a ``LidarrError``.

        What Lidarr does not answer to is read back at the next wake.
        """
        for album_id, (item, tries) in tuple(self._watched.items()):
            try:
                album = await self._client.album(album_id)
            except LidarrNotFound:
                del self._watched[album_id]
                continue
            except LidarrUnavailable:
                return
            if album.is_monitored and (album.artist is None or album.artist.is_monitored):
                del self._watched[album_id]
            elif not command_list.is_rewriting(seen.commands, album.artist_id, album_id):
                await self._again(item, album, tries)

    async def _again(self, item: WantedItem, album: Album, tries: int) -> None:
        try:
            await self.monitor(item, album)
        except LidarrUnavailable:
            return
        except (LidarrConflict, LidarrRefused):
            tries = 1
        if tries > 1:
            self._watched[album.id] = (item, tries - 1)
        else:
            del self._watched[album.id]
