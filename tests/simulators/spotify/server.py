"""The service: one account behind Spotify's walls, its tokens, and its rules of who may come in."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.simulators.limited_server.over_http import VERSION, serving
from tests.simulators.limited_server.routes import error
from tests.simulators.limited_server.server import LimitedServer

from .contract import contract
from .library import Library
from .music import made_up
from .routes import SpotifyRoutes
from .tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from tests.simulators.limited_server.routes import Said

    from .music import Music

TOKEN_PATH: Final = "/api/token"  # noqa: S105 (an address)
NOT_PREMIUM: Final = (
    b"Active premium subscription required for the owner of the app. When the subscription "
    b"status changes, it can take a few hours before requests are allowed again."
)
"""In plain words, as https://github.com/zmb3/spotify/issues/301 shows."""
NOT_REGISTERED: Final = b"User not registered in the Developer Dashboard"

_READS: Final = "user-library-read"
_WRITES: Final = "playlist-modify-private"
_SCOPES: Final[tuple[tuple[str, str, str], ...]] = (
    ("GET", "/me/tracks", _READS),
    ("GET", "/me/library", _READS),
    ("GET", "/me/player/recently-played", "user-read-recently-played"),
    ("GET", "/me/playlists", "playlist-read-private"),
    ("GET", "/playlists", "playlist-read-private"),
    ("POST", "/me/playlists", _WRITES),
    ("POST", "/playlists", _WRITES),
    ("PUT", "/playlists", _WRITES),
    ("DELETE", "/playlists", _WRITES),
)
"""Method, beginning of the path, and what must have been allowed for it."""


@dataclass(slots=True)
class SpotifyServer(LimitedServer):
    """One account at Spotify; what it says is held against its own description."""

    music: Music = field(default_factory=lambda: made_up(300))
    library: Library = field(init=False)
    tokens: Tokens = field(init=False)
    is_premium: bool = True
    """Whether the app's owner pays."""
    is_registered: bool = True
    """Whether the account is one of the five that the app lets in."""
    delay: float = 0.1
    """Seconds of a call in good weather."""
    breaches: list[str] = field(default_factory=list)
    """What calls and answers had that they should not."""

    def __post_init__(self) -> None:
        """Set up an empty library."""
        # Without its arguments ``super`` knows only the class before its slots were made.
        super(SpotifyServer, self).__post_init__()
        self.library = Library(self.now)
        self.tokens = Tokens(self.now)
        self.routes = SpotifyRoutes(self.music, self.library, self.now)

    def latency(self) -> float:
        """Draw the seconds that the next call takes, there and back."""
        return self.weather.latency() if self.weather else self.delay

    def answer(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any,
        headers: Mapping[str, str],
    ) -> Said:
        """Answer who may ask, and hold both sides against the description."""
        agreed = contract()
        if agreed:
            self.breaches += agreed.of_call(method, path, query, body)
        said = self._refusal(method, path, headers)
        if said is None:
            said = self.routes.answer(method, path, query, body)
        if agreed and not isinstance(said[1], bytes):
            self.breaches += agreed.of_answer(method, path, said[0], said[1])
        return said

    def _refusal(self, method: str, path: str, headers: Mapping[str, str]) -> Said | None:
        """Say why somebody may not ask, None when they may."""
        scheme, _, token = headers.get("Authorization", "").partition(" ")
        scopes = self.tokens.scopes_of(token)
        if scheme != "Bearer" or not token:
            return error(HTTPStatus.UNAUTHORIZED, "No token provided")
        if scopes is None:
            return error(HTTPStatus.UNAUTHORIZED, "The access token expired")
        if not self.is_premium:
            return HTTPStatus.FORBIDDEN, NOT_PREMIUM
        if not self.is_registered:
            return HTTPStatus.FORBIDDEN, NOT_REGISTERED
        for wanted, begin, scope in _SCOPES:
            if method == wanted and path.startswith(begin) and scope not in scopes:
                return error(HTTPStatus.FORBIDDEN, "Insufficient client scope")
        return None

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Serve on a free port of loopback; yield its address.

        The API is below ``/v1``, the token endpoint at ``/api/token``.
        """

        async def answer_token(request: web.Request) -> web.Response:
            form = await request.post()
            status, said = self.tokens.answer({key: str(value) for key, value in form.items()})
            return web.json_response(said, status=status)

        async with serving(self, web.post(TOKEN_PATH, answer_token)) as api:
            yield api.removesuffix(VERSION)
