"""Set Lidarr up: find it, choose from what it has, say what it is to be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
import voluptuous as vol

from ..const import CONF_KIND, KIND_LIDARR
from ..lidarr_options import DEFAULT_LIDARR_OPTIONS
from .fields import choice, whole
from .lidarr_connection import NoLidarrError, data_of, find_lidarr, known_to_home_assistant
from .lidarr_forms import (
    BEGINNING_SCHEMA,
    CONNECTION_SCHEMA,
    KEY_SCHEMA,
    library_options,
    library_schema,
    library_shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compat import Schema
    from .lidarr_connection import FoundLidarr

FIELD_KNOWN: Final = "known"


class LidarrConfigFlow(ConfigFlow):
    """The steps of Lidarr: those of its first day, and those when something has changed."""

    _found: FoundLidarr | None = None
    _library: Mapping[str, Any] | None = None

    async def async_step_lidarr(
        self, _user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Offer to take over what Home Assistant knows of Lidarr, if it does."""
        await self.async_set_unique_id(KIND_LIDARR)
        self._abort_if_unique_id_configured()
        if not known_to_home_assistant(self.hass):
            return await self.async_step_lidarr_address()
        return self.async_show_menu(
            step_id="lidarr", menu_options=["lidarr_known", "lidarr_address"]
        )

    async def async_step_lidarr_known(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take over address and key from Home Assistant's own integration."""
        known = known_to_home_assistant(self.hass)
        chosen = user_input[FIELD_KNOWN] if user_input else None
        if chosen is None and len(known) > 1:
            names = {one: f"{entry.title} ({entry.data[CONF_URL]})" for one, entry in known.items()}
            schema: Schema = vol.Schema({vol.Required(FIELD_KNOWN): choice(names)})
            return self.async_show_form(step_id="lidarr_known", data_schema=schema)
        entry = known.get(chosen) if chosen else next(iter(known.values()), None)
        return await self.async_step_lidarr_address(data_of(entry) if entry else None)

    async def async_step_lidarr_address(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask where Lidarr is, and go on when it is there."""
        if user_input is None:
            return self._ask_where("lidarr_address", {})
        try:
            self._found = await find_lidarr(self.hass, user_input)
        except NoLidarrError as trouble:
            return self._ask_where("lidarr_address", user_input, trouble)
        return await self.async_step_lidarr_library()

    async def async_step_lidarr_library(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let choose where new artists go, and in which quality."""
        if self._found is None:
            return await self.async_step_lidarr_address()
        moves = self.source == SOURCE_RECONFIGURE
        if user_input is not None:
            self._library = library_options(user_input)
            return self._move() if moves else await self.async_step_lidarr_asking()
        held = self._get_reconfigure_entry().options if moves else {}
        return self.async_show_form(
            step_id="lidarr_library",
            data_schema=self.add_suggested_values_to_schema(
                library_schema(self._found), library_shown(self._found, held)
            ),
        )

    async def async_step_lidarr_asking(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let say who decides what is asked for, and how much at a time."""
        if self._found is None or self._library is None:
            return await self.async_step_lidarr_library()
        if user_input is None:
            return self.async_show_form(
                step_id="lidarr_asking",
                data_schema=self.add_suggested_values_to_schema(
                    BEGINNING_SCHEMA, DEFAULT_LIDARR_OPTIONS
                ),
            )
        return self.async_create_entry(
            title=self._found.name,
            data={CONF_KIND: KIND_LIDARR, **self._found.data},
            options={**self._library, **whole(user_input)},
        )

    async def async_step_lidarr_reauth(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for another key: the one we have is refused."""
        entry = self._get_reauth_entry()
        trouble: NoLidarrError | None = None
        if user_input is not None:
            try:
                found = await find_lidarr(self.hass, {**entry.data, **user_input})
            except NoLidarrError as refused:
                trouble = refused
            else:
                return self.async_update_reload_and_abort(entry, data_updates=found.data)
        return self.async_show_form(
            step_id="lidarr_reauth",
            data_schema=KEY_SCHEMA,
            errors={CONF_API_KEY: trouble.key} if trouble else {},
            description_placeholders=_told(trouble, entry.data[CONF_URL]),
        )

    async def async_step_lidarr_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask where Lidarr is now; one that lacks what was chosen lets choose anew."""
        entry = self._get_reconfigure_entry()
        if user_input is None:
            return self._ask_where("lidarr_reconfigure", entry.data)
        try:
            self._found = await find_lidarr(self.hass, user_input)
        except NoLidarrError as trouble:
            return self._ask_where("lidarr_reconfigure", user_input, trouble)
        self._library = library_options(library_shown(self._found, entry.options))
        if self._library.items() <= entry.options.items():
            return self._move()
        return await self.async_step_lidarr_library()

    def _move(self) -> ConfigFlowResult:
        """Keep where Lidarr is now, and what was chosen there."""
        entry = self._get_reconfigure_entry()
        return self.async_update_reload_and_abort(
            entry,
            data_updates=self._found.data if self._found else {},
            options={**entry.options, **(self._library or {})},
        )

    def _ask_where(
        self, step_id: str, said: Mapping[str, Any], trouble: NoLidarrError | None = None
    ) -> ConfigFlowResult:
        """Show the form for address and key; with what went wrong, and a better address."""
        shown = {field: said[field] for field in FIELDS if field in said}
        if trouble and trouble.url:
            shown[CONF_URL] = trouble.url
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(CONNECTION_SCHEMA, shown),
            errors={_field_of(trouble): trouble.key} if trouble else {},
            description_placeholders=_told(trouble, str(shown.get(CONF_URL, "-"))),
        )


FIELDS: Final = (CONF_URL, CONF_API_KEY, CONF_VERIFY_SSL)


def _field_of(trouble: NoLidarrError) -> str:
    """Name the field that a person has to change."""
    return {"invalid_key": CONF_API_KEY, "certificate": CONF_VERIFY_SSL}.get(trouble.key, CONF_URL)


def _told(trouble: NoLidarrError | None, url: str) -> dict[str, str]:
    return {"url": url, "detail": trouble.detail if trouble else "-"}
