"""One call to Lidarr, and what came back, as an answer or as one of our errors."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import aiohttp

from ..upstream.body import parse_body, read_body
from ..upstream.errors import Bad, BadAnswer
from .errors import LidarrElsewhere, LidarrError, LidarrUnavailable
from .refusals import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

API: Final = "/api/v1"
SECONDS: Final = 30.0
_ENDLESS: Final = aiohttp.ClientTimeout(total=None)
"""A call has one limit, around all of it."""
LONGEST_BODY: Final = 16 << 20
"""Bytes of an answer; an album with hundreds of releases is one or two million."""


class Wire:
    """The way to one Lidarr. Its key goes in a header, and nowhere else."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, api_key: str, *, verify_ssl: bool
    ) -> None:
        """Keep the way; ``url`` with Lidarr's URL base, if it has one."""
        self._session = session
        self._url = url.strip().rstrip("/")
        self._headers = {"X-Api-Key": api_key, "Accept": "application/json"}
        self._verify_ssl = verify_ssl

    async def get(
        self, path: str, params: Mapping[str, str] | None = None, *, seconds: float = SECONDS
    ) -> Any:
        """Ask for something; raises a ``LidarrError``."""
        return await self._call("GET", path, params=params or {}, seconds=seconds)

    async def post(self, path: str, body: Mapping[str, Any], *, seconds: float = SECONDS) -> Any:
        """Have something made; raises a ``LidarrError``."""
        return await self._call("POST", path, body=body, seconds=seconds)

    async def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Have something changed; raises a ``LidarrError``."""
        return await self._call("PUT", path, body=body, seconds=SECONDS)

    async def _call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        seconds: float,
    ) -> Any:
        is_write = body is not None
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.request(
                    method,
                    f"{self._url}{API}{path}",
                    params=params,
                    json=body,
                    headers=self._headers,
                    ssl=self._verify_ssl,
                    # A redirect leads to a login page or past the URL base, never to Lidarr.
                    allow_redirects=False,
                    timeout=_ENDLESS,
                ) as response,
            ):
                raw = await read_body(response, LONGEST_BODY)
                status, location = response.status, response.headers.get("Location", "")
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError) as err:
            raise LidarrElsewhere("not an address") from err
        except aiohttp.ClientConnectorError as err:
            raise LidarrUnavailable(str(err)) from err
        except (aiohttp.ClientError, OSError) as err:  # A time-out is an OSError as well.
            reason = str(err) or type(err).__name__
            raise LidarrUnavailable(reason, maybe_done=is_write) from err
        except BadAnswer as err:
            raise LidarrUnavailable(str(err), maybe_done=is_write) from err
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            raise _led_elsewhere(location, f"{API}{path}")
        return await _answer(status, raw, is_write=is_write)


async def _answer(status: int, raw: bytes, *, is_write: bool) -> Any:
    """Return the JSON of a success; raises for everything else."""
    is_success = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    try:
        body = await parse_body(raw)
    except BadAnswer as err:
        if is_success:
            raise _unreadable(err, is_write=is_write) from err
        raise refused(status, None, is_page=err.bad is Bad.HTML, is_write=is_write) from err
    if not is_success:
        raise refused(status, body, is_page=False, is_write=is_write)
    return body


def _unreadable(error: BadAnswer, *, is_write: bool) -> LidarrError:
    """Tell what a success means that is not JSON."""
    if error.bad is Bad.HTML:
        return LidarrElsewhere("a web page")
    return LidarrUnavailable(str(error), maybe_done=is_write)


def _led_elsewhere(location: str, path: str) -> LidarrElsewhere:
    """Tell where a redirect leads: to the same path under Lidarr's own URL base, or away.

    https://github.com/Lidarr/Lidarr/blob/develop/src/Lidarr.Http/Middleware/UrlBaseMiddleware.cs
    """
    led_to = urlsplit(location).path
    base = led_to.removesuffix(path).rstrip("/") if led_to.endswith(path) else ""
    return LidarrElsewhere(f"redirected to {led_to[:100]}", url_base=base or None)
