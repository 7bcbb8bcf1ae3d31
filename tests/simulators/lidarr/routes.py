"""What can be asked of Lidarr, by the paths of its published description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
import re
from typing import TYPE_CHECKING, Any, Final

from . import (
    answers_of_commands as commands,
    answers_of_house as house,
    answers_of_library as library,
    answers_of_queue as queue,
)
from .adding import check_album, check_artist

if TYPE_CHECKING:
    from .machine import Machine
    from .question import Question, Said

API: Final = "/api/v1"

type Answering = Callable[[Machine, Question], Said]
type Check = Callable[[Machine, Any], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A path and a method, and what answers."""

    method: str
    path: str
    """As the description writes it."""
    answer: Answering
    check: Check | None = None
    """What a body is held against before the metadata server is asked, where it is asked."""
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Make a pattern of the path."""
        pattern = re.escape(self.path).replace(r"\{id\}", r"(\d+)")
        object.__setattr__(self, "pattern", re.compile(pattern))


def _get(path: str, answer: Answering) -> Route:
    return Route(method="GET", path=f"{API}{path}", answer=answer)


ROUTES: Final = (
    Route(method="GET", path="/ping", answer=house.ping),
    _get("/system/status", house.status),
    _get("/rootfolder", house.root_folders),
    _get("/qualityprofile", house.quality_profiles),
    _get("/metadataprofile", house.metadata_profiles),
    _get("/importlistexclusion", house.exclusions),
    _get("/health", house.health),
    _get("/config/mediamanagement", house.media_management),
    _get("/config/metadataprovider", house.metadata_provider),
    _get("/queue", queue.queue),
    _get("/queue/details", queue.queue_details),
    _get("/queue/status", queue.queue_status),
    _get("/history", queue.history),
    _get("/history/artist", queue.history_of_artist),
    _get("/history/since", queue.history_since),
    _get("/album", library.albums),
    _get("/album/lookup", library.lookup_album),
    _get("/album/{id}", library.album),
    _get("/artist", library.artists),
    _get("/artist/lookup", library.lookup_artist),
    _get("/artist/{id}", library.artist),
    _get("/command", commands.commands),
    _get("/command/{id}", commands.command),
    Route(method="POST", path=f"{API}/album", answer=library.post_album, check=check_album),
    Route(method="POST", path=f"{API}/artist", answer=library.post_artist, check=check_artist),
    Route(method="PUT", path=f"{API}/album/monitor", answer=library.monitor_albums),
    Route(method="PUT", path=f"{API}/artist/editor", answer=library.edit_artists),
    Route(method="POST", path=f"{API}/command", answer=commands.post_command),
    Route(method="DELETE", path=f"{API}/command/{{id}}", answer=commands.cancel_command),
)


PLAIN: Final = {(route.method, route.path): route for route in ROUTES if "{" not in route.path}
OF_ONE: Final = tuple(route for route in ROUTES if "{" in route.path)


def find(method: str, path: str) -> tuple[Route, int] | None:
    """Return what answers a call, and the id in its path (0 for none)."""
    if (plain := PLAIN.get((method, path))) is not None:
        return plain, 0
    for route in OF_ONE:
        found = route.pattern.fullmatch(path) if route.method == method else None
        if found is not None:
            return route, int(found[1])
    return None
