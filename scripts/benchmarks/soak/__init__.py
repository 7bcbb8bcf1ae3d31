"""Five virtual hours of 5,000 tracks, as many times over as there are seeds, through the gate.

Each seed is a world: limits that are not told, faults, bans, restarts, a disk that stalls and
a clock that is set. Whether the gate was polite is judged by the service's own log. A client
without a gate goes through the same worlds and must not pass.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, as_completed
import gc
import math
import os
import statistics
import sys
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.report import Bar, Report

from . import real, world
from .drawn import HOURS

if TYPE_CHECKING:
    from scripts.benchmarks.options import Options

    from .verdict import Verdict
    from .world import Judged

USUAL: Final = 40
"""Seeds, when nobody says how many."""
NOTED: Final = 10
"""Seeds at most that are named where something went wrong."""
SHOWN: Final = 40
"""Lines at most of a course in which a rule was broken."""


def run(options: Options) -> Report:
    """Judge the worlds of all seeds, with the gate and without; or one real world."""
    if options.real is not None:
        return real.run(options.real)
    judged = _judged(range(options.seeds or USUAL))
    gated, naive = [each.gated for each in judged], [each.naive for each in judged]
    return Report(bars=_bars(gated, naive), notes=_notes(gated, naive))


def _judged(seeds: range) -> list[Judged]:
    """Judge the worlds of all seeds, on all processors; say on the way how each one went."""
    judged: list[Judged] = []
    # What is loaded by then stays: looking through it for garbage would take a tenth of the time.
    with ProcessPoolExecutor(os.process_cpu_count(), initializer=gc.freeze) as pool:
        worlds = [pool.submit(world.judged, seed) for seed in seeds]
        try:
            for each in as_completed(worlds):
                judged.append(each.result())
                _tell(judged[-1], f"{len(judged)} of {len(seeds)}")
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return sorted(judged, key=lambda each: each.gated.seed)


def _tell(judged: Judged, progress: str) -> None:
    """Say how a world went, at length where a rule was broken."""
    gated = judged.gated
    done = "not done" if gated.hours is None else f"done after {gated.hours:.1f} hours"
    kept = "every rule kept" if gated.is_polite else "A RULE WAS BROKEN"
    calls = f"{gated.calls:,} calls, {gated.minimum:,} at least"
    lines = [f"seed {gated.seed}: {done}, {calls}, {kept} ({progress})", *judged.course[:SHOWN]]
    if judged.naive.is_polite:
        lines.append(f"seed {gated.seed}: too kind, a naive client kept every rule")
    print(*lines, sep="\n", file=sys.stderr, flush=True)


def _bars(gated: list[Verdict], naive: list[Verdict]) -> tuple[Bar, ...]:
    broken = (
        ("worlds that were not finished", "worlds", sum(each.unfinished > 0 for each in gated)),
        ("calls inside a penalty", "calls", sum(each.inside for each in gated)),
        (
            "walls met twice by a family in 24 hours",
            "walls",
            sum(each.walls_again for each in gated),
        ),
        ("committed answers asked again", "calls", sum(each.asked_again for each in gated)),
        ("jobs lost", "jobs", sum(each.lost for each in gated)),
        ("playlists made twice or wrong", "lists", sum(each.made_twice for each in gated)),
        ("naive clients that passed", "worlds", sum(each.is_polite for each in naive)),
    )
    return (
        *(Bar(what=what, value=value, unit=unit, bar=0) for what, unit, value in broken),
        Bar(
            what="calls for each one needed, the worst world",
            value=max(each.ratio for each in gated),
            unit="times",
            bar=1.3,
        ),
    )


def _notes(gated: list[Verdict], naive: list[Verdict]) -> tuple[str, ...]:
    calls, minimum = (sum(getattr(each, of) for each in gated) for of in ("calls", "minimum"))
    faults = sum((each.faults for each in gated), start=gated[0].faults.__class__())
    impolite = [str(each.seed) for each in gated if not each.is_polite]
    named = ", ".join(impolite[:NOTED]) or "none"
    done = [math.inf if each.hours is None else each.hours for each in gated]
    within = sum(hours <= HOURS for hours in done)
    return (
        f"seeds: {len(gated)}; a rule was broken by {named}",
        f"calls: {calls:,}, of which {minimum:,} are the least there can be",
        (
            f"done after {statistics.median(done):.1f} virtual hours at the median and "
            f"{max(done):.0f} at most, as quotas and bans allow; "
            f"within {HOURS:g} hours in {within} worlds"
        ),
        (
            f"walls met: {sum(each.walls for each in gated)}, bans of a day: "
            f"{sum(each.bans for each in gated)}, restarts: {sum(each.restarts for each in gated)}"
        ),
        "faults: " + ", ".join(f"{count} {name}" for name, count in sorted(faults.items())),
        f"a person waited {max(each.waited for each in gated):.1f} s at most for an answer or a no",
        (
            f"naive, in {world.NAIVE_HOURS:g} hours of the same worlds: "
            f"{sum(each.inside for each in naive)} calls inside a penalty, "
            f"{sum(each.walls_again for each in naive)} walls met again, "
            f"{sum(each.made_twice for each in naive)} playlists made twice"
        ),
    )
