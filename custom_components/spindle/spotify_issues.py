"""Keep the repair issues about an account of Spotify true: those where a person can do something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .spotify.errors import NotAllowListed, NotPremium
from .spotify_options import WARNED_BEFORE, signed_in_until
from .spotify_redirect import DASHBOARD_URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from .upstream.errors import Rejected

ISSUE_EXPIRES: Final = "spotify_expires"
REFUSAL_ISSUES: Final[Mapping[type[Rejected], str]] = {
    NotPremium: "spotify_not_premium",
    NotAllowListed: "spotify_not_allow_listed",
}
"""What Spotify has against an account, and the issue that says what to do about it.

That somebody has to sign in is told by the dialog that asks for it.
"""
SETTINGS: Final = f"homeassistant://config/integrations/integration/{DOMAIN}"


@callback
def async_tell_expiry(hass: HomeAssistant, entry: ConfigEntry, now: float) -> None:
    """Warn a month before nobody is signed in any more; ``now`` is an epoch."""
    until = signed_in_until(entry.data)
    if now >= until - WARNED_BEFORE:
        day = dt_util.as_local(dt_util.utc_from_timestamp(until)).date().isoformat()
        _tell(hass, entry, ISSUE_EXPIRES, SETTINGS, day=day)
    else:
        _take_back(hass, entry, ISSUE_EXPIRES)


@callback
def async_tell_refusal(hass: HomeAssistant, entry: ConfigEntry, error: Rejected | None) -> None:
    """Tell why Spotify lets the account do nothing; None when it does."""
    for kind, issue in REFUSAL_ISSUES.items():
        if isinstance(error, kind):
            _tell(hass, entry, issue, DASHBOARD_URL)
        else:
            _take_back(hass, entry, issue)


@callback
def async_forget_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Take everything back: the account is not used any more."""
    for issue in (ISSUE_EXPIRES, *REFUSAL_ISSUES.values()):
        _take_back(hass, entry, issue)


def _tell(
    hass: HomeAssistant, entry: ConfigEntry, issue: str, url: str, **placeholders: str
) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{issue}_{entry.entry_id}",
        is_fixable=False,
        learn_more_url=url,
        severity=ir.IssueSeverity.WARNING,
        translation_key=issue,
        translation_placeholders={"account": entry.title, **placeholders},
    )


def _take_back(hass: HomeAssistant, entry: ConfigEntry, issue: str) -> None:
    ir.async_delete_issue(hass, DOMAIN, f"{issue}_{entry.entry_id}")
