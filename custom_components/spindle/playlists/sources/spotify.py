"""A Spotify account as a source of music: what its owner has saved, and their own playlists.

What was read before is asked for again only as far as it has changed.
"""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Final

from ...catalogue.identity import track_key
from ...spotify.account import SavedTracks, changed_playlists, own_playlists
from ...spotify.waiting import BACKGROUND
from ...store import playlist_library, playlist_published
from ...store.playlist_types import LibraryTrack
from ..spotify_account import spotify_later
from ..types import Problem, SourceKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Sequence

    from ...enrichment.desk import Store
    from ...spotify.types import Playlist, PlaylistItem, SavedTrack, Track
    from ..spotify_account import SpotifyAccount
    from ..types import Recipe

SLICE: Final = 200


class _AccountSource:
    """What is read of an account, whatever that is."""

    def __init__(
        self, recipe: Recipe, store: Store, account: SpotifyAccount, *, now: Callable[[], float]
    ) -> None:
        """Prepare to read; ``now`` is the wall clock (epoch seconds)."""
        self._recipe = recipe
        self._store = store
        self._account = account
        self._now = now
        self.problems: Sequence[Problem] = ()
        self.is_whole = False

    async def check(self) -> Sequence[Problem]:
        """Tell of nothing: whoever has an account can read it."""
        return ()


class SavedSource(_AccountSource):
    """The saved tracks."""

    kind = SourceKind.SPOTIFY_SAVED

    async def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Read what was saved lately, and give what was known with it; ``Later`` on refusal."""
        self.is_whole = False
        place = (self._recipe.id, self.kind)
        reading = SavedTracks(
            self._account.client,
            await self._store.read(playlist_library.added, *place),
            priority=BACKGROUND,
        )
        told: set[str] = set()
        async for saved in _patiently(reading.read(), self._now):
            told.update(one.track.uri for one in saved)
            yield [_saved(one) for one in saved]
        last = ""
        while known := await self._store.read(playlist_library.of_source, *place, last, SLICE):
            last = known[-1].item
            yield [one for one in known if one.item not in reading.gone and one.item not in told]
        self.is_whole = reading.is_whole


class PlaylistsSource(_AccountSource):
    """The playlists that the account's owner has made, but for those that Spindle has."""

    kind = SourceKind.SPOTIFY_PLAYLISTS

    async def scan(self) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Read those that have changed, and give the others as they were; ``Later`` on refusal."""
        self.is_whole = False
        client = self._account.client
        made_here = await self._store.read(playlist_published.target_ids, TargetKind.SPOTIFY)
        with spotify_later(self._now):
            own = await own_playlists(client, priority=BACKGROUND)
        playlists = [one for one in own if one.id not in made_here and one.total]
        stamps = await self._store.read(playlist_library.groups, self._recipe.id, self.kind)
        known = {name: stamp.rpartition(" ")[0] for name, stamp in stamps.items()}
        for playlist in playlists:
            if known.get(playlist.id) == playlist.snapshot_id:
                async for tracks in self._kept(playlist.id):
                    yield tracks
        changed = changed_playlists(client, playlists, known, priority=BACKGROUND)
        async for playlist, items in _patiently(changed, self._now):
            for tracks in batched(_listed(playlist, items), SLICE, strict=False):
                yield tracks
        self.is_whole = True

    async def _kept(self, playlist: str) -> AsyncIterator[Sequence[LibraryTrack]]:
        """Give what is kept of a playlist."""
        last, end = f"{playlist}/", f"{playlist}0"  # The digit is the sign behind the slash.
        while known := await self._store.read(
            playlist_library.of_source, self._recipe.id, self.kind, last, SLICE, before=end
        ):
            last = known[-1].item
            yield known


async def _patiently[T](slices: AsyncIterator[T], now: Callable[[], float]) -> AsyncIterator[T]:
    """Give what comes; ``Later`` when Spotify does not let it be read on now."""
    while True:
        with spotify_later(now):
            try:
                one = await anext(slices)
            except StopAsyncIteration:
                return
        yield one


def _saved(saved: SavedTrack) -> LibraryTrack:
    return _track(saved.track, item=saved.track.uri, stamp="", added_at=saved.added_at)


def _listed(playlist: Playlist, items: Collection[PlaylistItem]) -> list[LibraryTrack]:
    """Return the music of a playlist, each once, stamped with its version and its number."""
    music = {
        item.uri: item
        for item in items
        if item.track.artist and not item.track.is_local and not item.track.is_episode
    }
    stamp = f"{playlist.snapshot_id} {len(music)}"
    return [
        _track(item.track, item=f"{playlist.id}/{uri}", stamp=stamp, added_at=item.added_at)
        for uri, item in music.items()
    ]


def _track(track: Track, *, item: str, stamp: str, added_at: float | None) -> LibraryTrack:
    artist = track.artist or ""
    return LibraryTrack(
        item=item,
        stamp=stamp,
        key=track_key(artist, track.title),
        title=track.title,
        artist=artist,
        album=track.album,
        album_artist=track.album_artist,
        year=track.year,
        seconds=round(track.seconds) if track.seconds else None,
        isrc=track.isrc,
        added_at=added_at,
        spotify_uri=track.uri,
    )
