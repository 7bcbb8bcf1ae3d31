"""Let an account of Spotify be used: the first time, again, and for more or less than before."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import SOURCE_REAUTH, SOURCE_RECONFIGURE, ConfigFlowResult
from homeassistant.const import CONF_TOKEN
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import selector
from homeassistant.helpers.config_entry_oauth2_flow import (
    AbstractOAuth2FlowHandler,
    LocalOAuth2Implementation,
    async_get_implementations,
)
import voluptuous as vol

from ..const import CONF_KIND, DOMAIN, KIND_SPOTIFY, LOGGER
from ..sentences import grouped
from ..spotify_neighbour import calls_beside
from ..spotify_options import (
    CONF_AUTHORISED_AT,
    CONF_IMPLEMENTATION,
    OPTION_RECORD_AWAY,
    READ_SCOPES,
    WRITE_SCOPES,
    may_write,
)
from ..spotify_redirect import DASHBOARD_URL, is_accepted, redirect_uri
from .spotify_account import NoAccountError, check_gate, find_account

if TYPE_CHECKING:
    from collections.abc import Mapping
    import logging

    from homeassistant.config_entries import ConfigEntry

    from ..compat import Schema
    from ..spotify.types import Profile

FIELD_PLAYLISTS: Final = "make_playlists"
"""Whether playlists are to be made, for which Spotify asks for more consent."""

PLAYLISTS_SCHEMA: Final[Schema] = vol.Schema(
    {vol.Required(FIELD_PLAYLISTS, default=False): selector.BooleanSelector()}
)
ACCOUNT_SCHEMA: Final[Schema] = PLAYLISTS_SCHEMA.extend(
    {vol.Required(OPTION_RECORD_AWAY, default=False): selector.BooleanSelector()}
)


class SpotifyConfigFlow(AbstractOAuth2FlowHandler):
    """The steps of Spotify, around those that Home Assistant has for every OAuth service."""

    DOMAIN = DOMAIN

    _makes_playlists = False
    _records_away = False
    _signed: Mapping[str, Any]
    """What the entry is to hold, once somebody has signed in."""
    _profile: Profile

    @property
    def logger(self) -> logging.Logger:
        """Give the log."""
        return LOGGER

    @property
    def extra_authorize_data(self) -> dict[str, Any]:
        """Ask for no more than is needed, and let a person choose another account."""
        scopes = (*READ_SCOPES, *(WRITE_SCOPES if self._makes_playlists else ()))
        return {"scope": " ".join(scopes), "show_dialog": "true"}

    async def async_step_spotify(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what has to be prepared at Spotify, and ask what the account is wanted for."""
        if user_input is None:
            if not await self._apps():
                return self.async_abort(reason="missing_credentials")
            return self._ask("spotify", ACCOUNT_SCHEMA)
        self._makes_playlists = user_input[FIELD_PLAYLISTS]
        self._records_away = user_input[OPTION_RECORD_AWAY]
        return await self.async_step_pick_implementation()

    async def async_step_spotify_reauth(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say that somebody has to sign in again."""
        entry = self._get_reauth_entry()
        if user_input is None:
            return self._ask("spotify_reauth", vol.Schema({}), account=entry.title)
        self._makes_playlists = may_write(entry.data)
        return await self._sign_in_again(entry)

    async def async_step_spotify_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask anew what the account is wanted for; Spotify then asks for consent anew."""
        entry = self._get_reconfigure_entry()
        if user_input is None:
            schema = self.add_suggested_values_to_schema(
                PLAYLISTS_SCHEMA, {FIELD_PLAYLISTS: may_write(entry.data)}
            )
            return self._ask("spotify_reconfigure", schema, account=entry.title)
        self._makes_playlists = user_input[FIELD_PLAYLISTS]
        return await self._sign_in_again(entry)

    async def async_step_auth(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Send the person to Spotify, unless nothing could come of it."""
        if user_input is None:
            address = redirect_uri(self.hass)
            if address is None or not is_accepted(address):
                return self.async_abort(
                    reason="spotify_redirect",
                    description_placeholders={"redirect_uri": address or "-"},
                )
            try:
                await check_gate(self.hass, self._client_id)
            except NoAccountError as trouble:
                return self._give_up(trouble)
        return await super().async_step_auth(user_input)

    async def async_oauth_create_entry(self, data: dict[str, Any]) -> ConfigFlowResult:
        """Find out who has signed in, and go on as it was begun."""
        try:
            self._profile = await find_account(self.hass, self._client_id, data[CONF_TOKEN])
        except NoAccountError as trouble:
            return self._give_up(trouble)
        self._signed = {CONF_KIND: KIND_SPOTIFY, **data, CONF_AUTHORISED_AT: time.time()}
        known = await self.async_set_unique_id(self._profile.account_id, raise_on_progress=False)
        if self.source in {SOURCE_REAUTH, SOURCE_RECONFIGURE}:
            return self._update()
        if known:
            return self._renew(known, "spotify_already_configured")
        return await self.async_step_spotify_beside()

    async def async_step_spotify_beside(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Make the entry, once it has been read what else spends the same quota, if anything."""
        calls = await calls_beside(self.hass)
        if calls and user_input is None:
            return self._ask("spotify_beside", vol.Schema({}), calls=grouped(self.hass, calls))
        return self.async_create_entry(
            title=self._profile.name,
            data=self._signed,
            options={OPTION_RECORD_AWAY: self._records_away},
        )

    @property
    def _client_id(self) -> str:
        """The app by which somebody signs in."""
        app = self.flow_impl
        return app.client_id if isinstance(app, LocalOAuth2Implementation) else app.domain

    async def _apps(self) -> Mapping[str, object]:
        """Return the application credentials there are."""
        try:
            return await async_get_implementations(self.hass, DOMAIN)
        except HomeAssistantError:
            return {}

    async def _sign_in_again(self, entry: ConfigEntry) -> ConfigFlowResult:
        """Go to Spotify by the credentials that were used before, or let choose from others."""
        used = entry.data[CONF_IMPLEMENTATION]
        if used in await self._apps():
            return await self.async_step_pick_implementation({"implementation": used})
        return await self.async_step_pick_implementation()

    def _update(self) -> ConfigFlowResult:
        """Have the entry go on with the new consent, if the same account has given it."""
        reauth = self.source == SOURCE_REAUTH
        entry = self._get_reauth_entry() if reauth else self._get_reconfigure_entry()
        self._abort_if_unique_id_mismatch(
            reason="spotify_other_account",
            description_placeholders={"account": entry.title, "other": self._profile.name},
        )
        return self._renew(entry, "spotify_signed_in")

    def _renew(self, entry: ConfigEntry, reason: str) -> ConfigFlowResult:
        return self.async_update_reload_and_abort(
            entry, title=self._profile.name, data_updates=self._signed, reason=reason
        )

    def _ask(self, step_id: str, schema: Schema, **placeholders: str) -> ConfigFlowResult:
        """Show a form that says what has to be registered at Spotify."""
        return self.async_show_form(
            step_id=step_id,
            data_schema=schema,
            description_placeholders={
                "redirect_uri": redirect_uri(self.hass) or "-",
                "dashboard_url": DASHBOARD_URL,
                **placeholders,
            },
        )

    def _give_up(self, trouble: NoAccountError) -> ConfigFlowResult:
        """Say why the account cannot be used, and what to do about it."""
        return self.async_abort(
            reason=trouble.key,
            description_placeholders={"dashboard_url": DASHBOARD_URL, **trouble.placeholders},
        )
