"""``scripts/bench NAME [--json] …``: run one benchmark and print what it measured.

It ends 0 whatever the figures say: they are for a reader to judge, beside the time of the
calibration loop, which tells how busy or slow the machine was.
"""

from __future__ import annotations

import argparse
from importlib import import_module
import signal
import sys
from typing import NamedTuple

from .calibration import calibrate
from .options import PEERS, SIZES, USUAL, Options, seconds
from .report import Report, as_json, as_table


class Benchmark(NamedTuple):
    """One that is built."""

    module: str
    """A module beside this one with ``run(options: Options) -> Report``."""
    what: str


BUILT = {
    "listen": Benchmark("listen", "from a speaker's state to a durable row: delay, loop, disk"),
    "insights": Benchmark("insights", "answers from histories of many sizes, against one table"),
    "import": Benchmark("imports", "a history of elsewhere into the store: pace, memory, loop"),
    "soak": Benchmark("soak", "hours of calls to a service that says no, in virtual time"),
    "lidarr": Benchmark("lidarr", "2,000 albums for Lidarr: its queue never above the cap"),
    "playlists": Benchmark("playlists", "libraries into genre playlists: kills, pace, memory"),
    "genres": Benchmark("genres", "tags of well-known artists, read as a listener would"),
    "panel": Benchmark("panel", "the panel in a real browser before a million plays"),
}
"""Name → what it is."""


def main() -> None:
    """Run the benchmark that the command line names."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures Spindle and prints the figures.",
        epilog="built: " + "; ".join(f"{name} ({each.what})" for name, each in BUILT.items()),
    )
    parser.add_argument("name", metavar="NAME", help="which benchmark")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--seeds", type=int, metavar="N", help="random draws, where it draws any")
    parser.add_argument("--peer", choices=PEERS, help="measure this program too, where it applies")
    parser.add_argument(
        "--plays",
        type=str.lower,
        choices=SIZES,
        default=USUAL,
        help=f"the largest history, where there are several (default {USUAL})",
    )
    parser.add_argument(
        "--real",
        type=seconds,
        metavar="TIME",
        help="with the real clock for so long (90s, 15m, 1h), where it is virtual otherwise",
    )
    arguments = parser.parse_args()
    if arguments.name not in BUILT:
        sys.exit(
            f'scripts/bench: there is no benchmark "{arguments.name}" yet; '
            f"built: {', '.join(BUILT)}"
        )

    # Whoever ends a benchmark politely ends the programs that it has started, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"Measuring {arguments.name}; this takes some minutes.", file=sys.stderr)
    options = Options(
        seeds=arguments.seeds,
        peer=arguments.peer,
        plays=SIZES[arguments.plays],
        real=arguments.real,
    )
    before = calibrate()
    module = import_module(f"{__package__}.{BUILT[arguments.name].module}")
    report: Report = module.run(options)
    after = calibrate()
    print(f"scripts/bench {arguments.name} (calibration loop {before:.1f} ms, {after:.1f} ms)")
    print(as_table(report))
    if arguments.json:
        print(as_json(arguments.name, report))


if __name__ == "__main__":
    main()
