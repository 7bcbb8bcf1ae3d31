"""The contract of one room: which of our other rooms it may import, and nothing outside Python.

import-linter reads it (``contract_types`` in pyproject.toml). Its own ``forbidden`` contract
names what is not allowed and forgets what is added later; a room names what is allowed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph

PACKAGE = "custom_components.spindle"


class RoomContract(Contract):
    """A room imports itself, the rooms of ``may_import``, the standard library, ``packages``.

    ``may_import`` names rooms or single modules of them, ``packages`` other distributions.
    """

    type_name = "room"

    room = fields.StringField()
    may_import = fields.ListField(subfield=fields.StringField(), default=[])
    packages = fields.ListField(subfield=fields.StringField(), default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 (its signature)
        """Find every import that the room's row does not allow."""
        room = f"{PACKAGE}.{self.room}"
        rooms = [room, *(f"{PACKAGE}.{name}" for name in cast("list[str]", self.may_import))]
        packages = [*sys.stdlib_module_names, *cast("list[str]", self.packages)]
        broken = sorted(
            (importer, imported)
            for importer in {room, *graph.find_descendants(room)}
            for imported in graph.find_modules_directly_imported_by(importer)
            if not any(_inside(imported, allowed) for allowed in (*rooms, *packages))
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every import that is not allowed."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} must not import {imported}", bold=False)
        output.new_line()


def _inside(module: str, ancestor: str) -> bool:
    return module == ancestor or module.startswith(f"{ancestor}.")
