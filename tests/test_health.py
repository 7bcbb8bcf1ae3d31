"""``GET /api/spindle/health``, for whoever watches the house from outside."""

from __future__ import annotations

from http import HTTPStatus
import json
from typing import TYPE_CHECKING, Any

from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.runtime import TaskState
from custom_components.spindle.store.types import StoreState
from tests.household import KITCHEN, Household

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

URL = "/api/spindle/health"


async def ask(client: ClientSessionGenerator) -> tuple[int, dict[str, Any]]:
    response = await (await client()).get(URL)
    return response.status, await response.json()


async def test_all_is_well(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> None:
    MockConfigEntry(domain="sonos").add_to_hass(hass)
    household = Household.make(hass)
    await household.set_up()
    household.house.supervisor.tell(TaskState.RUNNING)
    assert await ask(hass_client) == (
        HTTPStatus.OK,
        {
            "status": "ok",
            "problems": [],
            "tasks": [
                {
                    "name": "listener",
                    "state": "running",
                    "restarts": 1,
                    "last_error": None,
                    "last_heartbeat": 1.5,
                }
            ],
            "store": {
                "state": "ready",
                "waiting": 0,
                "lost": 0,
                "set_aside": None,
                "error": None,
            },
        },
    )


async def test_trouble_is_told_without_a_word_of_what_was_played(
    hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    household = Household.make(hass)
    await household.set_up()
    household.house.supervisor.tell(TaskState.HUNG, "ValueError: cannot fold 'Sinnerman'")
    household.house.become(StoreState.WAITING, waiting=2, error="disk full: /config/Sinnerman")
    household.listener.suspects = {KITCHEN: "Sinnerman does not play"}
    status, told = await ask(hass_client)
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert told["status"] == "problem"
    assert told["problems"] == [
        "store_waiting",
        "task_failing",
        "sonos_missing",
        "speaker_suspect",
    ]
    assert told["tasks"][0]["last_error"] == "ValueError"
    assert (told["store"]["waiting"], told["store"]["error"]) == (2, "disk full")
    assert "Sinnerman" not in json.dumps(told)
    assert KITCHEN not in json.dumps(told)


async def test_a_history_that_is_not_set_up_is_trouble(
    hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    status, told = await ask(hass_client)
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert told["problems"] == ["not_running", "sonos_missing"]


async def test_an_unloaded_history_is_trouble(
    hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    household = Household.make(hass)
    await household.set_up()
    await household.unload()
    _, told = await ask(hass_client)
    assert "not_running" in told["problems"]


async def test_strangers_are_told_nothing(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator
) -> None:
    await Household.make(hass).set_up()
    response = await (await hass_client_no_auth()).get(URL)
    assert response.status == HTTPStatus.UNAUTHORIZED
