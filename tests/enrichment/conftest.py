"""A world with an empty store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.conftest import create

from .services import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return a world in which nothing was played yet."""
    with closing(create(tmp_path / "spindle.db")) as db:
        yield World(db)
