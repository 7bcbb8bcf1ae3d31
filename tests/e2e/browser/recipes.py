"""Music of the house in files, and the recipe that makes playlists of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from tests.e2e.client import LOOK_AGAIN, PATIENCE, RefusedError
from tests.simulators.audio_files import Song, write

from .collection import collection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.client import Client

RECIPE: Final = "By genre"
MINIMUM: Final = 4
FLAC: Final = "flac"


def fill(media: Path) -> None:
    """Write every record into the media folder."""
    songs = [
        Song(title=title, artist=artist.name, album=album, genres=artist.genres[:1])
        for artist in collection()
        for album, titles in artist.albums.items()
        for title in titles
    ]
    for number, song in enumerate(songs):
        write(media / FLAC / f"{number:03}.flac", song)


async def make_playlists(client: Client, history: str, media: Path) -> None:
    """Add the recipe to the history's entry, and make its lists once.

    Raises TimeoutError when they are never made.
    """
    answers = {
        "name": RECIPE,
        "sources": ["files"],
        "targets": ["m3u8"],
        "folders": [str(media / FLAC)],
        "minimum": MINIMUM,
        "maximum": 10 * MINIMUM,
    }
    await client.add_subentry(history, "playlists", answers)
    await _until(client, lambda recipe: recipe is not None)
    await client.call("spindle.generate_playlists?return_response")
    await _until(client, lambda recipe: _state_of(recipe) == "done")


async def _until(client: Client, is_so: Callable[[dict[str, Any] | None], bool]) -> None:
    """Wait until the recipe, None while the history has not read it, is so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if is_so(await _recipe(client)):
                return
            await asyncio.sleep(LOOK_AGAIN)


async def _recipe(client: Client) -> dict[str, Any] | None:
    try:
        told = await client.command("spindle/playlists")
    except RefusedError:  # The history is just being reloaded.
        return None
    recipe: dict[str, Any] | None = next(iter(told["recipes"]), None)
    return recipe


def _state_of(recipe: dict[str, Any] | None) -> str | None:
    report = recipe and recipe["report"]
    return report["state"] if report else None
