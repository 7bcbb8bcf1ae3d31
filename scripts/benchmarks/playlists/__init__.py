"""Genre playlists of whole libraries: whatever comes between, and in real time.

Each seed is a house whose process is killed and made to wait at random moments; its lists must
end as those of a house that nothing happened to. Then folders of 5,000 and of 50,000 real
tagged files become M3U8 files, by the real store, and are held against the truth.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
import os
import statistics
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.report import Bar, Report

from . import collection, worlds

if TYPE_CHECKING:
    from scripts.benchmarks.options import Options

    from .collection import Made
    from .worlds import Verdict

USUAL: Final = 100
"""Seeds, when nobody says how many."""
SIZES: Final = (5_000, 50_000)
"""Files."""
SCANNED: Final = 400
"""Files a second."""
LATE: Final = 10
"""Milliseconds."""
MEMORY: Final = 120
"""Megabytes."""
RIGHT: Final = 0.95


def run(options: Options) -> Report:
    """Live through the worlds of all seeds, then read real files."""
    seeds = range(options.seeds or USUAL)
    with ProcessPoolExecutor(max_workers=os.process_cpu_count()) as pool:
        verdicts = list(pool.map(worlds.judged, seeds))
    print(f"{len(verdicts)} houses judged; now real files", file=sys.stderr)
    made = [_made(size) for size in SIZES]
    return Report(
        bars=(*_of_worlds(verdicts), *(bar for one in made for bar in _of_files(one))),
        notes=(*_notes(verdicts), *map(_told, made)),
    )


def _made(size: int) -> Made:
    """Write the files in one process and read them in another, whose memory is its own."""
    with TemporaryDirectory() as folder:
        with ProcessPoolExecutor(max_workers=1) as pool:
            pool.submit(collection.write, folder, size).result()
        with ProcessPoolExecutor(max_workers=1) as pool:
            return pool.submit(collection.made, folder, size).result()


def _of_worlds(verdicts: list[Verdict]) -> tuple[Bar, ...]:
    broken = (
        ("runs without an end", "runs", sum(each.unended for each in verdicts)),
        ("lists other than without kills", "lists", sum(each.other for each in verdicts)),
        ("lists written again without a kill", "writes", sum(each.again for each in verdicts)),
        ("lists written while they had to wait", "writes", sum(each.early for each in verdicts)),
        ("processes whose progress went back", "runs", sum(each.backwards for each in verdicts)),
        ("lists that a second run has written", "writes", sum(each.second for each in verdicts)),
    )
    return tuple(Bar(what=what, value=value, unit=unit, bar=0) for what, unit, value in broken)


def _of_files(made: Made) -> tuple[Bar, ...]:
    of = f"of {made.files:,} files"
    return (
        Bar(
            what=f"scan {of}",
            value=made.per_second,
            unit="files/s",
            bar=SCANNED,
            at_least=True,
        ),
        Bar(what=f"event loop, p99 {of}", value=made.late, unit="ms", bar=LATE),
        Bar(what=f"memory {of}", value=made.memory, unit="MB", bar=MEMORY),
        Bar(what=f"lists written by a second run {of}", value=made.rewritten, unit="files", bar=0),
        Bar(
            what=f"tracks in a list of their true genre {of}",
            value=made.in_right_list,
            unit="share",
            bar=RIGHT,
            at_least=True,
        ),
    )


def _notes(verdicts: list[Verdict]) -> tuple[str, ...]:
    wrong = [str(one.seed) for one in verdicts if one.other or one.unended or one.second]
    edited = statistics.median(each.edited for each in verdicts)
    told = (
        f"{len(verdicts)} houses: {sum(each.kills for each in verdicts):,} kills, "
        f"{sum(each.waits for each in verdicts):,} waits; with 1 % of the music exchanged "
        f"{edited:.1%} of the places changed (median), "
        f"{max(each.edited for each in verdicts):.1%} at most"
    )
    return (told, *((f"seeds to look at: {', '.join(wrong[:10])}",) if wrong else ()))


def _told(made: Made) -> str:
    return (
        f"{made.files:,} files: {made.lists} lists in {made.took:.1f} s ({made.cpu:.1f} s of the "
        f"processor), again in {made.again:.1f} s; loop p99 {made.quiet:.1f} ms when idle; "
        f"{made.in_own_list:.1%} in the list of their very genre; {made.found:.1%} of known genre "
        f"in a list; {made.unknown:.1%} unknown"
    )
