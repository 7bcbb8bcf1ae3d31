"""What the service knows and keeps: a catalogue to read, and playlists to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from . import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST: Final = 50
"""Items on a page."""
MOST_ADDED: Final = 100
"""Items that one write may carry."""

type Said = tuple[HTTPStatus, Any]
"""Status and body; a body of bytes is said as it is."""


def error(status: HTTPStatus, message: str, reason: str | None = None) -> Said:
    """Make Spotify's ``{"error": …}``."""
    said = {"status": status.value, "message": message}
    return status, {"error": said if reason is None else {**said, "reason": reason}}


@dataclass(slots=True)
class Playlist:
    """A list that somebody has made."""

    number: int
    name: str
    uris: list[str] = field(default_factory=list)
    snapshot: int = 0

    def shown(self) -> dict[str, Any]:
        """Return it as lists of playlists show it."""
        return catalogue.playlist(self.number, self.name, self.snapshot, len(self.uris))


class Routes:
    """Answers calls, whoever may make them and how often."""

    def __init__(self) -> None:
        """Begin with no playlists."""
        self.playlists: list[Playlist] = []

    @staticmethod
    def family(method: str, path: str) -> str:
        """Name the endpoint family of a call: ``tracks``, ``create`` and so on."""
        parts = path.strip("/").split("/")
        if parts[0] == "me":
            name = parts[1] if len(parts) > 1 else "me"
            return {"tracks": "saved", "playlists": "create" if method == "POST" else "lists"}.get(
                name, name
            )
        return "items" if parts[0] == "playlists" else parts[0]

    def answer(self, method: str, path: str, query: Mapping[str, str], body: Any) -> Said:
        """Do what is asked and return status and body."""
        match [method, *path.strip("/").split("/")]:
            case ["GET", "me", "tracks"]:
                return self._saved(query)
            case ["GET", ("tracks" | "albums" | "artists") as kind, identity]:
                return _one(kind, identity)
            case ["GET", "search"]:
                return _search(query)
            case ["GET", "me", "playlists"]:
                return self._lists(query)
            case ["POST", "me", "playlists"]:
                return self._create(body)
            case [("PUT" | "POST") as how, "playlists", identity, "items"]:
                return self._write(how, identity, body)
        return error(HTTPStatus.NOT_FOUND, "Service not found")

    def _saved(self, query: Mapping[str, str]) -> Said:
        limit, offset = _span(query)
        numbers = range(offset, min(offset + limit, catalogue.TRACKS))
        return HTTPStatus.OK, catalogue.page(
            [catalogue.saved_track(number) for number in numbers],
            path="me/tracks",
            limit=limit,
            offset=offset,
            total=catalogue.TRACKS,
        )

    def _lists(self, query: Mapping[str, str]) -> Said:
        limit, offset = _span(query)
        return HTTPStatus.OK, catalogue.page(
            [each.shown() for each in self.playlists[offset : offset + limit]],
            path="me/playlists",
            limit=limit,
            offset=offset,
            total=len(self.playlists),
        )

    def _create(self, body: Any) -> Said:
        if not isinstance(body, dict) or not isinstance(body.get("name"), str):
            return error(HTTPStatus.BAD_REQUEST, "Missing required field: name")
        made = Playlist(len(self.playlists), body["name"])
        self.playlists.append(made)
        return HTTPStatus.CREATED, catalogue.new_playlist(made.number, made.name)

    def _write(self, how: str, identity: str, body: Any) -> Said:
        number = catalogue.number_of("playlist", identity)
        if number is None or number >= len(self.playlists):
            return error(HTTPStatus.NOT_FOUND, "Resource not found")
        uris = body.get("uris") if isinstance(body, dict) else None
        if not isinstance(uris, list) or len(uris) > MOST_ADDED:
            return error(HTTPStatus.BAD_REQUEST, "Invalid uris")
        held = self.playlists[number]
        held.uris = [*([] if how == "PUT" else held.uris), *uris]
        held.snapshot += 1
        said = {"snapshot_id": f"snapshot{held.snapshot}"}
        return (HTTPStatus.OK if how == "PUT" else HTTPStatus.CREATED), said


def _one(kind: str, identity: str) -> Said:
    make, count = {
        "tracks": (catalogue.track, catalogue.TRACKS),
        "albums": (catalogue.album, catalogue.ALBUMS),
        "artists": (catalogue.artist, catalogue.ARTISTS),
    }[kind]
    number = catalogue.number_of(kind.removesuffix("s"), identity)
    if number is None or number >= count:
        return error(HTTPStatus.NOT_FOUND, "Resource not found")
    return HTTPStatus.OK, make(number)


def _search(query: Mapping[str, str]) -> Said:
    """Find the track of an ``isrc:``, and nothing else."""
    wanted = query.get("q", "").removeprefix("isrc:")
    number = int(wanted[-5:]) if wanted[-5:].isdecimal() else catalogue.TRACKS
    known = number < catalogue.TRACKS and catalogue.isrc(number) == wanted
    found = [catalogue.track(number)] if known else []
    return HTTPStatus.OK, {"tracks": catalogue.page(found, path="search", limit=5)}


def _span(query: Mapping[str, str]) -> tuple[int, int]:
    return min(int(query.get("limit", "20")), MOST), int(query.get("offset", "0"))
