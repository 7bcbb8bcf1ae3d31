"""Make playlists, or tell what that would come to; stop the making of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..playlist_json import lists_json, plan_json, report_json
from .common import NAME, refusal, runtime_of

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..playlist_coordinator import PlaylistCoordinator
    from ..playlists.types import Recipe

GENERATE_SCHEMA: Final[Schema] = vol.Schema(
    {vol.Optional("name"): NAME, vol.Optional("dry_run", default=False): cv.boolean}
)
CANCEL_SCHEMA: Final[Schema] = vol.Schema({vol.Optional("name"): NAME})


async def generate_playlists(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Ask for a run and answer how it stands; or plan all of it, and answer the plan.

    To plan takes as long as the music takes to be read. Nothing is published by that.
    """
    coordinator = _coordinator_of(hass)
    recipe = _one(coordinator, call.data.get("name"))
    told: dict[str, Any] = {"id": recipe.id, "name": recipe.name}
    if call.data["dry_run"]:
        plan = await coordinator.async_rehearse(recipe)
        lists = {one.name: len(one.tracks) for one in plan.lists}
        told |= {**plan_json(hass, plan, len(lists)), "playlists": lists_json(lists)}
        return {"dry_run": True, **told}
    report = await coordinator.async_generate(recipe)
    return {"dry_run": False, **told, **report_json(hass, report)}


async def cancel_playlists(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Stop a run, or all of them, and answer how many there were; what is published stays."""
    coordinator = _coordinator_of(hass)
    name = call.data.get("name")
    recipe = None if name is None else _named(coordinator, name)
    return {"count": await coordinator.async_cancel(recipe)}


def _coordinator_of(hass: HomeAssistant) -> PlaylistCoordinator:
    """Find the recipes, or say how to add one."""
    coordinator = runtime_of(hass).playlists
    if coordinator is None:
        raise refusal("no_playlists")
    return coordinator


def _one(coordinator: PlaylistCoordinator, name: str | None) -> Recipe:
    """Find the recipe that is meant: the one of that name, or the only one."""
    if name is not None:
        return _named(coordinator, name)
    if len(coordinator.recipes) > 1:
        raise refusal("which_playlists", names=_names(coordinator))
    return next(iter(coordinator.recipes.values()))


def _named(coordinator: PlaylistCoordinator, name: str) -> Recipe:
    """Find a recipe by its name, in any case, or by its id."""
    for recipe in coordinator.recipes.values():
        if name == recipe.id or name.casefold() == recipe.name.casefold():
            return recipe
    raise refusal("unknown_playlists", name=name[:80], names=_names(coordinator))


def _names(coordinator: PlaylistCoordinator) -> str:
    return ", ".join(recipe.name for recipe in coordinator.recipes.values())
