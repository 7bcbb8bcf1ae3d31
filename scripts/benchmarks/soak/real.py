"""The same with the real clock, a real server, a real store on a real disk, and real kills."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
import signal
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.report import Bar, Report
from tests.simulators.limited_server import catalogue
from tests.simulators.limited_server.faults import Weather
from tests.simulators.limited_server.over_http import serving
from tests.simulators.limited_server.server import LimitedServer

from .drawn import SCARCE, draw_real
from .house import Lived
from .verdict import judge, tell
from .work import FAMILIES, JOBS, Work

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from .drawn import Drawn

LIVES: Final = (60.0, 600.0)
"""Seconds that a process lives, drawn evenly."""
AWAY: Final = (1.0, 20.0)
TOLD_EVERY: Final = 300.0
USED: Final = 0.4
"""Of what the service's window bears, the share that is wanted at least.

A gate that learns stays at four fifths of the wall. Of that a restart every five and a half
minutes takes an eighth: ten seconds of absence, and half a minute for the window to be empty of
calls that nobody remembers. From half of the wall, where it is after meeting it, the pace needs
seven minutes to come back: a third less on the mean of a short run, nothing of a long one.
Outages, and a penalty of up to two minutes with the rest after it, take a tenth. What is left is
0.4 to 0.5 of ten minutes, and 0.6 of an hour.
"""
REACHABLE: Final = tuple(family for family in FAMILIES if family != SCARCE)


def run(seconds: float) -> Report:
    """Work for so many real seconds."""
    with tempfile.TemporaryDirectory(prefix="spindle-soak-") as scratch:
        return asyncio.run(_run(seconds, Path(scratch)))


async def _run(seconds: float, directory: Path) -> Report:
    drawn = draw_real(seconds)
    random = Random()
    weather = Weather(random, share=drawn.faulty, outages=drawn.outages)
    server = LimitedServer(drawn.limits, random, time.time, weather)
    lived = Lived(drawn, server, Work(directory / JOBS))
    began = time.time()
    telling = asyncio.create_task(_tell_now_and_then(server, began))
    async with serving(server) as api:
        while (left := began + seconds - time.time()) > 0:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                f"{__package__}.real_process",
                api,
                str(directory),
                str(catalogue.TRACKS),
                str(began + seconds),
            )
            if await _is_done(process, min(left, random.uniform(*LIVES)), random):
                break
            lived.restarts += 1
            await asyncio.sleep(random.uniform(*AWAY))
    telling.cancel()
    lived.work.db.close()
    lived.work = Work(directory / JOBS)
    return _report(lived, drawn, time.time() - began)


async def _is_done(process: Process, seconds: float, random: Random) -> bool:
    """Let a process live for so long; tell whether it ended by itself, all being done."""
    try:
        async with asyncio.timeout(seconds):
            code = await process.wait()
    except TimeoutError:
        process.send_signal(random.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
        await process.wait()
        return False
    if code:
        raise RuntimeError(f"the process that works ended with {code}")
    return True


async def _tell_now_and_then(server: LimitedServer, began: float) -> None:
    while True:
        await asyncio.sleep(TOLD_EVERY)
        minutes = (time.time() - began) / 60
        print(f"{minutes:.0f} min: {len(server.calls)} calls", file=sys.stderr)


def _report(lived: Lived, drawn: Drawn, seconds: float) -> Report:
    verdict = judge(lived)
    work = lived.work
    done = sum(work.wanted[family] for family in REACHABLE) - work.left(REACHABLE)
    possible = min(
        sum(work.wanted[family] for family in REACHABLE), drawn.limits.calls / 30 * seconds
    )
    broken = (
        ("calls inside a penalty", "calls", verdict.inside),
        ("walls met twice by a family in 24 hours", "walls", verdict.walls_again),
        ("committed answers asked again", "calls", verdict.asked_again),
        ("jobs lost", "jobs", verdict.lost),
        ("playlists made twice", "lists", verdict.made_twice),
    )
    faults = ", ".join(f"{count} {name}" for name, count in sorted(verdict.faults.items()))
    return Report(
        bars=(
            *(Bar(what=what, value=value, unit=unit, bar=0) for what, unit, value in broken),
            Bar(
                what="calls for each piece of work done",
                value=verdict.calls / max(1, work.done),
                unit="times",
                bar=1.3,
            ),
            Bar(
                what="done, of what the service's window bears",
                value=done / possible,
                unit="share",
                bar=USED,
                at_least=True,
            ),
        ),
        notes=(
            (
                f"{seconds / 60:.0f} real minutes, {lived.restarts} restarts, most of them kills; "
                f"{work.done:,} of {work.minimum:,} pieces of work done"
            ),
            (
                f"{verdict.calls:,} calls, {verdict.walls} walls met; "
                f"the service bears {drawn.limits.calls} calls in 30 s"
            ),
            f"faults: {faults or 'none'}",
            *tell(lived),
        ),
    )
