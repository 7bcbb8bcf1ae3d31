"""Where a person lets Spindle use their account, and what they need to know before they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeassistant.components.application_credentials import AuthorizationServer

from .spotify_redirect import DASHBOARD_URL, redirect_uri

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

AUTHORIZE_URL = "https://accounts.spotify.com/authorize"
TOKEN_URL = "https://accounts.spotify.com/api/token"  # noqa: S105 (an address)


async def async_get_authorization_server(_hass: HomeAssistant) -> AuthorizationServer:
    """Say where Spotify asks for consent, and where it hands out tokens.

    https://developer.spotify.com/documentation/web-api/tutorials/code-flow
    """
    return AuthorizationServer(authorize_url=AUTHORIZE_URL, token_url=TOKEN_URL)


async def async_get_description_placeholders(hass: HomeAssistant) -> dict[str, str]:
    """Fill in the dialog that asks for the client's id and secret."""
    return {"dashboard_url": DASHBOARD_URL, "redirect_uri": redirect_uri(hass) or "-"}
