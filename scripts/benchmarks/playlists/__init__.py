"""Genre playlists of whole libraries: whatever comes between, and in real time.

Each seed is a house whose process is killed and made to wait at random moments; its lists must
end as those of a house that nothing happened to. Others publish to Spotify, behind walls that
nobody tells of. Then folders of 5,000 and of 50,000 real tagged files become M3U8 files, by the
real store, and are held against the truth.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
import os
import statistics
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from scripts.benchmarks.report import Bar, Report

from . import collection, spotify, worlds

if TYPE_CHECKING:
    from scripts.benchmarks.options import Options

    from .collection import Made
    from .spotify import Fared
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
SAVED_CALLS: Final = 350
SEARCHES: Final = 0.5
"""For each track at the most."""
AGAIN: Final = 0.05
"""Part of the calls of the first run."""


def run(options: Options) -> Report:
    """Live through the worlds of all seeds, then read real files."""
    seeds = range(options.seeds or USUAL)
    with ProcessPoolExecutor(max_workers=os.process_cpu_count()) as pool:
        verdicts = list(pool.map(worlds.judged, seeds))
        print(f"{len(verdicts)} houses judged; now Spotify", file=sys.stderr)
        whole = pool.submit(spotify.saved), pool.submit(spotify.local)
        lucky = list(pool.map(spotify.drawn, seeds))
        saved, local = (each.result() for each in whole)
    print("now real files", file=sys.stderr)
    made = [_made(size) for size in SIZES]
    return Report(
        bars=(
            *_of_worlds(verdicts),
            *_of_saved(saved),
            *_of_local(local),
            *_of_luck(lucky),
            *(bar for one in made for bar in _of_files(one)),
        ),
        notes=(*_notes(verdicts), *_notes_of_spotify(local, lucky), *map(_told, made)),
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


def _of_saved(fared: Fared) -> tuple[Bar, ...]:
    of = f"{fared.tracks:,} saved tracks"
    return (
        Bar(what=f"Spotify calls, {of}", value=fared.calls, unit="calls", bar=SAVED_CALLS),
        Bar(what=f"calls inside a penalty, {of}", value=fared.inside, unit="calls", bar=0),
        *_of_both(fared, of),
    )


def _of_local(fared: Fared) -> tuple[Bar, ...]:
    of = f"{fared.tracks:,} files to Spotify"
    searches = fared.searches / fared.tracks
    return (
        Bar(what=f"searches a track, {of}", value=searches, unit="searches", bar=SEARCHES),
        Bar(what=f"calls of a family over its day, {of}", value=fared.over, unit="calls", bar=0),
        Bar(
            what=f"days not told before the first call, {of}",
            value=fared.untold,
            unit="runs",
            bar=0,
        ),
        Bar(what=f"days it takes, {of}", value=fared.took, unit="days", bar=fared.promised),
        *_of_both(fared, of),
    )


def _of_both(fared: Fared, of: str) -> tuple[Bar, ...]:
    again = fared.again / fared.calls
    return (
        Bar(what=f"runs without an end, {of}", value=fared.unended, unit="runs", bar=0),
        Bar(what=f"lists not as planned, {of}", value=fared.wrong, unit="lists", bar=0),
        Bar(what=f"calls of a second run, {of}", value=again, unit="share", bar=AGAIN),
        Bar(what=f"writes of a second run, {of}", value=fared.written, unit="writes", bar=0),
    )


def _of_luck(fared: list[Fared]) -> tuple[Bar, ...]:
    of = "unlucky houses to Spotify"
    broken = (
        ("runs without an end", "runs", sum(each.unended for each in fared)),
        ("lists not as planned", "lists", sum(each.wrong for each in fared)),
        ("calls inside a penalty", "calls", sum(each.inside for each in fared)),
        ("walls met again", "walls", sum(each.walls for each in fared)),
        ("calls of a family over its day", "calls", sum(each.over for each in fared)),
        ("writes of a second run", "writes", sum(each.written for each in fared)),
    )
    searches = max(each.searches / each.tracks for each in fared)
    return (
        *(Bar(what=f"{what}, {of}", value=value, unit=unit, bar=0) for what, unit, value in broken),
        Bar(what=f"searches a track, {of}", value=searches, unit="searches", bar=SEARCHES),
    )


def _notes_of_spotify(local: Fared, fared: list[Fared]) -> tuple[str, ...]:
    kills, days = sum(each.kills for each in fared), [each.took for each in fared]
    told = (
        f"{local.tracks:,} files to Spotify: {local.calls:,} calls, {local.promised:.0f} days told, "
        f"{local.took:.2f} taken; {len(fared)} unlucky houses: {kills:,} kills, "
        f"{statistics.median(days):.1f} days (median), {max(days):.1f} at most"
    )
    return (told,)


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
