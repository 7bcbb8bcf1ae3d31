"""Change how the history listens; saving reloads the entry, which loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import selector
import voluptuous as vol

from ..catalogue.services import SERVICE_NAMES, display_name
from ..const import (
    DEFAULT_OPTIONS,
    OPTION_CAP,
    OPTION_DISCREET_ROOMS,
    OPTION_EXCLUDED_SERVICES,
    OPTION_FRACTION,
    OPTION_IGNORED_SPEAKERS,
    OPTION_KINDS,
    OPTION_NEW_SPEAKERS,
    OPTION_PRIVATE_ROOMS,
    OPTION_QUIET_END,
    OPTION_QUIET_START,
    OPTION_SERVICE_OVERRIDES,
    OPTION_SHORTEST,
    OPTION_SPEAKERS,
    OPTION_STREAM_SECONDS,
    OPTION_VISIBILITY,
    VISIBLE_TO_ADMINISTRATORS,
    VISIBLE_TO_EVERYONE,
)
from ..listening.types import Kind
from ..speakers import find_speakers
from . import public_services
from .fields import choice, whole_number
from .history_import import ImportPages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.config_entries import ConfigFlowResult

    from ..compat import Schema

FIELD_OVERRIDES: Final = "overrides"
FIELD_OVERRIDE_SID: Final = "override_sid"
FIELD_OVERRIDE_SERVICE: Final = "override_service"

COUNTABLE: Final = (
    Kind.MUSIC,
    Kind.RADIO,
    Kind.PODCAST,
    Kind.AUDIOBOOK,
    Kind.LINE_IN,
    Kind.TV,
)
LARGEST_SID: Final = 65_535


COUNTING_SCHEMA: Final = vol.Schema(
    {
        vol.Required(OPTION_SHORTEST): whole_number(0, 600, "s"),
        vol.Required(OPTION_FRACTION): selector.NumberSelector(
            selector.NumberSelectorConfig(min=1, max=100, step=1, unit_of_measurement="%")
        ),
        vol.Required(OPTION_CAP): whole_number(1, 3600, "s"),
        vol.Required(OPTION_STREAM_SECONDS): whole_number(1, 3600, "s"),
        vol.Required(OPTION_KINDS): choice(
            tuple(kind.value for kind in COUNTABLE), multiple=True, translation_key="kind"
        ),
    }
)


class HistoryOptionsFlow(ImportPages):
    """A menu of pages; each is saved by itself and leaves the others as they are."""

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the menu."""
        return self.async_show_menu(
            step_id="init",
            menu_options=[
                "speakers",
                "counting",
                "privacy",
                "services",
                public_services.STEP,
                "import",
            ],
        )

    async def async_step_speakers(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the speakers to record; those left out are remembered as left out."""
        names = self._names(OPTION_SPEAKERS, OPTION_IGNORED_SPEAKERS)
        if user_input is not None:
            chosen: list[str] = user_input[OPTION_SPEAKERS]
            return self._save(
                {
                    OPTION_SPEAKERS: chosen,
                    OPTION_IGNORED_SPEAKERS: [room for room in names if room not in chosen],
                    OPTION_NEW_SPEAKERS: user_input[OPTION_NEW_SPEAKERS],
                }
            )
        schema = vol.Schema(
            {
                vol.Optional(OPTION_SPEAKERS, default=list): choice(names, multiple=True),
                vol.Required(OPTION_NEW_SPEAKERS): selector.BooleanSelector(),
            }
        )
        found = find_speakers(self.hass, self._options)
        held: list[str] = self._options[OPTION_SPEAKERS]
        selected = [
            room for room in names if (found[room].selected if room in found else room in held)
        ]
        shown = {**self._options, OPTION_SPEAKERS: selected}
        return self._show("speakers", schema, shown)

    async def async_step_counting(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose when something that plays counts as a play."""
        if user_input is not None:
            numbers = (OPTION_SHORTEST, OPTION_FRACTION, OPTION_CAP, OPTION_STREAM_SECONDS)
            return self._save(user_input | {name: int(user_input[name]) for name in numbers})
        return self._show("counting", COUNTING_SCHEMA, self._options)

    async def async_step_privacy(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what is not recorded, and who sees what is."""
        errors: dict[str, str] = {}
        if user_input is not None:
            start, end = user_input.get(OPTION_QUIET_START), user_input.get(OPTION_QUIET_END)
            private = set(user_input[OPTION_PRIVATE_ROOMS])
            if private & set(user_input[OPTION_DISCREET_ROOMS]):
                errors[OPTION_DISCREET_ROOMS] = "room_in_both"
            if (start is None) != (end is None):
                errors[OPTION_QUIET_END] = "quiet_needs_both"
            elif start is not None and start == end:
                errors[OPTION_QUIET_END] = "quiet_is_empty"
            if not errors:
                return self._save(user_input | {OPTION_QUIET_START: start, OPTION_QUIET_END: end})
        names = self._names(OPTION_PRIVATE_ROOMS, OPTION_DISCREET_ROOMS)
        schema = vol.Schema(
            {
                vol.Optional(OPTION_PRIVATE_ROOMS, default=list): choice(names, multiple=True),
                vol.Optional(OPTION_DISCREET_ROOMS, default=list): choice(names, multiple=True),
                vol.Optional(OPTION_QUIET_START): selector.TimeSelector(),
                vol.Optional(OPTION_QUIET_END): selector.TimeSelector(),
                vol.Required(OPTION_VISIBILITY): choice(
                    (VISIBLE_TO_ADMINISTRATORS, VISIBLE_TO_EVERYONE), translation_key="visibility"
                ),
            }
        )
        return self._show("privacy", schema, user_input or self._options, errors)

    async def async_step_services(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose services that are not recorded, and name those that Sonos only numbers."""
        overrides: dict[str, str] = self._options[OPTION_SERVICE_OVERRIDES]
        errors: dict[str, str] = {}
        if user_input is not None:
            sid, service = (
                user_input.get(FIELD_OVERRIDE_SID),
                user_input.get(FIELD_OVERRIDE_SERVICE),
            )
            if (sid is None) != (service is None):
                errors[FIELD_OVERRIDE_SERVICE] = "override_needs_both"
            else:
                kept = {sid: overrides[sid] for sid in user_input[FIELD_OVERRIDES]}
                added = {} if sid is None else {str(int(sid)): service}
                return self._save(
                    {
                        OPTION_EXCLUDED_SERVICES: user_input[OPTION_EXCLUDED_SERVICES],
                        OPTION_SERVICE_OVERRIDES: kept | added,
                    }
                )
        excluded = self._options[OPTION_EXCLUDED_SERVICES]
        services = {**SERVICE_NAMES, **{slug: display_name(slug) for slug in excluded}}
        labels = {sid: f"{sid} → {display_name(slug)}" for sid, slug in overrides.items()}
        schema = vol.Schema(
            {
                vol.Optional(OPTION_EXCLUDED_SERVICES, default=list): choice(
                    services, multiple=True
                ),
                vol.Optional(FIELD_OVERRIDES, default=list): choice(labels, multiple=True),
                vol.Optional(FIELD_OVERRIDE_SID): whole_number(0, LARGEST_SID),
                vol.Optional(FIELD_OVERRIDE_SERVICE): choice(SERVICE_NAMES),
            }
        )
        shown = {OPTION_EXCLUDED_SERVICES: excluded, FIELD_OVERRIDES: list(overrides)}
        return self._show("services", schema, user_input or shown, errors)

    async def async_step_public_services(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose which public services may complete the plays."""
        if user_input is not None:
            return self._save(public_services.chosen(user_input))
        return self._show(
            public_services.STEP,
            public_services.CONSENT_SCHEMA,
            public_services.switches(self._options),
            placeholders=dict(public_services.HOSTS),
        )

    @property
    def _options(self) -> dict[str, Any]:
        return {**DEFAULT_OPTIONS, **self.config_entry.options}

    def _names(self, *options: str) -> dict[str, str]:
        """Name every speaker to choose from: speaker id → name.

        One that has left the household for now stays in the options that hold it: a
        room must not lose its privacy because its speaker was unplugged.
        """
        speakers = find_speakers(self.hass, self._options)
        held = {room: room for option in options for room in self._options[option]}
        return held | {speaker.id: speaker.name for speaker in speakers.values()}

    def _show(
        self,
        step_id: str,
        schema: Schema,
        values: Mapping[str, Any],
        errors: dict[str, str] | None = None,
        *,
        placeholders: dict[str, str] | None = None,
    ) -> ConfigFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors or {},
            description_placeholders=placeholders,
        )

    def _save(self, changed: Mapping[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, **changed})
