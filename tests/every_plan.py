"""How SQLite goes about every statement of the store and of the questions, as one text."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
import pkgutil
import re
from typing import TYPE_CHECKING, Final

from custom_components.spindle.store import months
from custom_components.spindle.store.connection import transaction

from .plans import plan, skewed_history
from .store.examples import NOON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from sqlite3 import Connection
    from types import ModuleType

STATEMENT: Final = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b.*\s(FROM|INTO|SET)\s", re.DOTALL
)
STEP: Final = re.compile(r"(?:SCAN|SEARCH) (\S+)")
KINDS: Final = ("artist", "album", "track")

SMALL: Final = {
    "batch": "imports and replays",
    "genre": "what genres are called",
    "hide_rule": "a person's rules",
    "rule": "a hide_rule",
    "other": "a hide_rule",
    "library": "sources of recipes",
    "merging": "one merge at a time",
    "not_counted_example": "some of each reason are kept",
    "origin": "ways by which plays were told",
    "player": "speakers of a household",
    "playlist_run": "one for each recipe",
    "r_month": "months",
    "running": "speakers that play now",
    "service": "services of a household",
    "service_list": "services of a household",
}
"""Tables that stay small, and why: whichever way they are read is a good one."""

GROWTH: Final = 700
"""By so many times a household's history of a million plays has more names than a test's."""


def statements(*rooms: ModuleType) -> dict[str, str]:
    """Return every statement in the constants of some rooms, by where it stands."""
    found: dict[str, str] = {}
    for room in rooms:
        for module in pkgutil.iter_modules(room.__path__):
            constants = vars(import_module(f"{room.__name__}.{module.name}"))
            for name, value in constants.items():
                place = f"{room.__name__.rpartition('.')[2]}.{module.name}.{name}"
                for keys, statement in _texts(value):
                    if statement not in found.values():
                        found[f"{place}[{' '.join(keys)}]" if keys else place] = statement
    return found


def _texts(value: object, *keys: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the statements in a constant, each with the keys that lead to it."""
    if isinstance(value, str) and STATEMENT.match(value):
        yield keys, value
    elif isinstance(value, dict):
        for number, (key, inner) in enumerate(value.items()):
            yield from _texts(inner, *keys, *_called(key, number))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, *keys, str(number))


def _called(key: object, number: int) -> Iterator[str]:
    """Yield what a key is called in the text; SQL is called by its number."""
    for part in key if isinstance(key, tuple) else (key,):
        called = part.name.lower() if isinstance(part, Enum) else str(part)
        yield called if re.fullmatch(r"[\w.]+", called) else str(number)


def grown_history(path: Path) -> Connection:
    """Return a database with some plays, and with the statistics of many more."""
    db = summed_history(path)
    db.execute("ANALYZE")
    rows = db.execute("SELECT rowid, tbl, stat FROM sqlite_stat1").fetchall()
    for row, table, figures in rows:
        count, *rest = figures.split()
        if table not in SMALL:
            grown = " ".join((str(int(count) * GROWTH), *rest))
            db.execute("UPDATE sqlite_stat1 SET stat = ? WHERE rowid = ?", (grown, row))
    db.execute("ANALYZE sqlite_schema")
    return db


def summed_history(path: Path) -> Connection:
    """Return a database with some plays whose months are summed up."""
    db = skewed_history(path)
    with transaction(db):
        while months.sum_up(db, NOON + 1500 * 300).more:
            pass
    return db


def heavy_steps(db: Connection, statement: str) -> tuple[str, ...]:
    """Return the steps of a plan that may read more than one row of a table that grows."""
    return tuple(
        step
        for step in plan(db, statement)
        if (table := STEP.match(step)) is not None
        and table[1] not in SMALL
        and not re.match(
            r"(SCAN|SEARCH) (\(subquery|CONSTANT ROW)|.* VIRTUAL TABLE INDEX 1:$", step
        )
        and not _is_one_row(db, step)
    )


def _is_one_row(db: Connection, step: str) -> bool:
    """Tell whether a step finds a row by all that makes it the only one."""
    if re.search(r"USING INTEGER PRIMARY KEY \(rowid=\?\)", step):
        return True
    found = re.search(
        r"SEARCH (\w+) USING (?:INDEX (\w+)|PRIMARY KEY) \(([^<>]*|.*<expr>=.)\)", step
    )
    if found is None:
        return False
    table, index, asked = found.groups()
    index = index or f"sqlite_autoindex_{table}_1"
    row = db.execute(
        'SELECT "unique" FROM pragma_index_list((SELECT tbl_name FROM sqlite_schema WHERE name = ?1'
        " UNION ALL SELECT ?2 LIMIT 1)) WHERE name = ?1",
        (index, table),
    ).fetchone()
    columns = db.execute("SELECT count(*) FROM pragma_index_info(?)", (index,)).fetchone()
    is_whole: bool = row == (1,) and columns == (asked.count("=?"),)
    return is_whole


def rendered(db: Connection, found: dict[str, str]) -> str:
    """Return the plans of statements as a text; those of one constant that are alike are one."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for place, statement in found.items():
        steps = heavy_steps(db, statement)
        name, _, keys = place.rstrip("]").partition("[")
        for kind in {*keys.split()} & {*KINDS}:
            steps = tuple(re.sub(rf"(?<![a-z]){kind}(?![a-z])", "{kind}", one) for one in steps)
        if steps:
            alike.setdefault((name, steps), []).append(keys)
    return "\n".join(_block(name, keys, steps) for (name, steps), keys in sorted(alike.items()))


def _block(name: str, keys: Iterable[str], steps: Iterable[str]) -> str:
    of = ", ".join(filter(None, keys))
    return "".join((f"{name}: {of}" if of else name, "\n", *(f"    {one}\n" for one in steps)))
