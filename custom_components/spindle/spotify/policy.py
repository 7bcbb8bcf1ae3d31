"""What one Spotify account bears, as far as anybody knows.

Neither of its two walls is published. The calls of 30 seconds are counted for the app
(https://developer.spotify.com/documentation/web-api/concepts/rate-limits), those of a day for
all apps of its owner, in groups of endpoints that nobody names
(https://developer.spotify.com/blog/2026-07-23-web-api-quota-updates). The lowest quota that
anybody has told of was met at the 601st call:
https://github.com/eXPerience83/news-bulletin-playlist/pull/156. So every family of calls stays
below that by far, until a refusal teaches better.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ..upstream.types import Policy

SERVICE: Final = "spotify"
DAILY: Final = 400
"""Calls of one family in 24 hours."""
SHARED: Final = 0.5
"""Of everything, where another program calls with the same owner's apps."""


class Family(StrEnum):
    """Calls that are counted together."""

    ME = "me"
    SAVED = "saved"
    PLAYLISTS = "playlists"
    ITEMS = "items"
    RECENT = "recent"
    SEARCH = "search"
    ALBUM_TRACKS = "album_tracks"
    CREATE = "create"
    WRITE = "write"
    """Items put into a playlist, or taken out of it."""


def policy(user_agent: str, *, is_shared: bool = False) -> Policy:
    """Return the limits of one account.

    ``is_shared`` when another program is known to spend the same quota, such as Home
    Assistant's own integration of Spotify, which looks at the player twice a minute.
    """
    part = SHARED if is_shared else 1.0
    return Policy(
        service=SERVICE,
        fastest=2.0 * part,
        first=1.0 * part,
        burst=5,
        measured_over=30.0,
        budget=int(DAILY * part),
        concurrency=2,
        longest_body=2 << 20,
        headers={"User-Agent": user_agent},
    )
