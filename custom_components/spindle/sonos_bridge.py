"""Ask speakers what their entities do not say, over core's own SoCo; it may be absent.

Nothing waits for an answer and nothing needs one: a speaker that is away, refuses (403
where its network door is shut) or speaks nonsense is the same as no answer.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from importlib import import_module
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from homeassistant.helpers import device_registry as dr

from .catalogue.folding import clean
from .const import LOGGER, SONOS_DOMAIN
from .listening.source import ADDRESS_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from homeassistant.core import HomeAssistant

AT_ONCE: Final = 2
"""Threads that ask at a time: a speaker that hangs holds one until its request times out."""
PATIENCE: Final = 12.0
"""Seconds after which nobody waits for an answer any more."""
TURN: Final = 60.0
"""Seconds a question waits for its turn; several requests time out within them."""
LARGEST_LIST: Final = 2_000_000
"""Characters of a service list that are parsed; a household's has some tens of thousands."""

SID: Final = re.compile(r"[0-9]{1,5}", re.ASCII)

# What core's sonos keeps in ``hass.data`` until 2025.9; from then on in its entry.
SONOS_DATA: Final = "sonos_media_player"


@dataclass(frozen=True, slots=True)
class Transport:
    """What a speaker itself says it does."""

    playing: bool
    uri: str


class SonosBridge:
    """Asks speakers, by their Sonos id, a few at a time."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Ask nobody yet."""
        self._hass = hass
        self._places = asyncio.Semaphore(AT_ONCE)

    async def services(self, speaker_id: str) -> dict[int, str] | None:
        """Fetch the household's list of music services: sid → name."""
        return await self.ask(speaker_id, _services)

    async def station_uri(self, speaker_id: str) -> str | None:
        """Fetch the address that a coordinator was told to play."""
        return await self.ask(speaker_id, _station_uri)

    async def transport(self, speaker_id: str) -> Transport | None:
        """Fetch what a coordinator does now."""
        return await self.ask(speaker_id, _transport)

    async def ask[T](self, speaker_id: str, question: Callable[[Any], T]) -> T | None:
        """Put a question to a speaker in an executor; None when there is no answer."""
        known, host = self._known_device(speaker_id), self._host(speaker_id)

        def put() -> T:
            return question(known or _device_at(host))

        if not await self._turn_comes():
            LOGGER.debug("%s was not asked: others still do not answer", speaker_id)
            return None
        answer = self._hass.async_add_executor_job(put)
        answer.add_done_callback(self._answered)
        try:
            async with asyncio.timeout(PATIENCE):
                # Who asks may go; whether the answer then fails is nobody's business.
                await asyncio.wait((answer,))
                return await answer
        except TimeoutError:
            LOGGER.debug("%s did not answer in time", speaker_id)
        except Exception as error:  # noqa: BLE001 (SoCo, requests and the parser have many)
            LOGGER.debug("%s did not answer: %s", speaker_id, type(error).__name__)
        return None

    async def _turn_comes(self) -> bool:
        """Wait for a place; False when those who have one do not come back."""
        try:
            async with asyncio.timeout(TURN):
                return await self._places.acquire()
        except TimeoutError:
            return False

    def _answered(self, answer: asyncio.Future[Any]) -> None:
        """Give the place to the next, and take note of a failure nobody waits for now."""
        self._places.release()
        if not answer.cancelled():
            answer.exception()

    def _known_device(self, speaker_id: str) -> Any | None:
        """Find the SoCo object that core itself uses; where it keeps it has changed."""
        entries = self._hass.config_entries.async_entries(SONOS_DOMAIN)
        holders = [getattr(entry, "runtime_data", None) for entry in entries]
        for holder in (*holders, self._hass.data.get(SONOS_DATA)):
            discovered = getattr(holder, "discovered", None)
            if isinstance(discovered, dict) and (speaker := discovered.get(speaker_id)):
                return getattr(speaker, "soco", None)
        return None

    def _host(self, speaker_id: str) -> str | None:
        """Read a speaker's address from its device; it may be out of date."""
        registry = dr.async_get(self._hass)
        urls = (
            str(device.configuration_url or "")
            for entry in self._hass.config_entries.async_entries(SONOS_DOMAIN)
            for device in dr.async_entries_for_config_entry(registry, entry.entry_id)
            if (SONOS_DOMAIN, speaker_id) in device.identifiers
        )
        url = next(urls, "")
        try:
            return urlsplit(url).hostname
        except ValueError:
            return None


def _device_at(host: str | None) -> Any:
    """Give the SoCo object for an address; in an executor, for it may have to be imported."""
    if host is None:
        msg = "no address is known"
        raise LookupError(msg)
    return import_module("soco").SoCo(host)


def _services(device: Any) -> dict[int, str]:
    """Ask for the service list. The empty list of arguments spares SoCo a look-up."""
    answer = device.musicServices.ListAvailableServices([])
    return read_services(str(answer["AvailableServiceDescriptorList"]))


def read_services(descriptors: str) -> dict[int, str]:
    """Read a speaker's ``AvailableServiceDescriptorList``: sid → name.

    Raises ``ValueError`` for what is no such list (the parser's own errors are some).
    """
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 (in the executor only)

    if len(descriptors) > LARGEST_LIST:
        msg = "the service list is too long"
        raise ValueError(msg)
    found: dict[int, str] = {}
    for service in fromstring(descriptors).iter("Service"):
        sid, name = service.get("Id", ""), clean(service.get("Name", ""))
        if SID.fullmatch(sid) and name:
            found[int(sid)] = name
    return found


def _station_uri(device: Any) -> str | None:
    """Ask what was set to play."""
    uri = device.get_current_media_info()["uri"]
    return clean(uri, ADDRESS_LIMIT) or None if isinstance(uri, str) else None


def _transport(device: Any) -> Transport:
    """Ask what is done, and with which title."""
    state = device.get_current_transport_info()["current_transport_state"]
    return Transport(
        playing=state in {"PLAYING", "TRANSITIONING"},
        uri=str(device.get_current_track_info()["uri"]),
    )
