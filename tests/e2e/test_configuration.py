"""Laying out a configuration, and finding an environment to run it in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .configuration import install_spindle, lay_out, release_of
from .release import SUBSTITUTES, NoEnvironmentError, environment

if TYPE_CHECKING:
    from pathlib import Path


def test_reads_releases() -> None:
    assert release_of("2025.4.4") == (2025, 4, 4)
    assert release_of("2026.11.0b2") == (2026, 11)


def test_before_2026_10_the_port_stands_in_yaml(tmp_path: Path) -> None:
    lay_out(tmp_path, release=(2025, 4, 4), port=8321, host="127.0.0.1")
    assert "server_port: 8321" in (tmp_path / "configuration.yaml").read_text()
    assert not (tmp_path / ".storage" / "http").exists()


def test_from_2026_10_it_stands_in_the_store_where_it_is_no_trial(tmp_path: Path) -> None:
    lay_out(tmp_path, release=(2026, 10, 4), port=8321, host="127.0.0.1")
    assert "http:" not in (tmp_path / "configuration.yaml").read_text()
    stored = json.loads((tmp_path / ".storage" / "http").read_text())["data"]
    assert stored["stable"]["server_port"] == 8321
    assert stored["pending"] is None


def test_copies_the_package_and_nothing_else(tmp_path: Path) -> None:
    install_spindle(tmp_path)
    assert [each.name for each in (tmp_path / "custom_components").iterdir()] == ["spindle"]
    assert (tmp_path / "custom_components" / "spindle" / "manifest.json").exists()
    assert not list(tmp_path.rglob("__pycache__"))


def test_without_a_new_enough_python_it_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tests.e2e.release.ROOT", tmp_path)
    monkeypatch.setattr("tests.e2e.release._uv", lambda: "uv")
    monkeypatch.setattr("tests.e2e.release._version", lambda _python: (3, 13, 0))
    with pytest.raises(
        NoEnvironmentError, match=r"needs Python 3\.14\.2 or newer .* PYTHON_NEWEST"
    ):
        environment("2026.11.0")


def test_a_substitute_is_no_newer_than_the_pin() -> None:
    for pin, substitute in SUBSTITUTES.items():
        assert substitute.endswith(f"<={pin.partition('==')[2]}")
