"""Imports through the actions, the panel and the dialogs."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import ANY
import zipfile

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import callback
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from custom_components.spindle import import_job, staging
from custom_components.spindle.const import DOMAIN
from custom_components.spindle.import_progress import Phase
from custom_components.spindle.store import imports, jobs
from custom_components.spindle.store.imports import ImportPhase
from tests.household import state, value
from tests.imports.doors import act, bring, count, is_sound, over, upload
from tests.imports.files import FIRST, lastfm, spotify, spotify_account
from tests.sonos_household import opened

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from homeassistant.core import Event, EventStateChangedData, HomeAssistant
    from pytest_homeassistant_custom_component.common import MockConfigEntry
    from pytest_homeassistant_custom_component.typing import (
        ClientSessionGenerator,
        WebSocketGenerator,
    )

    from tests.imports.doors import Gate
    from tests.sonos_household import Home

pytestmark = pytest.mark.usefixtures("home")


async def test_an_export_is_brought_in(home: Home, hass: HomeAssistant, folder: Path) -> None:
    told = await bring(hass, lastfm(folder / "export.csv", 700))
    assert told["phase"] == "done"
    assert told["report"]["stored"] == told["report"]["rows"] == 700
    assert told["report"]["formats"] == ["lastfm"]
    assert told["report"]["first_played_at"] == "2015-01-01T00:00:00+00:00"
    assert await count(home) == 700
    assert await is_sound(home)
    assert home.scrobbled == []
    assert (folder / "export.csv").exists()


async def test_a_rehearsal_tells_the_same_and_writes_nothing(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    path = lastfm(folder / "export.csv", 700)
    path.write_text(path.read_text() + path.read_text().split("\n", 1)[1])
    rehearsed = await bring(hass, path, dry_run=True)
    assert rehearsed["dry_run"] is True
    assert await count(home) == 0
    told = await bring(hass, path)
    assert told["report"] == rehearsed["report"]
    assert (told["report"]["stored"], told["report"]["duplicates"]) == (700, 700)


async def test_the_same_file_again_writes_nothing(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    path = lastfm(folder / "export.csv", 600)
    first = await bring(hass, path)
    again = await bring(hass, path)
    assert again["id"] == first["id"]
    assert again["report"]["duplicates"] == 600
    assert again["report"]["stored"] == again["report"]["completed"] == 0
    await act(hass, "undo_import", id=first["id"])
    assert await count(home) == 0


@pytest.mark.parametrize("order", ["last account long", "long account last", "account last long"])
async def test_one_listener_in_three_formats_is_one_play_each(
    home: Home, hass: HomeAssistant, folder: Path, order: str
) -> None:
    files = {
        "last": lastfm(folder / "lastfm.csv", 300),
        "account": spotify_account(folder / "StreamingHistory0.json", 300),
        "long": spotify(folder / "Streaming_History_Audio_2015.json", 300),
    }
    for name in order.split():
        await bring(hass, files[name])
    assert await count(home) == 300
    assert {row[0] for row in await home.rows("album")} == {f"Album {n}" for n in range(11)}
    assert await is_sound(home)


async def test_personal_fields_are_nowhere(
    home: Home, hass: HomeAssistant, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with zipfile.ZipFile(folder / "my_spotify_data.zip", "w") as packed:
        packed.write(spotify(folder / "endsong_0.json", 20), "MyData/endsong_0.json")
    await bring(hass, folder / "my_spotify_data.zip")
    dump = await home.house.read(_dump)
    for personal in ("somebody", "192.0.2.1"):
        assert personal not in dump
        assert personal not in caplog.text


def _dump(db: Connection) -> str:
    tables = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'name_search%'"
    ).fetchall()
    return repr([db.execute(f"SELECT * FROM {table}").fetchall() for (table,) in tables])  # noqa: S608


async def test_an_import_is_undone_as_a_whole(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    await act(hass, "scrobble", artist="Nina Simone", title="Sinnerman")
    told = await bring(hass, lastfm(folder / "export.csv", 300))
    undone = await act(hass, "undo_import", id=told["id"])
    assert (undone["phase"], undone["plays"]) == ("undone", 0)
    assert await home.rows("title") == [("Sinnerman",)]
    assert await is_sound(home)
    again = await bring(hass, folder / "export.csv")
    assert again["report"]["stored"] == 300


async def test_a_file_elsewhere_is_refused(
    home: Home, hass: HomeAssistant, tmp_path: Path, folder: Path
) -> None:
    outside = lastfm(tmp_path / "export.csv", 3)
    (folder / "link.csv").symlink_to(outside)
    for path in (outside, folder / ".." / "export.csv", folder / "link.csv"):
        with pytest.raises(ServiceValidationError) as refused:
            await bring(hass, path)
        assert refused.value.translation_key == "path_not_allowed"
    assert await count(home) == 0


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"", "import_empty"), (b"hello", "import_not_recognised"), (None, "import_unreadable")],
)
async def test_what_is_no_history_is_refused(
    home: Home, hass: HomeAssistant, folder: Path, content: bytes | None, key: str
) -> None:
    if content is not None:
        (folder / "file").write_bytes(content)
    with pytest.raises(ServiceValidationError) as refused:
        await bring(hass, folder / "file")
    assert refused.value.translation_key == key
    assert await home.house.importer.async_list() == ()


async def test_a_restart_goes_on_where_the_import_was(
    home: Home, hass: HomeAssistant, folder: Path, held: Gate
) -> None:
    path = lastfm(folder / "export.csv", 300)
    calling = hass.async_create_task(bring(hass, path))
    await held.shut(hass)
    unloading = hass.async_create_task(hass.config_entries.async_unload(home.entry.entry_id))
    await asyncio.sleep(0)
    held.open()
    assert await unloading
    with pytest.raises(HomeAssistantError) as interrupted:
        await calling
    assert interrupted.value.translation_key == "import_interrupted"

    await home.set_up()
    known = await over(home)
    assert known.phase is ImportPhase.DONE
    assert known.plan.report
    assert known.plan.report["stored"] == known.plan.report["rows"] == known.plays == 300
    assert known.plan.report["duplicates"] == 0
    assert await count(home) == 300
    assert await is_sound(home)


async def test_an_import_is_cancelled_and_what_it_brought_undone(
    home: Home, hass: HomeAssistant, folder: Path, held: Gate
) -> None:
    calling = hass.async_create_task(bring(hass, lastfm(folder / "export.csv", 300)))
    await held.shut(hass)
    (known,) = await home.house.importer.async_list()
    assert known.phase is ImportPhase.RUNNING
    cancelling = hass.async_create_task(act(hass, "cancel_import", id=known.id))
    await asyncio.sleep(0)
    held.open()
    cancelled = await cancelling
    assert cancelled["phase"] == "cancelled"
    assert (await calling)["phase"] == "cancelled"
    brought = await count(home)
    assert 60 <= brought < 300
    assert cancelled["plays"] == brought
    undone = await act(hass, "undo_import", id=known.id)
    assert undone["phase"] == "undone"
    assert await count(home) == 0
    assert await is_sound(home)


async def test_an_import_that_runs_is_undone_at_once(
    home: Home, hass: HomeAssistant, folder: Path, held: Gate
) -> None:
    calling = hass.async_create_task(bring(hass, lastfm(folder / "export.csv", 300)))
    await held.shut(hass)
    (known,) = await home.house.importer.async_list()
    undoing = hass.async_create_task(act(hass, "undo_import", id=known.id))
    await asyncio.sleep(0)
    held.open()
    assert (await undoing)["phase"] == "undone"
    await calling
    assert await count(home) == 0


async def test_a_full_disk_pauses_an_import(
    home: Home, hass: HomeAssistant, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_job, "PAUSE", 0.01)
    phases: list[Phase] = []
    home.house.importer.async_add_progress_listener(lambda told: phases.append(told.phase))
    bring_some, refusals = imports.bring, 3

    def refuse_thrice(*args: Any, **options: Any) -> Any:
        nonlocal refusals
        refusals -= 1
        if refusals >= 0:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return bring_some(*args, **options)

    monkeypatch.setattr(imports, "bring", refuse_thrice)
    told = await bring(hass, lastfm(folder / "export.csv", 300))
    assert told["report"]["stored"] == 300
    assert Phase.PAUSED in phases
    assert phases[-1] is Phase.IDLE
    assert await count(home) == 300


async def test_an_upload_is_moved_at_once_and_deleted_when_done(
    home: Home, hass: HomeAssistant, folder: Path, hass_client: ClientSessionGenerator, held: Gate
) -> None:
    file_id = await upload(await hass_client(), lastfm(folder / "export.csv", 100))
    calling = hass.async_create_task(act(hass, "import_history", upload=file_id))
    await held.shut(hass)
    (staged,) = staging.folder_of(hass).iterdir()
    assert staged.stat().st_size == (folder / "export.csv").stat().st_size
    held.open()
    told = await calling
    assert told["report"]["stored"] == 100
    assert list(staging.folder_of(hass).iterdir()) == []
    (known,) = await home.house.importer.async_list()
    assert known.plan.name == "export.csv"
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_history", upload=file_id)
    assert refused.value.translation_key == "import_no_upload"


async def test_an_upload_that_is_no_history_is_deleted(
    hass: HomeAssistant, folder: Path, hass_client: ClientSessionGenerator
) -> None:
    (folder / "hello.txt").write_text("hello")
    file_id = await upload(await hass_client(), folder / "hello.txt")
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_history", upload=file_id)
    assert refused.value.translation_key == "import_not_recognised"
    assert list(staging.folder_of(hass).iterdir()) == []


async def test_a_huge_upload_is_refused(
    hass: HomeAssistant,
    folder: Path,
    hass_client: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = lastfm(folder / "export.csv", 100)
    monkeypatch.setattr(staging, "LARGEST_UPLOAD", path.stat().st_size - 1)
    file_id = await upload(await hass_client(), path)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_history", upload=file_id)
    assert refused.value.translation_key == "import_upload_too_large"
    assert list(staging.folder_of(hass).iterdir()) == []
    assert (await bring(hass, path))["report"]["stored"] == 100


async def test_no_file_is_refused(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, "import_history")
    assert refused.value.translation_key == "import_no_file"


async def test_an_unknown_import_is_refused(hass: HomeAssistant) -> None:
    for action in ("cancel_import", "undo_import"):
        with pytest.raises(ServiceValidationError) as refused:
            await act(hass, action, id=99)
        assert refused.value.translation_key == "unknown_import"


async def test_what_nobody_waits_for_is_swept_at_the_start(
    home: Home, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = asyncio.Event()
    sweep = staging.sweep

    def sweep_and_tell(*args: Any) -> None:
        sweep(*args)
        hass.loop.call_soon_threadsafe(swept.set)

    monkeypatch.setattr(staging, "sweep", sweep_and_tell)
    folder = staging.folder_of(hass)
    folder.mkdir(parents=True)
    (folder / "left").write_text("behind")
    (folder / "broken.json").write_text("{")
    await hass.config_entries.async_reload(home.entry.entry_id)
    await swept.wait()
    assert list(folder.iterdir()) == []


async def test_what_is_dropped_at_set_up_is_brought_in(
    home: Home, hass: HomeAssistant, folder: Path, hass_client: ClientSessionGenerator
) -> None:
    assert await hass.config_entries.async_remove(home.entry.entry_id)
    dialog = hass.config_entries.flow
    page = await dialog.async_init(DOMAIN, context={"source": SOURCE_USER})
    page = await dialog.async_configure(page["flow_id"], {})  # Sonos is missing here.
    assert page["step_id"] == "history"
    chosen: dict[str, Any] = {"public_services": {"deezer": True}}

    (folder / "hello.txt").write_text("hello")
    chosen["elsewhere"] = {"file": await upload(await hass_client(), folder / "hello.txt")}
    page = await dialog.async_configure(page["flow_id"], chosen)
    assert (page["step_id"], page["errors"]) == ("history", {"base": "import_not_recognised"})

    chosen["elsewhere"] = {
        "file": await upload(await hass_client(), lastfm(folder / "export.csv", 60))
    }
    done = await dialog.async_configure(page["flow_id"], chosen)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert done["options"] == {"public_services": ["deezer"]}
    home.entry = cast("MockConfigEntry", done["result"])
    await opened(home.house)
    while not await home.house.importer.async_list():
        await home.settle()
    assert (await over(home)).phase is ImportPhase.DONE
    assert await count(home) == 60
    assert list(staging.folder_of(hass).iterdir()) == []


async def test_a_file_that_is_gone_ends_the_import(
    home: Home, hass: HomeAssistant, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lastfm(folder / "export.csv", 10)
    begin = imports.begin

    def begin_too_late(*args: Any) -> Any:
        path.unlink()
        return begin(*args)

    monkeypatch.setattr(imports, "begin", begin_too_late)
    with pytest.raises(ServiceValidationError) as refused:
        await bring(hass, path)
    assert refused.value.translation_key == "import_failed"
    (known,) = await home.house.importer.async_list()
    assert known.phase is ImportPhase.FAILED
    assert known.error == "No such file or directory"


async def test_the_statistics_are_rewritten_once_from_the_earliest_hour(
    home: Home, hass: HomeAssistant, folder: Path
) -> None:
    await bring(hass, lastfm(folder / "export.csv", 600))
    job = await home.house.read(jobs.find, jobs.STATISTICS, jobs.REWRITE)
    assert job is not None
    assert job.payload == {"from": FIRST}


async def test_the_sensor_shows_calmly_what_the_importer_is_at(
    hass: HomeAssistant, folder: Path, held: Gate
) -> None:
    assert value(hass, "import") == "idle"
    states: list[str] = []

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        if new := event.data["new_state"]:
            states.append(new.state)

    async_track_state_change_event(
        hass,
        [state(hass, "import").entity_id],
        note,
    )
    calling = hass.async_create_task(bring(hass, lastfm(folder / "export.csv", 300)))
    await held.shut(hass)
    assert value(hass, "import") == "importing"
    held.open()
    await calling
    await hass.async_block_till_done()
    assert states == ["importing", "idle"]


async def test_the_panel_lists_starts_and_undoes(
    home: Home, hass: HomeAssistant, folder: Path, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(hass)

    async def ask(command: str, **data: Any) -> dict[str, Any]:
        await client.send_json_auto_id({"type": f"spindle/imports/{command}", **data})
        answer: dict[str, Any] = await client.receive_json()
        return answer

    path = str(lastfm(folder / "export.csv", 40))
    rehearsed = await ask("start", path=path, dry_run=True)
    assert rehearsed["result"]["report"]["stored"] == 40
    started = await ask("start", path=path)
    assert started["result"] == {"dry_run": False, "import_id": ANY}
    assert (await over(home)).phase is ImportPhase.DONE
    (listed,) = (await ask("list"))["result"]["imports"]
    assert (listed["name"], listed["phase"], listed["plays"]) == ("export.csv", "done", 40)
    undone = await ask("undo", import_id=listed["id"])
    assert undone["result"]["phase"] == "undone"
    refused = await ask("cancel", import_id=99)
    assert refused["error"]["translation_key"] == "unknown_import"
    assert (await ask("start"))["error"]["translation_key"] == "import_no_file"


async def test_only_administrators_import(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    client = await hass_ws_client(hass, hass_read_only_access_token)
    for command, data in (("list", {}), ("start", {"path": "x"}), ("undo", {"import_id": 1})):
        await client.send_json_auto_id({"type": f"spindle/imports/{command}", **data})
        assert (await client.receive_json())["error"]["code"] == "unauthorized"


async def test_the_options_rehearse_an_upload_and_bring_it_in(
    home: Home, hass: HomeAssistant, folder: Path, hass_client: ClientSessionGenerator
) -> None:
    options = hass.config_entries.options
    menu = await options.async_init(home.entry.entry_id)
    form = await options.async_configure(menu["flow_id"], {"next_step_id": "import"})
    assert form["step_id"] == "import"
    refused = await options.async_configure(form["flow_id"], {"file": f"{1:032x}", "shortest": 30})
    assert refused["errors"] == {"file": "import_no_upload"}

    file_id = await upload(await hass_client(), lastfm(folder / "export.csv", 50))
    shown = await options.async_configure(form["flow_id"], {"file": file_id, "shortest": 30})
    assert shown["type"] is FlowResultType.SHOW_PROGRESS
    await hass.async_block_till_done()
    offer = await options.async_configure(form["flow_id"])
    assert offer["step_id"] == "import_offer"
    placeholders = offer["description_placeholders"]
    assert placeholders is not None
    assert placeholders["name"] == r"export\.csv"
    assert placeholders["new"] == placeholders["rows"] == "50"
    assert await count(home) == 0
    done = await options.async_configure(form["flow_id"], {})
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "import_started")
    assert (await over(home)).phase is ImportPhase.DONE
    assert await count(home) == 50
    assert list(staging.folder_of(hass).iterdir()) == []


async def test_a_closed_dialog_keeps_no_upload(
    home: Home, hass: HomeAssistant, folder: Path, hass_client: ClientSessionGenerator
) -> None:
    options = hass.config_entries.options
    menu = await options.async_init(home.entry.entry_id)
    await options.async_configure(menu["flow_id"], {"next_step_id": "import"})
    file_id = await upload(await hass_client(), lastfm(folder / "export.csv", 50))
    await options.async_configure(menu["flow_id"], {"file": file_id, "shortest": 30})
    await hass.async_block_till_done()
    options.async_abort(menu["flow_id"])
    await hass.async_block_till_done()
    assert list(staging.folder_of(hass).iterdir()) == []
    assert await home.house.importer.async_list() == ()
