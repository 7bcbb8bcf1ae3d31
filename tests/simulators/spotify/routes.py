"""What a development-mode app may ask, and how it is answered, or told that it may not.

https://developer.spotify.com/documentation/web-api/tutorials/february-2026-migration-guide
Measured on such apps: https://github.com/bjarneo/cliamp/pull/54 (the old names are 403),
https://github.com/bjarneo/cliamp/pull/315 (more than ten found are 400).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tests.simulators.limited_server.catalogue import page
from tests.simulators.limited_server.routes import Routes, error

from . import resources
from .library import ME, RECENT
from .music import uri_of
from .searching import find
from .writes import Writes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.simulators.limited_server.routes import Said

    from .library import Library
    from .music import Music

MOST: Final = 50
"""Rows of a page."""
MOST_FOUND: Final = 10
"""Rows of a search."""
MOST_ASKED: Final = 40
"""Things that the library is asked about at once."""
FARTHEST: Final = 1_000
"""Offset of a search."""
NO_LIMIT: Final = (HTTPStatus.BAD_REQUEST, "Invalid limit")


class SpotifyRoutes(Routes):
    """Answers calls about one account, whoever may make them and how often."""

    def __init__(self, music: Music, library: Library, now: Callable[[], float]) -> None:
        """Answer from what there is."""
        super().__init__()
        self._music = music
        self._library = library
        self._writes = Writes(music, library, now)

    @staticmethod
    def family(method: str, path: str) -> str:
        """Name the endpoint family of a call, for the quota it counts in."""
        match [method, *path.strip("/").split("/")]:
            case [_, "me", "player", *_]:
                return "recent"
            case ["POST", "me", "playlists"]:
                return "create"
            case [_, "me", name, *_]:
                return {"tracks": "saved"}.get(name, name)
            case [_, "playlists", _, "items"]:
                return "items" if method == "GET" else "write"
            case [_, "playlists", _]:
                return "details"
            case [_, "albums", _, "tracks"]:
                return "album_tracks"
        return path.strip("/").split("/")[0]

    def answer(self, method: str, path: str, query: Mapping[str, str], body: Any) -> Said:
        """Do what is asked and return status and body."""
        parts = [method, *path.strip("/").split("/")]
        answer = {"me": self._of_account, "playlists": self._of_playlist}.get(
            parts[1], self._of_music
        )
        return answer(parts, query, body) or error(HTTPStatus.FORBIDDEN, "Forbidden")

    def _of_account(self, parts: list[str], query: Mapping[str, str], body: Any) -> Said | None:
        match parts:
            case ["GET", "me"]:
                return HTTPStatus.OK, resources.profile()
            case ["GET", "me", "tracks"]:
                return self._saved(query)
            case ["GET", "me", "playlists"]:
                return self._playlists(query)
            case ["POST", "me", "playlists"]:
                return self._writes.create(body)
            case ["GET", "me", "player", "recently-played"]:
                return self._recent(query)
            case ["GET", "me", "library", "contains"]:
                return self._contains(query)
        return None

    def _of_playlist(self, parts: list[str], query: Mapping[str, str], body: Any) -> Said | None:
        match parts:
            case ["GET", _, identity, "items"]:
                return self._items(identity, query)
            case [("POST" | "PUT" | "DELETE") as how, _, identity, "items"]:
                return self._writes.items(how, identity, body)
            case ["PUT", _, identity]:
                return self._writes.details(identity, body)
        return None

    def _of_music(self, parts: list[str], query: Mapping[str, str], _body: Any) -> Said | None:
        match parts:
            case ["GET", ("tracks" | "albums" | "artists") as kind, identity]:
                return self._one(kind.removesuffix("s"), identity)
            case ["GET", "albums", identity, "tracks"]:
                return self._album_tracks(identity, query)
            case ["GET", "search"]:
                return self._search(query)
            case ["POST", "users", _, "playlists"]:
                words = "You cannot create a playlist for another user"
                return error(HTTPStatus.FORBIDDEN, words)
        return None

    def _saved(self, query: Mapping[str, str]) -> Said:
        """Tell the saved tracks, the latest first."""
        rows = list(reversed(self._library.saved.items()))
        return self._paged(
            rows,
            "me/tracks",
            query,
            lambda part: [resources.saved(self._music, number, at) for number, at in part],
        )

    def _playlists(self, query: Mapping[str, str]) -> Said:
        """Tell what is in the library, also what others own."""
        rows = [self._library.playlists[each] for each in self._library.followed]
        return self._paged(
            rows, "me/playlists", query, lambda part: list(map(resources.playlist, part))
        )

    def _items(self, identity: str, query: Mapping[str, str]) -> Said:
        """Tell what is in a playlist, to who owns it, whether it is in the library or not."""
        found = self._library.playlists.get(identity)
        if found is None:
            return error(HTTPStatus.NOT_FOUND, "Resource not found")
        if found.owner != ME:
            return error(HTTPStatus.FORBIDDEN, "Forbidden")
        return self._paged(
            found.entries,
            f"playlists/{identity}/items",
            query,
            lambda part: resources.items(self._music, part),
        )

    def _album_tracks(self, identity: str, query: Mapping[str, str]) -> Said:
        number = self._music.number("album", identity)
        if number is None:
            return error(HTTPStatus.NOT_FOUND, "Resource not found")
        return self._paged(
            self._music.albums[number],
            f"albums/{identity}/tracks",
            query,
            lambda part: [resources.simple_track(self._music, song) for song in part],
        )

    def _one(self, kind: str, identity: str) -> Said:
        number = self._music.number(kind, identity)
        if number is None:
            return error(HTTPStatus.NOT_FOUND, "Resource not found")
        make = {
            "track": resources.track,
            "album": resources.album,
            "artist": resources.artist,
        }[kind]
        return HTTPStatus.OK, make(self._music, number)

    def _recent(self, query: Mapping[str, str]) -> Said:
        """Tell the last plays, the latest first, those after a moment or before one."""
        limit, after, before = (
            int(query.get(name, other))
            for name, other in (("limit", "20"), ("after", "0"), ("before", str(10**15)))
        )
        if not 1 <= limit <= RECENT:
            return error(*NO_LIMIT)
        told = [
            play
            for play in reversed(self._library.plays)
            if after < int(play.played_at * 1000) < before
        ][:limit]
        cursors = told and {
            "after": str(int(told[0].played_at * 1000)),
            "before": str(int(told[-1].played_at * 1000)),
        }
        said = {
            "href": "https://api.spotify.com/v1/me/player/recently-played",
            "limit": limit,
            "items": [resources.play(self._music, play) for play in told],
        }
        return HTTPStatus.OK, {**said, "cursors": cursors} if cursors else said

    def _contains(self, query: Mapping[str, str]) -> Said:
        uris = query.get("uris", "").split(",")
        if not uris[0] or len(uris) > MOST_ASKED:
            return error(HTTPStatus.BAD_REQUEST, "Invalid uris")
        held = {f"spotify:playlist:{each}" for each in self._library.followed}
        held |= {uri_of(number) for number in self._library.saved}
        return HTTPStatus.OK, [uri in held for uri in uris]

    def _search(self, query: Mapping[str, str]) -> Said:
        """Find tracks by ISRC, or whose names have all the words; albums in the same way."""
        kind = query.get("type", "")
        limit, offset = int(query.get("limit", "5")), int(query.get("offset", "0"))
        if kind not in {"track", "album"}:
            return error(HTTPStatus.BAD_REQUEST, "Bad search type field")
        if not 1 <= limit <= MOST_FOUND or offset > FARTHEST:
            return error(*NO_LIMIT)
        found = find(self._music, kind, query.get("q", ""))
        make = resources.track if kind == "track" else resources.simple_album
        rows = [make(self._music, number) for number in found[offset : offset + limit]]
        told = page(rows, path="search", limit=limit, offset=offset, total=len(found))
        return HTTPStatus.OK, {f"{kind}s": told}

    def _paged[T](
        self,
        rows: Sequence[T],
        path: str,
        query: Mapping[str, str],
        make: Callable[[Sequence[T]], list[dict[str, Any]]],
    ) -> Said:
        limit, offset = int(query.get("limit", "20")), int(query.get("offset", "0"))
        if not 1 <= limit <= MOST or offset < 0:
            return error(*NO_LIMIT)
        made = make(rows[offset : offset + limit])
        return HTTPStatus.OK, page(made, path=path, limit=limit, offset=offset, total=len(rows))
