"""What becomes of a file before it is read: refused, kept while it is needed, deleted after."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.spindle import import_progress, import_sensor, staging
from custom_components.spindle.history import archive
from custom_components.spindle.import_words import as_text
from tests.history.samples import SPOTIFY, zip_of
from tests.household import state
from tests.imports.doors import act, bring, count, over, upload
from tests.imports.files import lastfm

if TYPE_CHECKING:
    from pathlib import Path

    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import (
        ClientSessionGenerator,
        WebSocketGenerator,
    )

    from tests.imports.doors import Gate
    from tests.sonos_household import Home

pytestmark = pytest.mark.usefixtures("home")


def staged(hass: HomeAssistant) -> list[Path]:
    """Return the files that wait."""
    return sorted(staging.folder_of(hass).iterdir())


@pytest.mark.parametrize("dry_run", [True, False])
async def test_a_zip_bomb_is_refused_at_every_door(
    home: Home,
    hass: HomeAssistant,
    folder: Path,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    dry_run: bool,  # noqa: FBT001
) -> None:
    bomb = folder / "my_spotify_data.zip"
    bomb.write_bytes(zip_of({"a.csv": b"0" * (archive.SMALL + 1)}))
    client = await hass_client()
    with pytest.raises(ServiceValidationError) as refused:
        await bring(hass, bomb, dry_run=dry_run)
    assert refused.value.translation_key == "import_too_large"
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_history", upload=await upload(client, bomb), dry_run=dry_run)
    assert refused.value.translation_key == "import_too_large"
    panel = await hass_ws_client(hass)
    await panel.send_json_auto_id(
        {
            "type": "spindle/imports/start",
            "upload": await upload(client, bomb),
            "dry_run": dry_run,
        }
    )
    assert (await panel.receive_json())["error"]["translation_key"] == "import_too_large"
    assert staged(hass) == []
    assert await home.house.importer.async_list() == ()


async def test_the_panel_may_not_read_outside_the_allowed_folders(
    home: Home,
    hass: HomeAssistant,
    folder: Path,
    tmp_path: Path,
    hass_ws_client: WebSocketGenerator,
) -> None:
    outside = lastfm(tmp_path / "export.csv", 3)
    panel = await hass_ws_client(hass)
    for path in (outside, folder / ".." / "export.csv", "/etc/passwd"):
        for dry_run in (True, False):
            await panel.send_json_auto_id(
                {"type": "spindle/imports/start", "path": str(path), "dry_run": dry_run}
            )
            failed = (await panel.receive_json())["error"]
            assert failed["translation_key"] == "path_not_allowed"
    assert await count(home) == 0
    assert await home.house.importer.async_list() == ()


async def test_the_same_file_once_more_while_it_is_brought_in_leaves_no_copy(
    home: Home,
    hass: HomeAssistant,
    folder: Path,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    slow: Gate,
) -> None:
    client, panel = await hass_client(), await hass_ws_client(hass)
    path = lastfm(folder / "export.csv", 200)
    first = await upload(client, path)
    calling = hass.async_create_task(act(hass, "import_history", upload=first))
    await slow.shut(hass)
    (read,) = staged(hass)
    again = await upload(client, path)
    await panel.send_json_auto_id({"type": "spindle/imports/start", "upload": again})
    started = (await panel.receive_json())["result"]
    assert staged(hass) == [read]
    slow.open()
    told = await calling
    assert told["id"] == started["import_id"]
    assert told["report"]["stored"] == await count(home) == 200
    assert staged(hass) == []


async def test_the_panel_stops_an_import_and_its_upload_is_deleted(
    home: Home,
    hass: HomeAssistant,
    folder: Path,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    slow: Gate,
) -> None:
    file_id = await upload(await hass_client(), lastfm(folder / "export.csv", 300))
    panel = await hass_ws_client(hass)

    async def ask(command: str, **data: Any) -> dict[str, Any]:
        await panel.send_json_auto_id({"type": f"spindle/imports/{command}", **data})
        told: dict[str, Any] = (await panel.receive_json())["result"]
        return told

    started = await ask("start", upload=file_id)
    await slow.shut(hass)
    (running,) = (await ask("list"))["imports"]
    assert (running["id"], running["phase"]) == (started["import_id"], "running")
    assert running["plays"] == 80
    assert 100 * 80 // 300 <= running["percent"] < 40
    assert len(staged(hass)) == 1
    assert (await ask("cancel", import_id=running["id"]))["phase"] == "cancelled"
    slow.open()
    await over(home)
    await hass.async_block_till_done()
    assert staged(hass) == []
    assert await count(home) == 80
    assert (await ask("undo", import_id=running["id"]))["phase"] == "undone"
    assert await count(home) == 0


async def test_the_sensor_tells_how_far_an_import_is(
    hass: HomeAssistant, folder: Path, slow: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_progress, "CALM", 0)
    monkeypatch.setattr(import_sensor, "CALM", 0)
    assert "percent" not in state(hass, "import").attributes
    calling = hass.async_create_task(bring(hass, lastfm(folder / "export.csv", 300)))
    await slow.shut(hass)
    shown = state(hass, "import")
    assert shown.state == "importing"
    assert shown.attributes["rows"] == 80
    assert 100 * 80 // 300 <= shown.attributes["percent"] < 40
    slow.open()
    assert (await calling)["report"]["stored"] == 300
    await hass.async_block_till_done()
    assert state(hass, "import").state == "idle"
    assert not {"percent", "rows"} & state(hass, "import").attributes.keys()


async def test_the_dialog_tells_what_is_left_out_by_reason(
    home: Home, hass: HomeAssistant, folder: Path, hass_client: ClientSessionGenerator
) -> None:
    path = folder / "endsong_0.json"
    path.write_text(json.dumps([*SPOTIFY, *SPOTIFY[1:2]]))
    options = hass.config_entries.options
    menu = await options.async_init(home.entry.entry_id)
    await options.async_configure(menu["flow_id"], {"next_step_id": "import"})
    file_id = await upload(await hass_client(), path)
    await options.async_configure(menu["flow_id"], {"file": file_id, "shortest": 30})
    await hass.async_block_till_done()
    offer = await options.async_configure(menu["flow_id"])
    placeholders = offer["description_placeholders"]
    assert placeholders is not None
    skipped = r"2016-01-01T00\:03\:00Z, Björk, Skipped"
    assert placeholders["refused"].split("\n") == [
        "6",
        f"- Played too briefly: 2, such as {skipped}; {skipped}",
        r"- Not played at all: 1, such as 2016-01-01T00\:03\:00Z, Björk, Silence",
        r"- Podcasts: 1, such as 2016-01-01T00\:03\:00Z, Talk, One",
        r"- Audiobooks: 1, such as 2016-01-01T00\:03\:00Z, A book",
        r"- Without a title: 1, such as 2016-01-01T00\:03\:00Z",
    ]
    options.async_abort(menu["flow_id"])
    await hass.async_block_till_done()
    assert staged(hass) == []


def test_words_of_strangers_do_nothing_in_a_dialog() -> None:
    assert as_text("![x](http://a.b) <b>*c*") == r"\!\[x\](http\://a\.b) \<b\>\*c\*"
