"""What an import costs: exports of 75,000 plays and more, read, recognised, stored, summed up.

Each import has a process of its own, with a store and its threads on an empty file and an
event loop that is watched. With a peer the same rows go through its own import, and its
charts are asked for over HTTP, ours over the websocket of a real Home Assistant.
"""

from __future__ import annotations

from pathlib import Path
import statistics
import sys
import tempfile
from typing import TYPE_CHECKING, Final

from . import charts, import_run
from .export_files import write_lastfm, write_spotify
from .maloja import Maloja, NoMalojaError, install
from .options import SIZES
from .report import Bar, Report
from .synthetic_history import History, Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from .import_run import ImportRun
    from .maloja import Imported
    from .options import Options

EXPORT: Final = Shape(plays=75_000, artists=1_500)
MANY: Final = Shape(plays=SIZES["1m"])
JSON_BYTES: Final = 22_000_000
AGAIN: Final = 3
"""Times that each file is imported."""
LASTFM: Final = "recenttracks-synthetic.csv"
SPOTIFY: Final = "Streaming_History_Audio_2014-2026_0.json"


def run(options: Options) -> Report:
    """Measure the imports, and the peer's where there is one."""
    with tempfile.TemporaryDirectory(prefix="spindle-bench-") as scratch:
        directory = Path(scratch)
        history = History(EXPORT)
        lastfm, spotify = directory / LASTFM, directory / SPOTIFY
        write_lastfm(history, lastfm)
        write_spotify(history, spotify, size=JSON_BYTES)
        runs = {path: _import_often(path, directory) for path in (lastfm, spotify)}
        again = import_run.measure(_database(lastfm, directory, 0), lastfm)
        notes = [_say(path, each) for path, each in runs.items()]
        if options.plays >= MANY.plays:
            notes.append(_many(directory))
        bars = _bars(runs[lastfm], runs[spotify], again)
        if options.peer:
            try:
                more_bars, more_notes = _beside_maloja(
                    lastfm, _pace(runs[lastfm]), _database(lastfm, directory, 0)
                )
            except NoMalojaError as error:
                notes.append(f"maloja: not measured. {error}")
            else:
                bars += more_bars
                notes += more_notes
        else:
            notes.append("maloja: not asked for (--peer maloja)")
    return Report(bars=tuple(bars), notes=tuple(notes))
