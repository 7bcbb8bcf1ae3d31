"""The panel before a million plays: its bytes, its first page, and what holds the browser up.

A real Home Assistant and a real Chromium, whose processor is made four times slower for the
longest tasks. These are counted in the time of the browser's own thread, so that another
program of the machine has no part in them; what a person waits for is the time on the wall.
"""

from __future__ import annotations

from importlib import import_module
import sys
from typing import TYPE_CHECKING

from tests.e2e.browser.tools import ready

if TYPE_CHECKING:
    from ..options import Options
    from ..report import Report


def run(_options: Options) -> Report:
    """Measure, with the browser's driver, which no other benchmark needs."""
    sys.path.append(str(ready()))
    report: Report = import_module(f"{__name__}.looking").measure()
    return report
