"""Sockets for simulated speakers, each on a loopback address of its own."""

from __future__ import annotations

from importlib import import_module
from ipaddress import IPv4Address
import os
from typing import TYPE_CHECKING

import aiohttp
import pytest

from .playback import Quirks
from .stage import Stage, build_household

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MOST_SPEAKERS = 8


@pytest.fixture
def first_address() -> str:
    """An address that no other test run on this machine has, for the first speaker."""
    block = os.getpid() % 60_000
    return f"127.{1 + block // 250}.{block % 250}.1"


@pytest.fixture
def loopback(first_address: str, socket_enabled: None) -> None:  # noqa: ARG001 - it comes first
    """Let this test use sockets between the speakers' addresses and nothing else."""
    first = IPv4Address(first_address)
    addresses = [str(first + number) for number in range(MOST_SPEAKERS)]
    # Typed at one end of the range and not at the other.
    import_module("pytest_socket").socket_allow_hosts(
        ["127.0.0.1", *addresses], allow_unix_socket=True
    )


@pytest.fixture
def quirks() -> dict[str, Quirks]:
    """The rooms of the stage; a test that wants quirks overrides it."""
    return {"Kitchen": Quirks(), "Office": Quirks(), "Living Room": Quirks()}


@pytest.fixture
async def stage(
    loopback: None,  # noqa: ARG001 - the servers need it
    first_address: str,
    quirks: dict[str, Quirks],
) -> AsyncIterator[Stage]:
    """Three speakers on the network."""
    household = build_household(quirks, first_address=first_address)
    async with Stage(household, first_notify_after=0.02) as stage:
        yield stage


@pytest.fixture
async def session(loopback: None) -> AsyncIterator[aiohttp.ClientSession]:  # noqa: ARG001
    """A plain HTTP client."""
    async with aiohttp.ClientSession() as session:
        yield session
