"""A history that may import from a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from custom_components.spindle import import_reading, worker
from custom_components.spindle.history import reading
from custom_components.spindle.store import imports
from tests.imports.doors import Gate
from tests.sonos_household import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

    from custom_components.spindle.history import Report
    from custom_components.spindle.store.bulk import Tally


@pytest.fixture
async def home(hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A history that may import from a folder. Its time is real: imports wait for threads."""
    monkeypatch.setattr(worker, "BREATH", 0.01)
    home = Home.make(hass, cast("FrozenDateTimeFactory", None), tmp_path)
    home.speaker("Kitchen")
    (tmp_path / "in").mkdir()
    hass.config.allowlist_external_dirs = {str(tmp_path / "in")}
    await home.set_up()
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that is allowed."""
    return tmp_path / "in"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Let an import bring some pieces and then wait."""
    gate = Gate()
    bring_some = imports.bring

    def bring_held(*args: Any, **options: Any) -> Any:
        gate.pass_one()
        return bring_some(*args, **options)

    monkeypatch.setattr(imports, "bring", bring_held)
    monkeypatch.setattr(import_reading, "ROWS", 20)
    yield gate
    gate.open()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Let an import read some pieces and then wait, while others may write."""
    gate = Gate()
    count_in = import_reading.add

    def count_in_turn(report: Report, tally: Tally) -> Report:
        gate.pass_one()
        return count_in(report, tally)

    monkeypatch.setattr(import_reading, "add", count_in_turn)
    monkeypatch.setattr(import_reading, "ROWS", 20)
    monkeypatch.setattr(reading, "CHUNK", 1024)
    yield gate
    gate.open()
