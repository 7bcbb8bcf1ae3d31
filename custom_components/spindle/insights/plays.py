"""Statements about the plays of a scope, asked of whichever index leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import span as spans
from .chosen import SOURCES, choose

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection, Cursor

    from .scope import Scope


def over(columns: str, then: str = "") -> dict[str, str]:
    """Return a statement about plays for each source; more conditions, or groups, may follow."""
    return {source: f"SELECT {columns} {plays} {then}" for source, plays in SOURCES.items()}


def ask(
    db: Connection, scope: Scope, statements: Mapping[str, str], **values: str | int | None
) -> Cursor:
    """Ask a statement that is made for each source about the plays of a scope."""
    span = spans.of_window(scope.window, spans.of_history(db))
    choice = choose(db, scope)
    return db.execute(statements[choice.source], {**choice.of(span), **values})
