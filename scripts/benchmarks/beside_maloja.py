"""The same 75,000 rows in Maloja: its import, its charts through its door, its SQL alone."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
import random
import tempfile
from typing import Final
from zoneinfo import ZoneInfo

from custom_components.spindle.insights import charts
from custom_components.spindle.insights.names import Figure, Kind
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.window import Window, of_days
from custom_components.spindle.store.connection import open_reader

from . import import_run
from .doors import KINDS, ROWS, Span, ask_maloja, ask_spindle
from .export_files import EXPORT, LASTFM, write_lastfm
from .figures import Took, timed
from .maloja import Maloja, NoMalojaError, install
from .questions import draw_years
from .report import Bar
from .synthetic_history import FIRST_DAY, LAST_DAY, History

ZONE: Final = ZoneInfo("UTC")
YEARS: Final = 6


async def measure(
    export: Path, ours: Path, pace: float, directory: Path
) -> tuple[Bar, tuple[str, ...]]:
    """Import an export into it and ask both for charts; ``ours`` is our database of the same.

    ``pace`` is how many rows a second of the processor we import. Returns the bar and what
    stands beside it; raises NoMalojaError when it cannot be had.
    """
    maloja = Maloja(install(), directory / "maloja")
    imported = maloja.import_file(export)
    return (
        Bar(
            what="import, beside Maloja's",
            value=pace / imported.pace,
            unit="times",
            bar=15,
            at_least=True,
        ),
        (
            (
                f"maloja: {imported.rows:,} rows in {imported.wall:.0f} s ({imported.cpu:.0f} s of the "
                f"processor: {imported.pace:,.0f} rows/s)"
            ),
            *await _ask_both(maloja, ours),
        ),
    )


def compare_charts() -> tuple[str, ...]:
    """Say how long the charts of the same rows take in both, or why that cannot be measured."""
    with tempfile.TemporaryDirectory(prefix="spindle-bench-") as scratch:
        directory = Path(scratch)
        export, ours = directory / LASTFM, directory / "spindle.db"
        rows = write_lastfm(History(EXPORT), export)
        import_run.measure(ours, export)
        try:
            maloja = Maloja(install(), directory / "maloja")
            maloja.import_file(export)
            return (f"beside Maloja, {rows:,} rows:", *asyncio.run(_ask_both(maloja, ours)))
        except NoMalojaError as error:
            return (f"maloja: NOT MEASURED. {error}",)


async def _ask_both(maloja: Maloja, ours: Path) -> tuple[str, ...]:
    """Ask both for charts of the same plays: each through its door, then its SQL alone."""
    spans = _spans()
    theirs = await ask_maloja(maloja, spans)
    through_home = await ask_spindle(ours, spans)
    statements = timed(partial(maloja.count, kind, *span) for span in spans for kind in KINDS)
    return (
        f"charts through the door: ours {through_home}; Maloja's {theirs}",
        f"charts, SQL alone: ours {_ask_ours(ours, spans)}; Maloja's {statements}",
    )


def _spans() -> list[Span]:
    """Return years of the history, and all of it."""
    windows = draw_years(random.Random(1), ZONE, YEARS)
    everything = of_days(FIRST_DAY, LAST_DAY + timedelta(days=1), ZONE)
    return [Span(int(window.start or 0), int(window.end or 0)) for window in (*windows, everything)]


def _ask_ours(database: Path, spans: list[Span]) -> Took:
    """Ask our database for who leads and nothing else."""
    with closing(open_reader(database)) as db:

        def leaders(kind: str, span: Span) -> None:
            scope = Scope(window=Window(start=span.start, end=span.end))
            charts.chart(db, Kind(kind), Figure.PLAYS, scope, ZONE).leaders(ROWS)

        return timed(partial(leaders, kind, span) for span in spans for kind in KINDS)
