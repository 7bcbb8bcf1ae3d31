"""Every page of the panel: where it is, and what is seen when its answers are there."""

from __future__ import annotations

from typing import Final, NamedTuple


class Page(NamedTuple):
    """One page."""

    path: str
    """Below the panel's own address."""
    answered: str
    """What is there as soon as the page has its answers."""


PAGES: Final = {
    "overview": Page("", "spindle-overview .grid:not([aria-busy])"),
    "top": Page("/top", "spindle-top .ranking"),
    "history": Page("/history", "spindle-history li .title"),
    "discover": Page("/discover", "spindle-discover spindle-stream .legend"),
    "services": Page("/services", "spindle-services .coverage, spindle-services .wide p"),
    "lidarr": Page("/lidarr", "spindle-lidarr .card:not(:has(.bone))"),
    "import": Page("/import", "spindle-import .none"),
    "playlists": Page("/playlists", "spindle-playlists .card:not(:has(.bone))"),
}
