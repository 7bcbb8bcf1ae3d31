"""What an account of Spotify holds, and what it played elsewhere; looked at with few calls."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
import random
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .service_coordinator import ServiceCoordinator
from .spotify.account import own_playlists
from .spotify.errors import ScopeMissing, TokenRefused
from .spotify_gates import SPOTIFY
from .spotify_issues import async_tell_expiry, async_tell_refusal
from .upstream.errors import Rejected, Unauthorized
from .upstream.types import GateState, Priority

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .gate_coordinator import GateCoordinator
    from .spotify.client import SpotifyClient
    from .spotify_access import AccessToken
    from .spotify_away import Away
    from .spotify_runtime import SpotifyConfigEntry
    from .store.away import AwayState

PLAYS_EVERY: Final = 1_200.0
"""Seconds between two looks at what was played: fewer than the latest fifty plays take.

https://github.com/spotify/web-api/issues/644
"""
LIBRARY_EVERY: Final = 6 * 3_600.0
"""Seconds between two looks at what the account holds."""
REFUSED_AGAIN: Final = 3_600.0
"""Seconds until an account that Spotify lets do nothing is tried again."""
JITTER: Final = 0.1
"""Part of a pause by which it is longer or shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What an account holds."""

    saved_tracks: int
    playlists: int
    """Its own, without those that it follows."""
    read_at: float
    """Epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyState:
    """What is known of an account."""

    library: Library
    away: AwayState | None
    """None while what it plays elsewhere is not recorded."""
    read_at: float
    """Epoch at which Spotify was asked last."""


class SpotifyCoordinator(ServiceCoordinator[SpotifyState]):
    """Looks at one account now and then."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SpotifyConfigEntry,
        *,
        status: GateCoordinator,
        client: SpotifyClient,
        token: AccessToken,
        away: Away,
        records: bool,
    ) -> None:
        """Ask nobody yet; ``records`` when what is played elsewhere is recorded."""
        every = PLAYS_EVERY if records else LIBRARY_EVERY
        super().__init__(hass, entry, name=SPOTIFY.name, every=every)
        self._entry = entry
        self._status = status
        self._client = client
        self._token = token
        self._away = away
        self._records = records
        self._library: Library | None = None

    @callback
    def async_see_whether_refused(self) -> None:
        """Look at once when the app's gate has met a refusal: it may be this account's."""
        status = self._status
        if status.last_update_success and status.data.state is GateState.AUTH_FAILED:
            self._library = None
            self.async_wake()

    async def _async_fetch(self) -> SpotifyState:
        """Look at the account, as soon as its gate is open."""
        async_tell_expiry(self.hass, self._entry, time.time())
        await self._status.opened.wait()
        try:
            state = await self._look()
        except (TokenRefused, ScopeMissing):
            self._token.async_refuse()
            raise
        except Rejected as error:
            async_tell_refusal(self.hass, self._entry, error)
            raise
        async_tell_refusal(self.hass, self._entry, None)
        every = PLAYS_EVERY if self._records else LIBRARY_EVERY
        self._every = every * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (no secret)
        return state

    async def _look(self) -> SpotifyState:
        """Record what was played, and count what there is if that is due."""
        away = None
        if self._records:
            away = await self._away.read()
        else:
            await self._away.stop()
        soonest = LIBRARY_EVERY * (1 - JITTER)
        if self._library is None or time.time() >= self._library.read_at + soonest:
            self._library = await self._count()
        return SpotifyState(library=self._library, away=away, read_at=time.time())

    async def _count(self) -> Library:
        """Count what the account holds: one call for the tracks, one for fifty playlists."""
        async with aclosing(self._client.saved_tracks(priority=Priority.BACKFILL)) as pages:
            saved_tracks = (await anext(pages)).total
        playlists = len(await own_playlists(self._client))
        return Library(saved_tracks=saved_tracks, playlists=playlists, read_at=time.time())

    def _pause(self) -> float:
        """As for every service; where only a person can help, nobody is asked for an hour."""
        pause = super()._pause()
        cause = self.last_exception.__cause__ if self._failures and self.last_exception else None
        return max(pause, REFUSED_AGAIN) if isinstance(cause, Rejected | Unauthorized) else pause
