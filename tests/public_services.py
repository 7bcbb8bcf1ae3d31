"""A history that public services may complete, and services that say what a test wants."""

from __future__ import annotations

from http import HTTPStatus
import re
from typing import TYPE_CHECKING, Any

from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er

from custom_components.spindle.const import EVENT_RATE_LIMIT
from custom_components.spindle.upstream.errors import UpstreamError
from custom_components.spindle.upstream.types import Priority, Request
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import Event, HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

TRACK = "https://api.deezer.com/track/3135556"


def say(services: AiohttpClientMocker, address: str | re.Pattern[str], **answer: Any) -> None:
    """Let whoever is at an address answer so."""
    services.get(address, **answer)  # type: ignore[no-untyped-call]


def say_anew(services: AiohttpClientMocker, address: str, **answer: Any) -> None:
    """Let everybody forget what they answered before, and one answer so."""
    services.clear_requests()  # type: ignore[no-untyped-call]
    say(services, address, **answer)


async def let(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, *slugs: str, **options: Any
) -> Home:
    """Set a history up whose plays these services may complete, with its gates open."""
    home = Home.make(hass, freezer, folder, public_services=list(slugs), **options)
    home.speaker("Kitchen")
    await home.set_up()
    await home.wait(1)
    return home


def refuse(
    services: AiohttpClientMocker,
    *,
    seconds: int,
    status: HTTPStatus = HTTPStatus.TOO_MANY_REQUESTS,
) -> None:
    """Let every service say no from now on, for that long."""
    say_anew(services, TRACK, status=status, headers={"Retry-After": str(seconds)}, json={})


def refuse_all(services: AiohttpClientMocker, *, seconds: int) -> None:
    """Let Deezer say no to whatever it is asked."""
    say(
        services,
        re.compile(r"https://api\.deezer\.com/.*"),
        status=HTTPStatus.TOO_MANY_REQUESTS,
        headers={"Retry-After": str(seconds)},
        json={},
    )


def answer(services: AiohttpClientMocker) -> None:
    """Let them answer from now on."""
    say_anew(services, TRACK, json={"id": 3135556})


async def call(home: Home, slug: str = "deezer") -> str | None:
    """Call a service as a person would who waits for nothing; returns what became of it, None for an answer."""
    request = Request(url=TRACK, family="track", priority=Priority.PERSON, patience=0)
    try:
        await home.runtime.public_gates.gates[slug].call(request)
    except UpstreamError as error:
        return error.key
    finally:
        await home.settle()
    return None


def told(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Collect what the bus tells of limits from now on."""
    heard: list[dict[str, Any]] = []

    @callback
    def note(event: Event) -> None:
        heard.append(dict(event.data))

    hass.bus.async_listen(EVENT_RATE_LIMIT, note)
    return heard


async def enable(home: Home, *entity_ids: str) -> None:
    """Switch entities on that are disabled at first."""
    registry = er.async_get(home.hass)
    for entity_id in entity_ids:
        registry.async_update_entity(entity_id, disabled_by=None)
    await home.reload()
    await home.wait(1)
