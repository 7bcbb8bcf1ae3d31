"""The recipes for playlists, how the making of each stands, and its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers.json import json_bytes

from ..insight_json import Moments, as_plain
from ..playlist_json import lists_json, report_json

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from ..playlist_coordinator import PlaylistCoordinator
    from ..playlists.types import Recipe
    from ..runtime import HistoryConfigEntry
    from ..viewers import Viewer

PLAYLISTS: Final[dict[Any, Any]] = {}


async def playlists(
    hass: HomeAssistant, entry: HistoryConfigEntry, _viewer: Viewer, _asked: dict[str, Any]
) -> bytes:
    """Answer ``{recipes}``, in the order they were added; moments are epochs."""
    coordinator = entry.runtime_data.playlists
    if coordinator is None:
        return json_bytes({"recipes": []})
    recipes = coordinator.recipes.values()
    return json_bytes({"recipes": [_recipe(hass, coordinator, one) for one in recipes]})


def _recipe(
    hass: HomeAssistant, coordinator: PlaylistCoordinator, recipe: Recipe
) -> dict[str, Any]:
    """Tell what it is made of, how it stands, and what its last run came to."""
    report = coordinator.report(recipe.id)
    progress = coordinator.progress(recipe.id)
    return {
        "id": recipe.id,
        "name": recipe.name,
        "sources": [kind.value for kind in recipe.sources],
        "folders": list(recipe.folders),
        "targets": [kind.value for kind in recipe.targets],
        "rules": as_plain(recipe.rules, Moments.EPOCH),
        "progress": progress and as_plain(progress, Moments.EPOCH),
        "report": report and report_json(hass, report),
        "lists": lists_json(report.lists) if report else [],
    }
