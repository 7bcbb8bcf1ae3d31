"""An account from its first day on, at a simulated Spotify behind real sockets."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from random import Random
import time
from typing import TYPE_CHECKING
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import config_entry_oauth2_flow
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_HISTORY
from custom_components.spindle.runtime import HOUSE_KEY
from custom_components.spindle.spotify_gates import async_app_gates
from tests.simulators.spotify.music import made_up
from tests.simulators.spotify.server import SpotifyServer
from tests.simulators.spotify.stage import GENEROUS
from tests.sonos_household import scrobbles
from tests.spotify_home import CLIENT_ID, enter_credentials

if TYPE_CHECKING:
    from pathlib import Path

    from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

ROOT = "custom_components.spindle"
REDIRECT = "https://example.com/auth/external/callback"


async def sign_in(
    hass: HomeAssistant, server: SpotifyServer, browser: ClientSessionGenerator
) -> ConfigFlowResult:
    """Add an account whose plays are recorded wherever they were, as its owner would."""
    flow = hass.config_entries.flow
    menu = await flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    form = await flow.async_configure(menu["flow_id"], {"next_step_id": "spotify"})
    wanted = {"make_playlists": False, "record_away": True}
    away = await flow.async_configure(form["flow_id"], wanted)
    assert away["type"] is FlowResultType.EXTERNAL_STEP
    scopes = frozenset(URL(away["url"]).query["scope"].split())
    state = config_entry_oauth2_flow._encode_jwt(
        hass, {"flow_id": away["flow_id"], "redirect_uri": REDIRECT}
    )
    back = {"state": state, "code": server.tokens.sign_in(scopes)}
    client = await browser()
    answer = await client.get(str(URL("/auth/external/callback").with_query(back)))
    assert answer.status == HTTPStatus.OK
    return await flow.async_configure(away["flow_id"])


async def looked_at(entry: ConfigEntry) -> None:
    """Wait until the account has been looked at, or could not be."""
    done = asyncio.Event()
    forget = entry.runtime_data.coordinator.async_add_listener(done.set)
    async with asyncio.timeout(20):
        await done.wait()
    forget()


@pytest.mark.usefixtures("socket_enabled", "current_request_with_host")
async def test_an_account_signs_in_is_read_and_is_asked_for_again_when_it_is_taken_back(
    hass: HomeAssistant, tmp_path: Path, hass_client_no_auth: ClientSessionGenerator
) -> None:
    hass.config.config_dir = str(tmp_path)
    history = MockConfigEntry(domain=DOMAIN, unique_id=KIND_HISTORY, data={CONF_KIND: KIND_HISTORY})
    history.add_to_hass(hass)
    assert await hass.config_entries.async_setup(history.entry_id)
    await enter_credentials(hass)
    server = SpotifyServer(GENEROUS, Random(1), time.time, music=made_up(60))  # noqa: S311
    server.library.save(*range(60))
    server.library.create("Mine", [1, 2])
    server.library.create("Theirs", [3], owner="somebody")
    server.library.play(4, at=time.time() - 4_000)
    server.library.play(5, at=time.time() - 2_000)
    async with server.serving() as address:
        with (
            patch(f"{ROOT}.spotify_entry.API", f"{address}/v1"),
            patch(f"{ROOT}.flows.spotify_account.API", f"{address}/v1"),
            patch(f"{ROOT}.application_credentials.TOKEN_URL", f"{address}/api/token"),
        ):
            async with async_app_gates(hass).borrowed(CLIENT_ID):
                result = await sign_in(hass, server, hass_client_no_auth)
                entry = result["result"]
                assert entry.state is ConfigEntryState.LOADED
                await looked_at(entry)
                assert entry.runtime_data.coordinator.data.library.saved_tracks == 60
                assert entry.runtime_data.coordinator.data.library.playlists == 1
                assert not entry.runtime_data.may_write
                rows = await hass.data[HOUSE_KEY].read(scrobbles, "source, music_service, player")
                assert rows == [("spotify", "spotify", None)] * 2

                server.tokens.revoke()
                entry.runtime_data.coordinator.async_wake()
                await looked_at(entry)
            (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
            assert flow["context"]["source"] == "reauth"
            assert flow["context"]["entry_id"] == entry.entry_id
            for one in (entry, history):
                assert await hass.config_entries.async_unload(one.entry_id)
    assert server.breaches == []
