"""Home Assistant's backup finds the database still, and is never given up because of it."""

from __future__ import annotations

import asyncio
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
import shutil
from typing import TYPE_CHECKING

from homeassistant.components.backup.const import DATA_MANAGER
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component
import pytest

from custom_components.spindle import backup
from custom_components.spindle.const import DOMAIN
from custom_components.spindle.house import House
from custom_components.spindle.store import audit, commands
from custom_components.spindle.store.connection import open_writer
from custom_components.spindle.store.readers import recent
from custom_components.spindle.store.types import NewPlay
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant


@pytest.fixture
async def history(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A history with one play."""
    home = Home.make(hass, freezer, tmp_path)
    await home.set_up()
    await home.house.write(commands.record_play, play(0))
    return home


def play(number: int) -> NewPlay:
    return NewPlay(played_at=1_700_000_000 + number * 500, artist="Low", title="Lullaby")


async def test_the_database_stands_still_from_one_hook_to_the_other(
    hass: HomeAssistant, history: Home, tmp_path: Path
) -> None:
    path = history.house.path
    await backup.async_pre_backup(hass)
    before = path.read_bytes()
    waiting = [asyncio.ensure_future(history.house.write_kept(commands.record_play, play(1)))]
    assert len(await history.house.read(recent, 10)) == 1
    shutil.copy(path, tmp_path / "restored.db")
    assert path.read_bytes() == before
    assert not waiting[0].done()
    await backup.async_post_backup(hass)
    await asyncio.gather(*waiting)
    assert len(await history.house.read(recent, 10)) == 2
    with closing(open_writer(tmp_path / "restored.db")) as restored:
        assert len(recent(restored, 10)) == 1
        assert audit.compare(restored) == []


async def test_without_a_history_there_is_nothing_to_do(hass: HomeAssistant) -> None:
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)


async def test_what_goes_wrong_is_only_told(
    hass: HomeAssistant,
    history: Home,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def refuse(_: House) -> None:
        raise HomeAssistantError("the disk is full")

    def break_down(_: House) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(House, "begin_backup", refuse)
    await backup.async_pre_backup(hass)
    assert "the disk is full" in caplog.text
    monkeypatch.setattr(House, "async_end_backup", break_down)
    await backup.async_post_backup(hass)
    assert "a bug" in caplog.text
    monkeypatch.undo()
    await history.house.write(commands.record_play, play(2))


async def test_a_backup_does_not_wait_for_ever(
    hass: HomeAssistant,
    history: Home,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def never(_: House) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(House, "begin_backup", never)
    monkeypatch.setattr(backup, "PATIENCE", 0)
    await backup.async_pre_backup(hass)
    assert "does not wait longer" in caplog.text
    await history.house.write(commands.record_play, play(2))


async def test_home_assistant_calls_the_hooks(hass: HomeAssistant, history: Home) -> None:
    if find_spec("homeassistant.helpers.backup"):  # Earlier releases begin it there.
        import_module("homeassistant.helpers.backup").async_initialize_backup(hass)
    assert await async_setup_component(hass, "backup", {})
    await hass.async_block_till_done()
    manager = hass.data[DATA_MANAGER]
    await manager.async_pre_backup_actions()
    waiting = asyncio.ensure_future(history.house.write(commands.record_play, play(3)))
    assert len(await history.house.read(recent, 10)) == 1
    assert not waiting.done()
    await manager.async_post_backup_actions()
    await waiting
    assert len(await history.house.read(recent, 10)) == 2
