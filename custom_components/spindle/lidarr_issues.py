"""Keep the repair issues about Lidarr true: those where a person can do something."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .lidarr.types import Hold

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .lidarr.types import StuckDownload, SubmitterState

DAY: Final = 86_400.0

HOLD_ISSUES: Final = {
    Hold.ROOT_FOLDER: ("lidarr_root_folder", 0.0),
    Hold.PROFILE: ("lidarr_profile", 0.0),
    Hold.NO_INDEXER: ("lidarr_no_indexer", 0.0),
    Hold.NO_DOWNLOAD_CLIENT: ("lidarr_no_download_client", 0.0),
    Hold.ELSEWHERE: ("lidarr_elsewhere", 0.0),
    Hold.UNREACHABLE: ("lidarr_unreachable", DAY),
}
"""Why nothing is sent → the issue, and for how many seconds it must have been so.

That the key is refused is told by the dialog that asks for another.
"""
ISSUE_STUCK: Final = "lidarr_stuck"
SETTINGS: Final = f"homeassistant://config/integrations/integration/{DOMAIN}"
"""Where a person can change what Spindle was told."""
NAMED: Final = 20
"""Downloads that are named at most."""


@callback
def async_tell_lidarr(hass: HomeAssistant, state: SubmitterState | None) -> None:
    """Tell what a person can do something about; None takes everything back."""
    for hold, (issue, after) in HOLD_ISSUES.items():
        if state and state.hold is hold and _stood(state) >= after:
            _tell(hass, issue, {"detail": state.detail or "-"})
        else:
            ir.async_delete_issue(hass, DOMAIN, issue)
    if state and state.stuck:
        named = "\n".join(f"- {_named(one)}" for one in state.stuck[:NAMED])
        _tell(hass, ISSUE_STUCK, {"count": str(len(state.stuck)), "downloads": named})
    else:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_STUCK)


def _stood(state: SubmitterState) -> float:
    """Seconds for which nothing has been sent."""
    return 0.0 if state.since is None else time.time() - state.since


def _named(download: StuckDownload) -> str:
    return f"{download.title}: {download.message}" if download.message else download.title


@callback
def _tell(hass: HomeAssistant, issue: str, placeholders: dict[str, str]) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue,
        is_fixable=False,
        learn_more_url=SETTINGS,
        severity=ir.IssueSeverity.WARNING,
        translation_key=issue,
        translation_placeholders=placeholders,
    )
