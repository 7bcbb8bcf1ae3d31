"""Add a recipe for playlists, or change one; saving reloads the history, which loses nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentryFlow
from homeassistant.const import CONF_NAME

from ..catalogue import genres
from ..catalogue.folding import clean
from ..playlist_recipes import (
    CONF_FOLDERS,
    CONF_SOURCES,
    CONF_SPOTIFY,
    CONF_TARGETS,
    DEFAULT_RULES,
    SUBENTRY_PLAYLISTS,
)
from ..playlist_spotify import async_accounts
from ..playlists.types import SourceKind, TargetKind
from .recipe_forms import (
    LONGEST_NAME,
    folders_schema,
    needs_account,
    rules_errors,
    rules_schema,
    rules_shown,
    rules_told,
    unknown_genres,
    what_schema,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homeassistant.config_entries import SubentryFlowResult

    from ..compat import Schema

MOST_SUGGESTED: Final = 100
"""Folders that are offered at most; any other below them can be written."""


class RecipeFlow(ConfigSubentryFlow):
    """What it is made of, from which folders, and by which rules."""

    _name = ""
    _data: dict[str, Any]

    async def async_step_user(
        self, _user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin a new recipe by the usual rules."""
        self._data = dict(DEFAULT_RULES)
        return await self.async_step_what()

    async def async_step_reconfigure(
        self, _user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin with what holds."""
        recipe = self._get_reconfigure_subentry()
        self._name = recipe.title
        self._data = {**DEFAULT_RULES, **recipe.data}
        return await self.async_step_what()

    async def async_step_what(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose the music, and where the lists go."""
        errors: dict[str, str] = {}
        accounts = async_accounts(self.hass)
        if user_input is not None:
            told = user_input | {CONF_NAME: clean(user_input[CONF_NAME], limit=LONGEST_NAME) or ""}
            errors = self._errors_of(told, accounts)
            if not errors:
                self._name = told.pop(CONF_NAME)
                self._data.pop(CONF_SPOTIFY, None)
                self._data |= told
                needs_folders = SourceKind.FILES.value in self._data[CONF_SOURCES]
                return await (
                    self.async_step_folders() if needs_folders else self.async_step_rules()
                )
        held = {CONF_NAME: self._name, **self._data}
        return self._show("what", what_schema(accounts), user_input or held, errors)

    async def async_step_folders(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Choose the folders whose files are read."""
        errors: dict[str, str] = {}
        media = self.hass.config.media_dirs.values()
        if user_input is not None:
            folders = [_plain(folder) for folder in user_input[CONF_FOLDERS]]
            look = self.hass.async_add_executor_job
            if error := await look(_error_of, folders, tuple(media)):
                errors[CONF_FOLDERS] = error
            else:
                self._data[CONF_FOLDERS] = folders
                return await self.async_step_rules()
        suggested = await self.hass.async_add_executor_job(_suggested, tuple(media))
        return self._show(
            "folders",
            folders_schema(suggested),
            user_input or self._data,
            errors,
            media=", ".join(media),
        )

    async def async_step_rules(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Choose how large lists are, which genres count, and in which order tracks come."""
        await self.hass.async_add_executor_job(genres.load)
        errors: dict[str, str] = {}
        rules: Mapping[str, Any] = self._data
        if user_input is not None:
            rules = rules_told(user_input)
            errors = rules_errors(rules)
            if not errors:
                return self._save(self._data | rules)
        unknown = ", ".join(unknown_genres(rules))
        return self._show("rules", rules_schema(), rules_shown(rules), errors, unknown=unknown)

    def _errors_of(self, told: Mapping[str, Any], accounts: Mapping[str, str]) -> dict[str, str]:
        """Tell what is wrong with the first page."""
        errors: dict[str, str] = {}
        mine = self.context.get("subentry_id")
        taken = {
            recipe.title.casefold()
            for recipe in self._get_entry().subentries.values()
            if recipe.subentry_type == SUBENTRY_PLAYLISTS and recipe.subentry_id != mine
        }
        if not told[CONF_NAME]:
            errors[CONF_NAME] = "name_missing"
        elif told[CONF_NAME].casefold() in taken:
            errors[CONF_NAME] = "name_taken"
        names_files = TargetKind.M3U8.value in told[CONF_TARGETS]
        if names_files and SourceKind.FILES.value not in told[CONF_SOURCES]:
            errors[CONF_SOURCES] = "needs_files"
        if needs_account(told) and len(accounts) > 1 and CONF_SPOTIFY not in told:
            errors[CONF_SPOTIFY] = "which_account"
        nothing_said = {CONF_SOURCES: "no_source", CONF_TARGETS: "no_target"}
        return errors | {field: error for field, error in nothing_said.items() if not told[field]}

    def _save(self, data: dict[str, Any]) -> SubentryFlowResult:
        if self.source == SOURCE_RECONFIGURE:
            return self.async_update_and_abort(
                self._get_entry(), self._get_reconfigure_subentry(), title=self._name, data=data
            )
        return self.async_create_entry(title=self._name, data=data)

    def _show(
        self,
        step_id: str,
        schema: Schema,
        shown: Mapping[str, Any],
        errors: dict[str, str],
        **placeholders: str,
    ) -> SubentryFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors,
            description_placeholders=placeholders or None,
        )


def _suggested(media: Iterable[str]) -> list[str]:
    """List the media folders and what lies right below them, in a thread."""
    found: list[str] = []
    for folder in media:
        found.append(folder)
        try:
            below = sorted(entry.path for entry in os.scandir(folder) if entry.is_dir())
        except OSError:
            continue
        found += (path for path in below if not Path(path).name.startswith("."))
    return found[:MOST_SUGGESTED]


def _error_of(folders: list[str], media: Iterable[str]) -> str | None:
    """Tell what is wrong with folders that were chosen, in a thread."""
    if not folders:
        return "no_folder"
    if any(not _is_below(Path(folder), media) for folder in folders):
        return "folder_not_media"
    if any(not Path(folder).is_dir() for folder in folders):
        return "folder_missing"
    return None


def _is_below(folder: Path, media: Iterable[str]) -> bool:
    return any(folder.is_relative_to(_plain(one)) for one in media)


def _plain(folder: str) -> str:
    """Write a path without what leads nowhere, such as ``a/../b``; nothing is looked at."""
    return os.path.normpath(folder)
