"""Keep the household's own list of music services: fetched daily, kept in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER, OPTION_SERVICE_OVERRIDES
from .listening.source import ServiceBook, service_book
from .store.commands import remember_services

if TYPE_CHECKING:
    from .house import House
    from .pulse import Pulse
    from .sonos_bridge import SonosBridge
    from .speakers import Speakers

FRESH_FOR: Final = 86400.0
"""Seconds a list that was fetched is good for."""
ASK_AGAIN: Final = 900.0
"""Seconds until the next attempt when no speaker gave one."""
ASKED: Final = 3
"""Speakers that are asked in one attempt: one answer serves the household."""


class ServiceList:
    """The service book, as good as it is known now."""

    def __init__(
        self,
        house: House,
        speakers: Speakers,
        bridge: SonosBridge,
        options: Mapping[str, object],
    ) -> None:
        """Know only what the user decided."""
        self._house = house
        self._speakers = speakers
        self._bridge = bridge
        overrides = options.get(OPTION_SERVICE_OVERRIDES)
        self._overrides = overrides if isinstance(overrides, Mapping) else {}
        self.book: ServiceBook = service_book(None, self._overrides)
        """Names and overrides that decide a service's slug."""

    def learn(self, names: Mapping[int, str]) -> None:
        """Take a household's names, remembered or fetched: sid → name."""
        self.book = service_book(dict[object, object](names.items()), self._overrides)

    async def run(self, pulse: Pulse) -> None:
        """Fetch the list once a day, for good: a supervised task."""
        someone_new = asyncio.Event()
        stop_looking = self._speakers.async_add_listener(someone_new.set)
        try:
            while True:
                names = await pulse.during(self._fetch())
                if names:
                    self.learn(names)
                    await pulse.during(self._remember(names))
                    await pulse.rest(FRESH_FOR)
                else:
                    someone_new.clear()
                    await pulse.rest(ASK_AGAIN, someone_new)
        finally:
            stop_looking()

    async def _fetch(self) -> dict[int, str] | None:
        """Ask a few speakers that are there; the first that answers is believed."""
        present = [one.id for one in self._speakers.known.values() if one.available]
        for speaker_id in present[:ASKED]:
            if names := await self._bridge.services(speaker_id):
                return names
        return None

    async def _remember(self, names: dict[int, str]) -> None:
        """Keep the list in the store when it is another than the one that is kept."""
        try:
            await self._house.write(remember_services, names)
        except HomeAssistantError as error:
            LOGGER.debug("The service list is not kept: %s", error)
