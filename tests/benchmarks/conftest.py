"""A small history with its databases, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.benchmarks.synthetic_history import Shape
from scripts.benchmarks.synthetic_store import Built, build

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Shape(plays=3000, artists=80, seed=7)
"""Few artists for its plays, so that each of them is heard again and again."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The databases of a small history."""
    folder: Path = tmp_path_factory.mktemp("history")
    return build(SMALL, folder)
