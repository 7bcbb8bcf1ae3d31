"""A running session as a JSON object, to survive a restart; read back with suspicion."""

from __future__ import annotations

from dataclasses import dataclass
import math
from typing import TYPE_CHECKING, Final

from ..catalogue.folding import clean
from .clock import PlayClock
from .session import Session
from .types import Instant, Kind, Reason, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION: Final = 1
LATEST: Final = 4_102_444_800.0
"""The year 2100 in epoch seconds: nothing is saved later."""
LONGEST: Final = 7 * 86_400.0
"""Seconds beyond which no title lasts and none is heard."""
MOST_ROOMS: Final = 64
_NAMES: Final = ("title", "artist", "album", "album_artist", "station")


@dataclass(frozen=True, slots=True)
class Saved:
    """A session as it was at ``at`` (epoch seconds)."""

    session: Session
    at: float
    playing: bool
    after: Session | None
    """What had been heard before it, and not had its last word yet."""


def save(
    session: Session, now: Instant, *, playing: bool, after: dict[str, object] | None = None
) -> dict[str, object]:
    """Return the session as it is at ``now``, as a JSON object.

    ``after`` is a saved session that it follows and that still waits for its last word.
    """
    source = session.source
    return {
        "version": VERSION,
        "at": round(now.epoch, 3),
        "playing": playing,
        "started_at": session.started_at,
        "heard": round(session.clock.heard_at(now.monotonic), 3),
        "position": round(session.clock.position_at(now.monotonic), 3),
        "rooms": session.rooms,
        "members": list(session.members),
        "kind": source.kind.value,
        "service": source.service,
        "item_id": source.item_id,
        "live": source.live,
        "uri": session.uri,
        **{name: getattr(session, name) for name in _NAMES},
        "duration": session.duration,
        "queue_position": session.queue_position,
        "loops": session.loops,
        "counted_for": session.counted_for,
        "refused": session.refused and session.refused.value,
        "after": after,
    }


def restore(saved: Mapping[str, object], now: Instant) -> Saved | None:
    """Return the saved session, standing still, or None when it makes no sense.

    ``now`` places it on this process's monotonic clock.
    """
    try:
        return _restore(saved, now)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _restore(saved: Mapping[str, object], now: Instant) -> Saved:
    """Return the saved session; raises ``ValueError`` and its like when it cannot."""
    if saved["version"] != VERSION:
        msg = "written by another version"
        raise ValueError(msg)
    at = min(_number(saved["at"], LATEST), now.epoch)
    after = saved["after"]
    return Saved(
        session=_session(saved, now),
        at=at,
        playing=saved["playing"] is True,
        after=_session(after, now) if isinstance(after, dict) else None,
    )


def _session(saved: Mapping[str, object], now: Instant) -> Session:
    """Return the session, placed on the monotonic clock by ``now``."""
    rooms = _texts(saved["rooms"])
    if not rooms:
        msg = "no room heard it"
        raise ValueError(msg)
    duration = saved["duration"]
    length = None if duration is None else _number(duration, LONGEST)
    refused = saved["refused"]
    queue_position = saved["queue_position"]
    started_at = _number(saved["started_at"], LATEST)
    session = Session(
        started_at=started_at,
        began=now.monotonic - max(0.0, now.epoch - started_at),
        source=Source(
            kind=Kind(_text(saved["kind"])),
            service=_text(saved["service"]),
            item_id=_optional_text(saved["item_id"]),
            live=saved["live"] is True,
        ),
        clock=PlayClock(
            heard=_number(saved["heard"], LONGEST),
            position=_number(saved["position"], LONGEST),
            length=length,
        ),
        rooms=rooms,
        members=tuple(_texts(saved["members"])),
        uri=_optional_text(saved["uri"]),
        duration=length,
        queue_position=queue_position if isinstance(queue_position, int) else None,
        loops=saved["loops"] is True,
        counted_for=_optional_text(saved["counted_for"]),
        refused=None if refused is None else Reason(_text(refused)),
    )
    for name in _NAMES:
        setattr(session, name, _optional_text(saved[name]))
    return session


def _number(value: object, largest: float) -> float:
    """Return a number of seconds between nothing and ``largest``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = "not a number"
        raise TypeError(msg)
    if not math.isfinite(value) or not 0 <= value <= largest:
        msg = "out of bounds"
        raise ValueError(msg)
    return float(value)


def _text(value: object) -> str:
    """Return a clean, non-empty text."""
    if not isinstance(value, str) or not (text := clean(value, 2048)):
        msg = "not a text"
        raise TypeError(msg)
    return text


def _optional_text(value: object) -> str | None:
    """Return a clean text, or None where there is none."""
    return None if value is None else _text(value)


def _texts(value: object) -> list[str]:
    """Return a bounded list of clean texts."""
    if not isinstance(value, list):
        msg = "not a list"
        raise TypeError(msg)
    return [_text(one) for one in value[:MOST_ROOMS]]
