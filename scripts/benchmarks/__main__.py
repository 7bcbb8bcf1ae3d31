"""``scripts/bench NAME [--json] [--seeds N]``: run one benchmark and print what it measured.

It ends 0 whatever the figures say: they are for a reader to judge, beside the time of the
calibration loop, which tells how busy or slow the machine was.
"""

from __future__ import annotations

import argparse
from importlib import import_module
import sys

from .calibration import calibrate
from .report import Report, as_json, as_table

BUILT = {
    "listen": "from a speaker's state to a durable row: delay, loop, disk, recorder",
}
"""Name → what it measures. Each is a module beside this one with ``run(seeds) -> Report``."""


def main() -> None:
    """Run the benchmark that the command line names."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures Spindle and prints the figures.",
        epilog="built: " + "; ".join(f"{name} ({what})" for name, what in BUILT.items()),
    )
    parser.add_argument("name", metavar="NAME", help="which benchmark")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--seeds", type=int, metavar="N", help="random draws, where it draws any")
    arguments = parser.parse_args()
    if arguments.name not in BUILT:
        sys.exit(
            f'scripts/bench: there is no benchmark "{arguments.name}" yet; '
            f"built: {', '.join(BUILT)}"
        )

    print(f"Measuring {arguments.name}; this takes some minutes.", file=sys.stderr)
    before = calibrate()
    report: Report = import_module(f"{__package__}.{arguments.name}").run(arguments.seeds)
    after = calibrate()
    print(f"scripts/bench {arguments.name} (calibration loop {before:.1f} ms, {after:.1f} ms)")
    print(as_table(report))
    if arguments.json:
        print(as_json(arguments.name, report))


if __name__ == "__main__":
    main()
