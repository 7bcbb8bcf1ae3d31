"""Which Spotify account the recipes for playlists mean, and what they may do with it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback

from .const import CONF_KIND, DOMAIN, KIND_SPOTIFY
from .enrichment.providers import labs
from .enrichment.spotify_ids import SpotifyIds
from .playlists.spotify_account import SpotifyAccount
from .playlists.types import Problem
from .sentences import async_sentence
from .spotify.allowance import days
from .spotify_runtime import async_spotify_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .playlists.types import Recipe
    from .runtime import HistoryConfigEntry
    from .spotify.policy import Family
    from .spotify_runtime import SpotifyRuntime

MISSING: Final = Problem(key="spotify_missing")
"""No account is set up, or none is ready."""
SEVERAL: Final = Problem(key="spotify_several")
"""There are several, and nobody has said which one is meant."""


@callback
def async_accounts(hass: HomeAssistant) -> dict[str, str]:
    """Return the accounts that are set up, ready or not: Spotify's id → title."""
    entries = hass.config_entries.async_entries(DOMAIN)
    return {
        str(entry.unique_id): entry.title
        for entry in entries
        if entry.data.get(CONF_KIND) == KIND_SPOTIFY
    }


@callback
def async_account(
    hass: HomeAssistant, entry: HistoryConfigEntry, recipe: Recipe
) -> SpotifyAccount | Problem:
    """Return the account that a recipe means, or why there is none."""
    ready = {one.runtime_data.account_id: one.runtime_data for one in async_spotify_entries(hass)}
    if recipe.spotify is not None:
        ready = {name: one for name, one in ready.items() if name == recipe.spotify}
    elif len(async_accounts(hass)) > 1:
        return SEVERAL
    runtime = next(iter(ready.values()), None)
    return MISSING if runtime is None else _account(hass, entry, runtime)


def _account(
    hass: HomeAssistant, entry: HistoryConfigEntry, runtime: SpotifyRuntime
) -> SpotifyAccount:
    gate = entry.runtime_data.public_gates.gates.get(labs.SLUG)

    def takes(calls: Mapping[Family, int]) -> float:
        return days(runtime.gate, calls, time.time())

    def describe(genre: str) -> str:
        return async_sentence(hass, "playlists_spotify_description", genre=genre)

    return SpotifyAccount(
        client=runtime.client,
        may_write=runtime.may_write,
        days=takes,
        ids=None if gate is None else SpotifyIds(gate),
        describe=describe,
    )
