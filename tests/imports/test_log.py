"""What the log says of an import: people's names stand in files and in what they are called."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.spindle.store import imports
from tests.history.samples import PERSONAL, SPOTIFY
from tests.imports.doors import act, bring, count, upload
from tests.imports.files import spotify

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

    from tests.imports.doors import Gate
    from tests.sonos_household import Home

pytestmark = pytest.mark.usefixtures("home")

NAME = "Erika-Mustermann"
"""Stands in the name of every file here."""
TOLD = {"Hyperballad", "Skipped", "Silence", "Björk"}
"""What was played is no business of the log either."""
OURS = "custom_components.spindle"


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Log what there is to log."""
    caplog.set_level(logging.DEBUG)


def lines(caplog: pytest.LogCaptureFixture) -> str:
    """Return what the log holds, but for how Home Assistant hands the words of an action on."""
    return "\n".join(
        logging.Formatter().format(record)
        for record in caplog.records
        if record.name.startswith(OURS) or record.levelno >= logging.INFO
    )


def assert_it_names_nobody(caplog: pytest.LogCaptureFixture, says: str) -> None:
    """Hold that the log says something of the import, and nothing of anybody."""
    told = lines(caplog)
    assert says in told
    for name in {NAME, *map(str, PERSONAL.values())} | TOLD:
        assert name not in told


async def test_of_one_that_is_brought_in(
    home: Home, hass: HomeAssistant, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = folder / f"{NAME}.json"
    path.write_text(json.dumps(SPOTIFY))
    await bring(hass, path, dry_run=True)
    told = await bring(hass, path)
    await act(hass, "undo_import", id=told["id"])
    assert told["report"]["stored"] == 1
    assert await count(home) == 0
    assert_it_names_nobody(caplog, f"Import {told['id']} was brought in: 1 new plays")


async def test_of_an_upload(
    hass: HomeAssistant,
    folder: Path,
    hass_client: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = folder / f"{NAME}.json"
    path.write_text(json.dumps(SPOTIFY))
    client = await hass_client()
    told = await act(hass, "import_history", upload=await upload(client, path))
    path.write_text(NAME)
    with pytest.raises(ServiceValidationError):
        await act(hass, "import_history", upload=await upload(client, path))
    assert_it_names_nobody(caplog, f"Import {told['id']} was brought in")


async def test_of_one_that_fails(
    home: Home,
    hass: HomeAssistant,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = folder / f"{NAME}.json"
    path.write_text(json.dumps(SPOTIFY))
    begin = imports.begin

    def begin_too_late(*args: Any) -> Any:
        path.unlink()
        return begin(*args)

    monkeypatch.setattr(imports, "begin", begin_too_late)
    with pytest.raises(ServiceValidationError):
        await bring(hass, path)
    (known,) = await home.house.importer.async_list()
    assert_it_names_nobody(caplog, f"Import {known.id} ended early")


async def test_of_one_that_is_stopped(
    home: Home,
    hass: HomeAssistant,
    folder: Path,
    held: Gate,
    caplog: pytest.LogCaptureFixture,
) -> None:
    calling = hass.async_create_task(bring(hass, spotify(folder / f"{NAME}.json", 200)))
    await held.shut(hass)
    (known,) = await home.house.importer.async_list()
    cancelling = hass.async_create_task(act(hass, "cancel_import", id=known.id))
    await asyncio.sleep(0)
    held.open()
    assert (await cancelling)["phase"] == (await calling)["phase"] == "cancelled"
    told = lines(caplog)
    for name in (NAME, "somebody", "192.0.2.1", "Track 1"):
        assert name not in told
