"""Tell Home Assistant's bus what happens to the runs that make playlists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .const import EVENT_PLAYLISTS
from .playlist_words import async_told

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .playlists.types import RunEvent, RunEventType


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNews:
    """What has happened to a run, as everybody may be told."""

    type: RunEventType
    recipe: str
    """Its id."""
    name: str
    phase: str | None
    until: str | None
    """When it goes on while it is parked, ISO."""
    reason: str | None
    """Why it is parked or failed: a key."""
    lists: int | None
    """Playlists that are planned, as far as that is known."""
    tracks: int | None
    """Tracks in them, each counted once."""
    message: str
    """The same as a sentence, in the household's language."""

    def as_dict(self) -> dict[str, str | int | None]:
        """Shape it for an event's data, without its type."""
        return {
            "recipe": self.recipe,
            "name": self.name,
            "phase": self.phase,
            "until": self.until,
            "reason": self.reason,
            "lists": self.lists,
            "tracks": self.tracks,
            "message": self.message,
        }


@callback
def async_run_news(hass: HomeAssistant, event: RunEvent, name: str) -> RunNews:
    """Put what has happened to the run of the recipe of that name into words."""
    report = event.report
    until, plan = report.until, report.plan
    return RunNews(
        type=event.type,
        recipe=report.recipe,
        name=name,
        phase=report.phase and report.phase.value,
        until=None if until is None else dt_util.utc_from_timestamp(int(until)).isoformat(),
        reason=report.reason,
        lists=len(report.lists) if plan else None,
        tracks=plan.listed if plan else None,
        message=async_told(hass, event.type, name, report),
    )


@callback
def async_announce_run(hass: HomeAssistant, news: RunNews) -> None:
    """Fire ``spindle_playlists``; at most once for each."""
    hass.bus.async_fire(EVENT_PLAYLISTS, {"type": news.type.value, **news.as_dict()})
