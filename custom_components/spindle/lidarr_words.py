"""Say in plain sentences what became of something wanted, and why nothing is sent to Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from homeassistant.core import callback

from .sentences import async_sentence, local_time
from .store.lidarr_types import WantedStatus

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .lidarr.types import Hold, QueueEvent, SubmitterState
    from .store.lidarr_types import WantedItem

PREFIX: Final = "lidarr"
"""Begins the keys of these sentences."""
MANY: Final = frozenset({"queued", "submitted", "available", "failed", "stuck"})
"""What may happen to several things in one event."""


def name_of(artist: str | None, album: str | None) -> str:
    """Return how a thing is called: an artist, or an artist and the album."""
    return " \u2013 ".join(part for part in (artist, album) if part) or "?"


@callback
def async_why_held(hass: HomeAssistant, state: SubmitterState) -> str | None:
    """Say why nothing is sent, since when, and what waits; None while nothing is held."""
    why = async_hold(hass, state.hold)
    if why is None:
        return None
    return async_sentence(
        hass,
        f"{PREFIX}_held",
        why=why,
        since=_time(state.since),
        depth=_figure(state.depth),
        cap=str(state.cap),
        waiting=str(state.waiting),
    )


@callback
def async_hold(hass: HomeAssistant, hold: Hold | None) -> str | None:
    """Say why nothing is sent, and who has to do something about it; None for no hold."""
    return None if hold is None else async_sentence(hass, f"{PREFIX}_hold_{hold.value}")


@callback
def async_reason(hass: HomeAssistant, reason: str) -> str:
    """Say why something wanted is where it is; ``reason`` is a value of ``WantedReason``."""
    return async_sentence(hass, f"{PREFIX}_reason_{reason}")


@callback
def async_told(hass: HomeAssistant, event: QueueEvent) -> str:
    """Say what has happened to the queue."""
    kind = event.type.value
    is_one = event.count == 1 and (event.artist or event.album)
    several = "_many" if kind in MANY and not is_one else ""
    return async_sentence(
        hass,
        f"{PREFIX}_queue_{kind}{several}",
        what=name_of(event.artist, event.album),
        count=str(event.count),
        why=_why(hass, event),
        since=_time(event.since),
        depth=_figure(event.depth),
        cap=_figure(event.cap),
    )


@callback
def async_what_to_decide(hass: HomeAssistant, item: WantedItem) -> str:
    """Say of a suggestion what was heard of it, of a failure why; and what a tick would do."""
    if item.status is WantedStatus.FAILED:
        why = async_reason(hass, item.reason) if item.reason else None
        return " ".join(word for word in (why, item.detail, _ask(hass, "failed")) if word)
    heard = item.evidence
    if heard is None:
        return _ask(hass, "suggested")
    told = async_sentence(
        hass,
        f"{PREFIX}_heard",
        plays=str(heard.plays),
        tracks=str(heard.tracks),
        days=str(heard.days),
        last=local_time(heard.last_at),
    )
    return f"{told} {_ask(hass, 'suggested')}"


def _why(hass: HomeAssistant, event: QueueEvent) -> str:
    """Say the reason of a failure, or of being held; it is a value of either."""
    if event.reason is None:
        return "-"
    of = "hold" if event.type.value.startswith("backpressure") else "reason"
    return async_sentence(hass, f"{PREFIX}_{of}_{event.reason}")


def _ask(hass: HomeAssistant, status: str) -> str:
    return async_sentence(hass, f"{PREFIX}_decide_{status}")


def _time(at: float | None) -> str:
    return "-" if at is None else local_time(at)


def _figure(number: int | None) -> str:
    return "?" if number is None else str(number)
