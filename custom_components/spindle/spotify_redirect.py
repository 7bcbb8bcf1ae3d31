"""Where Spotify sends a person back to, and whether it will."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from homeassistant.helpers.config_entry_oauth2_flow import (
    AUTH_CALLBACK_PATH,
    async_get_redirect_uri,
)
from homeassistant.helpers.network import NoURLAvailableError, get_url
from yarl import URL

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

DASHBOARD_URL: Final = "https://developer.spotify.com/dashboard"


def redirect_uri(hass: HomeAssistant) -> str | None:
    """Return the address that is to be registered with Spotify; None where there is none."""
    try:
        return async_get_redirect_uri(hass)
    except RuntimeError:
        # Nobody's browser asks: it would have said under which address it sees us.
        pass
    try:
        return f"{get_url(hass, prefer_external=True)}{AUTH_CALLBACK_PATH}"
    except NoURLAvailableError:
        return None


def is_accepted(address: str) -> bool:
    """Tell whether Spotify lets an address be registered: HTTPS, or a loopback's own number.

    https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
    """
    url = URL(address)
    if url.scheme == "https":
        return True
    try:
        return url.scheme == "http" and ip_address(url.host or "").is_loopback
    except ValueError:
        return False
