"""Wakes, looks at Lidarr, and hands it as much as there is room for, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ..store import lidarr_held, lidarr_queue, lidarr_reads
from ..store.lidarr_types import WantedStatus
from . import backoff, desk, reporting
from .adding import Adding
from .barrier import Barrier
from .breaker import Breaker
from .budget import Budget
from .checks import Checks
from .errors import LidarrError
from .following import follow
from .holds import Held, held_by
from .late_finds import LateFinds
from .monitor_flags import MonitorFlags
from .observation import look
from .pace import Pace
from .searching import Searching
from .stuck import Stuck
from .types import QueueEvent, QueueEventType, SubmitterState
from .verdicts import Nothing, Open, Stands
from .wake import Wake

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from ..enrichment.desk import Store
    from ..store.lidarr_reads import Standing, Work
    from ..upstream.clock import Clock
    from .client import LidarrClient
    from .desk import Judged
    from .types import Settings

DAY: Final = 86_400.0
ALMOST: Final = 0.5
"""Seconds by which a wake may be early."""


class Submitter:
    """The one who speaks with Lidarr about the queue. A supervised task calls ``wake``."""

    def __init__(
        self,
        store: Store,
        client: LidarrClient,
        settings: Settings,
        *,
        clock: Clock,
        random: Random,
        on_event: Callable[[QueueEvent], None],
    ) -> None:
        """Do nothing yet."""
        self._store = store
        self._client = client
        self._settings = settings
        self._clock = clock
        self._random = random
        self._on_event = on_event
        self._breaker = Breaker(random)
        self._checks = Checks(client, settings)
        self._flags = MonitorFlags(client)
        self._barrier = Barrier(client)
        self._stuck = Stuck()
        self._pace = Pace()
        self._late_finds = LateFinds(store, client)
        self._adding = Adding(
            store,
            client,
            settings,
            breaker=self._breaker,
            checks=self._checks,
            clock=clock,
            random=random,
        )
        self._searching = Searching(
            store,
            client,
            flags=self._flags,
            checks=self._checks,
            clock=clock,
            random=random,
        )
        self._is_broken_off = True
        """Whether something may be claimed of which nobody says what became of it."""
        self._next_at = 0.0
        self._prune_at = 0.0
        self._has_told_pressure = False
        self._kept: dict[str, Any] | None = None
        """What the store knows of how long it has been held; None before it was asked."""
        self.state = SubmitterState(cap=settings.cap)
        """What is known since the last wake."""

    def check_now(self) -> None:
        """Let the next wake come at once, and try what was put off for Lidarr's sake."""
        self._next_at = 0.0
        self._breaker.reset()
        self._checks.doubt()

    async def wake(self) -> float | None:
        """Do what can be done now; return the seconds until the next wake, None when asleep.

        Called earlier than that it only counts its own rows, so that new ones are seen at
        once, and wake it at most once an interval. Raises what the store raises; Lidarr's errors are dealt with.
        """
        early = self._next_at - self._clock.monotonic()
        if early > ALMOST:
            await self._count(early)
            return early
        # Before anything is waited for: who wants a check meanwhile gets another wake.
        self._next_at = self._clock.monotonic() + self._settings.wake_seconds
        try:
            await self._begin()
            now = self._clock.time()
            work = await self._store.read(lidarr_reads.work, now)
        except BaseException:
            self._next_at = 0.0
            raise
        before = self.state
        if not (work.adds_due or work.searches_due or work.in_flight):
            # What is put off for Lidarr's sake is so until somebody looks again.
            if work.next_due is None or self.state.hold is None:
                self.state = reporting.asleep(self.state)
            self._pace.rest()
            return await self._rest(before, work)
        self._is_broken_off = True
        await self._work(work, now + self._settings.wake_seconds - 2 * ALMOST)
        self._is_broken_off = False
        return await self._rest(before, await self._store.read(lidarr_reads.standing))

    async def _begin(self) -> None:
        """Take up what was left behind when a wake, or a predecessor, ended; prune once a day."""
        if self._kept is None:
            self._resume(await self._store.read(lidarr_held.load))
        if self._is_broken_off:
            await self._store.write_bulk(lidarr_queue.take_up)
            self._is_broken_off = False
        if self._clock.monotonic() >= self._prune_at:
            await self._store.write_bulk(lidarr_queue.prune, self._clock.time())
            self._prune_at = self._clock.monotonic() + DAY

    async def _work(self, work: Work, next_at: float) -> None:
        """Look, and do what can be done; what Lidarr does not answer is not done."""
        budget = Budget(self._client, self._clock, self._barrier, self._settings.cap)
        wake: Wake | None = None
        held: Held | None = None
        try:
            seen = await look(self._client, self._clock, self._barrier, work.in_flight)
            wake = Wake(next_at=next_at, seen=seen, budget=budget)
            await self._follow(work, wake)
            budget.see(seen)
            await self._send(work, wake)
        except LidarrError as error:
            held = held_by(error)
        now = self._clock.time()
        if wake is not None:
            held = held or wake.reason
            self._pace.note(self._clock.monotonic(), wake.searches)
            for event in wake.events.take(now):
                self._on_event(event)
        if budget.depth is not None:
            self.state = replace(self.state, read_at=now)
        self.state = replace(
            reporting.awake(self.state, held, now),
            depth=budget.depth,
            reserved=budget.reserved,
            stuck=self._stuck.downloads,
        )

    async def _send(self, work: Work, wake: Wake) -> None:
        """Add and search, so far as it was due when the wake began."""
        if not (work.adds_due or work.searches_due):
            return
        await self._checks.look(self._clock.monotonic())
        stages: list[tuple[int, Adding | Searching]] = [
            (work.adds_due, self._adding),
            (work.searches_due, self._searching),
        ]
        # Adding takes its time, in which places would lie idle; but a full Lidarr is told of
        # nothing new, so what can be searched for must not run out.
        if work.searches_due >= self._settings.cap:
            stages.reverse()
        for due, stage in stages:
            try:
                if due:
                    await stage.run(wake)
            except Held as held:
                wake.hold(held)

    async def _follow(self, work: Work, wake: Wake) -> None:
        """Write down what has become of what was asked for, and count the places it takes."""
        now = self._clock.time()
        await self._flags.reassert(wake.seen)
        followed = await follow(self._client, work.in_flight, wake.seen, now)
        ids = {item.lidarr_id for item in work.in_flight}
        late = [
            *await self._late_finds.in_queue(wake.seen, ids, now),
            *await self._late_finds.in_library(self._clock.monotonic(), now),
        ]
        judged: list[Judged] = []
        for item, verdict in (*followed, *late):
            if isinstance(verdict, Open):
                wake.budget.take(item)
                continue
            retry_at = None
            if isinstance(verdict, Nothing):
                retry_at = backoff.after_search(verdict.reason, item.searches, now, self._random)
                if verdict.had_no_indexer:
                    self._checks.doubt()
            judged.append((item, verdict, retry_at))
        if judged := desk.news(judged):
            moved = await self._store.write_bulk(desk.settle, judged, now)
            for (item, verdict, retry_at), has_moved in zip(judged, moved, strict=True):
                if has_moved and isinstance(verdict, Stands):
                    wake.events.settled(item, verdict.status, verdict.reason)
                elif has_moved and isinstance(verdict, Nothing) and retry_at is None:
                    wake.events.settled(item, WantedStatus.FAILED, verdict.reason)
        for download in self._stuck.look(wake.seen.queue, now):
            self._on_event(QueueEvent(type=QueueEventType.STUCK, at=now, album=download.title))

    def _resume(self, kept: dict[str, Any]) -> None:
        """Know since when it has been held, and what was told of that before the restart."""
        self._kept = kept
        self.state = reporting.resumed(self.state, kept)
        self._has_told_pressure = kept.get("told") is True
        self._stuck.resume(kept.get("stuck"))

    async def _keep(self) -> None:
        """Keep for a restart since when it has been held, if that has changed."""
        kept = reporting.kept(self.state)
        if self._has_told_pressure:
            kept["told"] = True
        if stuck := self._stuck.as_json():
            kept["stuck"] = stuck
        if kept != self._kept:
            await self._store.write_bulk(lidarr_held.save, kept)
            self._kept = kept

    async def _rest(self, before: SubmitterState, after: Standing) -> float | None:
        """Publish the state, tell what has changed, and return when to wake again."""
        now = self._clock.time()
        pause = self._pause(after, now)
        per_hour = self._pace.per_hour(self._clock.monotonic())
        state = reporting.with_work(self.state, after, per_hour, now)
        if pause is None:
            # What was stuck at the last look is so until somebody looks again.
            state = replace(reporting.asleep(state), stuck=self.state.stuck)
        self.state = replace(state, next_wake_at=None if pause is None else now + pause)
        if full := reporting.pressure(
            before, self.state, was_told=self._has_told_pressure, now=now
        ):
            self._has_told_pressure = not self._has_told_pressure
            self._on_event(full)
        if drained := reporting.drained(before, self.state, now):
            self._on_event(drained)
        await self._keep()
        return pause

    async def _count(self, early: float) -> None:
        """Publish what was put on the queue meanwhile, or taken off it; Lidarr is not asked."""
        now = self._clock.time()
        counted = await self._store.read(lidarr_reads.standing)
        per_hour = self._pace.per_hour(self._clock.monotonic())
        state = reporting.with_work(self.state, counted, per_hour, now)
        self.state = replace(state, next_wake_at=now + early)

    def _pause(self, after: Standing, now: float) -> float | None:
        """Return the seconds until the next wake: a whole interval after the last at least."""
        interval = max(0.0, self._next_at - self._clock.monotonic())
        if after.is_followed:
            return interval
        return None if after.next_due is None else max(interval, after.next_due - now)
