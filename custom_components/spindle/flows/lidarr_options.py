"""Change what Lidarr is asked for, and how; saving reloads the entry, which loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..compat import OptionsFlowWithReload
from ..lidarr_options import DEFAULT_LIDARR_OPTIONS, OPTION_ALBUM_TYPES, OPTION_ROOMS
from ..speakers import find_speakers
from .fields import whole
from .lidarr_connection import NoLidarrError, find_lidarr
from .lidarr_forms import (
    ASKING_SCHEMA,
    PACE_SCHEMA,
    library_options,
    library_schema,
    library_shown,
    rules_schema,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.config_entries import ConfigFlowResult

    from ..compat import Schema


class LidarrOptionsFlow(OptionsFlowWithReload):
    """A menu of pages; each is saved by itself and leaves the others as they are."""

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin with the menu."""
        return await self.async_step_lidarr()

    async def async_step_lidarr(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show the menu."""
        return self.async_show_menu(
            step_id="lidarr",
            menu_options=["lidarr_asking", "lidarr_rules", "lidarr_pace", "lidarr_library"],
        )

    async def async_step_lidarr_asking(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose who decides what is asked for."""
        if user_input is not None:
            return self._save(whole(user_input))
        return self._show("lidarr_asking", ASKING_SCHEMA, self._options)

    async def async_step_lidarr_rules(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what must have been heard of an album."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input[OPTION_ALBUM_TYPES]:
                return self._save(whole(user_input))
            errors[OPTION_ALBUM_TYPES] = "nothing_would_count"
        schema = rules_schema(self._rooms())
        return self._show("lidarr_rules", schema, user_input or self._options, errors)

    async def async_step_lidarr_pace(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how much Lidarr is asked for at a time."""
        if user_input is not None:
            return self._save(whole(user_input))
        return self._show("lidarr_pace", PACE_SCHEMA, self._options)

    async def async_step_lidarr_library(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose anew where new artists go, from what Lidarr has now."""
        if user_input is not None:
            return self._save(library_options(user_input))
        try:
            found = await find_lidarr(self.hass, self.config_entry.data)
        except NoLidarrError as trouble:
            return self.async_abort(
                reason=trouble.key, description_placeholders={"detail": trouble.detail}
            )
        return self._show(
            "lidarr_library", library_schema(found), library_shown(found, self._options)
        )

    @property
    def _options(self) -> dict[str, Any]:
        return {**DEFAULT_LIDARR_OPTIONS, **self.config_entry.options}

    def _rooms(self) -> dict[str, str]:
        """Name every room to choose from; one whose speaker has left stays in what holds it."""
        held = {room: room for room in self._options[OPTION_ROOMS]}
        return held | {one.id: one.name for one in find_speakers(self.hass, {}).values()}

    def _show(
        self,
        step_id: str,
        schema: Schema,
        shown: Mapping[str, Any],
        errors: dict[str, str] | None = None,
    ) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, shown),
            errors=errors or {},
        )

    def _save(self, changed: Mapping[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, **changed})
