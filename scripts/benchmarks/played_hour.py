"""Play an hour of music in one room of a Home Assistant with a real recorder."""

from __future__ import annotations

import asyncio
from contextlib import closing
from functools import partial
import sqlite3
import time
from typing import TYPE_CHECKING, Final

from homeassistant.components.recorder import get_instance
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import async_initialize_recorder
from homeassistant.setup import async_setup_component

from .household import household
from .virtual_hour import VirtualHour

if TYPE_CHECKING:
    from pathlib import Path

    from homeassistant.core import HomeAssistant

    from .fast_clock import FastClock

RATE: Final = 60.0
"""Virtual seconds in a real one while the music plays."""
SETTLING: Final = 2.0
TITLE_SECONDS: Final = 210.0
SONGS: Final = 17
"""Of a usual length, they are an hour."""

COUNT_STATES: Final = """
SELECT states_meta.entity_id, count(*) FROM states
JOIN states_meta ON states_meta.metadata_id = states.metadata_id
WHERE states.last_updated_ts BETWEEN ? AND ? GROUP BY states_meta.entity_id"""
COUNT_EVENTS: Final = """
SELECT count(*) FROM events
JOIN event_types ON event_types.event_type_id = events.event_type_id
WHERE event_types.event_type LIKE 'spindle%' AND events.time_fired_ts BETWEEN ? AND ?"""


async def play(directory: Path, clock: FastClock) -> VirtualHour:
    """Let one room play song after song for an hour, with a recorder listening."""
    database = directory / "home-assistant_v2.db"
    async with household(directory, speakers=1, before=partial(_record, database)) as home:
        await asyncio.sleep(SETTLING)
        begin = time.time()
        clock.run(RATE)
        for song in range(SONGS):
            home.speakers[0].play(f"Song {song}", duration=TITLE_SECONDS)
            await asyncio.sleep(1)
            home.speakers[0].tell("playing", position=1)
            await asyncio.sleep(TITLE_SECONDS - 1)
        clock.run(1)
        end = time.time()
        await get_instance(home.hass).async_block_till_done()
        ours = [
            entry.entity_id
            for entry in er.async_entries_for_config_entry(
                er.async_get(home.hass), home.entry.entry_id
            )
        ]
    with closing(sqlite3.connect(database)) as db:
        counted = db.execute(COUNT_STATES, (begin, end))
        states = {name: rows for name, rows in counted if name in ours}
        (events,) = db.execute(COUNT_EVENTS, (begin, end)).fetchone()
    return VirtualHour(plays=SONGS, states=states, events=events)


async def _record(database: Path, hass: HomeAssistant) -> None:
    """Set a real recorder up."""
    async_initialize_recorder(hass)
    assert await async_setup_component(
        hass, "recorder", {"recorder": {"db_url": f"sqlite:///{database}", "commit_interval": 0}}
    )
