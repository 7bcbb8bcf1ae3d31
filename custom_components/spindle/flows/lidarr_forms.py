"""The forms in which a person says how Lidarr is reached and how it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from homeassistant.helpers import selector
import voluptuous as vol

from ..catalogue.services import SERVICE_NAMES
from ..lidarr.rules import AlbumType
from ..lidarr_options import (
    OPTION_ADDS,
    OPTION_ALBUM_TYPES,
    OPTION_DAYS,
    OPTION_METADATA_PROFILE,
    OPTION_MINUTES,
    OPTION_MOST_OPEN,
    OPTION_PLAYS,
    OPTION_POLICY,
    OPTION_QUALITY_PROFILE,
    OPTION_QUEUE_CAP,
    OPTION_ROOMS,
    OPTION_ROOT_FOLDER,
    OPTION_SERVICES,
    OPTION_TRACKS,
    OPTION_WAKE_MINUTES,
    OPTION_WITHIN_DAYS,
    POLICIES,
)
from .fields import choice, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..compat import Schema
    from ..lidarr.answers import Profile, RootFolder
    from .lidarr_connection import FoundLidarr

GIGABYTE: Final = 10**9

KEY: Final = selector.TextSelector(
    selector.TextSelectorConfig(type=selector.TextSelectorType.PASSWORD)
)
KEY_SCHEMA: Final[Schema] = vol.Schema({vol.Required(CONF_API_KEY): KEY})
CONNECTION_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Required(CONF_URL): selector.TextSelector(),
        vol.Required(CONF_API_KEY): KEY,
        vol.Required(CONF_VERIFY_SSL, default=True): selector.BooleanSelector(),
    }
)

_POLICY: Final = {vol.Required(OPTION_POLICY): choice(POLICIES, translation_key="policy")}
_PACE: Final = {
    vol.Required(OPTION_QUEUE_CAP): whole_number(1, 1000),
    vol.Required(OPTION_WAKE_MINUTES): whole_number(1, 1440, "min"),
}
BEGINNING_SCHEMA: Final[Schema] = vol.Schema({**_POLICY, **_PACE})
ASKING_SCHEMA: Final[Schema] = vol.Schema(
    {**_POLICY, vol.Required(OPTION_MOST_OPEN): whole_number(1, 100)}
)
PACE_SCHEMA: Final[Schema] = vol.Schema({**_PACE, vol.Required(OPTION_ADDS): whole_number(1, 50)})


def rules_schema(rooms: Mapping[str, str]) -> Schema:
    """Let choose what must have been heard of an album; ``rooms`` are ids with their names."""
    return vol.Schema(
        {
            vol.Required(OPTION_TRACKS): whole_number(1, 50),
            vol.Required(OPTION_DAYS): whole_number(1, 365),
            vol.Required(OPTION_WITHIN_DAYS): whole_number(0, 3650, "d"),
            vol.Required(OPTION_PLAYS): whole_number(0, 1000),
            vol.Required(OPTION_MINUTES): whole_number(0, 10_000, "min"),
            vol.Required(OPTION_ALBUM_TYPES): choice(
                tuple(kind.value for kind in AlbumType),
                multiple=True,
                translation_key="album_type",
            ),
            vol.Optional(OPTION_SERVICES, default=list): choice(SERVICE_NAMES, multiple=True),
            vol.Optional(OPTION_ROOMS, default=list): choice(rooms, multiple=True),
        }
    )


def library_schema(found: FoundLidarr) -> Schema:
    """Let choose where new artists go, from what Lidarr has."""
    folders = {folder.path: _label(folder) for folder in found.root_folders}
    return vol.Schema(
        {
            vol.Required(OPTION_ROOT_FOLDER): choice(folders),
            vol.Required(OPTION_QUALITY_PROFILE): choice(_names(found.quality_profiles)),
            vol.Required(OPTION_METADATA_PROFILE): choice(_names(found.metadata_profiles)),
        }
    )


def library_shown(found: FoundLidarr, options: Mapping[str, Any]) -> dict[str, str]:
    """Return what the library's form shows: what holds and is still there, else the first."""

    def shown(option: str, offered: list[str]) -> str:
        held = str(options.get(option, ""))
        return held if held in offered else offered[0]

    usable = [folder.path for folder in found.root_folders if folder.is_accessible]
    return {
        OPTION_ROOT_FOLDER: shown(
            OPTION_ROOT_FOLDER, usable or [folder.path for folder in found.root_folders]
        ),
        OPTION_QUALITY_PROFILE: shown(OPTION_QUALITY_PROFILE, [*_names(found.quality_profiles)]),
        OPTION_METADATA_PROFILE: shown(OPTION_METADATA_PROFILE, [*_names(found.metadata_profiles)]),
    }


def library_options(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that the library's form makes."""
    return {
        OPTION_ROOT_FOLDER: user_input[OPTION_ROOT_FOLDER],
        OPTION_QUALITY_PROFILE: int(user_input[OPTION_QUALITY_PROFILE]),
        OPTION_METADATA_PROFILE: int(user_input[OPTION_METADATA_PROFILE]),
    }


def _names(profiles: tuple[Profile, ...]) -> dict[str, str]:
    return {str(profile.id): profile.name for profile in profiles}


def _label(folder: RootFolder) -> str:
    if folder.free_space is None:
        return folder.path
    return f"{folder.path} ({folder.free_space // GIGABYTE} GB)"
