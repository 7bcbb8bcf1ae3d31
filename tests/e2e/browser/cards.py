"""A dashboard with every card."""

from __future__ import annotations

from typing import Any, Final

DASHBOARD: Final[dict[str, Any]] = {
    "url_path": "music-room",
    "title": "Music",
    "icon": "mdi:record-player",
    "mode": "storage",
    "require_admin": False,
    "show_in_sidebar": True,
}
ADDRESS: Final = f"/{DASHBOARD['url_path']}/0"
ANSWERED: Final = {
    "recent": ".plays",
    "top": ".ranking",
    "clock": ".shade:not(.none, [d=''])",
    "calendar": ".shade:not(.none, [d=''])",
    "services": "li",
}
"""What each card shows with its answers."""
CARDS: Final = tuple(ANSWERED)
"""Every card there is: ``custom:spindle-<name>-card``."""


def dashboard() -> dict[str, Any]:
    """Lay the cards out in three sections."""
    sections = [
        _section(_card("recent", count=4), _card("calendar")),
        _section(_card("top", 12, count=5), _card("services", 12)),
        _section(_card("clock", 12)),
    ]
    view = {"title": "Music", "path": "0", "type": "sections", "max_columns": 3}
    return {"views": [view | {"sections": sections}]}


def answered(card: str) -> str:
    """Name what is there when a card has its answers."""
    return f"spindle-{card}-card {ANSWERED[card]}"


def _section(*cards: dict[str, Any]) -> dict[str, Any]:
    return {"type": "grid", "cards": list(cards)}


def _card(name: str, columns: int | None = None, **settings: object) -> dict[str, Any]:
    place = {"grid_options": {"columns": columns}} if columns else {}
    return {"type": f"custom:spindle-{name}-card", **place, **settings}
