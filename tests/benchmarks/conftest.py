"""A small history with its databases, made once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.benchmarks.synthetic_history import Shape
from scripts.benchmarks.synthetic_store import Built, build

SMALL = Shape(plays=3000, artists=80, seed=7)
"""Few artists for its plays, so that each of them is heard again and again."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The databases of a small history."""
    return build(SMALL, tmp_path_factory.mktemp("history"), apart=False)


@pytest.fixture(scope="session")
def built_in_utc(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The databases of a household whose days are those of the flat table."""
    folder = tmp_path_factory.mktemp("history-utc")
    return build(replace(SMALL, zone="UTC"), folder, apart=False)
