"""How outside services stand, what is known by them, and what is left to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers.json import json_bytes

from ..completeness import share_of
from ..public_services import PUBLIC_SERVICES
from ..spotify_gates import SPOTIFY
from ..spotify_runtime import async_spotify_entries
from ..store.fact_coverage import coverage

if TYPE_CHECKING:
    from sqlite3 import Connection

    from homeassistant.core import HomeAssistant

    from ..enrichment.types import Service
    from ..gate_coordinator import GateCoordinator
    from ..runtime import HistoryConfigEntry
    from ..spotify_runtime import SpotifyConfigEntry
    from ..viewers import Viewer

SERVICES: Final[dict[Any, Any]] = {}


async def services(
    hass: HomeAssistant, entry: HistoryConfigEntry, viewer: Viewer, asked: dict[str, Any]
) -> bytes:
    """Answer without any name of what was played; moments are epochs.

    ``{completing, services, off, backlog, coverage}``: ``off`` are those nobody may ask yet.
    ``completing`` and ``backlog`` are null while nobody may be asked.
    """
    runtime = entry.runtime_data
    gates, completion = runtime.public_gates, runtime.completion
    left = await completion.progress() if completion else None
    known = await runtime.house.answers.get("fact coverage", _coverage)
    told = {
        "completing": completion.is_on if completion else None,
        "services": [
            *(_standing(one, gates.coordinators[one.slug]) for one in gates.services.values()),
            *_spotify(hass),
        ],
        "off": [
            {"service": one.slug, "name": one.name, "host": one.host}
            for slug, one in PUBLIC_SERVICES.items()
            if slug not in gates.services
        ],
        "backlog": left
        and {
            "tracks": left.tracks,
            "albums": left.albums,
            "artists": left.artists,
            "done_at": left.eta,
        },
    }
    return json_bytes(told)[:-1] + b',"coverage":' + known + b"}"


def _spotify(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Tell how Spotify stands towards each app, however many accounts use it."""
    apps: dict[str, list[SpotifyConfigEntry]] = {}
    for entry in async_spotify_entries(hass):
        apps.setdefault(entry.runtime_data.gate.account, []).append(entry)
    told = []
    for entries in apps.values():
        accounts = ", ".join(entry.title for entry in entries)
        name = SPOTIFY.name if len(apps) == 1 else f"{SPOTIFY.name} ({accounts})"
        told.append(_standing(replace(SPOTIFY, name=name), entries[0].runtime_data.status))
    return told


def _standing(service: Service, coordinator: GateCoordinator) -> dict[str, Any]:
    """Tell how one service stands now; its state is null while its gate is not open."""
    status = coordinator.gate.status if coordinator.opened.is_set() else None
    return {
        "service": service.slug,
        "name": service.name,
        "host": service.host,
        "state": status and status.state.value,
        "until": status and status.until,
        "why": status and status.why,
        "waiting": status and status.waiting,
        "spent": dict(status.spent) if status else {},
        "budgets": dict(status.budgets) if status else {},
    }


def _coverage(db: Connection) -> bytes:
    """Tell how much is known, on a reading thread."""
    return json_bytes(
        [
            {
                "kind": one.kind.table,
                "field": one.field.value,
                "names": one.names,
                "of_names": one.of_names,
                "plays": one.plays,
                "of_plays": one.of_plays,
                "percent": share_of(one),
            }
            for one in coverage(db)
        ]
    )
