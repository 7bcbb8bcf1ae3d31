"""MusicBrainz: recordings by ISRC, by name and by the address of a streaming service.

https://musicbrainz.org/doc/MusicBrainz_API. What may be asked along with what (``inc``) is
said best by the server itself: https://github.com/metabrainz/musicbrainz-server
(``lib/MusicBrainz/Server/Controller/WS/2``): a lookup by ISRC gives no release groups, while
the search index gives them, for many ISRCs at once.
"""

from __future__ import annotations

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from ...catalogue.folding import clean
from ...upstream.errors import Bad, BadAnswer
from ...upstream.types import Outcome, Policy, Verdict, Window
from ...upstream.verdict import classify_http, reason_of
from . import musicbrainz_answers as answers, reading
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .reading import Row

BASE: Final = "https://musicbrainz.org/ws/2"
HOST: Final = "musicbrainz.org"
ISRC_BATCH: Final = 10
"""ISRCs of one search: a popular recording alone may bring a hundred releases."""
URL_BATCH: Final = 40
"""Addresses of one lookup: the service takes 100, and lines of its request end at 8 KB."""
_MOST_FOUND: Final = 100
"""https://musicbrainz.org/doc/MusicBrainz_API/Search"""
_MOST_CANDIDATES: Final = 10
_LONGEST_TERM: Final = 200
_RATE_STATUSES: Final = frozenset({429, 503})
_RECORDING_INC: Final = "artist-credits isrcs releases release-groups genres tags url-rels"
_QUOTED: Final = re.compile(r'(["\\])')


def policy(user_agent: str) -> Policy:
    """Return the limits: one call a second and address, for clients that name themselves.

    https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting. A tenth of a second more keeps
    two calls apart that the network brings closer together.
    """
    return Policy(
        service="musicbrainz",
        fastest=1 / 1.1,
        window=Window(calls=1, seconds=1.1),
        concurrency=1,
        rate_penalty=10.0,
        headers={"User-Agent": user_agent, "Accept": "application/json"},
        classify=classify,
    )


def classify(status: int, headers: Mapping[str, str], body: Any) -> Verdict:
    """Judge an answer: 503 is the rate limit, unless the whole service is busy.

    Too many calls of ours and too many of everybody's both come as 503. The second names
    the zone ``global`` in its headers, or says that the server is busy.
    """
    if status not in _RATE_STATUSES:
        return classify_http(status, headers, body)
    reason = reason_of(body)
    is_everybodys = _header(headers, "x-ratelimit-zone") == "global" or "busy" in (reason or "")
    return Verdict(outcome=Outcome.FAILED if is_everybodys else Outcome.LIMITED, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicBrainz(Client):
    """Asks MusicBrainz."""

    base: str = BASE

    async def recordings_by_isrc(
        self, isrcs: Sequence[str]
    ) -> dict[str, tuple[answers.Recording, ...]]:
        """Return the recordings of each of at most ``ISRC_BATCH`` ISRCs, none if there are none.

        An ISRC is left out when the answer had no room for all. Raises UpstreamError.
        """
        query = " OR ".join(f"isrc:{isrc}" for isrc in isrcs[:ISRC_BATCH])
        try:
            body = await self._search(query, _MOST_FOUND)
        except BadAnswer as error:
            if error.bad is not Bad.TOO_LARGE or len(isrcs) == 1:
                raise
            half = len(isrcs) // 2
            first = await self.recordings_by_isrc(isrcs[:half])
            return first | await self.recordings_by_isrc(isrcs[half:])
        found = tuple(map(answers.recording, reading.rows(body, "recordings")))
        by_isrc = {
            isrc: tuple(recording for recording in found if isrc in recording.isrcs)
            for isrc in isrcs[:ISRC_BATCH]
        }
        is_whole = reading.count(body, "count") <= len(found)
        return {isrc: those for isrc, those in by_isrc.items() if those or is_whole}

    async def search_recordings(self, artist: str, title: str) -> tuple[answers.Recording, ...]:
        """Return what fits an artist and a title, the best first. Raises UpstreamError."""
        body = await self._search(
            f"recording:{_phrase(title)} AND artist:{_phrase(artist)}", _MOST_CANDIDATES
        )
        return tuple(map(answers.recording, reading.rows(body, "recordings")))

    async def recordings_by_url(self, urls: Sequence[str]) -> dict[str, str]:
        """Return the MBID of the recording at each of at most ``URL_BATCH`` addresses.

        Addresses that MusicBrainz does not know, or knows for something else, are left out.
        Raises UpstreamError.
        """
        asked = [("resource", url) for url in urls[:URL_BATCH]]
        query = urlencode([*asked, ("inc", "recording-rels"), ("fmt", "json")])
        body = await self._find(f"/url?{query}", family="url", ttl=None)
        if body is None:
            return {}
        answer = reading.row(body, "url")
        # One address is answered as itself, several as a list.
        found = reading.rows(answer, "urls") if "urls" in answer else iter((answer,))
        return {
            reading.name(url, "resource"): mbid
            for url in found
            if (mbid := answers.recording_of(url)) is not None
        }

    async def recording(self, mbid: str) -> answers.Recording | None:
        """Return a recording with all that is known of it, or None. Raises UpstreamError."""
        body = await self._look_up("recording", mbid, _RECORDING_INC)
        return None if body is None else answers.recording(body)

    async def release_group(self, mbid: str) -> answers.ReleaseGroup | None:
        """Return an album with its tags, or None. Raises UpstreamError."""
        body = await self._look_up("release-group", mbid, "releases genres tags")
        if body is None:
            return None
        return answers.release_group(body, tuple(reading.rows(body, "releases")))

    async def artist(self, mbid: str) -> answers.Artist | None:
        """Return an artist with the tags, or None. Raises UpstreamError."""
        body = await self._look_up("artist", mbid, "genres tags")
        return None if body is None else answers.artist(body)

    async def _search(self, query: str, limit: int) -> Row:
        body = await self._ask(
            "/recording",
            family="search",
            params={"query": query, "limit": str(limit), "fmt": "json"},
        )
        return reading.row(body, "recordings")

    async def _look_up(self, kind: str, mbid: str, inc: str) -> Row | None:
        body = await self._find(f"/{kind}/{mbid}", family=kind, params={"inc": inc, "fmt": "json"})
        return None if body is None else reading.row(body, kind)


def _phrase(words: str) -> str:
    """Return words as one phrase of a search; within it only two signs mean something.

    https://lucene.apache.org/core/9_0_0/queryparser/org/apache/lucene/queryparser/classic/package-summary.html#Escaping_Special_Characters
    """
    escaped = _QUOTED.sub(r"\\\1", clean(words, _LONGEST_TERM))
    return f'"{escaped}"'


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name), None)
