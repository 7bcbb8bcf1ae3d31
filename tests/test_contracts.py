"""The table of rooms: every folder has its contract, and a contract notices what breaks it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import grimp
import pytest

from scripts.contracts import PACKAGE as PACKAGE_NAME, RoomContract

from .test_project import PACKAGE, ROOT, text_of

if TYPE_CHECKING:
    from importlinter import ContractCheck

HOME_ASSISTANTS_OWN = {"actions", "flows", "websocket"}
"""Folders that belong to the package root: they are Home Assistant's doors."""


def settings() -> dict[str, Any]:
    said: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
    linter: dict[str, Any] = said["tool"]["importlinter"]
    return linter


def contracts() -> list[dict[str, Any]]:
    return [one for one in settings()["contracts"] if one["type"] == "room"]


def rooms() -> set[str]:
    """Name every folder of the package that holds Python."""
    return {path.parent.name for path in PACKAGE.glob("*/*.py")} - HOME_ASSISTANTS_OWN


def check(imports: dict[str, str], **options: object) -> ContractCheck:
    """Hold a made-up graph, importer → imported, against a contract of the room ``store``."""
    graph = grimp.ImportGraph()
    graph.add_module(f"{PACKAGE_NAME}.store")
    for importer, imported in imports.items():
        graph.add_import(importer=importer, imported=imported)
    contract = RoomContract("made up", {}, {"room": "store", **options})
    return contract.check(graph, verbose=False)


def test_every_room_has_its_contract() -> None:
    assert {contract["room"] for contract in contracts()} == rooms()


def test_circles_are_looked_for_in_every_room() -> None:
    (acyclic,) = [one for one in settings()["contracts"] if one["type"] == "acyclic_siblings"]
    assert set(acyclic["ancestors"]) == {f"{PACKAGE_NAME}.{room}" for room in rooms()}


def test_nothing_imports_in_a_circle_when_it_runs() -> None:
    """Home Assistant's doors may name each other's types, and no more."""
    graph = grimp.build_graph("custom_components", exclude_type_checking_imports=True)
    assert not graph.nominate_cycle_breakers(PACKAGE_NAME)


def test_every_room_stands_in_the_drawing() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    assert not [room for room in rooms() if f"`{room}/`" not in page]


def test_no_pure_room_mentions_home_assistant() -> None:
    for contract in contracts():
        for path in (PACKAGE / contract["room"]).rglob("*.py"):
            assert "import homeassistant" not in text_of(path), path
            assert "from homeassistant" not in text_of(path), path


@pytest.mark.parametrize(
    "imported",
    ["sqlite3", f"{PACKAGE_NAME}.store.types", f"{PACKAGE_NAME}.catalogue.folding"],
)
def test_a_room_may_import_itself_what_its_row_names_and_python(imported: str) -> None:
    result = check({f"{PACKAGE_NAME}.store.writer": imported}, may_import=["catalogue"])
    assert result.kept


@pytest.mark.parametrize(
    "imported",
    [
        "homeassistant",
        "aiohttp",
        f"{PACKAGE_NAME}.const",
        f"{PACKAGE_NAME}.listening.session",
        f"{PACKAGE_NAME}.catalogues",
    ],
)
def test_a_room_that_imports_more_breaks_its_contract(imported: str) -> None:
    result = check(
        {f"{PACKAGE_NAME}.store.writer": imported}, may_import=["catalogue", "listening.types"]
    )
    assert not result.kept
    assert result.metadata["broken"] == [(f"{PACKAGE_NAME}.store.writer", imported)]
