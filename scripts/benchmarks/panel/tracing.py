"""The tasks of a page's own thread, from what Chromium traces of itself."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.browser.visitor import Visitor

CATEGORIES: Final = ("toplevel", "devtools.timeline")
TASK: Final = "ThreadControllerImpl::RunTask"
THREAD: Final = "CrRendererMain"
COMPILING: Final = "v8.compileModule"
OURS: Final = "/spindle_static/"


@dataclass(slots=True)
class Longest:
    """Milliseconds of processor time of the longest tasks; nothing before the tracing has ended."""

    theirs: float = 0
    """Of those that had ended before the first of our files that was read: Home Assistant's alone."""
    ours: float = 0
    """Of all since, whoever's they are: what we bring the browser to do is ours, too."""


@contextmanager
def longest(visitor: Visitor) -> Iterator[Longest]:
    """Trace a page on which the panel is opened or used, and tell at the end."""
    page = visitor.page
    browser = page.context.browser
    assert browser is not None
    found = Longest()
    browser.start_tracing(page=page, categories=list(CATEGORIES))
    yield found
    events = _of_the_page(json.loads(browser.stop_tracing())["traceEvents"])
    begun = min((event["ts"] for event in events if _is_our_file(event)), default=0)
    for event in events:
        if event["name"] != TASK:
            continue
        milliseconds = event.get("tdur", 0) / 1000
        if event["ts"] + event["dur"] < begun:
            found.theirs = max(found.theirs, milliseconds)
        else:
            found.ours = max(found.ours, milliseconds)


def _is_our_file(event: dict[str, Any]) -> bool:
    """Tell whether an event is the reading of one of our files."""
    return event["name"] == COMPILING and OURS in event["args"].get("fileName", "")


def _of_the_page(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pick what the renderer that was busiest did, which is the page's."""
    threads: dict[tuple[int, int], list[dict[str, Any]]] = {
        (event["pid"], event["tid"]): []
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == THREAD
    }
    for event in events:
        thread = threads.get((event["pid"], event["tid"]))
        if thread is not None and event["ph"] == "X":
            thread.append(event)
    return max(threads.values(), key=_busy)


def _busy(events: list[dict[str, Any]]) -> int:
    return sum(event.get("tdur", 0) for event in events if event["name"] == TASK)
