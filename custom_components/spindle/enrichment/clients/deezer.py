"""Deezer: tracks by ISRC and by name, albums with their genres. Public reading only.

https://developers.deezer.com/api. ``/track/isrc:`` stands in no page there, but works and is
relied on by many: https://github.com/music-assistant/server/pull/6257. Every error comes with
HTTP 200: https://developers.deezer.com/api/errors
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...catalogue.folding import clean
from ...upstream.types import Outcome, Policy, Verdict, Window
from ...upstream.verdict import classify_http, reason_of
from . import reading
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .reading import Row

BASE: Final = "https://api.deezer.com"
HOST: Final = "api.deezer.com"
_WINDOW: Final = 5.0
_MOST_CANDIDATES: Final = 10
_LONGEST_TERM: Final = 200
_OUTCOMES: Final = {
    4: Outcome.LIMITED,
    300: Outcome.UNAUTHORIZED,
    700: Outcome.FAILED,
    800: Outcome.NOT_FOUND,
}
"""What the codes mean that are no fault of the request itself."""


def policy(user_agent: str) -> Policy:
    """Return the limits: 50 calls in any 5 seconds, of which we take 40.

    https://developers.deezer.com/api ("limited per IP to 50 requests / 5 seconds").
    """
    return Policy(
        service="deezer",
        fastest=8.0,
        burst=8,
        window=Window(calls=40, seconds=_WINDOW),
        concurrency=4,
        rate_penalty=_WINDOW,
        headers={"User-Agent": user_agent, "Accept": "application/json"},
        classify=classify,
    )


def classify(status: int, headers: Mapping[str, str], body: Any) -> Verdict:
    """Judge an answer by the error in its body, whatever its status claims."""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return classify_http(status, headers, body)
    code = error.get("code")
    outcome = _OUTCOMES.get(code, Outcome.REJECTED) if isinstance(code, int) else Outcome.REJECTED
    return Verdict(
        outcome=outcome,
        retry_after=_WINDOW if outcome is Outcome.LIMITED else None,
        reason=reason_of(body),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A track, one of several that may have the same ISRC."""

    id: str
    title: str
    artist: str
    album: str | None
    album_id: str | None
    isrc: str | None
    """Not told by every search."""
    length: float | None
    """Seconds."""
    year: int | None
    """Of this release, which may be a later one; not told by a search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album; its genres are few and coarse, such as ``Dance``, ``Rock``, ``Electro``."""

    id: str
    title: str
    artist: str | None
    upc: str | None
    year: int | None
    genres: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deezer(Client):
    """Asks Deezer."""

    base: str = BASE

    async def track_by_isrc(self, isrc: str) -> Track | None:
        """Return one of the tracks with an ISRC, or None. Raises UpstreamError."""
        body = await self._find(f"/track/isrc:{isrc}", family="track")
        track = None if body is None else _track(reading.row(body, "track"))
        return track if track and track.isrc == isrc else None

    async def track(self, track_id: str) -> Track | None:
        """Return a track by Deezer's own id, or None. Raises UpstreamError."""
        body = await self._find(f"/track/{track_id}", family="track")
        return None if body is None else _track(reading.row(body, "track"))

    async def album(self, album_id: str) -> Album | None:
        """Return an album by Deezer's own id, or None. Raises UpstreamError."""
        body = await self._find(f"/album/{album_id}", family="album")
        return None if body is None else _album(reading.row(body, "album"))

    async def search_tracks(
        self, artist: str, title: str, album: str | None = None
    ) -> tuple[Track, ...]:
        """Return what fits the names, the best first. Raises UpstreamError.

        https://developers.deezer.com/api/search ("Advanced search")
        """
        terms = {"artist": artist, "track": title, "album": album}
        query = " ".join(f'{field}:"{_term(words)}"' for field, words in terms.items() if words)
        body = await self._ask(
            "/search",
            family="search",
            params={"q": query, "limit": str(_MOST_CANDIDATES)},
        )
        return tuple(map(_track, reading.rows(reading.row(body, "search"), "data")))


def _term(words: str) -> str:
    """Return words that stay within their quotation marks; Deezer knows no way to escape one."""
    return clean(words.replace('"', " "), _LONGEST_TERM)


def _track(row: Row) -> Track:
    album = reading.inner(row, "album")
    return Track(
        id=reading.identifier(row, "id"),
        title=reading.name(row, "title"),
        artist=reading.name(reading.inner(row, "artist"), "name"),
        album=reading.text(album, "title"),
        album_id=reading.identifier(album, "id") if "id" in album else None,
        isrc=reading.some_isrc(row, "isrc"),
        length=reading.seconds(row, "duration"),
        year=reading.year(row, "release_date"),
    )


def _album(row: Row) -> Album:
    genres = (
        reading.text(each, "name") for each in reading.rows(reading.inner(row, "genres"), "data")
    )
    return Album(
        id=reading.identifier(row, "id"),
        title=reading.name(row, "title"),
        artist=reading.text(reading.inner(row, "artist"), "name"),
        upc=reading.text(row, "upc"),
        year=reading.year(row, "release_date"),
        genres=tuple(dict.fromkeys(filter(None, genres))),
    )
