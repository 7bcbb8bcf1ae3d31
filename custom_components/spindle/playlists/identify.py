"""Find out under which names Spotify has the music of a recipe, with as few calls as can be.

What is known here comes first, then a public service that knows a hundred at once, and only
then Spotify itself, album by album. Every answer is kept when it comes: a run that was killed,
or has to wait a day, goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING, Final

from ..enrichment.spotify_ids import BATCH, Names, Silent
from ..spotify.waiting import BACKGROUND, REFUSALS
from ..store import playlist_identities, playlist_sought
from ..store.playlist_identities import Identity, Outcome, Way
from .identify_albums import Verdict, among, fitting, wanted_albums, worth_searching
from .spotify_account import spotify_later
from .types import Identification, Later, Unclear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set as AbstractSet

    from ..enrichment.desk import Store
    from ..store.playlist_sought import Sought
    from ..store.playlist_types import LibraryTrack
    from .identify_albums import WantedAlbum
    from .spotify_account import SpotifyAccount
    from .threads import InThread

SLICE: Final = 200
"""Tracks that are looked up together."""
STANDS: Final = 30 * 86_400.0
"""Seconds after which it is asked again for what was not found."""
FORGOTTEN: Final = 730 * 86_400.0
"""Seconds after which it is asked again for what was found."""
SHORT: Final = 3_600.0
"""Seconds that the public service is waited for; longer, and it is done without."""
MOMENT: Final = 60.0
"""Seconds that it is waited for at least."""
BUSY: Final = "spotify_ids_busy"
MOST_READ: Final = 2
"""Editions of an album that are read."""
VARIOUS: Final = "Various Artists"
"""Who Spotify says an album of many artists is by."""
UNKNOWN: Final = Verdict(Outcome.UNMATCHED)
MOST_EXAMPLES: Final = 10
MOST_CANDIDATES: Final = 5


class Identifier:
    """Finds the tracks of one recipe at Spotify."""

    def __init__(
        self,
        recipe: str,
        store: Store,
        account: SpotifyAccount,
        in_thread: InThread,
        *,
        now: Callable[[], float],
    ) -> None:
        """Know nothing yet; ``now`` is the wall clock (epoch seconds)."""
        self._recipe = recipe
        self._store = store
        self._account = account
        self._in_thread = in_thread
        self._now = now
        self._said: dict[str, tuple[Identity, ...]] = {}
        self._tracks: dict[str, LibraryTrack] = {}
        """Those that nobody but Spotify itself can tell of."""
        self._albums: list[WantedAlbum] = []
        """Those to look for, with the tracks that were not looked for before."""
        self._pending: set[str] = set()

    async def look_up(self, keys: Iterable[str]) -> None:
        """Learn what can be learnt of tracks without asking Spotify.

        Raises ``Later`` when the public service asks for a little patience.
        """
        self._said = {}
        await self._store.write_bulk(playlist_identities.forget_old, self._now() - FORGOTTEN)
        open_: list[Sought] = []
        for some in batched(dict.fromkeys(keys), SLICE, strict=False):
            self._said |= await self._store.read(playlist_identities.known, some)
            unsure = [key for key in some if not self._is_settled(key)]
            sought = await self._store.read(playlist_sought.sought, self._recipe, unsure)
            await self._learn(
                self._identity(one.track.key, one.said.way, (one.said.uri,))
                for one in sought
                if one.said
            )
            open_ += (one for one in sought if one.said is None)
        self._tracks = {one.track.key: one.track for one in open_}
        if self._account.ids is not None:
            await self._ask_in_bulk(open_)
        for key in [key for key in self._tracks if self._is_settled(key)]:
            del self._tracks[key]
        # By what was asked already, too: whatever comes between, the same albums are chosen.
        albums = await self._in_thread(partial(wanted_albums, self._tracks.values()))
        chosen = map(self._unasked, albums[: worth_searching(albums)])
        self._albums = [album for album in chosen if album.tracks]
        self._pending = {track.key for album in self._albums for track in album.tracks}

    async def search(self, progress: Callable[[int], None]) -> None:
        """Look at Spotify for the albums of what is still unknown; ``Later`` when it says so.

        ``progress`` is told how many albums are done.
        """
        for done, album in enumerate(tuple(self._albums), 1):
            found = await self._find(album)
            await self._learn(
                self._identity(track.key, Way.ALBUM, found[track.key].uris)
                if track.key in found
                else self._identity(track.key, Way.ALBUM)
                for track in album.tracks
            )
            self._albums.remove(album)
            self._pending.difference_update(track.key for track in album.tracks)
            progress(done)

    @property
    def to_search(self) -> int:
        """How many albums ``search`` looks for."""
        return len(self._albums)

    @property
    def pending(self) -> AbstractSet[str]:
        """The tracks that ``search`` may still find."""
        return self._pending

    def uri(self, key: str) -> str | None:
        """Return where a track is at Spotify, None where nobody knows for sure."""
        verdict = self.verdict(key)
        return verdict.uris[0] if verdict.outcome is Outcome.MATCHED else None

    def verdict(self, key: str) -> Verdict:
        """Return what is known of a track: who was sure first counts, so that lists stay."""
        said = self._said.get(key, ())
        for outcome in (Outcome.MATCHED, Outcome.AMBIGUOUS):
            for one in said:
                if one.outcome is outcome:
                    return Verdict(outcome, one.uris)
        return UNKNOWN

    def told(self, keys: Iterable[str]) -> Identification:
        """Sum up what is known of tracks."""
        counts: Counter[Outcome] = Counter()
        pending = self.pending
        unclear: list[Unclear] = []
        for key in dict.fromkeys(keys):
            outcome, uris = self.verdict(key)
            if key in pending:
                continue
            counts[outcome] += 1
            track = self._tracks.get(key)
            if outcome is not Outcome.MATCHED and track and len(unclear) < MOST_EXAMPLES:
                candidates = uris[:MOST_CANDIDATES]
                unclear.append(
                    Unclear(artist=track.artist, title=track.title, candidates=candidates)
                )
        return Identification(
            matched=counts[Outcome.MATCHED],
            ambiguous=counts[Outcome.AMBIGUOUS],
            unmatched=counts[Outcome.UNMATCHED],
            pending=len(pending),
            examples=tuple(unclear),
        )

    async def _ask_in_bulk(self, sought: Sequence[Sought]) -> None:
        """Ask the public service, by MBIDs and then by names; do without it if it is silent."""
        try:
            await self._ask_by_mbid(sought)
            await self._ask_by_names(sought)
        except Silent as silent:
            if silent.at is not None and silent.at <= self._now() + SHORT:
                raise Later(max(silent.at, self._now() + MOMENT), BUSY) from silent

    async def _ask_by_mbid(self, sought: Sequence[Sought]) -> None:
        assert self._account.ids is not None  # noqa: S101  # Only then it is asked.
        mbids = {
            one.track.key: one.mbid
            for one in sought
            if one.mbid and self._is_unasked(one.track.key, Way.RECORDING)
        }
        for keys in batched(mbids, BATCH, strict=False):
            found = await self._account.ids.by_mbid([mbids[key] for key in keys])
            await self._learn(
                self._identity(key, Way.RECORDING, found.get(mbids[key], ())[:1]) for key in keys
            )

    async def _ask_by_names(self, sought: Sequence[Sought]) -> None:
        assert self._account.ids is not None  # noqa: S101  # Only then it is asked.
        names = {
            track.key: Names(track.artist, track.album or "", track.title)
            for track in (one.track for one in sought)
            if not self.uri(track.key) and self._is_unasked(track.key, Way.NAMES)
        }
        for keys in batched(names, BATCH, strict=False):
            found = await self._account.ids.by_names([names[key] for key in keys])
            await self._learn(
                self._identity(key, Way.NAMES, found.get(names[key], ())[:1]) for key in keys
            )

    def _unasked(self, album: WantedAlbum) -> WantedAlbum:
        """Return an album with those of its tracks that were not looked for in it."""
        tracks = (track for track in album.tracks if self._is_unasked(track.key, Way.ALBUM))
        return album._replace(tracks=tuple(tracks))

    def _is_settled(self, key: str) -> bool:
        """Tell whether it is known without having looked at Spotify which track it is."""
        return any(
            one.outcome is Outcome.MATCHED and one.way is not Way.ALBUM
            for one in self._said.get(key, ())
        )

    async def _find(self, album: WantedAlbum) -> Mapping[str, Verdict]:
        """Look for an album, and for its tracks among those of the editions that fit."""
        client = self._account.client
        found: dict[str, Verdict] = {}
        with suppress(*REFUSALS), spotify_later(self._now):
            artist = album.artist or VARIOUS
            albums = await client.search_album(artist, album.title, priority=BACKGROUND)
            for edition in fitting(album, albums)[:MOST_READ]:
                missing = [track for track in album.tracks if track.key not in found]
                if not missing:
                    break
                tracks = await client.album_tracks(edition.id, priority=BACKGROUND)
                found |= among(missing, tracks)
        return found

    def _is_unasked(self, key: str, way: Way) -> bool:
        """Tell whether an answer of some way would be news; what was found is not looked for."""
        return not any(
            one.way is way
            and (one.outcome is Outcome.MATCHED or self._now() - one.asked_at < STANDS)
            for one in self._said.get(key, ())
        )

    def _identity(self, key: str, way: Way, uris: tuple[str, ...] = ()) -> Identity:
        outcomes = (Outcome.UNMATCHED, Outcome.MATCHED)
        outcome = outcomes[len(uris)] if len(uris) < len(outcomes) else Outcome.AMBIGUOUS
        return Identity(key=key, way=way, outcome=outcome, uris=uris, asked_at=self._now())

    async def _learn(self, identities: Iterable[Identity]) -> None:
        """Keep answers, and go on by them."""
        learnt = list(identities)
        if not learnt:
            return
        await self._store.write_bulk(playlist_identities.learn, learnt)
        for one in learnt:
            others = (each for each in self._said.get(one.key, ()) if each.way is not one.way)
            self._said[one.key] = (*others, one)
