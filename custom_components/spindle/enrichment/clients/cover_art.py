"""The Cover Art Archive: the front of an album, by the MBID of its release group.

https://github.com/metabrainz/CAA-spec. The archive holds no pictures itself: it says where
the Internet Archive has them, which says on which of its machines. Both steps go through the
same gate, and lead to no host but theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from ...upstream.errors import Bad, BadAnswer, NotFound
from ...upstream.types import Policy, Request, Verdict
from ...upstream.verdict import classify_http
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...upstream.types import Answer

HOST: Final = "coverartarchive.org"
BASE: Final = f"https://{HOST}"
TRUSTED: Final = (HOST, "archive.org")
"""Hosts, with all below them, that a picture may come from."""
PIXELS: Final = 250
"""Of the longer side: the smallest the archive has, and three times what a list shows."""
LARGEST: Final = 256 << 10
"""Bytes of a picture that are taken at most; one of that size has about 20,000."""
MOST_STEPS: Final = 4
ANY_PICTURE: Final[Mapping[str, str]] = {"Accept": "image/*"}
_RATE_STATUSES: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_ELSEWHERE: Final = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)


def policy(user_agent: str) -> Policy:
    """Return the limits: none are published, so a picture a second, which takes three calls."""
    return Policy(
        service="coverartarchive",
        fastest=3.0,
        burst=9,
        concurrency=3,
        longest_body=LARGEST,
        headers={"User-Agent": user_agent},
        classify=classify,
    )


def classify(status: int, headers: Mapping[str, str], body: Any) -> Verdict:
    """Judge an answer: to be sent elsewhere is one, and 503 is the rate limit."""
    if status in _ELSEWHERE:
        return Verdict()
    if status in _RATE_STATUSES:
        return classify_http(HTTPStatus.TOO_MANY_REQUESTS, headers, body)
    return classify_http(status, headers, body)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverArt(Client):
    """Asks the Cover Art Archive."""

    base: str = BASE
    trusted: tuple[str, ...] = TRUSTED

    async def front(self, mbid: str) -> bytes | None:
        """Return the front of a release group as it comes, or None where there is none.

        Raises UpstreamError, and BadAnswer when it leads to anywhere else than to a picture.
        """
        url = f"{self.base}/release-group/{mbid}/front-{PIXELS}"
        for _ in range(MOST_STEPS):
            try:
                answer = await self._fetch(url)
            except NotFound:
                return None
            if answer.status not in _ELSEWHERE:
                return answer.raw or None
            url = self._next(url, answer.headers)
        raise BadAnswer(Bad.WRONG_SHAPE, "sent round in circles")

    async def _fetch(self, url: str) -> Answer:
        return await self.gate.call(
            Request(
                url=url,
                family="front",
                headers=ANY_PICTURE,
                priority=self.priority,
                patience=self.patience,
                is_binary=True,
            )
        )

    def _next(self, url: str, headers: Mapping[str, str]) -> str:
        """Return where an answer sends us, by an encrypted way wherever the base has one."""
        try:
            told = urlsplit(urljoin(url, headers.get("Location", "")))
        except ValueError as err:
            raise BadAnswer(Bad.WRONG_SHAPE, f"sent to no address: {err}") from err
        if urlsplit(self.base).scheme == "https":
            told = told._replace(scheme="https")
        host = told.hostname or ""
        if not any(host == one or host.endswith(f".{one}") for one in self.trusted):
            raise BadAnswer(Bad.WRONG_SHAPE, f"sent to {host[:100]}")
        return told.geturl()
