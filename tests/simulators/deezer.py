"""Deezer on loopback: its public interface as far as tracks, albums and searches go.

Answers are shaped by https://developers.deezer.com/api; every error comes with HTTP 200
(https://developers.deezer.com/api/errors). The limit is 50 calls in any 5 seconds.
"""

from __future__ import annotations

from collections import deque
import re
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from .loopback import Clock, LoopbackServer
from .records import RECORDS, Album, Artist, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WINDOW: Final = 5.0
MOST_CALLS: Final = 50
_FIELD: Final = re.compile(r'(artist|track|album):"([^"]*)"')


class DeezerServer(LoopbackServer):
    """The public interface."""

    def __init__(self, clock: Clock, records: Sequence[Record] = RECORDS) -> None:
        """Have these records, but for those that Deezer does not."""
        super().__init__(clock)
        self.records = [record for record in records if record.deezer_id]
        self.isrcs_in_searches = False
        """Whether a search tells ISRCs; some do, some do not."""
        self._granted: deque[float] = deque()

    def routes(self) -> Iterable[web.RouteDef]:
        """Return what can be asked."""
        return (
            web.get(r"/track/isrc:{isrc:\w+}", self._track_by_isrc),
            web.get(r"/track/{id:\d+}", self._track),
            web.get(r"/album/{id:\d+}", self._album),
            web.get("/search", self._search),
        )

    def refusal(self, request: web.Request) -> web.Response | None:  # noqa: ARG002 (all count)
        """Refuse the fifty-first call of any five seconds."""
        now = self.clock()
        while self._granted and self._granted[0] <= now - WINDOW:
            self._granted.popleft()
        if len(self._granted) >= MOST_CALLS:
            return error("Exception", "Quota limit exceeded", 4)
        self._granted.append(now)
        return None

    def unknown(self) -> web.Response:
        """Answer for a path that there is not."""
        return error("InvalidQueryException", "Unknown path components", 600)

    async def _track_by_isrc(self, request: web.Request) -> web.Response:
        isrc = request.match_info["isrc"]
        return self._first(record for record in self.records if isrc in record.isrcs)

    async def _track(self, request: web.Request) -> web.Response:
        wanted = int(request.match_info["id"])
        return self._first(record for record in self.records if record.deezer_id == wanted)

    def _first(self, found: Iterable[Record]) -> web.Response:
        for record in found:
            return web.json_response(track(record))
        return no_data()

    async def _album(self, request: web.Request) -> web.Response:
        wanted = int(request.match_info["id"])
        for each in (album for record in self.records for album in record.albums):
            if each.deezer_id == wanted:
                return web.json_response(album(each))
        return no_data()

    async def _search(self, request: web.Request) -> web.Response:
        wanted = {field: words.lower() for field, words in _FIELD.findall(request.query["q"])}
        rows = [track(record) for record in self.records if wanted and _fits(record, wanted)]
        for row in rows:
            del row["release_date"]
            if not self.isrcs_in_searches:
                del row["isrc"]
        limit = int(request.query.get("limit", "25"))
        return web.json_response({"data": rows[:limit], "total": len(rows)})


def track(record: Record) -> dict[str, Any]:
    """Return a track in its own form."""
    first = record.albums[0]
    return {
        "id": record.deezer_id,
        "readable": True,
        "title": record.title,
        "title_short": record.title,
        "title_version": "",
        "isrc": record.isrcs[0] if record.isrcs else "",
        "link": f"https://www.deezer.com/track/{record.deezer_id}",
        "duration": record.seconds,
        "rank": 100_000,
        "release_date": _date(first),
        "explicit_lyrics": False,
        "artist": _artist(record.artists[0]),
        "album": {"id": first.deezer_id, "title": first.title, "type": "album"},
        "type": "track",
    }


def album(each: Album) -> dict[str, Any]:
    """Return an album in its own form."""
    return {
        "id": each.deezer_id,
        "title": each.title,
        "upc": f"{each.deezer_id:013}",
        "link": f"https://www.deezer.com/album/{each.deezer_id}",
        "genre_id": 1 if each.deezer_genres else -1,
        "genres": {
            "data": [
                {"id": number, "name": name, "type": "genre"}
                for number, name in enumerate(each.deezer_genres, 1)
            ]
        },
        "release_date": _date(each),
        "record_type": each.kind.lower(),
        "artist": _artist(each.artist),
        "type": "album",
    }


def _artist(artist: Artist) -> dict[str, Any]:
    return {"id": artist.deezer_id, "name": artist.name, "type": "artist"}


def _date(each: Album) -> str:
    """Return a whole date: Deezer fills up what it does not know."""
    return "-".join((*each.date.split("-"), "01", "01"))[:10]


def _fits(record: Record, wanted: dict[str, str]) -> bool:
    known = {
        "track": record.title,
        "artist": record.artists[0].name,
        "album": record.albums[0].title,
    }
    return all(
        set(words.split()) <= set(re.findall(r"\w+", known[field].lower()))
        for field, words in wanted.items()
    )


def no_data() -> web.Response:
    """Answer for what there is not."""
    return error("DataException", "no data", 800)


def error(kind: str, message: str, code: int) -> web.Response:
    """Refuse, with HTTP's blessing."""
    return web.json_response({"error": {"type": kind, "message": message, "code": code}})
