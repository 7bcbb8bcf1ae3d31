"""Have playlists made: who asks for runs, who drives them, who is told of them."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .listeners import Listeners, Unsubscribe
from .playlist_news import RunNews, async_announce_run, async_run_news
from .playlist_words import async_problems, async_reason
from .playlists.run import Busy, Cancelled
from .playlists.types import Impossible, Later
from .refusals import refusal
from .sentences import local_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homeassistant.core import HomeAssistant

    from .playlists.run import Runs
    from .playlists.types import Plan, Progress, Recipe, RunEvent, RunReport
    from .pulse import Pulse

LOOK_AGAIN: Final = 3_600.0
"""Seconds after which it is looked for a run although nobody asked for one."""
STORE_AGAIN: Final = 30.0
"""Seconds until a store that could not be used is asked again."""
BREATH: Final = 1.0
"""Seconds between two looks at the least, unless somebody asks for a run."""


class PlaylistCoordinator:
    """The recipes of the history, and how the making of each stands."""

    def __init__(
        self,
        hass: HomeAssistant,
        recipes: Sequence[Recipe],
        make_runs: Callable[[Callable[[RunEvent], None], Callable[[], None]], Runs],
    ) -> None:
        """Make the runs, which do nothing yet."""
        self._hass = hass
        self._reports: dict[str, RunReport] = {}
        self._listeners = Listeners[[]]()
        self._news_listeners = Listeners[[RunNews]]()
        self._woken = asyncio.Event()
        self._runs = make_runs(self._on_event, self._listeners)
        self.recipes = {recipe.id: recipe for recipe in recipes}

    @callback
    def report(self, recipe_id: str) -> RunReport | None:
        """Return how the last run of a recipe stands; None before the first, or while unread."""
        return self._reports.get(recipe_id)

    @callback
    def progress(self, recipe_id: str) -> Progress | None:
        """Return how far the run, or the rehearsal, of a recipe has come; None without one."""
        return self._runs.progress if self._runs.running == recipe_id else None

    @callback
    def async_add_listener(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call ``listener()`` whenever a report or a progress is another."""
        return self._listeners.add(listener)

    @callback
    def async_add_news_listener(self, listener: Callable[[RunNews], None]) -> Unsubscribe:
        """Call ``listener(news)`` for everything that happens to a run."""
        return self._news_listeners.add(listener)

    async def async_generate(self, recipe: Recipe) -> RunReport:
        """Ask for a run, and return how it stands. Raises a sentence when it cannot be."""
        try:
            report = await self._runs.ask(recipe.id)
        except Impossible as error:
            raise self._impossible(error) from error
        self._keep(report)
        self._woken.set()
        return report

    async def async_rehearse(self, recipe: Recipe) -> Plan:
        """Return what a run would make. Raises a sentence when that cannot be said now."""
        try:
            return await self._runs.rehearse(recipe.id)
        except Impossible as error:
            raise self._impossible(error) from error
        except Busy as error:
            raise refusal("playlists_busy") from error
        except Cancelled as error:
            raise refusal("playlists_cancelled") from error
        except Later as error:
            why = async_reason(self._hass, error.reason)
            raise refusal("playlists_later", until=local_time(error.at), why=why) from error
        finally:
            self._woken.set()

    async def async_cancel(self, recipe: Recipe | None = None) -> int:
        """Stop the run of a recipe, or all of them; return how many there were."""
        return len(await self._runs.cancel(recipe.id if recipe else None))

    async def async_forget_others(self) -> None:
        """Forget what is kept of recipes that are gone, if the store can be used."""
        try:
            await self._runs.begin()
        except HomeAssistantError as error:
            LOGGER.debug("Playlists that are gone are forgotten at the next start: %s", error)

    async def run(self, pulse: Pulse) -> None:
        """Make what is asked for, one after another, for good: the supervised task."""
        is_ready = False
        while True:
            self._woken.clear()
            pause = STORE_AGAIN
            try:
                if not is_ready:
                    await pulse.during(self._begin())
                is_ready = True
                due = await pulse.during(self._runs.work())
                pause = LOOK_AGAIN if due is None else min(LOOK_AGAIN, due - time.time())
            except HomeAssistantError as error:
                is_ready = False
                LOGGER.debug("Playlists wait until the store can be used: %s", error)
            await pulse.rest(max(BREATH, pause), self._woken)

    async def _begin(self) -> None:
        """Take up where the last process ended."""
        await self._runs.begin()
        for recipe in self.recipes:
            if report := await self._runs.report(recipe):
                self._reports[recipe] = report
        self._listeners()

    @callback
    def _on_event(self, event: RunEvent) -> None:
        """Tell everybody what has happened to a run."""
        self._keep(event.report)
        news = async_run_news(self._hass, event, self.recipes[event.report.recipe].name)
        async_announce_run(self._hass, news)
        self._news_listeners(news)

    def _keep(self, report: RunReport) -> None:
        self._reports[report.recipe] = report
        self._listeners()

    def _impossible(self, error: Impossible) -> HomeAssistantError:
        why = async_problems(self._hass, error.problems)
        return refusal("playlists_impossible", why=why)
