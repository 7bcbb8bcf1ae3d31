"""The doors of imports, and what stands behind them: actions, uploads, plays, a gate."""

from __future__ import annotations

from http import HTTPStatus
import threading
from typing import TYPE_CHECKING, Any

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.store import audit

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from homeassistant.core import HomeAssistant

    from custom_components.spindle.store.imports import Import
    from tests.sonos_household import Home


async def act(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    """Call an action and return its response."""
    response = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    assert response is not None
    return dict(response)


async def bring(hass: HomeAssistant, path: Path, **data: Any) -> dict[str, Any]:
    """Import a file."""
    return await act(hass, "import_history", path=str(path), **data)


async def count(home: Home) -> int:
    """Count the plays."""
    return len(await home.rows("id"))


async def is_sound(home: Home) -> bool:
    """Tell whether all sums agree with the plays."""
    return await home.house.read(_compare) == []


def _compare(db: Connection) -> list[str]:
    return audit.compare(db)


async def over(home: Home) -> Import:
    """Wait until the latest import is over."""
    (known, *_) = await home.house.importer.async_list()
    await home.house.importer.async_ended(known.id)
    (known, *_) = await home.house.importer.async_list()
    return known


async def upload(client: Any, path: Path) -> str:
    """Upload a file as the frontend does; return its id."""
    with path.open("rb") as file:
        response = await client.post("/api/file_upload", data={"file": file})
    assert response.status == HTTPStatus.OK
    told: dict[str, str] = await response.json()
    return told["file_id"]


class Gate:
    """Lets so many pieces through, in the thread that writes or reads them."""

    def __init__(self) -> None:
        self.allowed = threading.Semaphore(3)
        self.is_shut = threading.Event()

    def pass_one(self) -> None:
        """Wait for the turn."""
        if not self.allowed.acquire(blocking=False):
            self.is_shut.set()
            assert self.allowed.acquire(timeout=30)

    def open(self) -> None:
        """Let everything through."""
        self.allowed.release(10_000)

    async def shut(self, hass: HomeAssistant) -> None:
        """Wait until an import stands before the gate."""
        await hass.async_add_executor_job(self.is_shut.wait, 30)
