"""ListenBrainz Labs on loopback: Spotify's ids of many recordings in one call.

Answers are shaped as those of https://github.com/metabrainz/listenbrainz-server
(``labs_api/labs/api/utils.py``): by MBID, what nobody knows is left out; by names, every row
comes back, with an empty list where Spotify has no such title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from .loopback import Clock, LoopbackServer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_ROWS: Final = 100
"""More of one call takes longer than its callers wait."""

type Names = tuple[str, str, str]
"""Artist, album and title, as they are asked for."""


class LabsServer(LoopbackServer):
    """Two of its lookups, and what they know."""

    def __init__(
        self,
        clock: Clock,
        *,
        by_mbid: Mapping[str, list[str]] | None = None,
        by_names: Mapping[Names, list[str]] | None = None,
    ) -> None:
        """Know Spotify's ids of some recordings."""
        super().__init__(clock)
        self.by_mbid = dict(by_mbid or {})
        self.by_names = dict(by_names or {})
        self.is_out = False
        """Whether it answers nobody."""
        self.rows = 0
        """Recordings that were asked for."""

    def routes(self) -> Iterable[web.RouteDef]:
        """Return what can be asked."""
        return (
            web.post("/spotify-id-from-mbid/json", self._mbids),
            web.post("/spotify-id-from-metadata/json", self._names),
        )

    def refusal(self, request: web.Request) -> web.Response | None:  # noqa: ARG002 (all the same)
        """Turn everybody away while it is out."""
        return web.Response(status=502, text="Bad Gateway") if self.is_out else None

    def unknown(self) -> web.Response:
        """Answer for a path that there is not."""
        return web.Response(status=404, text="Not Found")

    async def _mbids(self, request: web.Request) -> web.Response:
        rows = await self._rows(request)
        asked = [row["recording_mbid"] for row in rows]
        return web.json_response(
            [
                {
                    "recording_mbid": mbid,
                    "artist_name": "",
                    "release_name": "",
                    "track_name": "",
                    "spotify_track_ids": self.by_mbid[mbid],
                }
                for mbid in asked
                if mbid in self.by_mbid
            ]
        )

    async def _names(self, request: web.Request) -> web.Response:
        rows = await self._rows(request)
        return web.json_response([row | {"spotify_track_ids": self._found(row)} for row in rows])

    def _found(self, row: Mapping[str, str]) -> list[str]:
        names = (row["artist_name"], row["release_name"], row["track_name"])
        return self.by_names.get(names, [])

    async def _rows(self, request: web.Request) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = await request.json()
        if len(rows) > MOST_ROWS:
            raise web.HTTPBadRequest(text="too many rows")
        self.rows += len(rows)
        return rows
