"""A dashboard for the demo: what Spindle's own entities and statistics already show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .client import Client

PATH: Final = "spindle-demo"
"""Where the dashboard is found, below the demo's address."""


FIGURES: Final = ("plays_today", "not_counted_today", "listening_time_today", "plays_total")


async def add_dashboard(client: Client) -> str:
    """Make the dashboard, of entities found by their unique ids; return its path."""
    entities = await client.entity_ids("spindle")
    states = await client.states()
    names = {
        entity: states[entity]["attributes"]["friendly_name"].removeprefix("Spindle ")
        for entity in entities.values()
        if entity in states
    }
    await client.command(
        "lovelace/dashboards/create",
        url_path=PATH,
        title="Spindle",
        icon="mdi:record-player",
        mode="storage",
        require_admin=False,
        show_in_sidebar=True,
    )
    await client.command("lovelace/config/save", url_path=PATH, config=dashboard(entities, names))
    return f"/{PATH}/0"


def dashboard(entities: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    """Lay out two sections: the rooms, and the day."""
    by_key = {unique_id.partition("_")[2]: entity for unique_id, entity in entities.items()}
    rooms = sorted(entity for key, entity in by_key.items() if key.startswith("room_"))

    def tile(entity: str, *content: str, columns: int = 12) -> dict[str, Any]:
        """Show one entity with some of its attributes; a section is twelve columns wide."""
        return {
            "type": "tile",
            "entity": entity,
            "name": names[entity],
            "state_content": list(content),
            "grid_options": {"columns": columns},
        }

    lines = [{"entity": room, "name": names[room]} for room in rooms]
    sections = [
        section(
            "In the rooms",
            *(tile(room, "state", "title", "artist") for room in rooms),
            tile(by_key["last_play"], "state", "artist", "room"),
        ),
        section(
            "Today",
            *(tile(by_key[key], "state", columns=6) for key in FIGURES),
            {"type": "history-graph", "hours_to_show": 0.05, "entities": lines},
        ),
    ]
    view = {"title": "Listening", "path": "0", "type": "sections", "sections": sections}
    return {"views": [view | {"max_columns": 2}]}


def section(title: str, *cards: dict[str, Any]) -> dict[str, Any]:
    """Put cards under a heading."""
    return {"type": "grid", "cards": [{"type": "heading", "heading": title}, *cards]}
