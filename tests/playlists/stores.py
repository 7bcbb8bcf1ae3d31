"""A store without threads, and a thread that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custom_components.spindle.store.connection import transaction

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection


class DirectStore:
    """Asks and changes a database at once."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Ask the database."""
        return query(self.db, *args, **kwargs)

    async def write_bulk(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Change the database."""
        with transaction(self.db):
            return command(self.db, *args, **kwargs)

    async def write_slices(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> int:
        """Run a command until nothing is left of it."""
        done, more = 0, True
        while more:
            result = await self.write_bulk(command, *args, **kwargs)
            done, more = done + result.done, result.more
        return done


async def at_once[T](work: Callable[[], T], /) -> T:
    """Do in place what would block in a thread."""
    return work()
