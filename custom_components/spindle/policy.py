"""From the options of the history entry to the rules of listening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.util import dt as dt_util

from .const import (
    DEFAULT_OPTIONS,
    OPTION_CAP,
    OPTION_EXCLUDED_SERVICES,
    OPTION_FRACTION,
    OPTION_KINDS,
    OPTION_PRIVATE_ROOMS,
    OPTION_QUIET_END,
    OPTION_QUIET_START,
    OPTION_SHORTEST,
    OPTION_STREAM_SECONDS,
)
from .listening.rules import Rules, never
from .listening.types import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import time


def rules_from(options: Mapping[str, Any]) -> Rules:
    """Make the rules of what the options say, and of the defaults where they say nothing.

    Recording is on in them: its switch is no option.
    """
    said = DEFAULT_OPTIONS | dict(options)
    return Rules(
        shortest=float(said[OPTION_SHORTEST]),
        fraction=float(said[OPTION_FRACTION]) / 100,
        cap=float(said[OPTION_CAP]),
        stream=float(said[OPTION_STREAM_SECONDS]),
        kinds=frozenset(Kind(kind) for kind in said[OPTION_KINDS]),
        excluded_services=frozenset(said[OPTION_EXCLUDED_SERVICES]),
        private_rooms=frozenset(said[OPTION_PRIVATE_ROOMS]),
        is_quiet=quiet_hours(said[OPTION_QUIET_START], said[OPTION_QUIET_END]),
    )


def quiet_hours(start: str | None, end: str | None) -> Callable[[float], bool]:
    """Tell for an epoch whether it lies between two local times, across midnight too."""
    begins, ends = _time(start), _time(end)
    if begins is None or ends is None or begins == ends:
        return never

    def is_quiet(epoch: float) -> bool:
        local = dt_util.as_local(dt_util.utc_from_timestamp(epoch)).time()
        if begins < ends:
            return begins <= local < ends
        return local >= begins or local < ends

    return is_quiet


def _time(text: str | None) -> time | None:
    """Read a local time ``HH:MM:SS``."""
    return dt_util.parse_time(text) if text else None
