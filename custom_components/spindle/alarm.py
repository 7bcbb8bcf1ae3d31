"""One timer that is set anew again and again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SOONEST: Final = 0.1
"""Seconds until it goes off at the earliest."""


class Alarm:
    """Goes off once, at the time it was last set to."""

    def __init__(self, hass: HomeAssistant, on_due: Callable[[], None]) -> None:
        """Call ``on_due()`` when it goes off; it is not set yet."""
        self._hass = hass
        self._on_due = on_due
        self._cancel: CALLBACK_TYPE | None = None

    @callback
    def set(self, at: float | None) -> None:
        """Set it to ``at`` (monotonic seconds) and no other time; None is never."""
        if self._cancel:
            self._cancel()
            self._cancel = None
        if at is not None:
            self._cancel = async_call_later(
                self._hass,
                max(SOONEST, at - time.monotonic()),
                HassJob(self._due, cancel_on_shutdown=True),
            )

    @callback
    def _due(self, _: datetime) -> None:
        """Go off."""
        self._cancel = None
        self._on_due()
