"""What an import costs: exports of 75,000 plays and more, read, recognised, stored, summed up.

Each import has a process of its own, with a store and its threads on an empty file and an
event loop that is watched. With a peer the same rows go through its own import; its charts
are then asked for over HTTP, and ours over the websocket of a real Home Assistant.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
import statistics
import tempfile
from typing import TYPE_CHECKING, Final

from . import beside_maloja, import_run
from .export_files import EXPORT, LASTFM, write_lastfm, write_spotify
from .maloja import NoMalojaError
from .options import SIZES
from .report import Bar, Report
from .synthetic_history import History, Shape

if TYPE_CHECKING:
    from .import_run import ImportRun
    from .options import Options

MANY: Final = Shape(plays=SIZES["1m"])
JSON_BYTES: Final = 22_000_000
AGAIN: Final = 3
"""Times that each file is imported."""
SPOTIFY: Final = "Streaming_History_Audio_2014-2026_0.json"


def run(options: Options) -> Report:
    """Measure the imports, and the peer's where one was asked for."""
    with tempfile.TemporaryDirectory(prefix="spindle-bench-") as scratch:
        directory = Path(scratch)
        history = History(EXPORT)
        lastfm, spotify = directory / LASTFM, directory / SPOTIFY
        write_lastfm(history, lastfm)
        write_spotify(history, spotify, size=JSON_BYTES)
        of_lastfm = [
            import_run.measure(directory / f"lastfm-{turn}.db", lastfm) for turn in range(AGAIN)
        ]
        of_spotify = [
            import_run.measure(directory / f"spotify-{turn}.db", spotify) for turn in range(AGAIN)
        ]
        filled = directory / "lastfm-0.db"
        again = [import_run.measure(filled, lastfm) for _ in range(AGAIN)]
        bars = _bars(of_lastfm, of_spotify, again)
        notes = [
            _say("Last.fm", lastfm, of_lastfm),
            _say("Spotify", spotify, of_spotify),
            _say("Last.fm again", lastfm, again),
        ]
        if options.plays > MANY.plays:
            many = directory / f"recenttracks-{MANY.plays}.csv"
            write_lastfm(History(MANY), many)
            notes.append(
                _say("Last.fm, many", many, [import_run.measure(directory / "many.db", many)])
            )
        if options.peer is None:
            notes.append("maloja: not asked for (--peer maloja)")
            return Report(bars=bars, notes=tuple(notes))
        try:
            ratio, said = asyncio.run(
                beside_maloja.measure(lastfm, filled, _pace(of_lastfm), directory)
            )
        except NoMalojaError as error:
            return Report(bars=bars, notes=(*notes, f"maloja: NOT MEASURED. {error}"))
    return Report(bars=(*bars, ratio), notes=(*notes, *said))


def _bars(
    of_lastfm: list[ImportRun], of_spotify: list[ImportRun], again: list[ImportRun]
) -> tuple[Bar, ...]:
    runs = (*of_lastfm, *of_spotify, *again)
    return (
        _pace_bar("Last.fm CSV", of_lastfm),
        _pace_bar("Spotify JSON", of_spotify),
        Bar(
            what="most memory over the empty store's",
            value=max(run.memory for run in runs),
            unit="MB",
            bar=150,
        ),
        Bar(
            what="loop, later than idle while importing, p99",
            value=max(map(_stall, (of_lastfm, of_spotify, again))),
            unit="ms",
            bar=10,
        ),
        Bar(
            what="plays added by importing it again",
            value=sum(run.added for run in again),
            unit="plays",
            bar=0,
        ),
    )


def _pace_bar(what: str, runs: list[ImportRun]) -> Bar:
    return Bar(
        what=f"rows per second of the processor, {what}",
        value=_pace(runs),
        unit="rows",
        bar=25_000,
        at_least=True,
    )


def _pace(runs: list[ImportRun]) -> float:
    return statistics.median(run.pace for run in runs)


def _stall(runs: list[ImportRun]) -> float:
    return statistics.median(run.stall for run in runs)


def _say(what: str, path: Path, runs: list[ImportRun]) -> str:
    """Say in a sentence what the imports of a file took, the one of middle pace of them."""
    run = sorted(runs, key=lambda run: run.pace)[len(runs) // 2]
    return (
        f"{what}: {path.stat().st_size / 1e6:.1f} MB, {run.rows:,} rows, {run.added:,} plays added "
        f"in {run.wall:.1f} s ({run.cpu:.1f} s of the processor: {run.pace:,.0f} rows/s), "
        f"{run.memory:.0f} MB, loop p99 {run.working:.1f} ms (idle {run.quiet:.1f}), its worst single "
        f"stall {max(run.working_worst for run in runs):.1f} ms of all {len(runs)} "
        f"(idle {max(run.quiet_worst for run in runs):.1f})"
    )
