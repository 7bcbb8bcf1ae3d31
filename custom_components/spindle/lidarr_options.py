"""From the options of the Lidarr entry to the settings of those who work for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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

EVERYTHING: Final = "everything"
"""The policy by which every artist and album that is heard is queued, without any rule."""
POLICIES: Final = (Policy.SUGGEST.value, Policy.AUTOMATIC.value, EVERYTHING, Policy.OFF.value)
"""What a person may choose, in the order in which it is offered."""

DEFAULT_LIDARR_OPTIONS: Final[Mapping[str, Any]] = {
    OPTION_POLICY: Policy.SUGGEST.value,
    OPTION_QUEUE_CAP: DEFAULT_CAP,
    OPTION_WAKE_MINUTES: int(DEFAULT_WAKE_SECONDS // 60),
    OPTION_ADDS: DEFAULT_ADDS,
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
