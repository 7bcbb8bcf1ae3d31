"""What tests of playlists are handed."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.conftest import create

from .stores import DirectStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DirectStore]:
    """An empty store."""
    with closing(create(tmp_path / "spindle.db")) as db:
        yield DirectStore(db)
