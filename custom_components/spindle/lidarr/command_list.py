"""What Lidarr's background work, read once, says about its queue and its library.

All moments are Lidarr's own, so that they can be compared with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .answers import CommandName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set as AbstractSet

    from .answers import Command

_ENDLESS: Final = frozenset(
    {CommandName.MISSING_SEARCH, CommandName.CUTOFF_SEARCH, CommandName.ARTIST_SEARCH}
)
"""Searches of which nobody knows beforehand how many albums they are for."""
_REFRESHES: Final = frozenset({CommandName.REFRESH_ARTIST, CommandName.REFRESH_ALBUM})


def looked_at(commands: Iterable[Command]) -> float | None:
    """Return when the latest look at the download clients began that is listed and has ended.

    What was grabbed before that moment is in the queue since.
    """
    looks = (
        command.started_at
        for command in commands
        if command.name == CommandName.REFRESH_DOWNLOADS and command.is_completed
    )
    return max((began for began in looks if began is not None), default=None)


def look_under_way(commands: Iterable[Command]) -> Command | None:
    """Return a look at the download clients that has begun: its end changes the queue."""
    return next(
        (
            command
            for command in commands
            if command.name == CommandName.REFRESH_DOWNLOADS and command.status == "started"
        ),
        None,
    )


def searches(commands: Iterable[Command]) -> Mapping[int, Command]:
    """Return the latest search for each album, whoever asked for it."""
    asked = (command for command in commands if command.name == CommandName.ALBUM_SEARCH)
    return {
        album_id: command
        for command in sorted(asked, key=lambda each: each.id)
        for album_id in command.album_ids
    }


def foreign_searches(commands: Iterable[Command], ours: AbstractSet[int]) -> int | None:
    """Return how many albums are searched for besides ``ours``; None when nobody knows."""
    albums: set[int] = set()
    for command in commands:
        if not command.is_active:
            continue
        if command.name in _ENDLESS:
            return None
        if command.name == CommandName.ALBUM_SEARCH:
            albums |= command.album_ids
    return len(albums - ours)


def is_rewriting(commands: Iterable[Command], artist_id: int, album_id: int) -> bool:
    """Tell whether a refresh or a scan may write back flags as they were before.

    https://github.com/Lidarr/Lidarr/blob/develop/src/NzbDrone.Core/Music/Services/RefreshEntityServiceBase.cs
    """
    return any(
        (artist_id in command.artist_ids and command.name in _ARTISTS)
        or (album_id in command.album_ids and command.name == CommandName.REFRESH_ALBUM)
        for command in commands
        if command.is_active
    )


_ARTISTS: Final = frozenset({CommandName.REFRESH_ARTIST, CommandName.RESCAN_FOLDERS})


def refreshes_waiting(commands: Iterable[Command]) -> int:
    """Return how many refreshes nobody has begun yet."""
    return sum(command.name in _REFRESHES and command.status == "queued" for command in commands)
