"""Tell that a service has said no, and that it answers again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from .const import EVENT_RATE_LIMIT
from .sentences import async_sentence, grouped, local_time

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from .enrichment.eta import Progress
    from .upstream.types import EventKind, GateEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """What has happened at a service's gate, as everybody may be told."""

    kind: EventKind
    service: str
    """Its slug."""
    name: str
    until: str | None
    """When it may be asked again, ISO; None once it may."""
    why: str | None
    """Which of its limits was met: ``rate`` (of seconds) or ``quota`` (of the day)."""
    family: str | None
    """The part of the service that a quota holds for; None where it is all of it."""
    done: int | None
    """Tracks that are completed; None where no others wait."""
    total: int | None
    """All tracks there are; the same."""
    message: str
    """The same as a sentence, in the household's language."""

    def as_dict(self) -> dict[str, str | int | None]:
        """Shape it for an event's data, without its kind."""
        return {
            "service": self.service,
            "name": self.name,
            "until": self.until,
            "why": self.why,
            "family": self.family,
            "done": self.done,
            "total": self.total,
            "message": self.message,
        }


@callback
def async_rate_limit(
    hass: HomeAssistant, service: str, name: str, event: GateEvent, progress: Progress | None
) -> RateLimit:
    """Put what a gate tells into words, with how far the completing is if that is known."""
    until = event.until
    done = total = None
    placeholders: dict[str, str] = {}
    if progress and progress.tracks:
        done, total = progress.of_tracks - progress.tracks, progress.of_tracks
        placeholders = {"done": grouped(hass, done), "total": grouped(hass, total)}
    return RateLimit(
        kind=event.kind,
        service=service,
        name=name,
        until=None if until is None else dt_util.utc_from_timestamp(int(until)).isoformat(),
        why=event.why,
        family=event.family,
        done=done,
        total=total,
        message=async_sentence(
            hass,
            f"service_{event.kind.value}{'_backlog' if placeholders else ''}",
            service=name,
            until="-" if until is None else local_time(until),
            **placeholders,
        ),
    )


@callback
def async_announce(hass: HomeAssistant, told: RateLimit) -> None:
    """Fire ``spindle_rate_limit``; at most once for each."""
    hass.bus.async_fire(EVENT_RATE_LIMIT, {"type": told.kind.value, **told.as_dict()})
