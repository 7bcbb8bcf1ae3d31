"""A music service's own id of what plays, out of a Sonos address."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ITEM_ID: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "spotify": re.compile(
            r"spotify:(?:track|episode|chapter):([A-Za-z0-9]{22})(?![A-Za-z0-9])", re.IGNORECASE
        ),
        "apple_music": re.compile(r"(?:^|:)song:([0-9]{1,20})(?![0-9])", re.ASCII),
        "deezer": re.compile(r"(?:^|:)tr(?:-[a-z0-9]+)?:([0-9]{1,20})(?![0-9])", re.ASCII),
        "soundcloud": re.compile(r"(?:^|:)tracks?:([0-9]{1,20})(?![0-9])", re.ASCII),
        "amazon_music": re.compile(r"catalog/tracks/([A-Z0-9]{10})(?![A-Z0-9])", re.ASCII),
        "tidal": re.compile(r"^track[/:]([0-9]{1,20})(?![0-9])", re.ASCII),
        "qobuz": re.compile(r"^track:([0-9]{1,20})(?![0-9])", re.ASCII),
        "pandora": re.compile(r"::(TR:[0-9]{1,20})::", re.ASCII),
        # Sonos usually hands out a token of the account instead, which names nothing.
        "youtube_music": re.compile(r"^([A-Za-z0-9_-]{11})(?:\.[a-z0-9]{2,4})?$", re.ASCII),
        "audible": re.compile(r"ref(?:chapter|title):([A-Z0-9]{10})(?![A-Z0-9])", re.ASCII),
        "sonos_radio": re.compile(r":(tra\.[0-9]{1,20}|dzrs\.trk\.[0-9]{1,20}):", re.ASCII),
        "siriusxm": re.compile(r"^episode-audio:([0-9a-f-]{36})$", re.ASCII),
    }
)
"""Where each service's id stands. Recorded by SoCo (https://github.com/SoCo/SoCo), by
svrooij/node-sonos-ts and by those who play TIDAL, Qobuz and Audible through SoCo."""


def item_id(service: str, item: str) -> str | None:
    """Return the id under which ``service`` knows ``item``, or None when it tells none.

    ``service`` is a slug; ``item`` is what stands between an address's scheme and its
    question mark, percent signs decoded. The ids are the bare ones of each service's own
    interface: Spotify's 22 characters, Apple Music's and Deezer's numbers, Amazon's and
    Audible's ASIN.
    """
    pattern = _ITEM_ID.get(service)
    match = pattern.search(item) if pattern else None
    return match[1] if match else None
