"""What answers cost: Spindle's questions to histories of 10,000 plays and up.

Beside them, in the same run and from the same plays: one flat table with the story's three
indexes, asked plainly and with the better index forced. What is compared is the processor's
time of one thread; the bars are those of a million plays. With a peer the rows of an export are
brought into both; charts are asked for over its HTTP and our websocket, and as SQL alone.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
import shutil
import tempfile
from typing import TYPE_CHECKING, Final

from custom_components.spindle.store import Store

from . import answers, beside_maloja, typed
from .figures import resident
from .options import SIZES
from .questions import KINDS, Ours, last_year
from .report import Bar, Report
from .synthetic_history import Shape
from .synthetic_store import build
from .ticker import stall

if TYPE_CHECKING:
    from sqlite3 import Connection

    from .answers import Answers, FlatAnswers
    from .options import Options
    from .synthetic_store import Built
    from .ticker import Late

BARS_AT: Final = SIZES["1m"]
GROWTH_FROM: Final = SIZES["100k"]
GROWTH_TO: Final = SIZES["10m"]
WINDOWS: Final = 24
IDLE_SECONDS: Final = 5.0
OVERVIEWS: Final = 120
AT_ONCE: Final = 2


def run(options: Options) -> Report:
    """Measure every size up to the one asked for; ``seeds`` is how many windows are drawn."""
    sizes = sorted(size for size in SIZES.values() if size <= options.plays)
    histories = {plays: build(Shape(plays=plays), flat=plays <= BARS_AT) for plays in sizes}
    before = resident()
    # Ours first: what the flat table needs of memory is not to be found among it.
    ours = {
        plays: answers.ask_ours(built, options.seeds or WINDOWS)
        for plays, built in histories.items()
    }
    after = resident()
    flat = {
        plays: (answers.ask_flat(built, forced=False), answers.ask_flat(built, forced=True))
        for plays, built in histories.items()
        if plays <= BARS_AT
    }
    plays = max(flat)
    built = histories[plays]
    late, said = _stall(built)
    bars = [*_bars(ours[plays], *flat[plays]), late]
    notes = [
        *_notes(built, ours[plays], *flat[plays]),
        *map(str, typed.ask(built)),
        said,
        _memory(before, after, sizes[-1]),
        _cold(built),
    ]
    beside = (
        beside_maloja.compare_charts()
        if options.peer
        else ("maloja: not asked for (--peer maloja)",)
    )
    return Report(
        bars=(*bars, *_growth(ours)),
        notes=(*notes, *_curve(ours, flat), _say_growth(ours), *beside),
    )


def _bars(ours: Answers, plain: FlatAnswers, forced: FlatAnswers) -> list[Bar]:
    overview = ours.overview.median
    return [
        _at_most("overview of a year, nine questions", overview, 40),
        _ratio("overview, beside the flat table", plain.overview.median / overview, 60),
        _ratio("overview, beside its better index", forced.overview.median / overview, 3),
        _at_most("top list of any window, median", ours.tops.median, 15),
        _at_most("top list of any window, worst", ours.tops.worst, 50),
        _at_most("top list of all time", ours.tops_ever.median, 1),
        _at_most("heat map of a year", ours.heat_map.median, 1),
        _at_most("clock", ours.clock.median, 5),
        _at_most("streaks", ours.streaks.median, 3),
        _at_most("discovery", ours.discovery.median, 10),
        _at_most("search, median", ours.search.median, 3),
        _at_most("search, worst", ours.search.worst, 10),
    ]


def _at_most(what: str, value: float, bar: float) -> Bar:
    return Bar(what=what, value=value, unit="ms", bar=bar)


def _ratio(what: str, value: float, bar: float) -> Bar:
    return Bar(what=what, value=value, unit="times", bar=bar, at_least=True)


def _notes(built: Built, ours: Answers, plain: FlatAnswers, forced: FlatAnswers) -> list[str]:
    """Say in sentences what stands beside the bars."""
    parts = ", ".join(f"{what} {took.median:.2f}" for what, took in ours.parts.items())
    tops = ", ".join(f"{kind}s {took.median:.1f}" for kind, took in ours.tops_of_a_year.items())
    year = plain.overview.median, plain.overview_bounded.median, forced.overview.median
    return [
        (
            f"history: {built.shape.plays:,} plays of {built.artists:,} artists, "
            f"{built.albums:,} albums, {built.tracks:,} tracks; "
            f"{built.spindle.stat().st_size / 1e6:.0f} MB, flat {built.flat.stat().st_size / 1e6:.0f} MB"
        ),
        f"overview: {ours.overview}",
        f"overview, its nine (ms): {parts}",
        (
            f"overview of the flat table (ms): {year[0]:.0f}; {year[1]:.0f} when its window has an "
            f"end; {year[2]:.0f} with the better index for each question"
        ),
        f"top lists: {ours.tops}",
        f"top lists: the slowest were {ours.slowest_top}",
        f"top lists of drawn years, medians (ms): {tops}",
        f'search: {ours.search}; the slowest was for "{ours.slowest_search}"',
        *(
            f"{what}: {our.median:.2f} ms, flat {their.median:.0f}, forced {better.median:.0f}"
            for what, our, their, better in (
                ("top lists of all time", ours.tops_ever, plain.tops_ever, forced.tops_ever),
                ("heat map", ours.heat_map, plain.heat_map, forced.heat_map),
                ("clock", ours.clock, plain.clock, forced.clock),
                ("streaks", ours.streaks, plain.streaks, forced.streaks),
                ("discovery", ours.discovery, plain.discovery, forced.discovery),
                ("search", ours.search, plain.search, forced.search),
            )
        ),
    ]


def _memory(before: float | None, after: float | None, plays: int) -> str:
    """Say how much more memory the process has after all of our answers."""
    if before is None or after is None:
        return "memory: not counted on this system"
    return (
        f"memory: {after - before:.0f} MB more after every answer from histories of up to "
        f"{plays:,} plays"
    )


def _cold(built: Built) -> str:
    """Say what one overview reads of files that are not in memory."""
    ours, flat = answers.read_cold(built)
    if ours is None or flat is None:
        return "cold: bytes read are not counted on this system"
    return (
        f"cold: one overview reads {ours / 1e6:.1f} MB of ours, {flat / 1e6:.1f} MB of the flat "
        "table with the better indexes"
    )


def _stall(built: Built) -> tuple[Bar, str]:
    """Measure how late an event loop is while the store's readers answer one after another."""
    with tempfile.TemporaryDirectory(prefix="spindle-bench-") as scratch:
        path = Path(scratch) / "spindle.db"
        shutil.copyfile(built.spindle, path)
        quiet, working = asyncio.run(_answer(path, built))
    return (
        Bar(
            what="loop, later than idle while answering, p99",
            value=max(0.0, working.p99 - quiet.p99),
            unit="ms",
            bar=10,
        ),
        (
            f"loop while answering: p99 {working.p99:.1f} ms, its worst single stall "
            f"{working.worst:.1f} ms (idle {quiet.p99:.1f} and {quiet.worst:.1f})"
        ),
    )


async def _answer(path: Path, built: Built) -> tuple[Late, Late]:
    store = Store(path, zone=built.shape.zone)
    store.open()
    year = last_year(built.zone, built.now)

    def overview(db: Connection) -> None:
        Ours(db, built.zone, built.now).overview(year)

    async def ask() -> None:
        for _ in range(OVERVIEWS // AT_ONCE):
            await asyncio.wrap_future(store.read(overview))

    try:
        await asyncio.wrap_future(store.read(overview))
        return await stall(
            lambda: asyncio.gather(*(ask() for _ in range(AT_ONCE))), idle=IDLE_SECONDS
        )
    finally:
        await asyncio.to_thread(store.close)


def _growth(ours: dict[int, Answers]) -> list[Bar]:
    """Hold a hundred times as many plays against each other, when both were measured."""
    if GROWTH_TO not in ours:
        return []
    return [
        Bar(
            what="top list of a year, 100 times the plays",
            value=_grown(ours, GROWTH_FROM, GROWTH_TO),
            unit="times",
            bar=10,
        )
    ]


def _grown(ours: dict[int, Answers], small: int, large: int, every: int = 1) -> float:
    """Return by how much the kind of list that grew most has grown, by every so many answers."""
    before, after = (ours[plays].tops_of_a_year for plays in (small, large))
    return max(after[kind].every(every).median / before[kind].every(every).median for kind in KINDS)


def _say_growth(ours: dict[int, Answers]) -> str:
    small, large = (GROWTH_FROM, GROWTH_TO) if GROWTH_TO in ours else (min(ours), max(ours))
    said = (
        f"growth: from {small:,} to {large:,} plays top lists of a year take "
        f"{_grown(ours, small, large):.1f} times as long, "
        f"{_grown(ours, small, large, answers.IN_A_ROW):.1f} times when asked for the first time"
    )
    return said if GROWTH_TO in ours else f"{said}; 10,000,000 were not asked for (--plays 10m)"


def _curve(ours: dict[int, Answers], flat: dict[int, tuple[FlatAnswers, FlatAnswers]]) -> list[str]:
    """Tell each size's overview, for a chart."""
    lines = []
    for plays, each in ours.items():
        line = f"curve at {plays:,} plays: overview {each.overview.median:.1f} ms"
        if plays in flat:
            plain, forced = flat[plays]
            line += f", flat {plain.overview.median:.0f}, forced {forced.overview.median:.0f}"
        lines.append(f"{line}; top lists {each.tops.median:.1f}, worst {each.tops.worst:.1f}")
    return lines
