"""A way to the simulated services: sockets on loopback, and a client that knows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def http(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:  # noqa: ARG001 (it comes first)
    """A plain HTTP client."""
    async with aiohttp.ClientSession() as session:
        yield session
