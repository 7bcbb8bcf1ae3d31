"""The Cover Art Archive on loopback, and the Internet Archive behind it.

As https://github.com/metabrainz/CAA-spec has it: the archive sends to ``/download``, which
sends to a machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web

from .loopback import Clock, LoopbackServer

if TYPE_CHECKING:
    from collections.abc import Iterable

JPEG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256))


class CoverArtServer(LoopbackServer):
    """All of its machines in one."""

    def __init__(self, clock: Clock) -> None:
        """Have no picture yet."""
        super().__init__(clock)
        self.pictures: dict[str, bytes] = {}
        """By the MBIDs of release groups."""
        self.elsewhere: str | None = None
        """Where somebody is sent instead of to the picture."""

    def routes(self) -> Iterable[web.RouteDef]:
        """Return what can be asked."""
        return (
            web.get(r"/release-group/{mbid}/front-250", self._front),
            web.get(r"/download/{mbid}", self._download),
            web.get(r"/items/{mbid}", self._picture),
        )

    def refusal(self, request: web.Request) -> web.Response | None:  # noqa: ARG002 (none counts)
        """Refuse nobody: there are no limits."""
        return None

    def unknown(self) -> web.Response:
        """Answer for what there is not."""
        return web.Response(status=404, text="<html>Not Found</html>", content_type="text/html")

    async def _front(self, request: web.Request) -> web.Response:
        mbid = request.match_info["mbid"]
        if mbid not in self.pictures:
            return self.unknown()
        elsewhere = self.elsewhere
        return _sent(307, f"{self.base}/download/{mbid}" if elsewhere is None else elsewhere)

    async def _download(self, request: web.Request) -> web.Response:
        return _sent(302, f"/items/{request.match_info['mbid']}")

    async def _picture(self, request: web.Request) -> web.Response:
        picture = self.pictures[request.match_info["mbid"]]
        return web.Response(body=picture, content_type="image/jpeg")


def _sent(status: int, address: str) -> web.Response:
    return web.Response(status=status, headers={"Location": address}, text="See there.")
