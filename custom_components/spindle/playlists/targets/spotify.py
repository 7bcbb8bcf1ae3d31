"""Lists as playlists of a Spotify account.

A list is made once and remembered by its id; what changes is edited, in few calls. What a
person has changed stays, and a list that a person has deleted is not made again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from ...spotify.account import own_playlists
from ...spotify.client import PAGE, WRITTEN
from ...spotify.policy import Family
from ...spotify.publishing import publish, unwanted, writes
from ...spotify.waiting import BACKGROUND, REFUSALS
from ...store import playlist_published
from ...store.playlist_types import PublishedList
from ..identify import Identifier
from ..merging import merged
from ..plan import title
from ..spotify_account import spotify_later
from ..types import Changes, Later, Problem, TargetKind
from .tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ...enrichment.desk import Store
    from ...spotify.publishing import Published
    from ...spotify.types import Playlist
    from ..spotify_account import SpotifyAccount
    from ..threads import InThread
    from ..types import PlannedList, Recipe

READ_ONLY: Final = "spotify_read_only"
REFUSED: Final = "spotify_refused"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A list as Spotify is to have it."""

    planned: PlannedList
    uris: tuple[str, ...]
    is_whole: bool
    """Whether nothing of it is still to be looked for."""


@dataclass(slots=True)
class _Work:
    """One going through all lists."""

    known: Mapping[str, PublishedList]
    taken: frozenset[str]
    """Ids of playlists that are some list already, of this recipe or another."""
    playlists: dict[str, Playlist]
    """The account's own, by id."""
    tally: Tally
    calls: Counter[Family]
    """That it makes, or would make."""


class SpotifyTarget:
    """The Spotify playlists of one recipe."""

    kind = TargetKind.SPOTIFY

    def __init__(
        self,
        recipe: Recipe,
        store: Store,
        account: SpotifyAccount,
        in_thread: InThread,
        *,
        now: Callable[[], float],
    ) -> None:
        """Publish to an account; ``now`` is the wall clock (epoch seconds)."""
        self._recipe = recipe
        self._store = store
        self._account = account
        self._in_thread = in_thread
        self._now = now
        self._identifier = Identifier(recipe.id, store, account, in_thread, now=now)

    async def check(self) -> Sequence[Problem]:
        """Tell when the account's owner does not let playlists be made."""
        return () if self._account.may_write else (Problem(key=READ_ONLY),)

    async def difference(self, lists: Sequence[PlannedList]) -> Changes:
        """Tell what ``publish`` would do, and what it takes; ``Later`` when nobody can know.

        As long as nothing was published there, Spotify is not called for it.
        """
        await self._identifier.look_up(_keys(lists))
        work = await self._begin(looks=False)
        await self._in_thread(partial(self._estimate_all, lists, work))
        albums = self._identifier.to_search
        work.calls.update({Family.SEARCH: albums, Family.ALBUM_TRACKS: albums})
        days = self._account.days(work.calls)
        return await self._told(work, lists, days)

    async def identify(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int, int], None]
    ) -> None:
        """Find the music of the lists at Spotify; ``Later`` when it has to be waited for."""
        await self._identifier.look_up(_keys(lists))
        albums = self._identifier.to_search
        await self._identifier.search(lambda done: progress(done, albums))

    async def publish(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int], None]
    ) -> Changes:
        """Edit the playlists by what ``identify`` has found; ``Later`` when Spotify says so."""
        work = await self._begin(looks=True)
        try:
            for done, wanted in enumerate(self._wanted(lists), 1):
                with (
                    work.tally.letting_fail(wanted.planned.name, REFUSED, REFUSALS),
                    spotify_later(self._now),
                ):
                    await self._do_list(wanted, work)
                progress(done)
            for before in self._unplanned(lists, work):
                with (
                    work.tally.letting_fail(before.name, REFUSED, REFUSALS),
                    spotify_later(self._now),
                ):
                    await self._remove(before, work)
        except Later as later:
            raise Later(later.at, later.reason, done=await self._told(work, lists)) from later
        return await self._told(work, lists)

    async def _begin(self, *, looks: bool) -> _Work:
        """Find out what was published, and what of it is there still."""
        known = await self._store.read(playlist_published.remembered, self._recipe.id, self.kind)
        taken = await self._store.read(playlist_published.target_ids, self.kind)
        work = _Work(known, taken, {}, Tally(), Counter())
        if known or looks:
            with spotify_later(self._now):
                own = await own_playlists(self._account.client, priority=BACKGROUND)
            work.playlists = {playlist.id: playlist for playlist in own}
            work.calls[Family.PLAYLISTS] = -(-max(1, len(own)) // PAGE)
        return work

    def _wanted(self, lists: Sequence[PlannedList]) -> Iterator[_Wanted]:
        pending = self._identifier.pending
        for planned in lists:
            found = (self._identifier.uri(key) for key in planned.tracks)
            uris = tuple(dict.fromkeys(filter(None, found)))
            yield _Wanted(planned, uris, pending.isdisjoint(planned.tracks))

    def _unplanned(self, lists: Sequence[PlannedList], work: _Work) -> list[PublishedList]:
        """Return the lists of ours that are planned no more."""
        gone = work.known.keys() - {planned.key for planned in lists}
        return [work.known[key] for key in sorted(gone) if not work.known[key].is_deleted]

    def _is_deleted(self, before: PublishedList, work: _Work) -> bool:
        """Tell whether a person has deleted a list; one just made may not be shown yet."""
        is_shown = before.target_id in work.playlists or not before.entries
        return before.is_deleted or not is_shown

    def _is_due(self, wanted: _Wanted) -> bool:
        """Tell whether there is enough of a list to make it."""
        least = 1 if wanted.is_whole else self._recipe.rules.minimum
        return len(wanted.uris) >= least

    def _estimate_all(self, lists: Sequence[PlannedList], work: _Work) -> None:
        """Count what all lists take: too long for the loop, where there are many."""
        for wanted in self._wanted(lists):
            self._estimate(wanted, work)
        for before in self._unplanned(lists, work):
            self._count_removal(before, work)

    def _estimate(self, wanted: _Wanted, work: _Work) -> None:
        """Count what a list takes, as if all were found that is still to be looked for."""
        before = work.known.get(wanted.planned.key)
        pending = self._identifier.pending
        tracks = len(wanted.uris) + sum(key in pending for key in wanted.planned.tracks)
        work.tally.missing += len(wanted.planned.tracks) - tracks
        if before is None and tracks:
            work.tally.take("created")
            work.tally.added += tracks
            work.calls.update({Family.CREATE: 1, Family.WRITE: -(-tracks // WRITTEN)})
        elif before is not None and self._is_deleted(before, work):
            work.tally.take("deleted_by_person")
        elif before is None or (before.entries == wanted.uris and not pending):
            work.tally.take("unchanged")
        else:
            ours = frozenset((*before.entries, *wanted.uris))
            work.tally.take("changed", before.entries, wanted.uris)
            work.tally.added += len(pending)
            work.calls[Family.ITEMS] += -(-max(1, len(before.entries)) // PAGE)
            work.calls[Family.WRITE] += len(writes(before.entries, wanted.uris, ours)) or 1

    def _count_removal(self, before: PublishedList, work: _Work) -> None:
        """Count what emptying a list takes."""
        work.tally.take("removed", before.entries)
        work.calls[Family.ITEMS] += -(-max(1, len(before.entries)) // PAGE)
        work.calls[Family.WRITE] += -(-len(before.entries) // WRITTEN)

    async def _do_list(self, wanted: _Wanted, work: _Work) -> None:
        """Make Spotify have a list."""
        before = work.known.get(wanted.planned.key)
        work.tally.missing += len(wanted.planned.tracks) - len(wanted.uris)
        if before is None and not self._is_due(wanted):
            work.tally.take("unchanged")
        elif before is None:
            made = await self._make(wanted.planned, work)
            await self._write(made, wanted.uris, work, "created")
        elif self._is_deleted(before, work):
            work.tally.take("deleted_by_person")
            if not before.is_deleted:
                await self._remember(replace(before, is_deleted=True))
        elif before.entries == wanted.uris:
            work.tally.take("unchanged")
        else:
            await self._write(before, wanted.uris, work, "changed")

    async def _make(self, planned: PlannedList, work: _Work) -> PublishedList:
        """Make a playlist, known before there is anything in it."""
        description = self._account.describe(title(planned.genre))
        # One that was made right before a kill is remembered by nobody, and empty; so is one
        # whose genre was too small for a while.
        empty = (
            playlist
            for playlist in work.playlists.values()
            if not playlist.total
            and (playlist.name, playlist.description) == (planned.name, description)
            and playlist.id not in work.taken
        )
        playlist = next(empty, None)
        if playlist is None:
            work.calls[Family.CREATE] += 1
            client = self._account.client
            playlist = await client.create_playlist(planned.name, description, priority=BACKGROUND)
        work.playlists.pop(playlist.id, None)
        made = PublishedList(key=planned.key, target_id=playlist.id, name=planned.name, entries=())
        await self._remember(made)
        return made

    async def _write(
        self, before: PublishedList, uris: tuple[str, ...], work: _Work, outcome: str
    ) -> None:
        """Write the difference; while it is under way only what is to go counts as ours."""
        await self._remember(replace(before, entries=unwanted(before.entries, uris)))
        done = await publish(
            self._account.client,
            before.target_id,
            lambda present: merged(uris, before.entries, present),
            frozenset((*before.entries, *uris)),
            priority=BACKGROUND,
        )
        _count(done, work, outcome)
        await self._remember(replace(before, entries=uris))

    async def _remove(self, before: PublishedList, work: _Work) -> None:
        """Take what is ours out of a list that is planned no more.

        To delete it takes a permission that nobody is asked for; it is used again when its
        genre has enough music.
        """
        if not self._is_deleted(before, work):
            done = await publish(
                self._account.client,
                before.target_id,
                lambda present: merged((), before.entries, present),
                frozenset(before.entries),
                priority=BACKGROUND,
            )
            _count(done, work, "removed")
        await self._store.write_bulk(
            playlist_published.forget, self._recipe.id, self.kind, before.key
        )

    async def _told(self, work: _Work, lists: Sequence[PlannedList], days: float = 0.0) -> Changes:
        work.tally.calls = work.calls.total()
        identified = await self._in_thread(partial(self._identifier.told, _keys(lists)))
        return replace(work.tally.changes(), days=days, identified=identified)

    async def _remember(self, published: PublishedList) -> None:
        await self._store.write_bulk(
            playlist_published.remember, self._recipe.id, self.kind, published
        )


def _keys(lists: Sequence[PlannedList]) -> list[str]:
    return [key for planned in lists for key in planned.tracks]


def _count(done: Published, work: _Work, outcome: str) -> None:
    """Count what came of making a playlist hold something."""
    work.tally.take(outcome, done.before, done.after)
    work.calls[Family.WRITE] += done.calls
    work.calls[Family.ITEMS] += -(-max(1, len(done.before)) // PAGE)
