"""The token by which Spotify knows an account, kept good by Home Assistant's OAuth session."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
import time
from typing import TYPE_CHECKING, Final

from aiohttp import ClientError, ClientResponseError
from homeassistant.const import CONF_ACCESS_TOKEN
from homeassistant.core import callback

from .service_coordinator import pause_after
from .spotify.client import BASE
from .spotify.errors import TokenRefused
from .upstream.errors import Overdue, Unreachable
from .upstream.types import Why

if TYPE_CHECKING:
    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant
    from homeassistant.helpers.config_entry_oauth2_flow import OAuth2Session

API: Final = BASE
PATIENCE: Final = 30.0
"""Seconds that Spotify has to hand out a token."""


class AccessToken:
    """Hands out the account's token, and has it refreshed when it has run out.

    One that is refused for good asks a person to sign in; one that cannot be had just now is
    asked for again after a growing pause.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, session: OAuth2Session) -> None:
        """Take the session, which knows whether the token is still good."""
        self._hass = hass
        self._entry = entry
        self._session = session
        self._lock = asyncio.Lock()
        self._refused = False
        self._failures = 0
        self._not_before = 0.0
        """Epoch before which nobody asks for a token again."""

    async def __call__(self) -> str:
        """Return the token. Raises ``TokenRefused``, ``Unreachable`` and ``Overdue``."""
        async with self._lock:
            if self._refused:
                raise TokenRefused("a person has to sign in again")
            if not self._session.valid_token:
                await self._refresh()
        return str(self._session.token[CONF_ACCESS_TOKEN])

    @callback
    def async_refuse(self) -> None:
        """Take note that nothing goes by this consent any more, and ask for another."""
        self._refused = True
        self._entry.async_start_reauth(self._hass)

    async def _refresh(self) -> None:
        if time.time() < self._not_before:
            raise Overdue(self._not_before, None, Why.UNREACHABLE)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._session.async_ensure_token_valid()
        except ClientResponseError as error:
            if _is_refusal(error.status):
                self.async_refuse()
                raise TokenRefused(error.message) from error
            raise self._failed(error) from error
        except (ClientError, TimeoutError, KeyError, TypeError, ValueError) as error:
            # The last three: an answer without what a token consists of.
            raise self._failed(error) from error
        self._failures = 0

    def _failed(self, error: Exception) -> Unreachable:
        self._failures += 1
        self._not_before = time.time() + pause_after(self._failures)
        return Unreachable(str(error) or type(error).__name__)


def _is_refusal(status: int) -> bool:
    """Tell ``invalid_grant`` and its like from a service that is in trouble, or has enough."""
    client_error = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return client_error and status != HTTPStatus.TOO_MANY_REQUESTS
