"""Lidarr's background work, of which most is told again and again in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import reading

if TYPE_CHECKING:
    from ..enrichment.clients.reading import Row
    from .answers import Command


class CommandCache:
    """Reads lists of commands; what was in the last list word for word is not read anew.

    Lidarr lists everything that ended in the last minutes, and it is asked before every search.
    """

    def __init__(self) -> None:
        """Know of none."""
        self._last: dict[int, tuple[Row, Command]] = {}

    def read(self, body: object) -> tuple[Command, ...]:
        """Return the commands of interest of an answer; ``BadAnswer`` as ``reading`` raises it."""
        told: dict[int, tuple[Row, Command]] = {}
        for resource in reading.resources_of_commands(body):
            number = reading.identifier(resource)
            before = self._last.get(number)
            if before is not None and before[0] == resource:
                told[number] = before
            else:
                told[number] = resource, reading.command(resource)
        self._last = told
        return tuple(command for _, command in told.values())
