"""What a playlist takes, and what it does not."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tests.simulators.limited_server.routes import error

from . import resources
from .library import ME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.simulators.limited_server.routes import Said

    from .library import Library, Playlist
    from .music import Music

MOST: Final = 100
"""Items of one call."""
LONGEST_NAME: Final = 100
LONGEST_DESCRIPTION: Final = 300
MOST_ITEMS: Final = 10_000


class Writes:
    """Changes playlists for who owns them."""

    def __init__(self, music: Music, library: Library, now: Callable[[], float]) -> None:
        """Change a library."""
        self._music = music
        self._library = library
        self._now = now

    def create(self, body: Any) -> Said:
        """Make a playlist, public whatever is wished.

        https://github.com/eXPerience83/news-bulletin-playlist has measured it.
        """
        name = body.get("name") if isinstance(body, dict) else None
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
            return error(HTTPStatus.BAD_REQUEST, "Missing required field: name")
        if (refusal := _refused_description(body)) is not None:
            return refusal
        made = self._library.create(name, description=body.get("description", ""))
        return HTTPStatus.CREATED, resources.new_playlist(made)

    def details(self, identity: str, body: Any) -> Said:
        """Change what is written over a playlist."""
        found = self._own(identity)
        if isinstance(found, tuple):
            return found
        if not isinstance(body, dict) or not body:
            return error(HTTPStatus.BAD_REQUEST, "Error parsing JSON.")
        if (refusal := _refused_description(body)) is not None:
            return refusal
        found.describe(body.get("name"), body.get("description"))
        return HTTPStatus.OK, b""

    def items(self, how: str, identity: str, body: Any) -> Said:
        """Put items in, take them out, or hold nothing else."""
        found = self._own(identity)
        if isinstance(found, tuple):
            return found
        if not isinstance(body, dict):
            return error(HTTPStatus.BAD_REQUEST, "Error parsing JSON.")
        uris = _uris(how, body)
        if uris is None or len(uris) > MOST or not (uris or how == "PUT"):
            return error(HTTPStatus.BAD_REQUEST, "Invalid number of uris")
        if how != "DELETE" and not all(map(self._music.has, uris)):
            return error(HTTPStatus.BAD_REQUEST, "Invalid track uri")
        place = body.get("position")
        if place is not None and not 0 <= place <= len(found.entries):
            return error(HTTPStatus.BAD_REQUEST, "Index out of bounds.")
        if how == "POST" and len(found.entries) + len(uris) > MOST_ITEMS:
            return error(HTTPStatus.FORBIDDEN, "Playlist size limit reached")
        self._change(how, found, uris, place)
        status = HTTPStatus.CREATED if how == "POST" else HTTPStatus.OK
        return status, {"snapshot_id": found.snapshot_id}

    def _change(self, how: str, found: Playlist, uris: list[str], place: int | None) -> None:
        if how == "POST":
            found.insert(uris, self._now(), place)
        elif how == "PUT":
            found.replace(uris, self._now())
        else:
            found.remove(uris)

    def _own(self, identity: str) -> Playlist | Said:
        """Return a playlist that may be changed, or why it may not."""
        found = self._library.playlists.get(identity)
        if found is None:
            return error(HTTPStatus.NOT_FOUND, "Resource not found")
        if found.owner != ME:
            return error(HTTPStatus.FORBIDDEN, "You cannot change a playlist you don't own.")
        return found


def _uris(how: str, body: Mapping[str, Any]) -> list[str] | None:
    """Return what a write is about, from where it stands in its body."""
    if how != "DELETE":
        uris = body.get("uris")
        return uris if isinstance(uris, list) else None
    items = body.get("items")
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        return None
    return [each.get("uri", "") for each in items]


def _refused_description(body: Mapping[str, Any]) -> Said | None:
    words = body.get("description", "")
    if not isinstance(words, str) or "\n" in words or len(words) > LONGEST_DESCRIPTION:
        return error(HTTPStatus.BAD_REQUEST, "Invalid description")
    return None
