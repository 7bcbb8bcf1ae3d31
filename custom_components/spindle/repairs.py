"""Raise an issue where a person can act, and take it back when it is resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from .const import DATABASE, DOMAIN
from .health import async_sonos_missing, async_watch_sonos
from .store.types import StoreState
from .upstream.types import GateState

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .enrichment.types import Service
    from .runtime import House, Unsubscribe
    from .store.types import StoreStatus

SONOS_URL: Final = "https://www.home-assistant.io/integrations/sonos/"

ISSUE_SET_ASIDE: Final = "store_set_aside"
ISSUE_SONOS_MISSING: Final = "sonos_missing"

STORE_ISSUES: Final = {
    StoreState.WAITING: "store_waiting",
    StoreState.NEWER: "store_newer",
    StoreState.FAILED: "store_failed",
}
"""What the store waits for a person to do; each goes when its state does."""

SERVICE_ISSUES: Final = {
    GateState.AUTH_FAILED: ("service_refuses", 3_600.0),
    GateState.UNREACHABLE: ("service_unreachable", 86_400.0),
}
"""What a person can do something about when a service has stood so for so many seconds."""


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Answer "Submit" on an issue that only informs: it has been read."""
    return ConfirmRepairFlow()


@callback
def async_watch_store(hass: HomeAssistant, house: House) -> Unsubscribe:
    """Keep the issues of the store true for as long as Home Assistant runs."""

    @callback
    def on_status(status: StoreStatus) -> None:
        if status.set_aside:
            _tell_set_aside(hass, status.set_aside)
        for state, issue in STORE_ISSUES.items():
            if status.state is state:
                _tell_store(hass, issue, status)
            else:
                ir.async_delete_issue(hass, DOMAIN, issue)

    return house.async_add_status_listener(on_status)


@callback
def async_watch_for_sonos(hass: HomeAssistant) -> Unsubscribe:
    """Keep the issue "Sonos is missing" true until unsubscribed, which takes it back."""

    @callback
    def look() -> None:
        if async_sonos_missing(hass):
            ir.async_create_issue(
                hass,
                DOMAIN,
                ISSUE_SONOS_MISSING,
                is_fixable=False,
                learn_more_url=SONOS_URL,
                severity=ir.IssueSeverity.WARNING,
                translation_key=ISSUE_SONOS_MISSING,
            )
        else:
            ir.async_delete_issue(hass, DOMAIN, ISSUE_SONOS_MISSING)

    look()
    unsubscribe = async_watch_sonos(hass, look)

    @callback
    def stop() -> None:
        unsubscribe()
        ir.async_delete_issue(hass, DOMAIN, ISSUE_SONOS_MISSING)

    return stop


@callback
def async_tell_service(
    hass: HomeAssistant, service: Service, state: GateState | None, stood: float
) -> None:
    """Keep the issues of a service true, which is in ``state`` for ``stood`` seconds.

    That it says no for a while is none: it passes by itself. None takes all of them back.
    """
    for trouble, (issue, after) in SERVICE_ISSUES.items():
        issue_id = f"{issue}_{service.slug}"
        if state is trouble and stood >= after:
            ir.async_create_issue(
                hass,
                DOMAIN,
                issue_id,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key=issue,
                translation_placeholders={"service": service.name, "host": service.host},
            )
        else:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


def _tell_store(hass: HomeAssistant, issue: str, status: StoreStatus) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=issue,
        translation_placeholders={
            "path": hass.config.path(DATABASE),
            "waiting": str(status.waiting),
            "lost": str(status.lost),
            "error": status.error or "-",
        },
    )


def _tell_set_aside(hass: HomeAssistant, file_name: str) -> None:
    """Tell of one file that was put aside; it stays told, over restarts, until it is read."""
    issue = f"{ISSUE_SET_ASIDE}_{file_name}"
    if ir.async_get(hass).async_get_issue(DOMAIN, issue):
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue,
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_SET_ASIDE,
        translation_placeholders={"path": hass.config.path(file_name)},
    )
