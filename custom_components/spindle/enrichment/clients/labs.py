"""ListenBrainz Labs: under which ids Spotify has many recordings, in one call.

An experiment of the ListenBrainz project, without a promise that it stays: whoever asks must
do without. What is asked and answered is told by https://labs.api.listenbrainz.org and by
https://github.com/metabrainz/listenbrainz-server (``labs_api/labs/api/utils.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...catalogue.spotify_uri import track_uri
from ...upstream.types import Policy, Request
from . import listenbrainz, reading
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .reading import Row

BASE: Final = "https://labs.api.listenbrainz.org"
HOST: Final = "labs.api.listenbrainz.org"
BATCH: Final = 100
"""Recordings of one call; a table is searched for all of them at once."""
MOST_URIS: Final = 10
"""Releases of one recording that are read, the best first."""


def policy(user_agent: str) -> Policy:
    """Return the limits: none are published, so that a call in two seconds is plenty."""
    return Policy(
        service="metabrainz_labs",
        fastest=0.5,
        concurrency=1,
        timeout=60.0,
        rate_penalty=60.0,
        longest_body=1 << 20,
        headers={"User-Agent": user_agent, "Accept": "application/json"},
        classify=listenbrainz.classify,
    )


class Names(NamedTuple):
    """What a recording is looked up by."""

    artist: str
    album: str
    """May be empty: then another release of that name may be found."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labs(Client):
    """Asks ListenBrainz Labs."""

    base: str = BASE

    async def by_mbid(self, mbids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return Spotify's URIs of at most ``BATCH`` recordings by MBID, the best first.

        What Spotify does not have is left out. Raises UpstreamError.
        """
        asked = [{"recording_mbid": mbid} for mbid in mbids[:BATCH]]
        rows = await self._look_up("spotify-id-from-mbid", asked)
        return {
            mbid: uris
            for row in rows
            if (mbid := reading.some_mbid(row, "recording_mbid")) and (uris := _uris(row))
        }

    async def by_names(self, names: Sequence[Names]) -> dict[Names, tuple[str, ...]]:
        """Return Spotify's URIs of at most ``BATCH`` recordings by their names, the best first.

        What Spotify does not have is left out. Raises UpstreamError.
        """
        asked = [
            {"artist_name": one.artist, "release_name": one.album, "track_name": one.title}
            for one in names[:BATCH]
        ]
        rows = await self._look_up("spotify-id-from-metadata", asked)
        found = {_names(row): _uris(row) for row in rows}
        return {one: found[one] for one in names[:BATCH] if found.get(one)}

    async def _look_up(self, what: str, asked: Sequence[Mapping[str, str]]) -> Iterable[Row]:
        body: Any = await self._call(
            Request(
                method="POST",
                url=f"{self.base}/{what}/json",
                family="spotify_id",
                json=asked,
                idempotent=True,  # It only asks; there is no room for so many in an address.
                priority=self.priority,
                patience=self.patience,
            )
        )
        return reading.rows({"rows": body}, "rows")


def _names(row: Row) -> Names:
    """Return the names that a row answers: they come back as they were sent."""
    written = (row.get(key) for key in ("artist_name", "release_name", "track_name"))
    return Names(*(text if isinstance(text, str) else "" for text in written))


def _uris(row: Row) -> tuple[str, ...]:
    told = reading.values(row, "spotify_track_ids")[:MOST_URIS]
    read = (track_uri(each) for each in told if isinstance(each, str))
    return tuple(dict.fromkeys(filter(None, read)))
