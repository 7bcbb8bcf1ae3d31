"""Ask Spotify who has signed in, or say why it does not tell."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_ACCESS_TOKEN
from homeassistant.exceptions import HomeAssistantError

from ..sentences import local_time
from ..spotify.client import SpotifyClient
from ..spotify.errors import NotAllowed, NotAllowListed, NotPremium, TokenRefused
from ..spotify.policy import Family
from ..spotify_access import API
from ..spotify_gates import async_app_gates
from ..upstream.errors import Overdue, UpstreamError
from ..upstream.types import Priority

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant

    from ..spotify.types import Profile

SOON: Final = 45.0
"""Seconds that a person at a dialog waits for a turn: a gate that opens again rests first."""
PATIENCE: Final = SOON + 25.0
"""The same with Spotify's answer."""

NOT_ALLOW_LISTED: Final = "spotify_not_allow_listed"
REFUSALS: Final[Mapping[type[UpstreamError], str]] = {
    NotPremium: "spotify_not_premium",
    NotAllowListed: NOT_ALLOW_LISTED,
    NotAllowed: NOT_ALLOW_LISTED,
    TokenRefused: "spotify_token_refused",
}
"""What Spotify may have against an account, and the sentence that says what to do."""


class NoAccountError(Exception):
    """Nobody knows who has signed in; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **placeholders: str) -> None:
        """Keep why, and what the sentence names."""
        super().__init__(key)
        self.key = key
        self.placeholders = placeholders


async def check_gate(hass: HomeAssistant, client_id: str) -> None:
    """See that Spotify may be asked soon. Raises ``NoAccountError`` where it has said no."""
    try:
        async with asyncio.timeout(PATIENCE), async_app_gates(hass).borrowed(client_id) as app:
            opens_at = app.gate.may_call_at(Family.ME, Priority.PERSON)
    except (HomeAssistantError, TimeoutError) as error:
        raise NoAccountError("spotify_unreachable", detail=_words(error)) from error
    if opens_at > time.time() + SOON:
        raise NoAccountError("spotify_later", until=local_time(opens_at))


async def find_account(hass: HomeAssistant, client_id: str, token: Mapping[str, Any]) -> Profile:
    """Return who has signed in. Raises ``NoAccountError``."""

    async def access_token() -> str:
        return str(token[CONF_ACCESS_TOKEN])

    try:
        async with asyncio.timeout(PATIENCE), async_app_gates(hass).borrowed(client_id) as app:
            client = SpotifyClient(app.cache, access_token, base=API, patience=SOON)
            return await client.me(priority=Priority.PERSON)
    except Overdue as error:
        raise NoAccountError("spotify_later", until=local_time(error.at)) from error
    except UpstreamError as error:
        key = REFUSALS.get(type(error), "spotify_unreachable")
        raise NoAccountError(key, detail=_words(error)) from error
    except (HomeAssistantError, TimeoutError) as error:
        raise NoAccountError("spotify_unreachable", detail=_words(error)) from error


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
