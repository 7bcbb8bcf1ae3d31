"""``scripts/browser``: the panel and the cards in a real Home Assistant and a real browser.

scripts/browser                    every test
scripts/browser --screenshots      and the pictures of docs/images, made anew
scripts/browser --ha 2026.11.0     on another release of Home Assistant
scripts/browser -k live            what else is said goes to pytest
"""

from __future__ import annotations

import os
import sys

from .seeding import foundation
from .tools import NoBrowserError, ready

OPTIONS = ("-p", "no:homeassistant", "-p", "no:cacheprovider", "-n", "0")
"""Home Assistant runs in a process of its own: the harness for one within has no part here."""
TESTS = "tests/e2e/browser"
PICTURES = ("--deselect", f"{TESTS}/test_pictures.py")


def main() -> None:
    """Make everything ready, then become pytest."""
    try:
        place = ready()
    except NoBrowserError as error:
        sys.exit(f"scripts/browser: {error}")
    foundation()
    os.environ["PYTHONPATH"] = str(place)
    wanted = [word for word in sys.argv[1:] if word != "--screenshots"]
    if len(wanted) == len(sys.argv[1:]):
        wanted += PICTURES
    command = [sys.executable, "-m", "pytest", *OPTIONS, TESTS, *wanted]
    os.execv(sys.executable, command)  # noqa: S606 (our own interpreter)


if __name__ == "__main__":
    main()
