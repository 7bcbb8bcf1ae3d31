"""Answers that are kept do not outlive what they say of Lidarr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.lidarr_decisions import async_refuse
from custom_components.spindle.store.lidarr_types import WantedStatus
from tests.lidarr_home import LidarrHome, album, begin_lidarr

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant


@pytest.fixture(name="lidarr")
async def lidarr_fixture(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> LidarrHome:
    """Lidarr, set up alone."""
    return await begin_lidarr(hass, freezer, tmp_path)


async def test_they_are_forgotten_when_items_move_and_only_then(lidarr: LidarrHome) -> None:
    answers = lidarr.home.house.answers
    await lidarr.put(album(), status=WantedStatus.SUGGESTED)
    moved = answers.generation
    assert moved > 0
    await lidarr.stand(depth=7)
    assert answers.generation == moved


async def test_they_are_forgotten_at_once_when_a_person_decides(lidarr: LidarrHome) -> None:
    (item,) = await lidarr.put(album(), status=WantedStatus.SUGGESTED)
    before = lidarr.home.house.answers.generation
    assert await async_refuse(lidarr.runtime, [item]) == 1
    assert lidarr.home.house.answers.generation > before
