"""Fixtures that every room's tests share."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from homeassistant.components import file_upload
from hypothesis import settings
import pytest

# First of all: claims the name `custom_components` before the plugin's own package does.
from custom_components.spindle.const import DOMAIN  # noqa: F401
from tests import threads

if TYPE_CHECKING:
    from freezegun.api import FrozenDateTimeFactory

# `pytest --hypothesis-profile=thorough` looks harder; deadlines only measure busy machines.
settings.register_profile("quick", max_examples=30, deadline=None, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=2000)
settings.load_profile("quick")

# The harness has the recorder tell every statement; nobody reads them.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)

threads.watch()


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations(request: pytest.FixtureRequest) -> None:
    """Load Spindle in every test that has a Home Assistant; the recorder comes first."""
    if "recorder_mock" in request.fixturenames:
        request.getfixturevalue("recorder_mock")
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """Take the harness's place, which runs every loop in asyncio's debug mode.

    That notes the whole stack for every future, half the time of a test. The mode is
    Python's own to switch on: ``PYTHONASYNCIODEBUG=1``.
    """


@pytest.fixture(name="freezer")
def freezer_fixture(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Stop the clocks at an evening in March, whatever the hour of the test's own run."""
    freezer.move_to("2026-03-01 20:00:00+00:00")
    return freezer


@pytest.fixture(autouse=True)
def patience_with_the_store(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do not watch the store by a clock that is stopped: its threads live in real time."""
    if "freezer" in request.fixturenames:
        monkeypatch.setattr("custom_components.spindle.house.WRITER_DEADLINE", float("inf"))


@pytest.fixture(autouse=True)
def uploads_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep uploads apart from those of tests in other processes: Home Assistant removes them all."""
    monkeypatch.setattr(file_upload, "TEMP_DIR_NAME", f"{file_upload.TEMP_DIR_NAME}-{os.getpid()}")


@pytest.fixture(autouse=True)
def timers_that_are_due_now(
    request: pytest.FixtureRequest,
    auto_enable_custom_integrations: None,  # noqa: ARG001 (the recorder comes first)
) -> None:
    """Let a loop by a stopped clock see what is due at this very moment.

    That clock counts from 1970, and the billionth of a second by which a loop looks ahead is
    lost in so great a number: it would turn and turn, until the clock went on.
    """
    if {"freezer", "hass"} <= set(request.fixturenames):
        request.getfixturevalue("hass").loop._clock_resolution = 1e-6
