"""Find the tracks of lists in the household's own music library."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from ...catalogue.identity import track_key
from ...store import playlist_library

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ...enrichment.desk import Store
    from .sonos_types import Household, SonosTrack

SLICE: Final = 200
MOST_OF_A_KEY: Final = 8
"""Files that are kept of one track: its albums, its formats."""


async def find_tracks(
    keys: Collection[str], household: Household, store: Store, recipe: str
) -> dict[str, SonosTrack]:
    """Read the whole library once and return what it has of these tracks, by key.

    Where it has a track in several files, the one counts whose path ends most like the path
    that we know: the same share is mounted elsewhere here.
    """
    found: dict[str, list[SonosTrack]] = {}
    async for tracks in household.library():
        for track in tracks:
            key = track_key(track.artist, track.title)
            if key in keys and len(several := found.setdefault(key, [])) < MOST_OF_A_KEY:
                several.append(track)
    several_of = [key for key, tracks in found.items() if len(tracks) > 1]
    paths: dict[str, str | None] = {}
    for start in range(0, len(several_of), SLICE):
        part = several_of[start : start + SLICE]
        kept = await store.read(playlist_library.by_keys, recipe, part)
        paths |= {key: track.path for key, track in kept.items()}
    return {key: _likest(tracks, key, paths) for key, tracks in found.items()}


def _likest(tracks: Sequence[SonosTrack], key: str, paths: Mapping[str, str | None]) -> SonosTrack:
    path = paths.get(key) or ""
    return min(tracks, key=lambda track: (-_common(track.uri, path), track.uri))


def _common(uri: str, path: str) -> int:
    """Count the last parts of two paths that are the same."""
    ends = zip(reversed(unquote(uri).split("/")), reversed(PurePosixPath(path).parts), strict=False)
    count = 0
    for one, other in ends:
        if one.casefold() != other.casefold():
            break
        count += 1
    return count
