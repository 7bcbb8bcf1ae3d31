"""The way to Lidarr that an entry's data lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from .lidarr.client import LidarrClient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant


def lidarr_client(hass: HomeAssistant, data: Mapping[str, Any]) -> LidarrClient:
    """Make a client for the address and the key that ``data`` holds; it asks nothing yet."""
    verify = data[CONF_VERIFY_SSL]
    return LidarrClient(
        async_get_clientsession(hass, verify_ssl=verify),
        data[CONF_URL],
        data[CONF_API_KEY],
        verify_ssl=verify,
    )
