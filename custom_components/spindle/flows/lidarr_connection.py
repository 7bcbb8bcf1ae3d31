"""Find Lidarr at what a person gave as its address, or say what is there instead."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from ssl import SSLError
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import CONF_API_KEY, CONF_URL, CONF_VERIFY_SSL
from yarl import URL

from ..lidarr.errors import (
    LidarrElsewhere,
    LidarrError,
    LidarrUnauthorized,
    LidarrUnavailable,
)
from ..lidarr_access import lidarr_client

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.config_entries import ConfigEntry
    from homeassistant.core import HomeAssistant

    from ..lidarr.answers import Profile, RootFolder

LIDARR_DOMAIN: Final = "lidarr"
"""Home Assistant's own integration."""
LIDARR_PORT: Final = 8686
PATIENCE: Final = 15.0
"""Seconds that a person at a form waits for one address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLidarr:
    """A Lidarr that answers, and what it lets choose from."""

    name: str
    """What it calls itself."""
    data: Mapping[str, Any]
    """Address, key and TLS choice, as an entry keeps them."""
    root_folders: tuple[RootFolder, ...]
    quality_profiles: tuple[Profile, ...]
    metadata_profiles: tuple[Profile, ...]


class NoLidarrError(Exception):
    """There is no Lidarr that can be used; ``key`` names the sentence that says why."""

    def __init__(self, key: str, *, url: str | None = None, detail: str = "-") -> None:
        """Keep why; ``url`` is a better address, where one is known."""
        super().__init__(detail)
        self.key = key
        self.url = url
        self.detail = detail


@dataclass(slots=True)
class _Attempts:
    """What came of the addresses that were tried; the most telling counts."""

    failures: list[tuple[str, LidarrError]] = field(default_factory=list)

    def most_telling(self) -> tuple[str, LidarrError]:
        """Prefer a Lidarr that says no to something else, and anything to silence."""
        return min(self.failures, key=lambda failure: _rank(failure[1]))


def known_to_home_assistant(hass: HomeAssistant) -> dict[str, ConfigEntry]:
    """Return the entries of Home Assistant's own integration that lead to a Lidarr, by id."""
    return {
        entry.entry_id: entry
        for entry in hass.config_entries.async_entries(LIDARR_DOMAIN, include_ignore=False)
        if entry.disabled_by is not ConfigEntryDisabler.USER and entry.data.get(CONF_URL)
    }


def data_of(entry: ConfigEntry) -> dict[str, Any]:
    """Copy what an entry of Home Assistant's own integration leads by."""
    return {
        CONF_URL: entry.data[CONF_URL],
        CONF_API_KEY: entry.data.get(CONF_API_KEY, ""),
        CONF_VERIFY_SSL: entry.data.get(CONF_VERIFY_SSL, False),
    }


def addresses(said: str) -> tuple[str, ...]:
    """Return where Lidarr may be when a person says so, best first; nothing for no address.

    Without a port Lidarr's own is tried as well: Home Assistant's own integration takes it
    for granted.
    """
    text = said.strip()
    try:
        url = URL(text if "://" in text else f"http://{text}")
        if url.scheme not in {"http", "https"} or not url.host:
            return ()
        plain = url.with_query(None).with_fragment(None)
        found = [plain] if plain.explicit_port else [plain, plain.with_port(LIDARR_PORT)]
    except ValueError:
        return ()
    return tuple(str(one).rstrip("/") for one in found)


async def find_lidarr(hass: HomeAssistant, said: Mapping[str, Any]) -> FoundLidarr:
    """Ask Lidarr what it is and what it has. Raises ``NoLidarrError``."""
    key = said[CONF_API_KEY].strip()
    attempts = _Attempts()
    for url in addresses(said[CONF_URL]):
        data = {CONF_URL: url, CONF_API_KEY: key, CONF_VERIFY_SSL: said[CONF_VERIFY_SSL]}
        try:
            async with asyncio.timeout(PATIENCE):
                return await _look(hass, data)
        except TimeoutError:
            attempts.failures.append((url, LidarrUnavailable("no answer")))
        except LidarrError as error:
            attempts.failures.append((url, error))
    if not attempts.failures:
        raise NoLidarrError("invalid_address")
    where, cause = attempts.most_telling()
    raise _told(where, cause) from cause


async def _look(hass: HomeAssistant, data: Mapping[str, Any]) -> FoundLidarr:
    key: str = data[CONF_API_KEY]
    if not (key and key.isascii() and key.isprintable()):
        raise LidarrUnauthorized("no header could carry this key")
    client = lidarr_client(hass, data)
    status = await client.status()
    found = FoundLidarr(
        name=status.instance_name,
        data=data,
        root_folders=await client.root_folders(),
        quality_profiles=await client.quality_profiles(),
        metadata_profiles=await client.metadata_profiles(),
    )
    if not found.root_folders:
        raise NoLidarrError("no_root_folder")
    return found


def _rank(error: LidarrError) -> int:
    if isinstance(error, LidarrUnauthorized):
        return 0
    if isinstance(error, LidarrElsewhere):
        return 1 if error.url_base else 2
    return 4 if isinstance(error, LidarrUnavailable) else 3


def _told(url: str, error: LidarrError) -> NoLidarrError:
    """Say it as a person needs to hear it."""
    detail = str(error)[:200] or "-"
    if isinstance(error, LidarrUnauthorized):
        return NoLidarrError("invalid_key", url=url)
    if isinstance(error, LidarrElsewhere):
        if error.url_base:
            said = URL(url)
            base = error.url_base.removesuffix(said.path.rstrip("/")) or "/"
            return NoLidarrError("wrong_url_base", url=str(said.with_path(base)), detail=base)
        return NoLidarrError("not_lidarr", detail=detail)
    if _is_about_certificate(error):
        return NoLidarrError("certificate", detail=detail)
    return NoLidarrError("cannot_connect", detail=detail)


def _is_about_certificate(error: BaseException) -> bool:
    """Tell whether it was TLS that failed, by what led to the error."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SSLError | aiohttp.ClientSSLError):
            return True
        cause = cause.__cause__
    return False
