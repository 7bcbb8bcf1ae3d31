"""What an entry for a Spotify account holds: consents, options, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

CONF_IMPLEMENTATION: Final = "auth_implementation"
"""Key in ``entry.data`` that names the application credentials, as Home Assistant has it."""
CONF_AUTHORISED_AT: Final = "authorised_at"
"""Key in ``entry.data``: epoch at which the person signed in last."""

OPTION_RECORD_AWAY: Final = "record_away"
"""Record also what the account plays elsewhere than on the speakers; off until chosen."""

READ_SCOPES: Final = (
    "playlist-read-collaborative",
    "playlist-read-private",
    "user-library-read",
    "user-read-recently-played",
)
"""What every account is asked for: https://developer.spotify.com/documentation/web-api/concepts/scopes"""
WRITE_SCOPES: Final = ("playlist-modify-private", "playlist-modify-public")
"""What is asked for beside it where playlists are to be made."""

MONTH: Final = 30 * 86_400.0
SIGNED_IN_FOR: Final = 6 * MONTH
"""Seconds after which Spotify lets nobody refresh a token any more, whatever was refreshed since.

https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration
"""
WARNED_BEFORE: Final = MONTH


def may_write(data: Mapping[str, Any]) -> bool:
    """Tell whether who signed in let playlists be made; ``data`` is the entry's."""
    granted = str(data[CONF_TOKEN].get("scope", "")).replace(",", " ").split()
    return set(WRITE_SCOPES) <= set(granted)


def records_away(options: Mapping[str, Any]) -> bool:
    """Tell whether what is played away from the speakers is recorded, too."""
    return options.get(OPTION_RECORD_AWAY) is True


def signed_in_until(data: Mapping[str, Any]) -> float:
    """Return the epoch at which the person has to have signed in again."""
    return float(data[CONF_AUTHORISED_AT]) + SIGNED_IN_FOR
