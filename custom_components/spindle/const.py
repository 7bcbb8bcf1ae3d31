"""Names that the whole integration shares."""

from __future__ import annotations

import logging
from typing import Any, Final

DOMAIN: Final = "spindle"
LOGGER = logging.getLogger(__package__)

ENTRY_VERSION: Final = 1
"""Major version of the entries this Spindle writes."""

CONF_KIND: Final = "kind"
"""Key in ``entry.data`` that names what the entry is for; see ``kinds.KINDS``."""
KIND_HISTORY: Final = "history"
KIND_LIDARR: Final = "lidarr"
KIND_SPOTIFY: Final = "spotify"

CONF_PAST: Final = "past"
"""Key in the history's ``entry.data``: bring in what the recorder remembers."""

DATABASE: Final = "spindle.db"
"""File name of the store, in Home Assistant's configuration directory."""

EVENT_SCROBBLED: Final = "spindle_scrobbled"
"""Bus event, once for each new play after it is durable; at most once."""

EVENT_RATE_LIMIT: Final = "spindle_rate_limit"
"""Bus event, once for each time a service says no, or answers again; at most once."""

EVENT_LIDARR_QUEUE: Final = "spindle_lidarr_queue"
"""Bus event, once for each thing that happens to the queue for Lidarr; at most once."""

EVENT_PLAYLISTS: Final = "spindle_playlists"
"""Bus event, once for each thing that happens to a run that makes playlists; at most once."""

SONOS_DOMAIN: Final = "sonos"

# Options of the history entry; a missing one has its default.
OPTION_SPEAKERS: Final = "speakers"
"""Ids of the speakers to record."""
OPTION_IGNORED_SPEAKERS: Final = "ignored_speakers"
"""Ids that were offered and not chosen, so that they are not taken for new ones."""
OPTION_NEW_SPEAKERS: Final = "new_speakers"
"""Record also every speaker that is in neither list."""
OPTION_SHORTEST: Final = "shortest"
"""Seconds a title must be longer than."""
OPTION_FRACTION: Final = "fraction"
"""Percent of a title that must be heard …"""
OPTION_CAP: Final = "cap"
"""… or this many seconds, whichever is less."""
OPTION_STREAM_SECONDS: Final = "stream_seconds"
"""Seconds a title without a length must have stood."""
OPTION_KINDS: Final = "kinds"
"""Values of ``listening.types.Kind`` that count as plays."""
OPTION_EXCLUDED_SERVICES: Final = "excluded_services"
OPTION_PRIVATE_ROOMS: Final = "private_rooms"
"""Ids of the speakers that are never recorded."""
OPTION_DISCREET_ROOMS: Final = "discreet_rooms"
"""Ids of the speakers whose plays only administrators see."""
OPTION_QUIET_START: Final = "quiet_start"
"""Local time ``HH:MM:SS`` from which nothing is recorded …"""
OPTION_QUIET_END: Final = "quiet_end"
"""… until this one; without both there are no quiet hours."""
OPTION_VISIBILITY: Final = "visibility"
OPTION_SERVICE_OVERRIDES: Final = "service_overrides"
"""Sonos service id (a string of digits) → service slug."""
OPTION_PUBLIC_SERVICES: Final = "public_services"
"""Slugs of the public services that may complete the plays; nobody else is asked anything."""

VISIBLE_TO_ADMINISTRATORS: Final = "administrators"
VISIBLE_TO_EVERYONE: Final = "everyone"

DEFAULT_OPTIONS: Final[dict[str, Any]] = {
    OPTION_SPEAKERS: [],
    OPTION_IGNORED_SPEAKERS: [],
    OPTION_NEW_SPEAKERS: True,
    OPTION_SHORTEST: 30,
    OPTION_FRACTION: 50,
    OPTION_CAP: 240,
    OPTION_STREAM_SECONDS: 30,
    OPTION_KINDS: ["music", "radio"],
    OPTION_EXCLUDED_SERVICES: [],
    OPTION_PRIVATE_ROOMS: [],
    OPTION_DISCREET_ROOMS: [],
    OPTION_QUIET_START: None,
    OPTION_QUIET_END: None,
    OPTION_VISIBILITY: VISIBLE_TO_ADMINISTRATORS,
    OPTION_SERVICE_OVERRIDES: {},
    OPTION_PUBLIC_SERVICES: [],
}
