"""The first phase: Lidarr gets to know what waits, a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..store import lidarr_queue
from ..store.lidarr_types import WantedReason, WantedStatus
from . import backoff, command_list
from .ensure import NOT_FOUND, Aside, Known, Later, ensure
from .errors import (
    LidarrElsewhere,
    LidarrError,
    LidarrRefused,
    LidarrUnauthorized,
    LidarrUnavailable,
)
from .holds import Held, held_by, of_settings
from .types import Hold

if TYPE_CHECKING:
    from random import Random

    from ..enrichment.desk import Store
    from ..store.lidarr_types import Claim
    from ..upstream.clock import Clock
    from .breaker import Breaker
    from .checks import Checks
    from .client import LidarrClient
    from .ensure import Ensured
    from .types import Settings
    from .wake import Wake

MOST_CHECKED: Final = 60
"""Things that are looked for in Lidarr in one wake."""
MOST_PUT_OFF: Final = 10
"""Things in one wake that would have to be added when nothing may be added any more."""
MOST_REFRESHES: Final = 5
"""Refreshes waiting in Lidarr above which nothing more is added: each addition makes one."""
MOST_FAILURES: Final = 2
"""Calls in a row without an answer before Lidarr is taken to be out of reach."""


class Adding:
    """Tells Lidarr of what waits; remembers whose albums it is about to learn by itself."""

    def __init__(
        self,
        store: Store,
        client: LidarrClient,
        settings: Settings,
        *,
        breaker: Breaker,
        checks: Checks,
        clock: Clock,
        random: Random,
    ) -> None:
        """Do nothing yet."""
        self._store = store
        self._client = client
        self._settings = settings
        self._breaker = breaker
        self._checks = checks
        self._clock = clock
        self._random = random
        self._fresh: dict[str, int] = {}
        self._left = 0

    async def run(self, wake: Wake) -> None:
        """Add what is due; raises ``Held`` when that stops, or what the client raises."""
        self._fresh = {
            mbid: artist_id
            for mbid, artist_id in self._fresh.items()
            if command_list.is_rewriting(wake.seen.commands, artist_id, 0)
        }
        self._left = self._settings.adds_per_wake
        failures = put_off = 0
        for _ in range(MOST_CHECKED):
            hold = wake.budget.hold()
            if hold is not None:
                raise Held(hold)
            now = self._clock.time()
            # Albums come by themselves with artists that were added; artists do not.
            claims = await self._store.write_bulk(
                lidarr_queue.claim_adds, now, 1, only_albums=self._left <= 0
            )
            if not claims:
                return
            try:
                ensured = await self._ensure(claims[0], wake)
            except LidarrUnavailable as error:
                failures += await self._failed(claims[0], error, wake)
                if failures >= MOST_FAILURES:
                    raise
                continue
            failures = 0
            await self._settle(claims[0], ensured, wake)
            put_off += isinstance(ensured, Later)
            if put_off >= MOST_PUT_OFF:
                return

    async def _ensure(self, claim: Claim, wake: Wake) -> Ensured:
        """Find or add one thing; what stops everything gives it back first."""

        async def may_add(artist: str | None) -> bool:
            return await self._may_add(wake, artist)

        try:
            return await ensure(self._client, claim.item, self._settings, may_add)
        except (Held, LidarrUnauthorized, LidarrElsewhere):
            await self._give_back(claim, None)
            raise
        except LidarrRefused as error:
            hold = of_settings(error)
            if hold is not None:
                self._checks.doubt()
                await self._give_back(claim, None)
                raise Held(hold, str(error)) from error
            failed = WantedStatus.FAILED
            return Aside(status=failed, reason=WantedReason.REFUSED, detail=str(error))
        except LidarrUnavailable:
            raise
        except LidarrError as error:
            raise LidarrUnavailable(str(error)) from error

    async def _may_add(self, wake: Wake, artist: str | None) -> bool:
        """Tell whether something of an artist may be added now, with a place for it left."""
        if self._breaker.pause(self._clock.monotonic()):
            self._tell_outage(wake)
            return False
        if self._checks.adding is not None:
            wake.hold(self._checks.adding)
            return False
        if self._left <= 0 or (artist is not None and artist in self._fresh):
            return False
        try:
            await wake.budget.read()
        except LidarrUnavailable as error:
            raise held_by(error) from error
        hold = wake.budget.hold()
        if hold is not None:
            raise Held(hold)
        if command_list.refreshes_waiting(wake.budget.commands) > MOST_REFRESHES:
            wake.hold(Held(Hold.LIDARR_BUSY))
            return False
        return True

    def _tell_outage(self, wake: Wake) -> None:
        """Note why nothing is added, if Lidarr's metadata server is out."""
        if self._breaker.is_out:
            wake.hold(Held(Hold.METADATA_OUTAGE))

    async def _failed(self, claim: Claim, error: LidarrUnavailable, wake: Wake) -> bool:
        """Put off what got no answer; tell whether it is Lidarr itself that gives none."""
        now = self._clock.time()
        if error.is_metadata:
            steady = self._clock.monotonic()
            if not self._breaker.failed(claim.item.id, steady):
                self._tell_outage(wake)
                pause = self._breaker.pause(steady)
                await self._give_back(claim, max(wake.next_at, now + pause))
                return False
        retry_at = backoff.after_failure(claim.job.attempts, now, self._random)
        reason = WantedReason.UNREACHABLE if retry_at is not None else WantedReason.GAVE_UP
        if retry_at is not None and error.maybe_done:
            retry_at = max(retry_at, now + backoff.UNDER_WAY)
        await self._store.write_bulk(
            lidarr_queue.tried, claim, reason, str(error), retry_at, now=now
        )
        return not error.is_metadata

    async def _settle(self, claim: Claim, ensured: Ensured, wake: Wake) -> None:
        """Write down what has become of it."""
        item, now = claim.item, self._clock.time()
        if isinstance(ensured, Later):
            pause = self._breaker.pause(self._clock.monotonic())
            await self._give_back(claim, max(wake.next_at, now + pause))
        elif isinstance(ensured, Known):
            if ensured.was_added:
                self._note(ensured, claim)
                wake.adds += 1
            await self._store.write_bulk(
                lidarr_queue.added,
                claim,
                lidarr_id=ensured.lidarr_id,
                lidarr_artist_id=ensured.artist_id,
                foreign_id=ensured.foreign_id,
                is_our_artist=ensured.is_our_artist,
                now=now,
            )
        else:
            if ensured is NOT_FOUND:
                self._breaker.succeeded(item.id)
            await self._store.write_bulk(
                lidarr_queue.settle_aside,
                claim,
                ensured.status,
                ensured.reason,
                detail=ensured.detail,
                now=now,
            )
            wake.events.settled(item, ensured.status, ensured.reason)

    def _note(self, known: Known, claim: Claim) -> None:
        """Remember that Lidarr is about to learn all other albums of that artist."""
        self._left -= 1
        self._breaker.succeeded(claim.item.id)
        if known.artist_foreign_id is not None:
            self._fresh[known.artist_foreign_id] = known.artist_id

    async def _give_back(self, claim: Claim, until: float | None) -> None:
        await self._store.write_bulk(lidarr_queue.give_back, claim, until)
