"""ListenBrainz on loopback: its metadata of recordings, artists and albums.

Answers are shaped by the samples in its documentation
(https://listenbrainz.readthedocs.io/en/latest/users/api/metadata.html). The limit is that of
https://github.com/metabrainz/brainzutils-python: so many calls in each ten seconds by the
clock, told in the headers of every answer.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from .loopback import Clock, LoopbackServer
from .records import GENRES, RECORDS, Album, Artist, Record, mbid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WINDOW: Final = 10
MOST_CALLS: Final = 30
MOST_RECORDINGS: Final = 1_000
INCS: Final = ("artist", "tag", "release", "recording", "release_group")
TOO_MANY: Final = (
    "You have exceeded your rate limit. See the X-RateLimit-* response headers for more "
    "information on your current rate limit."
)
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class ListenBrainzServer(LoopbackServer):
    """The interface, version 1, for callers without a token."""

    prefix = "/1"

    def __init__(
        self, clock: Clock, records: Sequence[Record] = RECORDS, *, most_calls: int = MOST_CALLS
    ) -> None:
        """Know these records, and bear so many calls in ten seconds."""
        super().__init__(clock)
        self.records = records
        self.most_calls = most_calls
        self._window = 0
        self._count = 0

    def routes(self) -> Iterable[web.RouteDef]:
        """Return what can be asked."""
        return (
            web.post("/metadata/recording/", self._recordings),
            web.get("/metadata/artist/", self._artists),
            web.get("/metadata/release_group/", self._release_groups),
            web.get("/metadata/lookup/", self._lookup),
        )

    def refusal(self, request: web.Request) -> web.Response | None:  # noqa: ARG002 (all count)
        """Refuse what is too many in a window; windows begin by the clock, not by the caller."""
        window = int(self.clock()) // WINDOW
        self._count = self._count + 1 if window == self._window else 1
        self._window = window
        return _error(429, TOO_MANY) if self._count > self.most_calls else None

    def unknown(self) -> web.Response:
        """Answer for a path that there is not."""
        return _error(404, "Not found")

    def headers(self) -> Mapping[str, str]:
        """Tell how much of the window is left."""
        reset = (self._window + 1) * WINDOW
        return {
            "X-RateLimit-Limit": str(self.most_calls),
            "X-RateLimit-Remaining": str(max(self.most_calls - self._count, 0)),
            "X-RateLimit-Reset": str(reset),
            "X-RateLimit-Reset-In": str(reset - int(self.clock())),
        }

    async def _recordings(self, request: web.Request) -> web.Response:
        asked = await request.json()
        mbids, inc = asked.get("recording_mbids"), asked.get("inc", "").split()
        if not mbids:
            return _error(400, "At least one valid recording_mbid must be present.")
        if len(mbids) > MOST_RECORDINGS:
            return _error(400, "Maximum number of recordings_mbids that can be fetched at once")
        _check(mbids, inc)
        known = {record.mbid: record for record in self.records}
        return web.json_response(
            {each: _recording(known[each], inc) for each in mbids if each in known}
        )

    async def _artists(self, request: web.Request) -> web.Response:
        mbids, inc = _asked(request, "artist_mbids")
        known = {artist.mbid: artist for record in self.records for artist in record.artists}
        return web.json_response([_artist(known[each], inc) for each in mbids if each in known])

    async def _release_groups(self, request: web.Request) -> web.Response:
        mbids, inc = _asked(request, "release_group_mbids")
        known = {album.mbid: album for record in self.records for album in record.albums}
        return web.json_response(
            {each: _release_group(known[each], inc) for each in mbids if each in known}
        )

    async def _lookup(self, request: web.Request) -> web.Response:  # noqa: ARG002 (nobody gets in)
        """Turn away whoever has no token, as everybody here."""
        return _error(401, "You need to provide an Authorization header.")


def _recording(record: Record, inc: Sequence[str]) -> dict[str, Any]:
    album = record.albums[0]
    row: dict[str, Any] = {"recording": {"rels": [], "length": record.seconds * 1_000}}
    if "artist" in inc:
        row["artist"] = {
            "name": record.credit,
            "artist_credit_id": 1,
            "artists": [
                {"artist_mbid": artist.mbid, "name": artist.name, "join_phrase": "", "rels": {}}
                for artist in record.artists
            ],
        }
    if "release" in inc:
        row["release"] = {
            "mbid": mbid("release", album.mbid),
            "name": album.title,
            "album_artist_name": album.artist.name,
            "release_group_mbid": album.mbid,
            "year": int(album.date[:4]),
        }
    if "tag" in inc:
        row["tag"] = {
            "recording": _tags(record.tags),
            "artist": _artist_tags(record.artists),
            "release_group": _tags(album.tags),
        }
    return row


def _artist(artist: Artist, inc: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"artist_mbid": artist.mbid, "mbid": artist.mbid, "name": artist.name}
    return row | {"tag": {"artist": _artist_tags((artist,))}} if "tag" in inc else row


def _release_group(album: Album, inc: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "release_group": {"name": album.title, "date": album.date, "type": album.kind}
    }
    if "tag" in inc:
        row["tag"] = {
            "artist": _artist_tags((album.artist,)),
            "release_group": _tags(album.tags),
        }
    return row


def _artist_tags(artists: Iterable[Artist]) -> list[dict[str, Any]]:
    return [{"artist_mbid": artist.mbid, **tag} for artist in artists for tag in _tags(artist.tags)]


def _tags(tags: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"tag": name, "count": count}
        | ({"genre_mbid": mbid("genre", name)} if name in GENRES else {})
        for name, count in tags.items()
    ]


def _asked(request: web.Request, name: str) -> tuple[list[str], list[str]]:
    mbids, inc = request.query.get(name, "").split(","), request.query.get("inc", "").split()
    _check(mbids, inc)
    return mbids, inc


def _check(mbids: Sequence[str], inc: Sequence[str]) -> None:
    """Refuse what is no identifier, and what cannot be asked along."""
    wrong = [f"mbid {each} is not valid." for each in mbids if not _UUID.fullmatch(each)]
    wrong += [f"invalid inc argument '{each}'." for each in inc if each not in INCS]
    if wrong:
        raise web.HTTPBadRequest(
            text=json.dumps({"code": 400, "error": wrong[0]}), content_type="application/json"
        )


def _error(code: int, error: str) -> web.Response:
    return web.json_response({"code": code, "error": error}, status=code)
