"""How Spotify says no, each with what a person can do about it.

All of them are errors of the gate, made clearer: who handles ``UpstreamError`` handles them.
"""

from __future__ import annotations

from typing import Final

from ..upstream.errors import NotFound, Overdue, Rejected, Unauthorized, UpstreamError
from ..upstream.types import Wall

_FORBIDDEN: Final = 403


class NotPremium(Rejected):
    """The owner of the app has no Premium any more: every call is refused until they have.

    https://developer.spotify.com/blog/2026-02-06-update-on-developer-access-and-platform-security
    """

    key = "spotify_not_premium"


class NotAllowListed(Rejected):
    """The account is not among the five that the app's owner has let in.

    https://developer.spotify.com/documentation/web-api/concepts/quota-modes
    """

    key = "spotify_not_allow_listed"


class ScopeMissing(Rejected):
    """Whoever signed in did not allow this; they have to sign in again, and allow it."""

    key = "spotify_scope_missing"


class NotAllowed(Rejected):
    """It belongs to somebody else, or a development-mode app may not call it."""

    key = "spotify_not_allowed"


class TokenRefused(Unauthorized):
    """Spotify does not take the token, and there is no newer one: a person signs in again."""

    key = "spotify_token_refused"


class Gone(NotFound):
    """Spotify has nothing by that id any more."""

    key = "spotify_gone"


class QuotaExceeded(Overdue):
    """The app's calls of the day are spent, for this family of calls; ``at`` says until when.

    https://developer.spotify.com/blog/2026-07-23-web-api-quota-updates
    """

    key = "spotify_quota_exceeded"


_FORBIDDEN_WORDS: Final[tuple[tuple[str, type[Rejected]], ...]] = (
    ("premium", NotPremium),
    ("not registered", NotAllowListed),
    ("not be registered", NotAllowListed),
    ("scope", ScopeMissing),
)
"""What stands in the words of a 403, which Spotify tells as JSON or as plain text:
https://github.com/spotipy-dev/spotipy/issues/1233
https://github.com/rinukkusu/spotify-dart/issues/160
"""


def clearer(error: UpstreamError) -> UpstreamError:
    """Return Spotify's own kind of an error of the gate; the error itself if it has none."""
    if isinstance(error, NotFound):
        return Gone(str(error))
    if isinstance(error, Unauthorized):
        return TokenRefused(str(error))
    if isinstance(error, Overdue) and error.wall is Wall.QUOTA:
        return QuotaExceeded(error.at, error.wall, error.why)
    if isinstance(error, Rejected) and error.status == _FORBIDDEN:
        words = (error.reason or "").lower()
        kinds = (kind for part, kind in _FORBIDDEN_WORDS if part in words)
        return next(kinds, NotAllowed)(error.status, error.reason)
    return error
