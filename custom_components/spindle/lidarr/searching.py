"""The second phase: Lidarr monitors and searches, while there are places in its queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store import lidarr_queue
from ..store.lidarr_types import WantedReason, WantedStatus
from . import backoff, command_list, desk, verdicts
from .errors import (
    LidarrElsewhere,
    LidarrError,
    LidarrNotFound,
    LidarrUnauthorized,
    LidarrUnavailable,
)
from .holds import Held, held_by
from .types import QueueEventType
from .verdicts import Forgotten

if TYPE_CHECKING:
    from random import Random

    from ..enrichment.desk import Store
    from ..store.lidarr_types import Claim
    from ..upstream.clock import Clock
    from .answers import Album
    from .checks import Checks
    from .client import LidarrClient
    from .monitor_flags import MonitorFlags
    from .verdicts import Verdict
    from .wake import Wake

MOST_TRIED: Final = 200
"""Albums that are taken up in one wake."""
MOST_FAILURES: Final = 2
"""Calls in a row without an answer before Lidarr is taken to be out of reach."""
LEARNT_WITHIN: Final = 900.0
"""Seconds after which Lidarr is told to learn an album's tracks if nobody does."""


class Searching:
    """Asks for searches, each with its place reserved and committed before it is asked for."""

    def __init__(
        self,
        store: Store,
        client: LidarrClient,
        *,
        flags: MonitorFlags,
        checks: Checks,
        clock: Clock,
        random: Random,
    ) -> None:
        """Do nothing yet."""
        self._store = store
        self._client = client
        self._flags = flags
        self._checks = checks
        self._clock = clock
        self._random = random

    async def run(self, wake: Wake) -> None:
        """Ask for what is due; raises ``Held`` when that stops, or what the client raises."""
        if self._checks.searching is not None:
            raise self._checks.searching
        failures = 0
        for _ in range(MOST_TRIED):
            hold = wake.budget.hold()
            if hold is not None:
                raise Held(hold)
            now = self._clock.time()
            claims = await self._store.write_bulk(lidarr_queue.claim_searches, now, 1)
            if not claims:
                return
            try:
                await self._take(claims[0], wake)
            except LidarrUnavailable:
                failures += 1
                if failures >= MOST_FAILURES:
                    raise
            else:
                failures = 0

    async def _take(self, claim: Claim, wake: Wake) -> None:
        """Deal with one album; whatever is raised, the claim has had its word before."""
        if claim.is_again:  # Nobody can tell yet whether its earlier search was sent.
            await self._give_back(claim, wake.next_at)
            return
        try:
            album = await self._ready(claim, wake)
            if album is None:
                return
            await self._flags.monitor(claim.item, album)
        except (Held, LidarrUnauthorized, LidarrElsewhere):
            await self._give_back(claim, None)
            raise
        except LidarrError as error:
            await self._tried(claim, error, maybe_sent=False)
            raise LidarrUnavailable(str(error)) from error
        await self._send(claim, album, wake)

    async def _ready(self, claim: Claim, wake: Wake) -> Album | None:
        """Return an album that can be searched for now, with a place for it; else None."""
        item, now = claim.item, self._clock.time()
        album_id = item.lidarr_id or 0
        row = wake.seen.rows.get(album_id)
        if row is not None and not row.has_failed:
            await self._settle(claim, verdicts.of_row(item, row, now))
            return None
        album = await self._album(claim)
        if album is None:
            await self._settle(claim, Forgotten())
            return None
        if album.is_available:
            await self._available(claim, wake)
            return None
        # The last words before the search: how full it is, and what runs there.
        try:
            await wake.budget.read()
        except LidarrUnavailable as error:
            raise held_by(error) from error
        hold = wake.budget.hold(item)
        if hold is not None:
            raise Held(hold)
        if command_list.is_rewriting(wake.budget.commands, album.artist_id, album_id):
            await self._give_back(claim, wake.next_at)
            return None
        if not album.total_tracks:
            await self._untaught(claim, album, wake)
            return None
        return album

    async def _album(self, claim: Claim) -> Album | None:
        """Return the album as Lidarr knows it; None when it does not any more."""
        try:
            album = await self._client.album(claim.item.lidarr_id or 0)
        except LidarrNotFound:
            return None
        return None if verdicts.is_another(claim.item, album) else album

    async def _send(self, claim: Claim, album: Album, wake: Wake) -> None:
        try:
            command = await self._client.search_album(album.id)
        except (LidarrUnauthorized, LidarrElsewhere):
            await self._give_back(claim, None)
            raise
        except LidarrError as error:
            maybe_sent = isinstance(error, LidarrUnavailable) and error.maybe_done
            if maybe_sent:
                wake.budget.take(claim.item)
            await self._tried(claim, error, maybe_sent=maybe_sent)
            raise LidarrUnavailable(str(error)) from error
        wake.budget.take(claim.item)
        wake.searches += 1
        await self._store.write_bulk(
            lidarr_queue.search_sent, claim, command.id, self._clock.time()
        )
        self._flags.watch(claim.item, album)
        wake.events.add(QueueEventType.SUBMITTED, claim.item)

    async def _untaught(self, claim: Claim, album: Album, wake: Wake) -> None:
        """Wait for Lidarr to learn an album's tracks, and tell it to if nobody does."""
        now = self._clock.time()
        if now - (claim.item.submitted_at or now) < LEARNT_WITHIN:
            await self._give_back(claim, wake.next_at)
            return
        await self._client.refresh_album(album.id)
        error = LidarrUnavailable("no tracks")
        await self._tried(claim, error, maybe_sent=False)

    async def _tried(self, claim: Claim, error: LidarrError, *, maybe_sent: bool) -> None:
        now = self._clock.time()
        retry_at = backoff.after_failure(claim.job.attempts, now, self._random)
        reason = WantedReason.UNREACHABLE if retry_at is not None else WantedReason.GAVE_UP
        await self._store.write_bulk(
            lidarr_queue.tried,
            claim,
            reason,
            str(error),
            retry_at,
            keeps_place=maybe_sent and retry_at is not None,
            now=now,
        )

    async def _available(self, claim: Claim, wake: Wake) -> None:
        status, reason = WantedStatus.AVAILABLE, WantedReason.ALREADY_AVAILABLE
        now = self._clock.time()
        await self._store.write_bulk(lidarr_queue.settle_aside, claim, status, reason, now=now)
        wake.events.settled(claim.item, status, reason)

    async def _settle(self, claim: Claim, verdict: Verdict) -> None:
        """Write down what was seen instead of searching."""
        judged = [(claim.item, verdict, None)]
        await self._store.write_bulk(desk.settle, judged, self._clock.time())

    async def _give_back(self, claim: Claim, until: float | None) -> None:
        await self._store.write_bulk(lidarr_queue.give_back, claim, until)
