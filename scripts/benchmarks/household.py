"""A household inside one process: Home Assistant's core, Spindle, and speakers made of states.

The speakers are entities of the Sonos platform whose states are set by hand, with the
attributes that the core integration gives them. Everything from there on is the real thing.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import time
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

from homeassistant import loader
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
)

from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_HISTORY, SONOS_DOMAIN
from custom_components.spindle.store.types import StoreState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path

    from homeassistant.core import HomeAssistant

    from custom_components.spindle.runtime import HistoryRuntime

OPENING = 30.0
"""Seconds the store may take to open."""


@dataclass(slots=True)
class BenchSpeaker:
    """One speaker, played by setting its state."""

    hass: HomeAssistant
    entity_id: str
    _attributes: dict[str, Any] = field(default_factory=dict)

    def play(self, title: str, *, duration: float, artist: str = "The Calibrators") -> None:
        """Begin a title now; ``duration`` is seconds."""
        self._attributes = {
            "media_content_id": f"x-sonos-spotify:spotify%3atrack%3a{abs(hash(title)):022d}?sid=9",
            "media_content_type": "music",
            "media_title": title,
            "media_artist": artist,
            "media_album_name": "Steady State",
            "media_duration": duration,
            "group_members": [self.entity_id],
            "repeat": "off",
            "shuffle": False,
            "volume_level": 0.2,
        }
        self.tell("playing", position=0)

    def tell(self, state: str, *, position: float) -> None:
        """Say again what plays, with its position in seconds, as the core does after an event."""
        self._attributes |= {
            "media_position": position,
            "media_position_updated_at": dt_util.utc_from_timestamp(time.time()),
        }
        self.hass.states.async_set(self.entity_id, state, self._attributes)


@dataclass(slots=True, kw_only=True)
class Household:
    """A running Home Assistant with its speakers and, while it is loaded, Spindle."""

    hass: HomeAssistant
    entry: MockConfigEntry
    speakers: tuple[BenchSpeaker, ...]

    @property
    def runtime(self) -> HistoryRuntime:
        """What the loaded history entry is made of."""
        runtime: HistoryRuntime = self.entry.runtime_data
        return runtime

    async def load(self) -> None:
        """Set Spindle up and wait until its store is open."""
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        async with asyncio.timeout(OPENING):
            while self.runtime.house.status.state is not StoreState.READY:
                await asyncio.sleep(0.05)
        await self.hass.async_block_till_done()

    async def unload(self) -> None:
        """Take Spindle away again."""
        assert await self.hass.config_entries.async_unload(self.entry.entry_id)
        await self.hass.async_block_till_done()


@asynccontextmanager
async def household(
    directory: Path,
    *,
    speakers: int,
    options: Mapping[str, object] | None = None,
    before: Callable[[HomeAssistant], Awaitable[None]] | None = None,
) -> AsyncIterator[Household]:
    """Run Home Assistant with Spindle and ``speakers`` idle speakers, files in ``directory``.

    ``before(hass)`` sets up what must be there before Spindle.
    """
    async with async_test_home_assistant(config_dir=str(directory)) as hass:
        hass.data.pop(loader.DATA_CUSTOM_COMPONENTS)
        _take_web_server_for_granted(hass)
        if before:
            await before(hass)
        sonos = MockConfigEntry(domain=SONOS_DOMAIN, title="Sonos")
        sonos.add_to_hass(hass)
        history = MockConfigEntry(
            domain=DOMAIN,
            title="Sonos",
            unique_id=KIND_HISTORY,
            data={CONF_KIND: KIND_HISTORY},
            options=dict(options or {}),
        )
        history.add_to_hass(hass)
        whole = Household(
            hass=hass,
            entry=history,
            speakers=tuple(_add_speaker(hass, sonos, number) for number in range(speakers)),
        )
        await whole.load()
        try:
            yield whole
        finally:
            await whole.unload()
            await hass.async_stop(force=True)


def _take_web_server_for_granted(hass: HomeAssistant) -> None:
    """Let Spindle register its view with nobody: no port is opened."""
    hass.http = Mock()
    hass.config.components.add("http")


def _add_speaker(hass: HomeAssistant, sonos: MockConfigEntry, number: int) -> BenchSpeaker:
    """Register a speaker as the core integration does, and let it be idle."""
    entry = er.async_get(hass).async_get_or_create(
        "media_player",
        SONOS_DOMAIN,
        f"RINCON_{number:012X}01400",
        config_entry=sonos,
        original_name=f"Room {number}",
    )
    hass.states.async_set(entry.entity_id, "idle", {"group_members": [entry.entity_id]})
    return BenchSpeaker(hass, entry.entity_id)
