"""The tasks of a page's own thread, from what Chromium traces of itself."""

from __future__ import annotations

from contextlib import contextmanager
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.browser.visitor import Visitor

CATEGORIES: Final = ("toplevel",)
TASK: Final = "ThreadControllerImpl::RunTask"
THREAD: Final = "CrRendererMain"


@contextmanager
def tasks(visitor: Visitor) -> Iterator[list[float]]:
    """Fill the list, at the end, with the milliseconds of processor time of each task."""
    page = visitor.page
    browser = page.context.browser
    assert browser is not None
    found: list[float] = []
    browser.start_tracing(page=page, categories=list(CATEGORIES))
    yield found
    found += _of_the_page(json.loads(browser.stop_tracing())["traceEvents"])


def _of_the_page(events: list[dict[str, Any]]) -> list[float]:
    """Pick the tasks of the renderer that was busiest, which is the page's."""
    threads: dict[tuple[int, int], list[float]] = {
        (event["pid"], event["tid"]): []
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == THREAD
    }
    for event in events:
        thread = threads.get((event["pid"], event["tid"]))
        if thread is not None and event["name"] == TASK:
            thread.append(event.get("tdur", 0) / 1000)
    return max(threads.values(), key=sum)
