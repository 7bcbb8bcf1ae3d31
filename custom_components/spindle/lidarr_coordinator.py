"""How the queue for Lidarr stands, as its entities show it; to look is to work on it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from homeassistant.core import callback

from .lidarr.types import Hold, QueueEvent, SubmitterState
from .lidarr_issues import async_tell_lidarr
from .listeners import Listeners, Unsubscribe
from .service_coordinator import ServiceCoordinator

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .lidarr.submitter import Submitter


class LidarrCoordinator(ServiceCoordinator[SubmitterState]):
    """Drives the submitter, and publishes the state in which each of its wakes leaves it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        make_submitter: Callable[[Callable[[QueueEvent], None]], Submitter],
    ) -> None:
        """Make the submitter, which asks nobody anything yet."""
        super().__init__(hass, entry, name="Lidarr", every=inf)
        self._entry = entry
        self._events = Listeners[[QueueEvent]]()
        self._submitter = make_submitter(self.async_tell)

    @callback
    def async_add_event_listener(self, listener: Callable[[QueueEvent], None]) -> Unsubscribe:
        """Call ``listener(event)`` for everything that happens to the queue."""
        return self._events.add(listener)

    @callback
    def async_tell(self, event: QueueEvent) -> None:
        """Tell everybody that something has happened to the queue."""
        self._events(event)

    @callback
    def async_check_now(self) -> None:
        """Look at Lidarr at once, whenever it was last looked at."""
        self._submitter.check_now()
        self.async_wake()

    @callback
    def async_forget_issues(self) -> None:
        """Take back what a person was told to do: nobody works on the queue any more."""
        async_tell_lidarr(self.hass, None)

    async def _async_fetch(self) -> SubmitterState:
        """Let the submitter do what it may do now; it says when it is to be woken again."""
        pause = await self._submitter.wake()
        self._every = inf if pause is None else pause
        state = self._submitter.state
        async_tell_lidarr(self.hass, state)
        if state.hold is Hold.UNAUTHORIZED:
            self._entry.async_start_reauth(self.hass)
        return state
