"""One run of one recipe, from its sources to its targets."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from ..store import playlist_library, playlist_runs
from ..store.playlist_runs import KeptList
from .course import Course
from .gathering import give_genres, identify, scan
from .plan import plan
from .reports import summed_up, written
from .types import Later, Phase, PlannedList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..enrichment.desk import Store
    from .gathering import Music
    from .pools import Candidate
    from .threads import InThread
    from .types import Changes, Plan, Recipe, RunReport, Source, Target, TargetKind


class Making:
    """What is done for a recipe now."""

    def __init__(
        self,
        store: Store,
        recipe: Recipe,
        sources: Sequence[Source],
        targets: Sequence[Target],
        *,
        in_thread: InThread,
        now: Callable[[], float],
        told: Callable[[], None],
    ) -> None:
        """Prepare; ``told`` is called with each progress, and may raise to end it all."""
        self.recipe = recipe
        self.course = Course(now=now, told=told)
        self._store = store
        self._sources = sources
        self._targets = targets
        self._in_thread = in_thread

    async def run(self, report: RunReport) -> RunReport:
        """Make the targets have what the recipe says; return the report with what has changed.

        A plan that was being published is published to its end, unless the recipe has been
        changed; only the next run makes another. Raises ``Later`` once everything is done that need not wait.
        """
        is_planned = await self._store.read(
            playlist_runs.is_planned, self.recipe.id, fingerprint(self.recipe)
        )
        if is_planned and report.phase is Phase.PUBLISH and report.plan is not None:
            return await self._published(report, report.plan, await self._kept_lists())
        planned = await self.planned()
        report = replace(summed_up(report, planned), phase=Phase.PUBLISH)
        kept = [KeptList(one.key, one.name, one.genre, one.tracks) for one in planned.lists]
        await self._store.write_bulk(
            playlist_runs.plan,
            self.recipe.id,
            kept,
            seed=self.recipe.rules.seed,
            made_of=fingerprint(self.recipe),
            report=written(report),
        )
        return await self._published(report, planned, planned.lists)

    async def planned(self) -> Plan:
        """Go through all phases but the last."""
        expected = await self._store.read(playlist_library.count, self.recipe.id)
        self.course.enter(Phase.SCAN, expected or None)
        problems = await scan(
            self._store, self.recipe, self._sources, partial(self.course.count, "scanned")
        )
        music = await self._identified()
        candidates = await self._with_genres(music)
        self.course.enter(Phase.POOLS, 1)
        before = await self._kept_lists()
        planned = await self._in_thread(partial(plan, candidates, self.recipe.rules, before))
        self.course.note(lists=len(planned.lists))
        return replace(planned, problems=problems)

    async def rehearsed(self, planned: Plan) -> Plan:
        """Return a plan with what publishing it would change."""
        self.course.enter(Phase.PUBLISH, len(self._targets))
        changes: dict[TargetKind, Changes] = {}
        for target in self._targets:
            changes[target.kind] = await target.difference(planned.lists)
            self.course.count("targets", len(changes))
        return replace(planned, changes=changes)

    async def _identified(self) -> Sequence[Music]:
        tracks = await self._store.read(playlist_library.count, self.recipe.id)
        self.course.enter(Phase.IDENTIFY, tracks)
        music = await identify(self._store, self.recipe, partial(self.course.count, "looked_up"))
        identified = sum(one.met.track is not None for one in music)
        self.course.note(
            tracks=len(music), identified=identified, unidentified=len(music) - identified
        )
        return music

    async def _with_genres(self, music: Sequence[Music]) -> Sequence[Candidate]:
        self.course.enter(Phase.GENRES, len(music))
        candidates = await give_genres(
            self._store, music, self._in_thread, partial(self.course.count, "judged")
        )
        self.course.note(unknown=sum(not one.shares for one in candidates))
        return candidates

    async def _kept_lists(self) -> tuple[PlannedList, ...]:
        kept = await self._store.read(playlist_runs.planned, self.recipe.id, self.recipe.rules.seed)
        return tuple(
            PlannedList(key=one.key, name=one.name, genre=one.genre, tracks=one.tracks)
            for one in kept
        )

    async def _published(
        self, report: RunReport, planned: Plan, lists: Sequence[PlannedList]
    ) -> RunReport:
        """Publish everywhere; where one target has to be waited for, the others go on."""
        self.course.enter(Phase.PUBLISH, len(lists) * len(self._targets))
        changes: dict[TargetKind, Changes] = {}
        waits: list[Later] = []
        for place, target in enumerate(self._targets):
            progress = partial(self._on_published, place * len(lists))
            try:
                changes[target.kind] = await target.publish(lists, progress=progress)
            except Later as later:
                waits.append(later)
        if waits:
            raise min(waits, key=lambda later: later.at)
        return replace(report, plan=replace(planned, lists=(), changes=_sorted(changes)))

    def _on_published(self, before: int, done: int) -> None:
        self.course.count("published", before + done)


def fingerprint(recipe: Recipe) -> str:
    """Return a mark that is another when anything of a recipe is."""
    return blake2b(repr(recipe).encode(), digest_size=16).hexdigest()


def _sorted(changes: Mapping[TargetKind, Changes]) -> Mapping[TargetKind, Changes]:
    return dict(sorted(changes.items()))
