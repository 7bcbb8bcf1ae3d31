"""Set an account of Spotify up: who may be called by it, and what is looked at now and then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.config_entry_oauth2_flow import (
    LocalOAuth2Implementation,
    OAuth2Session,
    async_get_config_entry_implementation,
)

from .compat import async_reload_with_options
from .const import DOMAIN, LOGGER
from .runtime import HOUSE_KEY
from .spotify.client import SpotifyClient
from .spotify_access import API, AccessToken
from .spotify_away import Away, forget_account
from .spotify_coordinator import SpotifyCoordinator
from .spotify_gates import async_app_gates
from .spotify_issues import async_forget_issues
from .spotify_options import may_write, records_away
from .spotify_runtime import SpotifyRuntime
from .spotify_status import SpotifyStatus

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.config_entry_oauth2_flow import AbstractOAuth2Implementation

    from .spotify_runtime import SpotifyConfigEntry


async def async_set_up(hass: HomeAssistant, entry: SpotifyConfigEntry) -> None:
    """Begin to look at the account; Spotify is asked once the store has said what it forbids.

    Raises ``ConfigEntryAuthFailed`` when the application credentials are gone.
    """
    app = await _app(hass, entry)
    client_id = app.client_id if isinstance(app, LocalOAuth2Implementation) else app.domain
    house = hass.data[HOUSE_KEY]
    await house.acquire()
    entry.async_on_unload(house.release)
    gates = async_app_gates(hass)
    held = await gates.acquire(client_id)
    entry.async_on_unload(partial(gates.release, client_id))

    account_id = str(entry.unique_id)
    token = AccessToken(hass, entry, OAuth2Session(hass, entry, app))
    client = SpotifyClient(held.cache, token, base=API)
    status = SpotifyStatus(hass, entry, held)
    records = records_away(entry.options)
    coordinator = SpotifyCoordinator(
        hass,
        entry,
        status=status,
        client=client,
        token=token,
        away=Away(hass, house, client, account_id),
        records=records,
    )
    entry.runtime_data = SpotifyRuntime(
        client=client,
        gate=held.gate,
        account_id=account_id,
        may_write=may_write(entry.data),
        status=status,
        coordinator=coordinator,
    )
    start = house.supervisor.start
    entry.async_on_unload(partial(async_forget_issues, hass, entry))
    entry.async_on_unload(held.listeners.add(status.async_wake))
    entry.async_on_unload(status.async_add_listener(coordinator.async_see_whether_refused))
    entry.async_on_unload(start(f"service spotify {entry.entry_id}", status.run, entry=entry))
    entry.async_on_unload(start(f"spotify {entry.entry_id}", coordinator.run, entry=entry))
    async_reload_with_options(entry)


async def async_forget(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Forget how far the account was read; what Spotify forbids its app stays forbidden."""
    house = hass.data.get(HOUSE_KEY)
    if house is None:
        return
    await house.acquire()
    try:
        await house.write(forget_account, str(entry.unique_id))
    except HomeAssistantError as error:
        LOGGER.debug("How far an account was read is left in the store: %s", error)
    finally:
        await house.release()


async def _app(hass: HomeAssistant, entry: SpotifyConfigEntry) -> AbstractOAuth2Implementation:
    """Return the application credentials by which somebody signed in."""
    try:
        return await async_get_config_entry_implementation(hass, entry)
    except ValueError as error:
        raise ConfigEntryAuthFailed(
            translation_domain=DOMAIN, translation_key="spotify_no_credentials"
        ) from error
