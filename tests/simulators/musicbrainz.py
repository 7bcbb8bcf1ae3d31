"""MusicBrainz on loopback: its web service as far as recordings, artists and albums go.

Answers are shaped by https://musicbrainz.org/doc/MusicBrainz_API/Examples, what may be asked
along with what by the server's own ``lib/MusicBrainz/Server/Controller/WS/2``. The limit is
https://musicbrainz.org/doc/MusicBrainz_API/Rate_Limiting: one call a second, else every call
is declined until the rate has dropped; declined calls count, too.
"""

from __future__ import annotations

from collections import deque
import json
import re
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from .loopback import Clock, LoopbackServer
from .records import GENRES, RECORDS, Album, Artist, Record, mbid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ALLOWED_INC: Final = {
    "isrc": frozenset({"artists", "releases", "isrcs", "artist-credits", "aliases", "tags"}),
    "recording": frozenset(
        {"artists", "releases", "isrcs", "artist-credits", "aliases", "tags", "genres"}
        | {"release-groups", "annotation"}
    ),
    "release-group": frozenset(
        {"artists", "releases", "artist-credits", "aliases", "tags", "genres", "annotation"}
    ),
    "artist": frozenset(
        {"recordings", "releases", "release-groups", "works", "aliases", "tags", "genres"}
    ),
    "url": frozenset[str](),
}
"""What may be asked along with each, besides relationships."""
RELATIONS: Final = frozenset({"url-rels", "recording-rels", "artist-rels", "release-rels"})
HELP: Final = "For usage, please see: https://musicbrainz.org/development/mmd"
TOO_FAST: Final = (
    "Your requests are exceeding the allowable rate limit. "
    "Please see https://wiki.musicbrainz.org/XMLWebService for more information."
)
BUSY: Final = "The MusicBrainz web server is currently busy. Please try again later."
NAMELESS: Final = (
    "Your requests are being throttled by MusicBrainz because the application you are using "
    "has not identified itself."
)
_NAMED: Final = re.compile(r"[^/\s]+/\S+ \( ?\S+ ?\)")
_ISRC_TERM: Final = re.compile(r"isrc:([A-Z0-9]{12})")
_PHRASE: Final = re.compile(r'(recording|artist):"((?:[^"\\]|\\.)*)"')
_MOST_FOUND: Final = 100


class MusicBrainzServer(LoopbackServer):
    """The web service, version 2."""

    prefix = "/ws/2"

    def __init__(self, clock: Clock, records: Sequence[Record] = RECORDS) -> None:
        """Know these records."""
        super().__init__(clock)
        self.records = records
        self.busy = False
        """Whether the whole service has more to do than it can."""
        self._arrivals: deque[float] = deque()

    def routes(self) -> Iterable[web.RouteDef]:
        """Return what can be asked."""
        return (
            web.get("/recording", self._search),
            web.get("/recording/{mbid}", self._recording),
            web.get("/artist/{mbid}", self._artist),
            web.get("/release-group/{mbid}", self._release_group),
            web.get("/isrc/{isrc}", self._isrc),
            web.get("/url", self._url),
        )

    def refusal(self, request: web.Request) -> web.Response | None:
        """Decline everybody while busy, the nameless, and whoever is too fast."""
        now = self.clock()
        while self._arrivals and self._arrivals[0] <= now - 1.0:
            self._arrivals.popleft()
        self._arrivals.append(now)
        if self.busy:
            zone = {"X-RateLimit-Zone": "global", "Retry-After": "0"}
            return _error(503, BUSY, zone)
        if not _NAMED.fullmatch(request.headers.get("User-Agent", "")):
            return _error(503, NAMELESS)
        return _error(503, TOO_FAST) if len(self._arrivals) > 1 else None

    def unknown(self) -> web.Response:
        """Answer for a path that there is not."""
        return _error(404, "Not Found")

    async def _search(self, request: web.Request) -> web.Response:
        query = request.query.get("query", "")
        if codes := set(_ISRC_TERM.findall(query)):
            found = [record for record in self.records if codes & set(record.isrcs)]
        else:
            wanted = {field: _unescaped(words) for field, words in _PHRASE.findall(query)}
            found = [record for record in self.records if wanted and _fits(record, wanted)]
        limit = min(int(request.query.get("limit", "25")), _MOST_FOUND)
        rows = [{"score": 100, **recording(record, _SEARCHED)} for record in found[:limit]]
        return web.json_response({"count": len(found), "offset": 0, "recordings": rows})

    async def _recording(self, request: web.Request) -> web.Response:
        inc = _inc(request, "recording")
        wanted = request.match_info["mbid"]
        for record in self.records:
            if record.mbid == wanted:
                return web.json_response(recording(record, inc))
        return self.unknown()

    async def _isrc(self, request: web.Request) -> web.Response:
        inc = _inc(request, "isrc")
        isrc = request.match_info["isrc"]
        rows = [recording(record, inc) for record in self.records if isrc in record.isrcs]
        return web.json_response({"isrc": isrc, "recordings": rows}) if rows else self.unknown()

    async def _artist(self, request: web.Request) -> web.Response:
        inc = _inc(request, "artist")
        for artist in (artist for record in self.records for artist in record.artists):
            if artist.mbid == request.match_info["mbid"]:
                return web.json_response(_artist(artist) | _tagged(artist.tags, inc))
        return self.unknown()

    async def _release_group(self, request: web.Request) -> web.Response:
        inc = _inc(request, "release-group")
        for album in (album for record in self.records for album in record.albums):
            if album.mbid == request.match_info["mbid"]:
                releases = {"releases": [_release(album, frozenset())]} if "releases" in inc else {}
                dated = {"first-release-date": album.date}
                return web.json_response(
                    _group(album) | dated | releases | _tagged(album.tags, inc)
                )
        return self.unknown()

    async def _url(self, request: web.Request) -> web.Response:
        _inc(request, "url")
        asked = request.query.getall("resource", [])
        found = [
            _url(url, record) for url in asked for record in self.records if url in record.urls
        ]
        if len(asked) > 1:
            return web.json_response({"url-count": len(found), "url-offset": 0, "urls": found})
        return web.json_response(found[0]) if found else self.unknown()


_SEARCHED: Final = frozenset({"artist-credits", "releases", "release-groups", "isrcs", "tags"})
"""What the search index tells of a recording; genres are not among it."""


def recording(record: Record, inc: frozenset[str]) -> dict[str, Any]:
    """Return a recording in its own form."""
    row: dict[str, Any] = {
        "id": record.mbid,
        "title": record.title,
        "length": record.seconds * 1_000,
        "video": False,
        "disambiguation": record.version,
        "first-release-date": record.first_date,
    }
    if inc & {"artist-credits", "artists"}:
        joints = [" feat. "] * (len(record.artists) - 1) + [""]
        row["artist-credit"] = [
            {"name": artist.name, "joinphrase": joint, "artist": _artist(artist)}
            for artist, joint in zip(record.artists, joints, strict=True)
        ]
    if "isrcs" in inc:
        row["isrcs"] = list(record.isrcs)
    if "releases" in inc:
        row["releases"] = [_release(album, inc) for album in record.albums]
    if "url-rels" in inc:
        row["relations"] = [
            {
                "type": "free streaming",
                "target-type": "url",
                "ended": False,
                "url": {"id": mbid("url", url), "resource": url},
            }
            for url in record.urls
        ]
    return row | _tagged(record.tags, inc)


def _release(album: Album, inc: frozenset[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": mbid("release", album.mbid),
        "title": album.title,
        "status": "Official",
        "date": album.date,
        "country": "XW",
        "disambiguation": "",
    }
    return row | {"release-group": _group(album)} if "release-groups" in inc else row


def _group(album: Album) -> dict[str, Any]:
    return {
        "id": album.mbid,
        "title": album.title,
        "primary-type": album.kind,
        "secondary-types": list(album.more_kinds),
        "disambiguation": "",
    }


def _artist(artist: Artist) -> dict[str, Any]:
    return {
        "id": artist.mbid,
        "name": artist.name,
        "sort-name": artist.name,
        "type": None,
        "country": None,
        "disambiguation": "",
    }


def _url(url: str, record: Record) -> dict[str, Any]:
    relation = {
        "type": "free streaming",
        "target-type": "recording",
        "ended": False,
        "recording": recording(record, frozenset()),
    }
    return {"id": mbid("url", url), "resource": url, "relations": [relation]}


def _tagged(tags: Mapping[str, int], inc: frozenset[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if "tags" in inc:
        row["tags"] = [{"name": name, "count": count} for name, count in tags.items()]
    if "genres" in inc:
        row["genres"] = [
            {"id": mbid("genre", name), "name": name, "count": count, "disambiguation": ""}
            for name, count in tags.items()
            if name in GENRES
        ]
    return row


def _inc(request: web.Request, resource: str) -> frozenset[str]:
    """Return what is asked along, or refuse the request as the server does."""
    asked = frozenset(re.split("[+ ]", request.query.get("inc", ""))) - {""}
    for inc in sorted(asked - RELATIONS - ALLOWED_INC[resource]):
        error = f"{inc} is not a valid inc parameter for the {resource} resource."
        raise web.HTTPBadRequest(text=_body(error), content_type="application/json")
    return asked


def _fits(record: Record, wanted: Mapping[str, str]) -> bool:
    known = {"recording": record.title, "artist": record.credit}
    return all(words.lower() in known[field].lower() for field, words in wanted.items())


def _unescaped(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words)


def _error(status: int, error: str, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(
        status=status, text=_body(error), content_type="application/json", headers=headers
    )


def _body(error: str) -> str:
    return json.dumps({"error": error, "help": HELP})
