"""The Spotify account of a recipe, as its sources and its target are handed it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..spotify.waiting import Wait, patiently
from .types import Later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..enrichment.spotify_ids import SpotifyIds
    from ..spotify.client import SpotifyClient
    from ..spotify.policy import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyAccount:
    """Somebody's account."""

    client: SpotifyClient
    may_write: bool
    """Whether its owner lets playlists be made."""
    days: Callable[[Mapping[Family, int]], float]
    """Days that calls take, by what the account is allowed in a day."""
    ids: SpotifyIds | None
    """Knows Spotify's names of much music at once; None where nobody lets it be asked."""
    describe: Callable[[str], str]
    """Makes the description of a list from the title of its genre."""


@contextmanager
def spotify_later(now: Callable[[], float]) -> Iterator[None]:
    """Put off what Spotify does not let be done now: ``Later``; ``now`` is the wall clock."""
    try:
        with patiently(now):
            yield
    except Wait as wait:
        raise Later(wait.at, wait.reason) from wait
