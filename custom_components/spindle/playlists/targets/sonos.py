"""Lists as Sonos playlists of the household's own music, to be found in the Sonos app.

A list is made once and remembered by its id; what changes is edited, title by title. What a
person has changed stays, and a list that a person has deleted is not made again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ...store import playlist_published
from ...store.playlist_types import PublishedList
from ..merging import merged
from ..types import Changes, Later, Problem, TargetKind
from .edits import Edits, edits
from .sonos_library import find_tracks
from .sonos_types import Contents, Refused, Silent
from .tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...enrichment.desk import Store
    from ..types import PlannedList, Recipe
    from .sonos_types import Household, SonosTrack

REST: Final = 600.0
"""Seconds after which speakers that do not answer, or read their library, are asked again."""
ATTEMPTS: Final = 3
"""How often a list is edited that somebody else edits at the same time."""
NO_SUCH_OBJECT: Final = "701"
CHANGED_MEANWHILE: Final = "1028"
SLICE: Final = 100
"""Titles that one call takes out."""

SILENT: Final = "sonos_silent"
INDEXING: Final = "sonos_indexing"
NO_LIBRARY: Final = "sonos_no_library"
REFUSED: Final = "sonos_refused"


@dataclass(frozen=True, slots=True)
class _Home:
    """What the household has, as it was read at the beginning."""

    tracks: Mapping[str, SonosTrack]
    """By our keys."""
    playlists: Mapping[str, str]
    """Id → title."""


class SonosTarget:
    """The Sonos playlists of one recipe."""

    kind = TargetKind.SONOS

    def __init__(
        self, recipe: Recipe, store: Store, household: Household, *, now: Callable[[], float]
    ) -> None:
        """Publish to a household; ``now`` is the wall clock (epoch seconds)."""
        self._recipe = recipe
        self._store = store
        self._household = household
        self._now = now

    async def check(self) -> Sequence[Problem]:
        """Tell when no speaker answers, or when there is no music to make lists of."""
        try:
            has_music = await self._household.is_indexing() or await self._household.has_library()
        except (Silent, Refused) as error:
            return (Problem(key=SILENT, detail=str(error)),)
        return () if has_music else (Problem(key=NO_LIBRARY),)

    async def difference(self, lists: Sequence[PlannedList]) -> Changes:
        """Tell what ``publish`` would do; ``Later`` when nobody can know."""
        return await self._go_through(lists, is_real=False, progress=_ignore)

    async def publish(
        self, lists: Sequence[PlannedList], *, progress: Callable[[int], None]
    ) -> Changes:
        """Edit the playlists; ``Later`` when the speakers do not answer."""
        return await self._go_through(lists, is_real=True, progress=progress)

    async def _go_through(
        self, lists: Sequence[PlannedList], *, is_real: bool, progress: Callable[[int], None]
    ) -> Changes:
        place = (self._recipe.id, self.kind)
        known = await self._store.read(playlist_published.remembered, *place)
        tally = Tally()
        try:
            home = await self._look(lists)
            for done, planned in enumerate(lists, 1):
                before = known.get(planned.key)
                with tally.letting_fail(planned.name, REFUSED, Refused):
                    await self._do_list(planned, before, home, tally, is_real=is_real)
                progress(done)
            gone = known.keys() - {planned.key for planned in lists}
            for before in (known[key] for key in sorted(gone) if not known[key].is_deleted):
                with tally.letting_fail(before.name, REFUSED, Refused):
                    await self._remove(before, home, tally, is_real=is_real)
        except (Silent, Refused):
            raise Later(self._now() + REST, SILENT) from None
        return tally.changes()

    async def _look(self, lists: Sequence[PlannedList]) -> _Home:
        """Read what the household has of the lists' music, and its playlists."""
        if await self._household.is_indexing():
            raise Later(self._now() + REST, INDEXING)
        keys = frozenset(key for planned in lists for key in planned.tracks)
        tracks = await find_tracks(keys, self._household, self._store, self._recipe.id)
        return _Home(tracks, await self._household.playlists())

    async def _do_list(
        self,
        planned: PlannedList,
        before: PublishedList | None,
        home: _Home,
        tally: Tally,
        *,
        is_real: bool,
    ) -> None:
        """Make the household have a list."""
        found = (home.tracks[key] for key in planned.tracks if key in home.tracks)
        tracks = {track.uri: track for track in found}
        tally.missing += len(planned.tracks) - len(tracks)
        if before is None and not tracks:
            tally.take("unchanged")
        elif before is None:
            await self._make(planned, tracks, home, tally, is_real=is_real)
        elif before.is_deleted or before.target_id not in home.playlists:
            await self._leave_deleted(before, tally, is_real=is_real)
        elif before.entries == tuple(tracks):
            tally.take("unchanged")
        else:
            await self._change(before, tracks, home, tally, is_real=is_real)

    async def _make(
        self,
        planned: PlannedList,
        tracks: Mapping[str, SonosTrack],
        home: _Home,
        tally: Tally,
        *,
        is_real: bool,
    ) -> None:
        """Make a playlist, known before there is anything in it, and fill it."""
        tally.take("created", (), tuple(tracks))
        tally.calls += 1 + len(tracks)
        if not is_real:
            return
        playlist = await self._empty_one(planned.name, home)
        playlist = playlist or await self._household.create(planned.name)
        made = PublishedList(key=planned.key, target_id=playlist, name=planned.name, entries=())
        await self._remember(made)
        await self._edit(made, tracks, tally)

    async def _empty_one(self, title: str, home: _Home) -> str | None:
        """Find a playlist that was made right before a kill, so that nobody remembers it."""
        for playlist, its_title in home.playlists.items():
            if its_title == title and not (await self._household.contents(playlist)).uris:
                return playlist
        return None

    async def _change(
        self,
        before: PublishedList,
        tracks: Mapping[str, SonosTrack],
        home: _Home,
        tally: Tally,
        *,
        is_real: bool,
    ) -> None:
        """Edit a playlist of ours, unless it is somebody else's by now."""
        contents = await self._contents(before, home)
        if contents is None:
            await self._leave_deleted(before, tally, is_real=is_real)
            return
        wanted = _edits(before, tracks, contents)
        tally.take("changed", contents.uris, wanted.after)
        tally.calls += len(_slices(wanted.taken_out)) + wanted.put_in
        if is_real:
            await self._edit(before, tracks, tally)

    async def _edit(
        self, before: PublishedList, tracks: Mapping[str, SonosTrack], tally: Tally
    ) -> None:
        """Write the difference, anew when somebody else has written in between."""
        for attempt in range(1, ATTEMPTS + 1):
            contents = await self._household.contents(before.target_id)
            wanted = _edits(before, tracks, contents)
            try:
                refused = await self._apply(before.target_id, wanted, contents.update_id, tracks)
            except Refused as error:
                if error.code != CHANGED_MEANWHILE or attempt == ATTEMPTS:
                    raise
                continue
            for uri in refused:
                tally.trouble(REFUSED, f"{before.name}: {tracks[uri].title}")
            entries = tuple(uri for uri in tracks if uri not in refused)
            await self._remember(replace(before, entries=entries))
            return

    async def _apply(
        self,
        playlist: str,
        wanted: Edits,
        update_id: int,
        tracks: Mapping[str, SonosTrack],
    ) -> list[str]:
        """Do the edits; return what a speaker does not take."""
        refused: list[str] = []
        for places in _slices(wanted.taken_out):
            update_id = await self._household.take_out(playlist, update_id, places)
        kept, place = frozenset(wanted.kept), 0
        for uri in wanted.after:
            if uri not in kept:
                try:
                    update_id = await self._household.put_in(
                        playlist, update_id, tracks[uri], place
                    )
                except Refused as error:
                    if error.code == CHANGED_MEANWHILE:
                        raise
                    refused.append(uri)
                    continue
            place += 1
        return refused

    async def _remove(
        self, before: PublishedList, home: _Home, tally: Tally, *, is_real: bool
    ) -> None:
        """Delete a list that is planned no more; what a person has added stays, in its list."""
        contents = await self._contents(before, home)
        uris = contents.uris if contents else ()
        ours = frozenset(before.entries)
        tally.take("removed", uris, tuple(uri for uri in uris if uri not in ours))
        tally.calls += 1
        if not is_real:
            return
        if contents and ours.issuperset(uris):
            await self._household.delete(before.target_id)
        elif contents:
            places = tuple(place for place, uri in enumerate(uris) if uri in ours)
            update_id = contents.update_id
            for part in _slices(places):
                update_id = await self._household.take_out(before.target_id, update_id, part)
        await self._store.write_bulk(
            playlist_published.forget, self._recipe.id, self.kind, before.key
        )

    async def _contents(self, before: PublishedList, home: _Home) -> Contents | None:
        """Read a playlist of ours; None when it is gone, or its id is that of another by now."""
        if before.target_id not in home.playlists:
            return None
        try:
            contents = await self._household.contents(before.target_id)
        except Refused as error:
            if error.code == NO_SUCH_OBJECT:
                return None
            raise
        is_ours = home.playlists[before.target_id] == before.name
        shares = not before.entries or not frozenset(before.entries).isdisjoint(contents.uris)
        return contents if is_ours or shares else None

    async def _leave_deleted(self, before: PublishedList, tally: Tally, *, is_real: bool) -> None:
        """Keep in mind that a person has deleted a list."""
        tally.take("deleted_by_person")
        if is_real and not before.is_deleted:
            await self._remember(replace(before, is_deleted=True))

    async def _remember(self, published: PublishedList) -> None:
        await self._store.write_bulk(
            playlist_published.remember, self._recipe.id, self.kind, published
        )


def _ignore(_done: int) -> None:
    """Tell nobody how far it is."""


def _edits(before: PublishedList, tracks: Mapping[str, SonosTrack], contents: Contents) -> Edits:
    """Find what leads from what is there to what is planned."""
    wanted = merged(tuple(tracks), before.entries, contents.uris)
    return edits(contents.uris, wanted, tracks.keys() | frozenset(before.entries))


def _slices(places: Sequence[int]) -> list[Sequence[int]]:
    """Part places for calls of bounded length, the last ones first: so the others stay true."""
    return [places[start : start + SLICE] for start in range(0, len(places), SLICE)][::-1]
