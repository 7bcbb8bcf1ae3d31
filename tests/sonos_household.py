"""Speakers as core's Sonos integration shows them, played by hand, and a history that listens.

Only the entities are made up: registered under the platform ``sonos`` and given states.
Everything behind them is real, down to the database.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.spindle.const import CONF_KIND, DOMAIN, EVENT_SCROBBLED, KIND_HISTORY
from custom_components.spindle.runtime import HOUSE_KEY
from custom_components.spindle.store.types import StoreState
from tests import threads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import Event, HomeAssistant

    from custom_components.spindle.runtime import HistoryRuntime, House
    from custom_components.spindle.store.types import StoreStatus

SPOTIFY = "x-sonos-spotify:spotify%3atrack%3a01Bz4Mijhe7m7qRvq2Ujpn?sid=9&flags=8224&sn=2"


@dataclass(slots=True)
class Player:
    """One speaker's entity."""

    hass: HomeAssistant
    id: str
    entity_id: str
    attributes: dict[str, Any] = field(default_factory=dict)

    def play(self, title: str, *, artist: str = "Nina Simone", **more: Any) -> None:
        """Begin a title at its first second, or as ``more`` says."""
        self.attributes = {
            "media_content_id": SPOTIFY,
            "media_title": title,
            "media_artist": artist,
            "media_duration": 200,
            "media_position": 0,
            "media_position_updated_at": dt_util.utcnow(),
            "group_members": [self.entity_id],
            **more,
        }
        self.write("playing")

    def write(self, state: str, **changes: Any) -> None:
        """Write a state with the attributes of the last one, but for ``changes``."""
        self.attributes |= changes
        self.hass.states.async_set(self.entity_id, state, self.attributes)

    def idle(self) -> None:
        """Stop: nothing is left to show."""
        self.attributes = {"group_members": [self.entity_id]}
        self.write("idle")


@dataclass(slots=True)
class Home:
    """A Home Assistant with speakers and a history."""

    hass: HomeAssistant
    freezer: FrozenDateTimeFactory
    entry: MockConfigEntry
    scrobbled: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def make(
        cls, hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
    ) -> Self:
        """Make one whose database is in ``folder``; its history is not set up yet."""
        hass.config.config_dir = str(folder)
        entry = MockConfigEntry(
            domain=DOMAIN,
            unique_id=KIND_HISTORY,
            title="Sonos",
            data={CONF_KIND: KIND_HISTORY},
            options=options,
        )
        entry.add_to_hass(hass)
        home = cls(hass, freezer, entry)

        @callback
        def note(event: Event) -> None:
            home.scrobbled.append(dict(event.data))

        hass.bus.async_listen(EVENT_SCROBBLED, note)
        return home

    @property
    def house(self) -> House:
        """The house."""
        return self.hass.data[HOUSE_KEY]

    @property
    def runtime(self) -> HistoryRuntime:
        """What the loaded history is made of."""
        runtime: HistoryRuntime = self.entry.runtime_data
        return runtime

    def speaker(self, name: str, *, alone: bool = True) -> Player:
        """Register a speaker called ``name``, with the id ``RINCON_NAME``, idle."""
        registered = er.async_get(self.hass).async_get_or_create(
            "media_player",
            "sonos",
            f"RINCON_{name.upper()}",
            original_name=name,
            suggested_object_id=name.lower(),
        )
        player = Player(self.hass, registered.unique_id, registered.entity_id)
        if alone:
            player.idle()
        return player

    async def set_up(self) -> None:
        """Set the history up, and wait until its store is open."""
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        await opened(self.house)
        await self.settle()

    async def reload(self) -> None:
        """Reload the history as its options flow does, and wait until its store is open."""
        assert await self.hass.config_entries.async_reload(self.entry.entry_id)
        await opened(self.house)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was said has been judged, written and told."""
        for _ in range(2):
            await self.hass.async_block_till_done()
            await threads.rest()
            if self.house.status.state is StoreState.READY:
                # What nobody waits for is written before this. A full disk may refuse it
                # before its status has come round.
                with suppress(HomeAssistantError):
                    await self.house.write(nothing)
        await threads.rest()

    async def wait(self, seconds: float, *, step: float = 20) -> None:
        """Let that much time pass."""
        await self.settle()
        while seconds > 0:
            self.freezer.tick(min(step, seconds))
            seconds -= step
            async_fire_time_changed(self.hass)
            await self.settle()

    async def until(
        self, is_so: Callable[[], Awaitable[object]], *, within: float = 1_200, step: float = 20
    ) -> None:
        """Let time pass until something is so; how long that is depends on threads, too."""
        for _ in range(int(within / step)):
            await self.settle()
            if await is_so():
                return
            self.freezer.tick(step)
            async_fire_time_changed(self.hass)
        raise AssertionError(f"not within {within} seconds")

    async def rows(self, columns: str = "title, listened") -> list[tuple[Any, ...]]:
        """Give the rows of the view ``scrobbles``, oldest first."""
        return await self.house.read(scrobbles, columns)


async def opened(house: House, *states: StoreState) -> None:
    """Wait until the store is in one of ``states``, or is opening no more."""
    done = asyncio.Event()

    def look(status: StoreStatus) -> None:
        if status.state in states or (not states and status.state is not StoreState.OPENING):
            done.set()

    forget = house.async_add_status_listener(look)
    await done.wait()
    forget()


def nothing(_: Connection) -> None:
    """Only wait for the writer's turn."""


def scrobbles(db: Connection, columns: str) -> list[tuple[Any, ...]]:
    """Read the view."""
    return db.execute(f"SELECT {columns} FROM scrobbles ORDER BY played_at, id").fetchall()  # noqa: S608
