"""What is asked of one Spotify account, every call through its gate.

Only what a development-mode app of 2026 may call:
https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide.
Every method raises ``UpstreamError``: the kinds of ``errors``, and ``Overdue``,
``Unreachable`` and ``BadAnswer`` of the gate. What is not said to be otherwise may be made
twice without harm, and the gate does so by itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from ..catalogue.folding import clean
from ..upstream.errors import Bad, BadAnswer, Unreachable
from ..upstream.types import DAY, Priority
from . import answers, values
from .policy import Family
from .wire import Wire

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

    from ..upstream.cache import Caller
    from .types import (
        Album,
        Page,
        Playlist,
        PlaylistItem,
        Profile,
        RecentPage,
        SavedTrack,
        Track,
    )
    from .values import Row
    from .wire import AccessToken

BASE: Final = "https://api.spotify.com/v1"
PAGE: Final = 50
"""Rows of a page at most."""
FOUND: Final = 10
"""Rows of a search at most."""
WRITTEN: Final = 100
"""Items of a playlist that one call writes at most."""
KEPT: Final = 14 * DAY
"""Seconds that what Spotify says of the music itself stays good."""
_MOST_PAGES: Final = 2_000
_LONGEST_TERM: Final = 100
_LONGEST_NAME: Final = 100
_LONGEST_DESCRIPTION: Final = 300


class SpotifyClient:
    """One account, by whoever has signed in."""

    def __init__(
        self,
        gate: Caller,
        access_token: AccessToken,
        *,
        base: str = BASE,
        patience: float = 60.0,
    ) -> None:
        """Call through a gate, or a cache before it; wait ``patience`` seconds for a turn.

        ``access_token`` returns one that is good, as far as it knows.
        """
        self._wire = Wire(gate, access_token, base=base, patience=patience)
        self._user_id: str | None = None

    async def me(self, *, priority: Priority = Priority.LIVE) -> Profile:
        """Return who has signed in."""
        profile = answers.profile(await self._wire.get("/me", Family.ME, priority))
        self._user_id = profile.user_id
        return profile

    async def saved_tracks(
        self, offset: int = 0, *, priority: Priority = Priority.LIVE
    ) -> AsyncGenerator[Page[SavedTrack]]:
        """Yield the saved tracks, the latest first, page by page from an offset."""
        pages = self._pages("/me/tracks", Family.SAVED, answers.saved_track, offset, priority)
        async for page in pages:
            yield page

    async def playlists(
        self, *, priority: Priority = Priority.LIVE
    ) -> AsyncGenerator[Page[Playlist]]:
        """Yield the playlists in the library, also those that others own."""
        user_id = self._user_id or (await self.me(priority=priority)).user_id
        read = partial(answers.playlist, user_id=user_id)
        async for page in self._pages("/me/playlists", Family.PLAYLISTS, read, 0, priority):
            yield page

    async def playlist_items(
        self, playlist_id: str, *, priority: Priority = Priority.LIVE
    ) -> AsyncGenerator[Page[PlaylistItem]]:
        """Yield what is in a playlist, page by page; ``NotAllowed`` for what others own."""
        path = f"{_playlist(playlist_id)}/items"
        params = {"additional_types": "track,episode"}
        read = answers.playlist_item
        async for page in self._pages(path, Family.ITEMS, read, 0, priority, params):
            yield page

    async def recently_played(
        self, after_ms: int | None, *, priority: Priority = Priority.LIVE
    ) -> RecentPage:
        """Return what was played after a moment (epoch milliseconds), of the last 50 plays."""
        params = {"limit": str(answers.RECENT)}
        if after_ms is not None:
            params["after"] = str(after_ms)
        path = "/me/player/recently-played"
        return answers.recent_page(await self._wire.get(path, Family.RECENT, priority, params))

    async def search_album(
        self, artist: str, title: str, *, priority: Priority = Priority.LIVE
    ) -> tuple[Album, ...]:
        """Return albums that fit the names, the best first; ten at most."""
        query = f'album:"{_term(title)}" artist:"{_term(artist)}"'
        params = {"q": query, "type": "album", "limit": str(FOUND)}
        body = await self._wire.get("/search", Family.SEARCH, priority, params, KEPT)
        listed = values.inner(values.row(body, "search"), "albums")
        return answers.readable(listed, "items", answers.album)

    async def album_tracks(
        self, album_id: str, *, priority: Priority = Priority.LIVE
    ) -> tuple[Track, ...]:
        """Return all tracks of an album; neither album nor ISRC are told with them."""
        path = f"/albums/{quote(album_id, safe='')}/tracks"
        pages = self._pages(path, Family.ALBUM_TRACKS, answers.track, 0, priority, ttl=KEPT)
        return tuple([track async for page in pages for track in page.items])

    async def create_playlist(
        self, name: str, description: str, *, priority: Priority = Priority.LIVE
    ) -> Playlist:
        """Make a playlist, and return it. Never made twice by the gate: there would be two.

        It is wished not to be public, which Spotify does not always grant.
        """
        user_id = self._user_id or (await self.me(priority=priority)).user_id
        wanted = {
            "name": clean(name, _LONGEST_NAME),
            "description": clean(description, _LONGEST_DESCRIPTION),
            "public": False,
        }
        body = await self._wire.write("POST", "/me/playlists", Family.CREATE, wanted, priority)
        try:
            return answers.playlist(values.row(body, "playlist"), user_id)
        except BadAnswer as error:
            raise Unreachable(str(error), maybe_done=True) from error

    async def add_items(
        self,
        playlist_id: str,
        uris: Sequence[str],
        position: int,
        *,
        priority: Priority = Priority.LIVE,
    ) -> None:
        """Put up to 100 items into a playlist, the first of them at a position from 0.

        Never made twice by the gate: they would be in it twice.
        """
        wanted = {"uris": list(uris), "position": position}
        await self._write_items("POST", playlist_id, wanted, priority)

    async def remove_items(
        self, playlist_id: str, uris: Sequence[str], *, priority: Priority = Priority.LIVE
    ) -> None:
        """Take up to 100 items out wherever they are in a playlist."""
        wanted = {"items": [{"uri": uri} for uri in uris]}
        await self._write_items("DELETE", playlist_id, wanted, priority)

    async def replace_items(
        self, playlist_id: str, uris: Sequence[str], *, priority: Priority = Priority.LIVE
    ) -> None:
        """Have a playlist hold these up to 100 items and nothing else."""
        await self._write_items("PUT", playlist_id, {"uris": list(uris)}, priority)

    async def _pages[T](
        self,
        path: str,
        family: Family,
        read: Callable[[Row], T],
        offset: int,
        priority: Priority,
        params: Mapping[str, str] | None = None,
        ttl: float | None = None,
    ) -> AsyncGenerator[Page[T]]:
        """Yield the pages of a list."""
        following = offset
        for _ in range(_MOST_PAGES):
            span = {**(params or {}), "limit": str(PAGE), "offset": str(following)}
            body = await self._wire.get(path, family, priority, span, ttl)
            page = answers.page(body, read, following)
            yield page
            if page.next_offset is None:
                return
            following = page.next_offset
        raise BadAnswer(Bad.TOO_LARGE, f"{path} has no end")

    async def _write_items(
        self, method: str, playlist_id: str, body: Mapping[str, Any], priority: Priority
    ) -> None:
        """Write up to 100 items of a playlist."""
        path = f"{_playlist(playlist_id)}/items"
        await self._wire.write(method, path, Family.WRITE, body, priority)


def _playlist(playlist_id: str) -> str:
    return f"/playlists/{quote(playlist_id, safe='')}"


def _term(words: str) -> str:
    """Return words that stay within their quotation marks."""
    return clean(words.replace('"', " "), _LONGEST_TERM)
