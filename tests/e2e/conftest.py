"""A real Home Assistant and the speakers it listens to, for one test."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from .process import HomeAssistant, only_one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPEAKERS = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]


@pytest.fixture
def loopback(socket_enabled: None) -> None:  # noqa: ARG001 - it comes first
    """Let this test use sockets between the speakers' addresses and nothing else."""
    # Typed at one end of the range and not at the other.
    import_module("pytest_socket").socket_allow_hosts(SPEAKERS, allow_unix_socket=True)


@pytest.fixture
def home(loopback: None, tmp_path: Path) -> Iterator[HomeAssistant]:  # noqa: ARG001
    """A fresh configuration with only ``custom_components/spindle`` in it, not yet started."""
    with only_one():
        home = HomeAssistant(tmp_path / "config")
        home.prepare()
        try:
            yield home
        finally:
            home.kill()
