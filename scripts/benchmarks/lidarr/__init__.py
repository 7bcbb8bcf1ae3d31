"""2,000 albums of 400 artists discovered at once, as many times over as there are seeds.

Each seed is a world: how long Lidarr takes for everything, what is found, what fails, who else
fills its queue, when it and we die. Whether our submitter kept to the cap is judged inside the
simulated Lidarr. A naive one goes through the same worlds and must not pass, and an all-knowing
one says what pace was possible.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
import os
import statistics
import sys
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.report import Bar, Report

from . import world

if TYPE_CHECKING:
    from scripts.benchmarks.options import Options

    from .verdict import Verdict

USUAL: Final = 6
"""Seeds, when nobody says how many."""
NOTED: Final = 10
"""Seeds at most that are named where something went wrong."""
PACE: Final = 0.7
FLOODED: Final = 0.95
"""Of the worlds: there are some in which everything ends before a naive submitter looks again."""


def run(options: Options) -> Report:
    """Judge the worlds of all seeds, with our submitter and with a naive one."""
    seeds = range(options.seeds or USUAL)
    with ProcessPoolExecutor(max_workers=os.process_cpu_count()) as pool:
        verdicts, naive = [], []
        for verdict, simple, cpu in pool.map(world.both, seeds):
            verdicts.append(verdict)
            naive.append(simple)
            told = f"{len(verdicts)}/{len(seeds)} {_told(verdict)}, {cpu:.1f} s"
            print(told, file=sys.stderr, flush=True)
            if broken := verdict.broken:
                told = f"  seed {verdict.seed} breaks: {', '.join(broken)}"
                print(told, file=sys.stderr, flush=True)
    return Report(bars=_bars(verdicts, naive), notes=_notes(verdicts, naive))


def _bars(verdicts: list[Verdict], naive: list[tuple[int, int]]) -> tuple[Bar, ...]:
    quiet = [each for each in verdicts if not each.redownloads]
    broken = (
        ("searches asked for at or over the cap", "searches", sum(e.over for e in verdicts)),
        (
            "rows of our doing above the cap, no redownloads",
            "rows",
            max((each.excess for each in quiet), default=0),
        ),
        ("things without an end or a reason", "things", sum(e.open for e in verdicts)),
        ("things submitted twice", "things", sum(e.again for e in verdicts)),
        ("calls or answers against the contract", "calls", sum(e.breaches for e in verdicts)),
        ("calls made while asleep", "calls", sum(e.asleep_calls for e in verdicts)),
    )
    return (
        *(Bar(what=what, value=value, unit=unit, bar=0) for what, unit, value in broken),
        Bar(
            what="worlds that a naive submitter floods",
            value=sum(over > 0 for _, over in naive) / len(naive),
            unit="share",
            bar=FLOODED,
            at_least=True,
        ),
        Bar(
            what="pace of an all-knowing submitter, the median world",
            value=statistics.median(each.pace for each in verdicts),
            unit="share",
            bar=PACE,
            at_least=True,
        ),
    )


def _notes(verdicts: list[Verdict], naive: list[tuple[int, int]]) -> tuple[str, ...]:
    wrong = [f"{each.seed} ({', '.join(each.broken)})" for each in verdicts if each.broken]
    loud = [each for each in verdicts if each.redownloads]
    ends = sum((each.ends for each in verdicts), start=verdicts[0].ends.__class__())
    told = ", ".join(
        f"{count:,} {kind} {status} {reason}".rstrip()
        for (kind, status, reason), count in sorted(ends.items())
    )
    return (
        f"seeds: {len(verdicts)}; something is wrong in {', '.join(wrong[:NOTED]) or 'none'}",
        f"searches: {sum(e.asks for e in verdicts):,}, calls: {sum(e.calls for e in verdicts):,}",
        (
            f"95 % of what can be had after {statistics.median(e.seconds for e in verdicts) / 3600:.0f}"
            " virtual hours in the median world; pace "
            f"{min(e.pace for e in verdicts):.2f} to {max(e.pace for e in verdicts):.2f}"
        ),
        f"the longest queue, whoever filled it: {max(each.most for each in verdicts)} rows",
        (
            f"with automatic redownloads ({len(loud)} worlds): "
            f"{sum(each.redownloaded for each in loud)} rows by them, at most "
            f"{max((each.excess for each in loud), default=0)} of our doing above the cap"
        ),
        f"naive: {sum(over for _, over in naive):,} searches asked for at or over the cap",
        f"ends: {told}; the rest was done and pruned after a week",
    )


def _told(verdict: Verdict) -> str:
    return (
        f"seed {verdict.seed}: {verdict.asks} searches, {verdict.over} over the cap of "
        f"{verdict.cap}, at most {verdict.caused} of our doing, {verdict.open} open, "
        f"{verdict.again} twice, pace {verdict.pace:.2f}"
    )
