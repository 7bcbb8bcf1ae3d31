"""Who may ask: Spotify's token endpoint, as it is since June 2026.

A refresh token dies six months after its owner signed in, however often it was used, and
renewing brings none: https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration
Times are epoch seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LIVES: Final = 3_600.0
"""Seconds of an access token."""
SIX_MONTHS: Final = 182 * 86_400.0
"""Seconds of a refresh token."""
EVERYTHING: Final = frozenset(
    {
        "user-read-recently-played",
        "user-library-read",
        "playlist-read-private",
        "playlist-read-collaborative",
        "playlist-modify-private",
        "playlist-modify-public",
    }
)

type Json = dict[str, Any]


@dataclass(slots=True)
class Grant:
    """What somebody has allowed, once."""

    scopes: frozenset[str]
    given_at: float
    is_revoked: bool = False


@dataclass(slots=True)
class Tokens:
    """Gives tokens out and takes them back."""

    now: Callable[[], float]
    renews_refresh_tokens: bool = False
    """Whether renewing brings a new refresh token, as it did for everybody once."""
    _codes: dict[str, Grant] = field(default_factory=dict)
    _refresh: dict[str, Grant] = field(default_factory=dict)
    _access: dict[str, tuple[Grant, float]] = field(default_factory=dict)
    _given: int = 0

    def sign_in(self, scopes: frozenset[str] = EVERYTHING) -> str:
        """Have a person allow something; return the code that a browser brings back."""
        code = self._name("code")
        self._codes[code] = Grant(scopes, self.now())
        return code

    def access_token(self, scopes: frozenset[str] = EVERYTHING) -> str:
        """Return an access token as if somebody had signed in just now."""
        _, said = self.answer({"grant_type": "authorization_code", "code": self.sign_in(scopes)})
        return str(said["access_token"])

    def revoke(self) -> None:
        """Have the person take back all that was allowed."""
        for grant, _ in self._access.values():
            grant.is_revoked = True
        for grant in self._refresh.values():
            grant.is_revoked = True

    def scopes_of(self, token: str) -> frozenset[str] | None:
        """Return what a token allows, None when it allows nothing any more."""
        grant, until = self._access.get(token, (None, 0.0))
        if grant is None or grant.is_revoked or until <= self.now():
            return None
        return grant.scopes

    def answer(self, form: Mapping[str, str]) -> tuple[HTTPStatus, Json]:
        """Answer a call to ``/api/token``."""
        how = form.get("grant_type")
        if how == "authorization_code":
            return self._first(form.get("code", ""))
        if how == "refresh_token":
            return self._again(form.get("refresh_token", ""))
        return _refused("unsupported_grant_type", "grant_type parameter is missing")

    def _first(self, code: str) -> tuple[HTTPStatus, Json]:
        grant = self._codes.pop(code, None)
        if grant is None:
            return _refused("invalid_grant", "Invalid authorization code")
        return HTTPStatus.OK, {**self._access_of(grant), "refresh_token": self._refresh_of(grant)}

    def _again(self, token: str) -> tuple[HTTPStatus, Json]:
        grant = self._refresh.get(token)
        if grant is None:
            return _refused("invalid_grant", "Invalid refresh token")
        if grant.is_revoked:
            return _refused("invalid_grant", "Refresh token revoked")
        if grant.given_at + SIX_MONTHS <= self.now():
            return _refused("invalid_grant", "Refresh token expired")
        said = self._access_of(grant)
        if self.renews_refresh_tokens:
            del self._refresh[token]
            said["refresh_token"] = self._refresh_of(grant)
        return HTTPStatus.OK, said

    def _access_of(self, grant: Grant) -> Json:
        token = self._name("access")
        self._access[token] = (grant, self.now() + LIVES)
        return {
            "access_token": token,
            "token_type": "Bearer",
            "scope": " ".join(sorted(grant.scopes)),
            "expires_in": int(LIVES),
        }

    def _refresh_of(self, grant: Grant) -> str:
        token = self._name("refresh")
        self._refresh[token] = grant
        return token

    def _name(self, kind: str) -> str:
        self._given += 1
        return f"{kind}-{self._given}"


def _refused(why: str, words: str) -> tuple[HTTPStatus, Json]:
    return HTTPStatus.BAD_REQUEST, {"error": why, "error_description": words}
