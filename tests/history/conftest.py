"""Files to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .samples import Told, read_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from custom_components.spindle.history.types import Options


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes | str], Path]:
    """Write a file whose name says nothing."""

    def write(content: bytes | str) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def told(file: Callable[[bytes | str], Path]) -> Callable[..., Told]:
    """Read a file with this content."""

    def read(content: bytes | str, options: Options | None = None) -> Told:
        return read_all(file(content), options)

    return read
