"""The automations that the README shows, and the blueprints, really run."""

from __future__ import annotations

from pathlib import Path
import re
import shutil
from typing import TYPE_CHECKING, Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint import models
from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.spindle.lidarr.types import Hold, Phase, QueueEventType
from custom_components.spindle.store.lidarr_types import WantedReason
from custom_components.spindle.upstream.types import EventKind, GateEvent, Why
from tests.heard import NOON
from tests.lidarr_home import begin_lidarr
from tests.playlist_home import begin_music
from tests.public_services import answer, call, let, refuse

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

ROOT = Path(__file__).parent.parent
BLUEPRINTS = ROOT / "blueprints" / "automation" / "spindle"
INPUTS = {
    "service_said_no.yaml": {"services", "how_long", "then"},
    "lidarr_queue_blocked.yaml": {"backpressure", "how_long", "then"},
}
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HOUR = 3600


def shown(what: str) -> dict[str, Any]:
    """Find the one automation in the README that mentions ``what``."""
    blocks = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    (found,) = [block for block in blocks if "triggers:" in block and what in block]
    automation = parse_yaml(found)
    assert isinstance(automation, dict)
    return {"alias": "Shown", **automation}


async def automate(hass: HomeAssistant, automation: dict[str, Any]) -> None:
    assert await async_setup_component(hass, "persistent_notification", {})
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: [automation]})
    await hass.async_block_till_done()
    assert len(hass.states.async_entity_ids(AUTOMATION)) == 1


def used(folder: Path, name: str, **inputs: Any) -> dict[str, Any]:
    """Bring a blueprint to a Home Assistant in that folder, and use it as a person would."""
    blueprints = folder / "blueprints" / "automation" / "spindle"
    blueprints.mkdir(parents=True)
    shutil.copy(BLUEPRINTS / name, blueprints)
    return {"use_blueprint": {"path": f"spindle/{name}", "input": inputs}}


def quota(account: str, freezer: FrozenDateTimeFactory, seconds: float) -> GateEvent:
    """Make what a gate tells of a wall of the day."""
    return GateEvent(
        account=account,
        kind=EventKind.QUOTA_EXCEEDED,
        until=freezer.time_to_freeze.timestamp() + seconds,
        why=Why.QUOTA,
    )


def notes(hass: HomeAssistant) -> dict[str, str]:
    """Give the notifications that stand: id → message."""
    return {key: note["message"] for key, note in notifications(hass).items()}


async def test_the_automation_on_the_event_entity_fires(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await let(hass, freezer, tmp_path, "deezer")
    told = async_mock_service(hass, "notify", "notify")
    await automate(hass, shown("event.spindle_rate_limit"))
    refuse(aioclient_mock, seconds=20 * HOUR)
    await call(home)
    assert told == [], "it asks for the wall of the day"

    await home.wait(1)
    home.runtime.public_gates.gates["deezer"]._on_event(quota("deezer", freezer, 20 * HOUR))
    await home.settle()
    (note,) = told
    assert note.data["message"].startswith("Deezer was asked as often as it allows in a day")


async def test_the_automation_on_the_bus_event_fires(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await hass.config.async_set_time_zone("UTC")
    home = await let(hass, freezer, tmp_path, "deezer")
    await automate(hass, shown("event_type: spindle_rate_limit"))
    refuse(aioclient_mock, seconds=30)
    await call(home)
    assert notes(hass)["spindle_deezer"].startswith("Deezer said no until 20:00")
    await home.wait(120)
    answer(aioclient_mock)
    assert await call(home) is None
    assert notes(hass) == {}


async def test_the_blueprint_tells_of_a_service_that_says_no_for_an_hour(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    home = await let(hass, freezer, tmp_path, "deezer", "musicbrainz")
    services = ["sensor.spindle_deezer_status", "sensor.spindle_musicbrainz_status"]
    await automate(hass, used(tmp_path, "service_said_no.yaml", services=services))

    refuse(aioclient_mock, seconds=20 * HOUR)
    await call(home)
    await home.wait(HOUR - 60)
    assert notes(hass) == {}
    await home.wait(120)
    (sentence,) = notes(hass).values()
    # 20 hours from 21:00 in Berlin, a little more to be polite, and then the cool-down.
    assert re.match(r"Deezer said no until 2026-03-02 1[78]:\d\d\. Spindle goes on", sentence)


async def test_the_automation_on_the_event_of_the_lidarr_queue_fires(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    lidarr = await begin_lidarr(hass, freezer, tmp_path)
    told = async_mock_service(hass, "notify", "notify")
    await automate(hass, shown("event.spindle_lidarr_queue"))
    await lidarr.happen(QueueEventType.SUBMITTED, artist="Nico", album="Desertshore")
    assert told == [], "it asks for failures"

    reason = WantedReason.NOT_FOUND.value
    await lidarr.happen(QueueEventType.FAILED, artist="Nico", album="Desertshore", reason=reason)
    (note,) = told
    assert note.data["message"].startswith("Lidarr could not get Nico \u2013 Desertshore.")


async def test_the_automation_on_the_lidarr_queues_bus_event_fires(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    lidarr = await begin_lidarr(hass, freezer, tmp_path)
    await automate(hass, shown("event_type: spindle_lidarr_queue"))
    full = {"reason": Hold.CAP_REACHED.value, "depth": 50, "cap": 50}
    await lidarr.happen(QueueEventType.BACKPRESSURE_STARTED, **full)
    assert "In its queue: 50 of 50." in notes(hass)["spindle_lidarr_held"]
    await lidarr.happen(QueueEventType.QUEUED, artist="Nico", album="Desertshore")
    assert list(notes(hass)) == ["spindle_lidarr_held"]
    await lidarr.happen(QueueEventType.BACKPRESSURE_CLEARED, since=NOON)
    assert notes(hass) == {}


async def test_the_automation_on_the_runs_of_playlists_fires(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    music = await begin_music(hass, freezer, tmp_path, "At home")
    told = async_mock_service(hass, "notify", "notify")
    await automate(hass, shown("event_type: spindle_playlists"))
    await music.ask("generate_playlists")
    await music.over()
    await music.until(lambda: told)
    (note,) = told
    assert note.data["message"].startswith("At home: the playlists are made. Playlists: 2")


async def test_the_blueprint_tells_of_a_lidarr_queue_that_is_blocked_for_an_hour(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    lidarr = await begin_lidarr(hass, freezer, tmp_path)
    backpressure = "binary_sensor.spindle_lidarr_backpressure"
    await automate(hass, used(tmp_path, "lidarr_queue_blocked.yaml", backpressure=backpressure))
    await lidarr.hold()
    await lidarr.home.wait(HOUR / 2, step=HOUR / 4)
    await lidarr.stand(phase=Phase.SUBMITTING, hold=None)
    await lidarr.hold(depth=51)
    await lidarr.home.wait(HOUR - 60, step=HOUR / 4)
    assert notes(hass) == {}, "it was free in between"
    await lidarr.home.wait(120)
    assert notes(hass)["spindle_lidarr_queue"] == (
        "Lidarr's queue is full. Spindle goes on by itself as soon as there is room. Held since "
        "13:30. In Lidarr's queue: 51 of 50. Waiting here: 3. Nothing is lost."
    )


@pytest.mark.parametrize("name", INPUTS)
def test_the_blueprints_are_such(name: str) -> None:
    blueprint = models.Blueprint(
        load_yaml_dict(str(BLUEPRINTS / name)),
        expected_domain=AUTOMATION,
        schema=AUTOMATION_BLUEPRINT_SCHEMA,
    )
    assert blueprint.validate() is None
    assert set(blueprint.inputs) == INPUTS[name]
    address = blueprint.metadata["source_url"]
    assert address.endswith(str((BLUEPRINTS / name).relative_to(ROOT)))


def test_every_blueprint_is_held_and_shown() -> None:
    assert {path.name for path in BLUEPRINTS.iterdir()} == set(INPUTS)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in INPUTS if f"blueprints/automation/spindle/{name}" not in readme] == []
