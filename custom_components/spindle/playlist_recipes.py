"""The recipes for playlists as the history entry keeps them: one subentry for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .playlists.types import Recipe, Rules, SourceKind, TargetKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.config_entries import ConfigEntry, ConfigSubentry

SUBENTRY_PLAYLISTS: Final = "playlists"
"""Type of the subentries that are recipes; their title is the recipe's name."""

# What a recipe's data hold; a rule that is missing has its default.
CONF_SOURCES: Final = "sources"
CONF_FOLDERS: Final = "folders"
CONF_TARGETS: Final = "targets"
CONF_SPOTIFY: Final = "spotify_account"
"""Which account is meant, by Spotify's id; missing where there is only one."""
CONF_MINIMUM: Final = "minimum"
CONF_MAXIMUM: Final = "maximum"
CONF_LISTS_PER_TRACK: Final = "lists_per_track"
CONF_LEAST_SHARE: Final = "least_share"
"""Percent."""
CONF_GENRES: Final = "genres"
CONF_WITHOUT_GENRES: Final = "without_genres"
CONF_WITHOUT_ARTISTS: Final = "without_artists"
CONF_FIRST_YEAR: Final = "first_year"
CONF_LAST_YEAR: Final = "last_year"
CONF_IN_A_ROW: Final = "in_a_row"
CONF_SEED: Final = "seed"

STANDARD: Final = Rules()

DEFAULT_RULES: Final[dict[str, Any]] = {
    CONF_MINIMUM: STANDARD.minimum,
    CONF_MAXIMUM: STANDARD.maximum,
    CONF_LISTS_PER_TRACK: STANDARD.lists_per_track,
    CONF_LEAST_SHARE: round(100 * STANDARD.least_share),
    CONF_GENRES: [],
    CONF_WITHOUT_GENRES: [],
    CONF_WITHOUT_ARTISTS: [],
    CONF_FIRST_YEAR: None,
    CONF_LAST_YEAR: None,
    CONF_IN_A_ROW: STANDARD.in_a_row,
    CONF_SEED: STANDARD.seed,
}


def recipe_of(subentry: ConfigSubentry) -> Recipe:
    """Read one recipe."""
    data = subentry.data
    return Recipe(
        id=subentry.subentry_id,
        name=subentry.title,
        sources=tuple(SourceKind(one) for one in data[CONF_SOURCES]),
        folders=tuple(data.get(CONF_FOLDERS, ())),
        targets=tuple(TargetKind(one) for one in data[CONF_TARGETS]),
        spotify=data.get(CONF_SPOTIFY),
        rules=rules_of(data),
    )


def rules_of(data: Mapping[str, Any]) -> Rules:
    """Read the rules of a recipe."""
    held = {**DEFAULT_RULES, **data}
    return Rules(
        minimum=held[CONF_MINIMUM],
        maximum=held[CONF_MAXIMUM],
        lists_per_track=held[CONF_LISTS_PER_TRACK],
        least_share=held[CONF_LEAST_SHARE] / 100,
        genres=tuple(held[CONF_GENRES]),
        without_genres=tuple(held[CONF_WITHOUT_GENRES]),
        without_artists=tuple(held[CONF_WITHOUT_ARTISTS]),
        first_year=held[CONF_FIRST_YEAR],
        last_year=held[CONF_LAST_YEAR],
        in_a_row=held[CONF_IN_A_ROW],
        seed=held[CONF_SEED],
    )


def recipes_of(entry: ConfigEntry[Any]) -> tuple[Recipe, ...]:
    """Read every recipe of the history's entry, in the order they were added."""
    return tuple(
        recipe_of(subentry)
        for subentry in entry.subentries.values()
        if subentry.subentry_type == SUBENTRY_PLAYLISTS
    )


@callback
def async_reload_with_recipes(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Reload ``entry`` when a recipe is added, changed or removed. Call it from set-up.

    No update listener: those are forbidden beside options flows that reload by themselves.
    """
    known = recipes_of(entry)

    @callback
    def on_change(change: ConfigEntryChange, changed: ConfigEntry[Any]) -> None:
        is_ours = change is ConfigEntryChange.UPDATED and changed.entry_id == entry.entry_id
        if is_ours and recipes_of(changed) != known:
            hass.config_entries.async_schedule_reload(entry.entry_id)

    entry.async_on_unload(async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_change))
