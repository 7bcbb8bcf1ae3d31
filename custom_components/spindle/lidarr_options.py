"""From the options of the Lidarr entry to the settings of those who work for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .lidarr.rules import MOST_OPEN, AlbumType, Rules
from .lidarr.types import DEFAULT_ADDS, DEFAULT_CAP, DEFAULT_WAKE_SECONDS, Policy, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTION_ROOT_FOLDER: Final = "root_folder"
"""Path of the folder that new artists go to, as Lidarr names it."""
OPTION_QUALITY_PROFILE: Final = "quality_profile"
"""Lidarr's id of it."""
OPTION_METADATA_PROFILE: Final = "metadata_profile"
"""Lidarr's id of it."""
OPTION_QUEUE_CAP: Final = "queue_cap"
"""Rows that Lidarr's queue may have when it is asked for one more."""
OPTION_WAKE_MINUTES: Final = "wake_minutes"
OPTION_ADDS: Final = "adds_per_wake"
OPTION_POLICY: Final = "policy"
"""A value of ``Policy``, or ``EVERYTHING``."""
OPTION_MOST_OPEN: Final = "most_open"
"""Suggestions that may wait for a person at a time."""
OPTION_TRACKS: Final = "tracks"
"""Different tracks of an album that must have been heard …"""
OPTION_DAYS: Final = "days"
"""… on so many days …"""
OPTION_WITHIN_DAYS: Final = "within_days"
"""… of the last so many; 0: whenever."""
OPTION_PLAYS: Final = "plays"
OPTION_MINUTES: Final = "minutes"
OPTION_ALBUM_TYPES: Final = "album_types"
"""Values of ``AlbumType``."""
OPTION_SERVICES: Final = "services"
"""Slugs of the services whose plays count; empty: all of them."""
OPTION_ROOMS: Final = "rooms"
"""Ids of the speakers whose plays count; empty: all of them."""

EVERYTHING: Final = "everything"
"""The policy by which every artist and album that is heard is queued, without any rule."""
POLICIES: Final = (Policy.SUGGEST.value, Policy.AUTOMATIC.value, EVERYTHING, Policy.OFF.value)
"""What a person may choose, in the order in which it is offered."""

DEFAULT_LIDARR_OPTIONS: Final[Mapping[str, Any]] = {
    OPTION_POLICY: Policy.SUGGEST.value,
    OPTION_QUEUE_CAP: DEFAULT_CAP,
    OPTION_WAKE_MINUTES: int(DEFAULT_WAKE_SECONDS // 60),
    OPTION_ADDS: DEFAULT_ADDS,
    OPTION_MOST_OPEN: MOST_OPEN,
    OPTION_TRACKS: 3,
    OPTION_DAYS: 2,
    OPTION_WITHIN_DAYS: 90,
    OPTION_PLAYS: 0,
    OPTION_MINUTES: 0,
    OPTION_ALBUM_TYPES: [AlbumType.ALBUM.value, AlbumType.EP.value],
    OPTION_SERVICES: [],
    OPTION_ROOMS: [],
}
"""What holds where nothing was said; the folder and the profiles are always said."""


def settings_from(options: Mapping[str, Any]) -> Settings:
    """Make the submitter's settings of what the options say."""
    said = {**DEFAULT_LIDARR_OPTIONS, **options}
    return Settings(
        root_folder=said[OPTION_ROOT_FOLDER],
        quality_profile_id=int(said[OPTION_QUALITY_PROFILE]),
        metadata_profile_id=int(said[OPTION_METADATA_PROFILE]),
        cap=int(said[OPTION_QUEUE_CAP]),
        wake_seconds=60.0 * said[OPTION_WAKE_MINUTES],
        adds_per_wake=int(said[OPTION_ADDS]),
    )


def rules_from(options: Mapping[str, Any]) -> Rules:
    """Make the rules of what the options say."""
    said = {**DEFAULT_LIDARR_OPTIONS, **options}
    everything = said[OPTION_POLICY] == EVERYTHING
    return Rules(
        policy=Policy.AUTOMATIC if everything else Policy(said[OPTION_POLICY]),
        everything=everything,
        most_open=int(said[OPTION_MOST_OPEN]),
        tracks=int(said[OPTION_TRACKS]),
        days=int(said[OPTION_DAYS]),
        within_days=int(said[OPTION_WITHIN_DAYS]) or None,
        plays=int(said[OPTION_PLAYS]),
        minutes=int(said[OPTION_MINUTES]),
        album_types=frozenset(AlbumType(kind) for kind in said[OPTION_ALBUM_TYPES]),
        services=frozenset(said[OPTION_SERVICES]),
        rooms=frozenset(said[OPTION_ROOMS]),
    )
