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
from .protocols import Metered
from .reports import summed_up, written
from .types import Changes, Later, Phase, PlannedList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..enrichment.desk import Store
    from .gathering import Music
    from .pools import Candidate
    from .protocols import Source, Target
    from .threads import InThread
    from .types import Plan, Recipe, RunReport, TargetKind


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
        announce: Callable[[RunReport], None],
    ) -> None:
        """Prepare; ``told`` is called with each progress, and may raise to end it all.

        ``announce`` is called with the plan of a run that takes more than a day.
        """
        self.recipe = recipe
        self.course = Course(now=now, told=told)
        self._store = store
        self._sources = sources
        self._targets = targets
        self._in_thread = in_thread
        self._announce = announce
        self._steps = 0
        """What has to be done before lists are published."""

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
        costs = {each.kind: await each.difference(planned.lists) for each in self._metered}
        report = summed_up(report, replace(planned, changes=costs))
        report = replace(report, phase=Phase.PUBLISH, done={})
        kept = [KeptList(one.key, one.name, one.genre, one.tracks) for one in planned.lists]
        await self._store.write_bulk(
            playlist_runs.plan,
            self.recipe.id,
            kept,
            seed=self.recipe.rules.seed,
            made_of=fingerprint(self.recipe),
            report=written(report),
        )
        if report.plan is not None and report.plan.days > 1:
            self._announce(report)
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
        self._steps = 0
        self.course.enter(Phase.PUBLISH, len(lists) * len(self._targets))
        waits = await self._identified_there(lists)
        changes: dict[TargetKind, Changes] = dict(report.done)
        for place, target in enumerate(self._targets):
            progress = partial(self._on_published, place * len(lists))
            try:
                done = await target.publish(lists, progress=progress)
            except Later as later:
                waits.append(later)
                done = later.done or Changes()
            before = changes.get(target.kind)
            changes[target.kind] = done if before is None else before + done
        if waits:
            report = replace(report, done=_sorted(changes))
            await self._store.write_bulk(playlist_runs.save, self.recipe.id, written(report))
            raise min(waits, key=lambda later: later.at)
        plan_done = replace(planned, lists=(), changes=_sorted(changes))
        return replace(report, plan=plan_done, done={})

    async def _identified_there(self, lists: Sequence[PlannedList]) -> list[Later]:
        """Let targets find out what music is called there; return what has to be waited for."""
        waits: list[Later] = []
        for target in self._metered:
            progress = partial(self._on_identified, len(lists) * len(self._targets))
            try:
                await target.identify(lists, progress=progress)
            except Later as later:
                waits.append(later)
        return waits

    @property
    def _metered(self) -> list[Metered]:
        return [target for target in self._targets if isinstance(target, Metered)]

    def _on_identified(self, to_publish: int, done: int, of: int) -> None:
        if self._steps != of:
            self._steps = of
            self.course.enter(Phase.PUBLISH, of + to_publish)
        self.course.count("albums", done)

    def _on_published(self, before: int, done: int) -> None:
        self.course.count("published", before + done, after=self._steps)


def fingerprint(recipe: Recipe) -> str:
    """Return a mark that is another when anything of a recipe is."""
    return blake2b(repr(recipe).encode(), digest_size=16).hexdigest()


def _sorted(changes: Mapping[TargetKind, Changes]) -> Mapping[TargetKind, Changes]:
    return dict(sorted(changes.items()))
