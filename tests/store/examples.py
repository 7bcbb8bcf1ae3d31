"""Plays and listenings to begin an example from."""

from __future__ import annotations

from typing import Any

from custom_components.spindle.listening.types import Kind, Listening, NotCounted, Reason, Source
from custom_components.spindle.store.types import NewPlay

NOON = 1_700_000_000
"""Tuesday, 14 November 2023, 22:13:20 UTC; 23:13:20 in Berlin."""

SPOTIFY = Source(Kind.MUSIC, "spotify", "6rqhFgbbKwnb9MLmUQDhG6")


def a_listening(**changes: Any) -> Listening:
    """Return a track that was heard in the kitchen."""
    given: dict[str, Any] = {
        "started_at": NOON,
        "speaker": "RINCON_KITCHEN",
        "rooms": ("RINCON_KITCHEN",),
        "source": SPOTIFY,
        "title": "Hyperballad",
        "artist": "Björk",
        "album": "Post",
        "duration": 321.0,
        "listened": 161.0,
    }
    return Listening(**(given | changes))


def a_refusal(reason: Reason = Reason.SKIPPED, **changes: Any) -> NotCounted:
    """Return a listening that was not counted."""
    return NotCounted(a_listening(**changes), reason)


def a_play(**changes: Any) -> NewPlay:
    """Return a play of the kitchen."""
    given: dict[str, Any] = {
        "played_at": NOON,
        "title": "Hyperballad",
        "artist": "Björk",
        "album": "Post",
        "service": "spotify",
        "player": "RINCON_KITCHEN",
        "duration": 321,
        "listened": 161,
    }
    return NewPlay(**(given | changes))
