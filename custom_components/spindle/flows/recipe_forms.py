"""The forms in which a person says what playlists are made of, and by which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_NAME
from homeassistant.helpers import selector
import voluptuous as vol

from ..catalogue import genres
from ..playlist_recipes import (
    CONF_FIRST_YEAR,
    CONF_FOLDERS,
    CONF_GENRES,
    CONF_IN_A_ROW,
    CONF_LAST_YEAR,
    CONF_LEAST_SHARE,
    CONF_LISTS_PER_TRACK,
    CONF_MAXIMUM,
    CONF_MINIMUM,
    CONF_SEED,
    CONF_SOURCES,
    CONF_SPOTIFY,
    CONF_TARGETS,
    CONF_WITHOUT_ARTISTS,
    CONF_WITHOUT_GENRES,
)
from ..playlists.types import SourceKind, TargetKind
from .fields import choice, folded, whole, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compat import Schema

SECTION_CHOICE: Final = "choice"
SECTION_ORDER: Final = "order"
SECTIONS: Final = {
    SECTION_CHOICE: (
        CONF_GENRES,
        CONF_WITHOUT_GENRES,
        CONF_WITHOUT_ARTISTS,
        CONF_FIRST_YEAR,
        CONF_LAST_YEAR,
    ),
    SECTION_ORDER: (CONF_IN_A_ROW, CONF_LEAST_SHARE, CONF_SEED),
}
"""Parts of the page of rules that are folded up at first, and their fields."""

LONGEST_NAME: Final = 60

SPOTIFY: Final = frozenset(
    {SourceKind.SPOTIFY_SAVED, SourceKind.SPOTIFY_PLAYLISTS, TargetKind.SPOTIFY}
)
"""What is offered only where there is an account."""


def what_schema(accounts: Mapping[str, str]) -> Schema:
    """Let choose the music and where lists go; ``accounts`` of Spotify: id → title."""
    fields: dict[vol.Marker, Any] = {
        vol.Required(CONF_NAME): selector.TextSelector(),
        vol.Required(CONF_SOURCES): _kinds(SourceKind, accounts, "playlist_source"),
        vol.Required(CONF_TARGETS): _kinds(TargetKind, accounts, "playlist_target"),
    }
    if len(accounts) > 1:
        fields[vol.Optional(CONF_SPOTIFY)] = choice(accounts)
    return vol.Schema(fields)


def needs_account(told: Mapping[str, Any]) -> bool:
    """Tell whether anything of Spotify's was chosen."""
    return not SPOTIFY.isdisjoint((*told[CONF_SOURCES], *told[CONF_TARGETS]))


def _kinds(
    kinds: type[SourceKind | TargetKind], accounts: Mapping[str, str], key: str
) -> selector.SelectSelector:
    offered = tuple(kind.value for kind in kinds if accounts or kind not in SPOTIFY)
    return choice(offered, multiple=True, translation_key=key)


def folders_schema(suggested: list[str]) -> Schema:
    """Let choose the folders to read; others than the suggested ones can be written."""
    return vol.Schema({vol.Required(CONF_FOLDERS): _several(suggested)})


def rules_schema() -> Schema:
    """Let choose the rules. It is made anew each time: to suggest values changes sections."""
    families = [str(family) for family in genres.all_families()]
    taste = {
        vol.Optional(CONF_GENRES, default=list): _several(families),
        vol.Optional(CONF_WITHOUT_GENRES, default=list): _several(families),
        vol.Optional(CONF_WITHOUT_ARTISTS, default=list): selector.TextSelector(
            selector.TextSelectorConfig(multiple=True)
        ),
        vol.Optional(CONF_FIRST_YEAR): whole_number(1000, 2200),
        vol.Optional(CONF_LAST_YEAR): whole_number(1000, 2200),
    }
    order = {
        vol.Required(CONF_IN_A_ROW): whole_number(1, 100),
        vol.Required(CONF_LEAST_SHARE): whole_number(1, 100, "%"),
        vol.Required(CONF_SEED): whole_number(0, 1_000_000),
    }
    return vol.Schema(
        {
            vol.Required(CONF_MINIMUM): whole_number(1, 1000),
            vol.Required(CONF_MAXIMUM): whole_number(2, 10_000),
            vol.Required(CONF_LISTS_PER_TRACK): whole_number(1, 10),
            vol.Required(SECTION_CHOICE): folded(vol.Schema(taste)),
            vol.Required(SECTION_ORDER): folded(vol.Schema(order)),
        }
    )


def rules_shown(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page of rules shows of a recipe's data."""
    known = {name: value for name, value in rules.items() if value is not None}
    folded = {
        name: {field: known[field] for field in fields if field in known}
        for name, fields in SECTIONS.items()
    }
    return known | folded


def rules_told(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rules that the page makes: one level, whole numbers, missing years as None."""
    told = {CONF_FIRST_YEAR: None, CONF_LAST_YEAR: None, **user_input}
    for name in SECTIONS:
        told |= told.pop(name)
    return whole(told)


def rules_errors(rules: Mapping[str, Any]) -> dict[str, str]:
    """Tell what is wrong with rules, by the field, or the folded part, that shows it."""
    errors: dict[str, str] = {}
    if rules[CONF_MAXIMUM] < 2 * rules[CONF_MINIMUM]:
        errors[CONF_MAXIMUM] = "maximum_too_small"
    first, last = rules[CONF_FIRST_YEAR], rules[CONF_LAST_YEAR]
    if first is not None and last is not None and first > last:
        errors["base"] = "years_turned_round"
    if unknown_genres(rules):
        errors["base"] = "unknown_genre"
    return errors


def unknown_genres(rules: Mapping[str, Any]) -> list[str]:
    """Name what was given as a genre and is none."""
    given = (*rules[CONF_GENRES], *rules[CONF_WITHOUT_GENRES])
    return [name for name in given if genres.canonical(name) is None]


def _several(suggested: list[str]) -> selector.SelectSelector:
    """Let choose any number of what is suggested, or write others."""
    return selector.SelectSelector(
        selector.SelectSelectorConfig(
            options=suggested,
            multiple=True,
            custom_value=True,
            mode=selector.SelectSelectorMode.DROPDOWN,
        )
    )
