"""What removing the last entry leaves: the file of the history, word of it, and nothing that runs."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from types import MappingProxyType
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigSubentry
from homeassistant.helpers import issue_registry as ir

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.lidarr.types import Hold, StuckDownload
from custom_components.spindle.playlist_recipes import SUBENTRY_PLAYLISTS
from custom_components.spindle.public_services import PUBLIC_SERVICES
from custom_components.spindle.repairs import async_tell_service
from custom_components.spindle.spotify.errors import NotPremium
from custom_components.spindle.spotify_issues import async_tell_expiry, async_tell_refusal
from custom_components.spindle.store.types import StoreState
from custom_components.spindle.upstream.types import GateState
from tests.heard import NOON
from tests.household import mock_sonos
from tests.lidarr_home import begin_lidarr
from tests.playlist_home import recipe
from tests.sonos_household import Home, opened
from tests.spotify_home import ANN, account, answer, enter_credentials

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

KEPT = "database_kept"
DAY = 86_400.0
YEAR = 365 * DAY


def issues(hass: HomeAssistant) -> set[str]:
    """Name what a person is told."""
    return {one for domain, one in ir.async_get(hass).issues if domain == DOMAIN}


def running() -> set[str]:
    """Name the tasks and threads that are ours."""
    names = {task.get_name() for task in asyncio.all_tasks() if not task.done()}
    names |= {thread.name for thread in threading.enumerate()}
    return {name for name in names if name.startswith("spindle")}


async def remove_all(hass: HomeAssistant) -> None:
    """Remove one entry after the other."""
    for entry in hass.config_entries.async_entries(DOMAIN):
        await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_nothing_runs_and_nothing_is_told_of_but_the_file(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    mock_sonos(hass)
    lidarr = await begin_lidarr(hass, freezer, tmp_path, {"public_services": [*PUBLIC_SERVICES]})
    home = lidarr.home
    data = MappingProxyType({**recipe(tmp_path)["data"]})
    made = ConfigSubentry(
        data=data, subentry_type=SUBENTRY_PLAYLISTS, title="At home", unique_id=None
    )
    hass.config_entries.async_add_subentry(home.entry, made)
    await enter_credentials(hass)
    answer(aioclient_mock)
    spotify = account(hass, ANN, now=NOON)
    assert await hass.config_entries.async_setup(spotify.entry_id)
    await home.settle()

    stuck = StuckDownload(title="Homogenic", message="No files found", since=NOON)
    await lidarr.hold(Hold.ROOT_FOLDER, stuck=(stuck,))
    async_tell_expiry(hass, spotify, NOON + YEAR)
    async_tell_refusal(hass, spotify, NotPremium(403))
    for service in PUBLIC_SERVICES.values():
        async_tell_service(hass, service, GateState.AUTH_FAILED, DAY)
    assert issues(hass) == {
        "lidarr_root_folder",
        "lidarr_stuck",
        "sonos_missing",
        "spotify_expires_ann",
        "spotify_not_premium_ann",
        *(f"service_refuses_{slug}" for slug in PUBLIC_SERVICES),
    }
    supervised = {task.name for task in home.house.supervisor.status()}
    assert {"listener", "covers", "completing", "playlists", "lidarr", "spotify ann"} < supervised
    assert {"spindle listener", "spindle covers", "spindle-writer"} < running()

    await remove_all(hass)
    assert issues(hass) == {KEPT}
    assert home.house.supervisor.status() == ()
    assert running() == set()


async def test_a_store_that_could_not_be_opened_is_told_of_no_more(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "spindle.db") as newer:
        newer.execute("PRAGMA user_version = 999")
    home = Home.make(hass, freezer, tmp_path)
    assert await hass.config_entries.async_setup(home.entry.entry_id)
    await opened(home.house, StoreState.NEWER)
    await hass.async_block_till_done()
    assert issues(hass) == {"store_newer", "sonos_missing"}
    await remove_all(hass)
    assert issues(hass) == {KEPT}
    assert running() == set()
