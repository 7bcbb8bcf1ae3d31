"""What every test of the questions may need."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest


@pytest.fixture(scope="session")
def utc() -> ZoneInfo:
    """The zone of tests in which it does not matter."""
    return ZoneInfo("UTC")
