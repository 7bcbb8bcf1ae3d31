"""Fixtures that every room's tests share."""

from __future__ import annotations

import pytest

# First of all: claims the name `custom_components` before the plugin's own package does.
from custom_components.spindle.const import DOMAIN  # noqa: F401


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations(request: pytest.FixtureRequest) -> None:
    """Load Spindle in every test that has a Home Assistant; the recorder comes first."""
    if "recorder_mock" in request.fixturenames:
        request.getfixturevalue("recorder_mock")
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")
