"""What an account holds, read with few calls: only what is not known yet is asked for.

Times are epoch seconds. Every reading raises ``UpstreamError`` when a call comes to nothing;
what it has yielded until then is known the next time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..upstream.types import Priority

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Collection, Mapping

    from .client import SpotifyClient
    from .types import Page, Playlist, PlaylistItem, SavedTrack


class SavedTracks:
    """One reading of the saved tracks, of which some are known from before.

    They come the latest first. So it ends at the first page that is known as it is, if their
    number says that nothing else has changed; a reading that was broken off is taken up where
    it ended; and where something is gone, everything is read.
    """

    def __init__(
        self,
        client: SpotifyClient,
        known: Mapping[str, float | None],
        *,
        priority: Priority = Priority.BACKFILL,
    ) -> None:
        """Take what is known: the tracks' URIs, and when each was saved."""
        self._client = client
        self._known = known
        self._priority = priority
        self._seen: set[str] = set()
        self._new = 0
        self._totals: set[int] = set()
        self.gone: frozenset[str] = frozenset()
        """URIs that are known and are not saved any more; none before the end."""
        self.is_whole = False
        """Whether everything that is saved has been told, now or before."""

    async def read(self) -> AsyncGenerator[tuple[SavedTrack, ...]]:
        """Yield what is new, or was saved anew, in slices."""
        async for page in self._pages(0):
            if new := self._take(page):
                yield new
            elif page.total >= self._counted:
                async for new in self._rest(page.total):
                    yield new
                if self._is_accounted_for():
                    return
                break
        else:
            self._end()
            return
        async for page in self._pages(0):
            if new := self._take(page):
                yield new
        self._end()

    @property
    def _counted(self) -> int:
        """How many there are by all that is known."""
        return len(self._known) + self._new

    def _is_accounted_for(self) -> bool:
        """Tell whether their number is what it should be; nothing can be missing then."""
        self.is_whole = self._totals == {self._counted}
        return self.is_whole

    def _end(self) -> None:
        """Conclude a reading of everything, unless it changed meanwhile."""
        self.is_whole = len(self._totals) == 1
        if self.is_whole:
            self.gone = frozenset(self._known.keys() - self._seen)

    async def _rest(self, total: int) -> AsyncGenerator[tuple[SavedTrack, ...]]:
        """Yield what comes behind all that is known, if anything does, and does begin there."""
        is_joint = False
        if total == self._counted:
            return
        async for page in self._pages(max(0, self._counted - 1)):
            first = page.items[0].track.uri if page.items else None
            is_joint = is_joint or first in self._known or first in self._seen
            if not is_joint:
                return
            if new := self._take(page):
                yield new

    async def _pages(self, offset: int) -> AsyncGenerator[Page[SavedTrack]]:
        async for page in self._client.saved_tracks(offset, priority=self._priority):
            self._totals.add(page.total)
            yield page

    def _take(self, page: Page[SavedTrack]) -> tuple[SavedTrack, ...]:
        """Return what is new on a page."""
        new: list[SavedTrack] = []
        for saved in page.items:
            uri = saved.track.uri
            if uri in self._seen:
                continue
            self._seen.add(uri)
            if uri not in self._known:
                self._new += 1
                new.append(saved)
            elif self._known[uri] != saved.added_at:
                new.append(saved)
        return tuple(new)


async def own_playlists(
    client: SpotifyClient, *, priority: Priority = Priority.BACKFILL
) -> tuple[Playlist, ...]:
    """Return the playlists that the account owns: one call for each fifty of all it follows."""
    pages = client.playlists(priority=priority)
    return tuple([each async for page in pages for each in page.items if each.is_own])


async def changed_playlists(
    client: SpotifyClient,
    playlists: Collection[Playlist],
    known: Mapping[str, str],
    *,
    priority: Priority = Priority.BACKFILL,
) -> AsyncGenerator[tuple[Playlist, tuple[PlaylistItem, ...]]]:
    """Yield those with their items that are not ``known``: ids, and the snapshots read before.

    A snapshot changes with a name or a cover too, so that a playlist may come unchanged; one
    whose snapshot is the same is the same: that is what snapshots are for, says
    https://developer.spotify.com/documentation/web-api/concepts/rate-limits
    """
    for playlist in playlists:
        if known.get(playlist.id) != playlist.snapshot_id:
            yield playlist, await playlist_items(client, playlist.id, priority=priority)


async def playlist_items(
    client: SpotifyClient, playlist_id: str, *, priority: Priority = Priority.BACKFILL
) -> tuple[PlaylistItem, ...]:
    """Return all items of a playlist in their order."""
    pages = client.playlist_items(playlist_id, priority=priority)
    return tuple([item async for page in pages for item in page.items])
