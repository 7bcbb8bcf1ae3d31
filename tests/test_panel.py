"""The panel and the cards, through Home Assistant's doors: the sidebar, dashboards, HTTP."""

from __future__ import annotations

import gzip
from http import HTTPStatus
import json
from pathlib import Path
import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.setup import async_setup_component
import pytest

from custom_components.spindle.const import DOMAIN, OPTION_VISIBILITY, VISIBLE_TO_EVERYONE
from custom_components.spindle.history.types import Refusal
from custom_components.spindle.import_words import NOT_STORED
from custom_components.spindle.panel import FILES, STATIC
from tests.sonos_household import Home

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.common import MockConfigEntry
    from pytest_homeassistant_custom_component.typing import (
        ClientSessionGenerator,
        WebSocketGenerator,
    )

MANIFEST: Final[dict[str, Any]] = json.loads((FILES / "manifest.json").read_text())
BASE: Final = f"{STATIC}{MANIFEST['hash']}"
CARDS: Final = f"{BASE}/cards.js"
RESOURCES: Final = "lovelace_resources"
SOURCES: Final = Path(__file__).parents[1] / "frontend" / "src"
FOREIGN: Final = [
    {"id": "one", "type": "module", "url": "/hacsfiles/mushroom/mushroom.js"},
    {"id": "two", "type": "css", "url": "/local/house.css"},
]


def stored(*items: dict[str, str]) -> dict[str, Any]:
    return {"version": 1, "minor_version": 1, "key": RESOURCES, "data": {"items": list(items)}}


@pytest.fixture(name="home")
def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    return Home.make(hass, freezer, tmp_path)


async def set_up(home: Home, **lovelace: Any) -> None:
    """Start the frontend, then Spindle, as Home Assistant does."""
    assert await async_setup_component(home.hass, "lovelace", {"lovelace": lovelace})
    assert await async_setup_component(home.hass, "frontend", {})
    await home.set_up()
    await home.hass.async_block_till_done()


async def ask(hass_ws_client: WebSocketGenerator, command: str) -> Any:
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": command})
    answer = await client.receive_json()
    assert answer["success"], answer
    return answer["result"]


async def resources(hass_ws_client: WebSocketGenerator) -> list[dict[str, str]]:
    told: list[dict[str, str]] = await ask(hass_ws_client, "lovelace/resources")
    return told


async def remove(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()


async def test_the_panel_is_in_the_sidebar(home: Home, hass_ws_client: WebSocketGenerator) -> None:
    await set_up(home)
    panel = (await ask(hass_ws_client, "get_panels"))["listening"]
    assert panel["component_name"] == "custom"
    assert (panel["title"], panel["icon"]) == ("Listening", "mdi:record-player")
    said = panel["config"]["_panel_custom"]
    assert (said["name"], said["module_url"]) == ("spindle-panel", f"{BASE}/panel.js")
    assert panel["require_admin"] is True


async def test_the_sidebar_speaks_the_households_language(
    home: Home, hass_ws_client: WebSocketGenerator
) -> None:
    home.hass.config.language = "de"
    await set_up(home)
    panel = (await ask(hass_ws_client, "get_panels"))["listening"]
    assert panel["title"] == "Gehört"


async def test_it_is_everybodys_where_the_history_is(
    home: Home, hass_ws_client: WebSocketGenerator
) -> None:
    await set_up(home)
    home.hass.config_entries.async_update_entry(
        home.entry, options={OPTION_VISIBILITY: VISIBLE_TO_EVERYONE}
    )
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    await home.hass.async_block_till_done()
    panel = (await ask(hass_ws_client, "get_panels"))["listening"]
    assert panel["require_admin"] is False


async def test_the_files_are_kept_by_browsers_under_an_address_of_their_content(
    home: Home, hass_client: ClientSessionGenerator
) -> None:
    await set_up(home)
    client = await hass_client()
    for name in {*MANIFEST["first"]["panel"], *MANIFEST["first"]["cards"]}:
        answer = await client.get(f"{BASE}/{name}")
        assert answer.status == HTTPStatus.OK, name
        assert "max-age=2678400" in answer.headers["Cache-Control"]
        assert "javascript" in answer.headers["Content-Type"]
    assert (await client.get(f"{STATIC}panel.js")).status == HTTPStatus.NOT_FOUND


async def test_the_cards_are_one_resource_among_others(
    home: Home, hass_storage: dict[str, Any], hass_ws_client: WebSocketGenerator
) -> None:
    """Core before 2026.5 saved only what was added, if nobody had looked at the others yet."""
    hass_storage[RESOURCES] = stored(*FOREIGN)
    await set_up(home)
    told = await resources(hass_ws_client)
    assert [one["url"] for one in told] == [one["url"] for one in FOREIGN] + [CARDS]
    assert told[:2] == FOREIGN
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    await home.hass.async_block_till_done()
    assert await resources(hass_ws_client) == told
    await home.wait(20)
    assert hass_storage[RESOURCES]["data"]["items"] == told


async def test_an_update_replaces_the_address_and_leaves_one(
    home: Home, hass_storage: dict[str, Any], hass_ws_client: WebSocketGenerator
) -> None:
    old = [
        {"id": "old", "type": "module", "url": f"{STATIC}0123/cards.js"},
        {"id": "older", "type": "module", "url": f"{STATIC}4567/cards.js"},
    ]
    hass_storage[RESOURCES] = stored(FOREIGN[0], *old, FOREIGN[1])
    await set_up(home)
    told = await resources(hass_ws_client)
    assert [one["id"] for one in told] == ["one", "old", "two"]
    assert told[1]["url"] == CARDS


async def test_resources_in_yaml_are_left_alone(
    home: Home, hass_ws_client: WebSocketGenerator, caplog: pytest.LogCaptureFixture
) -> None:
    foreign = {"url": "/local/theirs.js", "type": "module"}
    key = "resource_mode" if has_resource_mode() else "mode"
    await set_up(home, **{key: "yaml"}, resources=[foreign])
    extra = home.hass.data[DATA_EXTRA_MODULE_URL]
    assert CARDS in extra.urls
    assert CARDS in caplog.text
    assert [one["url"] for one in await resources(hass_ws_client)] == [foreign["url"]]
    await home.hass.config_entries.async_reload(home.entry.entry_id)
    await home.hass.async_block_till_done()
    assert caplog.text.count("type: module") == 1
    await remove(home.hass, home.entry)
    assert CARDS not in extra.urls


def has_resource_mode() -> bool:
    """Tell whether this release lets resources alone be written in YAML (from 2026.2 on)."""
    from homeassistant.components.lovelace import LovelaceData  # noqa: PLC0415

    return "resource_mode" in LovelaceData.__annotations__


async def test_the_last_entry_takes_everything_with_it(
    home: Home, hass_storage: dict[str, Any], hass_ws_client: WebSocketGenerator
) -> None:
    hass_storage[RESOURCES] = stored(*FOREIGN)
    await set_up(home)
    await remove(home.hass, home.entry)
    assert "listening" not in await ask(hass_ws_client, "get_panels")
    assert await resources(hass_ws_client) == FOREIGN


async def test_an_entry_that_is_switched_off_takes_the_panel_and_leaves_the_cards(
    home: Home, hass_ws_client: WebSocketGenerator
) -> None:
    """Dashboards are to find their cards again when it is switched on."""
    await set_up(home)
    entries = home.hass.config_entries
    await entries.async_set_disabled_by(home.entry.entry_id, ConfigEntryDisabler.USER)
    await home.hass.async_block_till_done()
    assert "listening" not in await ask(hass_ws_client, "get_panels")
    assert [one["url"] for one in await resources(hass_ws_client)] == [CARDS]
    await entries.async_set_disabled_by(home.entry.entry_id, None)
    await home.hass.async_block_till_done()
    assert "listening" in await ask(hass_ws_client, "get_panels")


async def test_it_is_recorded_without_a_frontend(home: Home) -> None:
    kitchen = home.speaker("Kitchen")
    await home.set_up()
    assert "frontend" not in home.hass.config.components
    kitchen.play("Sinnerman")
    await home.wait(120)
    assert len(await home.rows()) == 1


async def test_the_browser_learns_which_build_is_installed(
    home: Home, hass_ws_client: WebSocketGenerator
) -> None:
    """A page that was loaded before an update is to say so."""
    await set_up(home)
    assert (await ask(hass_ws_client, f"{DOMAIN}/info"))["frontend"] == MANIFEST["hash"]
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe"})
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"]["frontend"] == MANIFEST["hash"]


def zipped(names: list[str]) -> int:
    return sum(len(gzip.compress((FILES / name).read_bytes(), 9)) for name in names)


def test_the_files_are_small() -> None:
    """Bytes that a browser fetches at first, and in all."""
    assert zipped(MANIFEST["first"]["cards"]) <= 20_000
    assert zipped(MANIFEST["first"]["panel"]) <= 45_000
    everything = [str(path.relative_to(FILES)) for path in FILES.rglob("*.js")]
    assert zipped(everything) <= 90_000


def test_elements_are_defined_in_one_way_only() -> None:
    """One defined while Home Assistant's app boots would be lost; see ``lib/define.ts``."""
    guilty = [
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.ts")
        if re.search(r"customElements\.define\(|@customElement", path.read_text())
    ]
    assert guilty == ["lib/define.ts"]


def test_the_panel_has_words_for_whatever_an_import_leaves_out() -> None:
    for language in ("en", "de"):
        texts = (SOURCES / "texts" / f"{language}-pages.ts").read_text()
        words = set(re.findall(r"^  refused_(\w+):", texts, re.MULTILINE))
        assert words == {*Refusal, NOT_STORED}


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Only names of namespaces, and links that a person may follow."""
    for path in FILES.rglob("*.js"):
        addresses = set(re.findall(r"https?://[\w.-]+", path.read_text()))
        assert addresses <= {"http://www.w3.org", "https://lit.dev", "https://github.com"}, (
            path.name
        )
