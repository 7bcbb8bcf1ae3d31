"""The kinds of entries: one table says what each is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import Platform

from . import (
    history_diagnostics,
    history_entry,
    lidarr_diagnostics,
    lidarr_entry,
    spotify_diagnostics,
    spotify_entry,
)
from .const import KIND_HISTORY, KIND_LIDARR, KIND_SPOTIFY
from .flows.history_options import HistoryOptionsFlow
from .flows.lidarr_options import LidarrOptionsFlow
from .flows.recipes import RecipeFlow
from .flows.spotify_options import SpotifyOptionsFlow
from .playlist_recipes import SUBENTRY_PLAYLISTS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from homeassistant.config_entries import ConfigEntry, ConfigSubentryFlow, OptionsFlow
    from homeassistant.core import HomeAssistant


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of entry; ``entry.data["kind"]`` names it.

    ``set_up`` prepares an entry and never waits for the database; all it begins ends by
    the entry's ``async_on_unload``. The platforms are forwarded after it. ``diagnose`` tells
    of a loaded entry what helps to find a fault and names nobody, its data and options as
    ``entry``. ``removed`` is called after the entry is gone for good. ``subentry_flows`` add what
    there may be several of within it, by type. Of the entries themselves there may be
    ``several``, or else only one.
    """

    set_up: Callable[[HomeAssistant, ConfigEntry[Any]], Awaitable[None]]
    platforms: tuple[Platform, ...]
    options_flow: Callable[[], OptionsFlow]
    diagnose: Callable[[HomeAssistant, ConfigEntry[Any]], dict[str, Any]]
    removed: Callable[[HomeAssistant, ConfigEntry[Any]], Awaitable[None]]
    subentry_flows: Mapping[str, type[ConfigSubentryFlow]] = field(default_factory=dict)
    several: bool = False


KINDS: Final[dict[str, Kind]] = {
    KIND_HISTORY: Kind(
        set_up=history_entry.async_set_up,
        platforms=(
            Platform.BINARY_SENSOR,
            Platform.BUTTON,
            Platform.EVENT,
            Platform.SENSOR,
            Platform.SWITCH,
        ),
        options_flow=HistoryOptionsFlow,
        diagnose=history_diagnostics.async_diagnose,
        removed=history_entry.async_tell_what_remains,
        subentry_flows={SUBENTRY_PLAYLISTS: RecipeFlow},
    ),
    KIND_LIDARR: Kind(
        set_up=lidarr_entry.async_set_up,
        platforms=(
            Platform.BINARY_SENSOR,
            Platform.BUTTON,
            Platform.EVENT,
            Platform.SENSOR,
            Platform.TODO,
        ),
        options_flow=LidarrOptionsFlow,
        diagnose=lidarr_diagnostics.async_diagnose,
        removed=lidarr_entry.async_tell_what_remains,
    ),
    KIND_SPOTIFY: Kind(
        set_up=spotify_entry.async_set_up,
        platforms=(Platform.SENSOR,),
        options_flow=SpotifyOptionsFlow,
        diagnose=spotify_diagnostics.async_diagnose,
        removed=spotify_entry.async_forget,
        several=True,
    ),
}
