"""The public services of the house: two that may be asked, and no way to any other."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
import re
import time
from typing import TYPE_CHECKING, Final

from aiohttp import web

from tests.simulators.cover_art import CoverArtServer
from tests.simulators.deezer import DeezerServer

from .collection import favourites
from .sleeves import sleeve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

CONSENTED: Final = {"deezer": True, "coverartarchive": True}
"""What a person answers who is asked which services may be asked."""
AWAY: Final = 5 * 3600
"""Seconds for which Deezer wants to hear nothing: longer than anybody looks."""
NOBODY: Final = "http://127.0.0.1:9"
"""Where no service is."""
LOOPBACK: Final = '("127.0.0.1",)'


@asynccontextmanager
async def outside(package: Path) -> AsyncIterator[None]:
    """Run the services, and lead a copied package to them instead of to the real ones.

    The archive has the sleeves of all favourites; Deezer says no for hours as soon as it is asked.
    """
    async with AsyncExitStack() as around:
        deezer = await around.enter_async_context(DeezerServer(time.time))
        archive = await around.enter_async_context(CoverArtServer(time.time))
        deezer.faults.append(_no)
        for artist in favourites():
            for album in artist.albums:
                archive.pictures[artist.mbid_of(album)] = sleeve(f"{artist.name}: {album}")
        _lead(package, {"deezer": deezer.base, "cover_art": archive.base})
        yield


def _no() -> web.Response:
    return web.json_response({}, status=429, headers={"Retry-After": str(AWAY)})


def _lead(package: Path, bases: Mapping[str, str]) -> None:
    """Give each client of the package its base, or that of nobody."""
    clients = package / "enrichment" / "clients"
    asking = [path for path in clients.glob("*.py") if "\nBASE: " in path.read_text()]
    assert bases.keys() < {path.stem for path in asking}
    for path in asking:
        _set(path, "BASE", f'"{bases.get(path.stem, NOBODY)}"')
    _set(clients / "cover_art.py", "TRUSTED", LOOPBACK)


def _set(path: Path, constant: str, value: str) -> None:
    """Give a constant of a module another value."""
    pattern = rf"(?m)^{constant}: Final = .*$"
    text, changed = re.subn(pattern, f"{constant}: Final = {value}", path.read_text())
    assert changed == 1, f"{path.name}: {constant}"
    path.write_text(text)
