"""Somebody comes from another page of Home Assistant, and looks."""

from __future__ import annotations

from contextlib import contextmanager
import json
from pathlib import Path
import statistics
import tempfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.e2e.browser.house import House
from tests.e2e.browser.pages import PAGES
from tests.e2e.browser.visitor import Look, browsing, visiting
from tests.e2e.process import only_one

from ..report import Bar, Report
from .bundle import weigh
from .tracing import Longest, longest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, WebSocket

    from tests.e2e.browser.visitor import Visitor

ELSEWHERE: Final = "/profile"
"""A page of Home Assistant's own, from which the panel is opened."""
ROUNDS: Final = 3
SLOWER: Final = 4
AFTERWARDS: Final = 1500
"""Milliseconds after the answers in which a page may still draw."""

THEIR_OWN: Final = 2500
"""Milliseconds after which Home Assistant's frontend has written the icons of its own first page
into the browser's database, which takes it longer than anything of ours."""

PERIOD: Final = "spindle-panel .periods [aria-pressed=false] >> nth=2"
TURNS: Final = {
    "overview": {
        "another kind": "spindle-overview [aria-pressed=false] >> nth=0",
        "another period": PERIOD,
    },
    "top": {
        "another kind": "spindle-top .tools [aria-pressed=false] >> nth=0",
        "another period": PERIOD,
        "more of them": "spindle-top .middle button",
        "one of them": "spindle-top .ranking a >> nth=0",
    },
    "history": {
        "one day": "spindle-history h2 a >> nth=1",
        "delete": "spindle-history [aria-label^='Delete: '] >> nth=-1",
    },
    "discover": {"another period": PERIOD},
    "lidarr": {"another list": "spindle-lidarr [aria-pressed=false] >> nth=0"},
}
"""What is pressed on a page, one after the other."""

STOPWATCH: Final = """
window.stopwatch = {};
const within = (root, name) => root?.querySelector(name)?.shadowRoot;
const note = (what) => (window.stopwatch[what] ??= performance.now());
const look = () => {
  const main = within(within(document, "home-assistant"), "home-assistant-main");
  const panel = within(within(within(main, "partial-panel-resolver") ?? main, "ha-panel-custom") ??
    main?.querySelector("ha-panel-custom") ?? main, "spindle-panel") ??
    main?.querySelector("spindle-panel")?.shadowRoot;
  const page = within(panel, "spindle-overview");
  if (panel?.querySelector("main > *")) note("skeleton");
  if (page?.querySelector(".figures .value")) note("answers");
  if (page?.querySelector(".grid:not([aria-busy])")) note("whole");
  if (!window.stopwatch.whole) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
"""Notes, frame by frame, what can be seen already: milliseconds since the page was opened."""
FETCHED: Final = """
() => performance.getEntriesByType("resource")
  .find(({ name }) => name.includes("/spindle_static/") && name.endsWith("/panel.js")).responseEnd
"""
"""When the panel's own file had come: those that it asks for come after it."""


class First(NamedTuple):
    """The first look at the first page."""

    skeleton: float
    """Milliseconds from the panel's own file to something to be seen."""
    answers: float
    """… and to the answers."""
    calls: int
    """Questions of the page."""
    kilobytes: float
    """Of their answers."""
    shifted: float
    outside: int


def measure() -> Report:
    """Look again and again, then slowly."""
    bundle = weigh()
    with only_one(), _house() as house, browsing() as browser:
        firsts = [_first(browser, house) for _ in range(ROUNDS)]
        slow = {name: _slowly(browser, house, name) for name in PAGES}
        turned = {name: _turned(browser, house, name) for name in TURNS}
    pressed = max(milliseconds for turns in turned.values() for milliseconds in turns.values())
    page, worst = max(slow.items(), key=lambda each: each[1].ours)
    bars = (
        Bar(what="cards, compressed", value=bundle.cards, unit="kB", bar=20),
        Bar(what="panel before its first page, compressed", value=bundle.panel, unit="kB", bar=45),
        Bar(what="everything, compressed", value=bundle.everything, unit="kB", bar=90),
        Bar(what="calls of the first page", value=max(f.calls for f in firsts), unit="", bar=1),
        Bar(what="their answers", value=max(f.kilobytes for f in firsts), unit="kB", bar=15),
        Bar(what="skeleton after the panel's file", value=_middle(firsts, 0), unit="ms", bar=100),
        Bar(
            what="data of a million plays after the panel's file",
            value=_middle(firsts, 1),
            unit="ms",
            bar=400,
        ),
        Bar(what=f"longest task, {SLOWER} times slower", value=worst.ours, unit="ms", bar=50),
        Bar(what="longest task of what is pressed", value=pressed, unit="ms", bar=50),
        Bar(what="layout shifts", value=max(f.shifted for f in firsts), unit="", bar=0),
        Bar(
            what="requests outside Home Assistant",
            value=max(f.outside for f in firsts),
            unit="",
            bar=0,
        ),
    )
    notes = [
        "longest task of each page: "
        + ", ".join(f"{name} {each.ours:.0f} ms" for name, each in slow.items()),
        "before our first file is read, of Home Assistant's own: "
        + ", ".join(f"{name} {each.theirs:.0f} ms" for name, each in slow.items()),
        "longest task of what is pressed: "
        + "; ".join(f"{name}: {_told_of(turns)}" for name, turns in turned.items()),
        f"the longest is of the page {page}; tasks are counted in processor time, all else on the wall",
    ]
    return Report(bars=bars, notes=tuple(notes))


@contextmanager
def _house() -> Iterator[House]:
    with (
        tempfile.TemporaryDirectory(prefix="spindle-bench-", ignore_cleanup_errors=True) as place,
        House(Path(place) / "config") as house,
    ):
        yield house


def _middle(firsts: list[First], place: int) -> float:
    return statistics.median(each[place] for each in firsts)


def _first(browser: Browser, house: House) -> First:
    """Open the panel for the first time, from another page."""
    with visiting(browser, house, house.administrator, Look()) as visitor:
        questions: set[int] = set()
        answers: list[int] = []

        def attend(socket: WebSocket) -> None:
            socket.on("framesent", lambda frame: questions.update(_asked(frame)))
            socket.on("framereceived", lambda frame: answers.extend(_told(frame, questions)))

        visitor.page.on("websocket", attend)
        _arrive(visitor)
        shifted = visitor.shifted()
        visitor.page.evaluate(STOPWATCH)
        visitor.turn_to("/listening")
        visitor.see(PAGES["overview"].answered)
        visitor.settle()
        seen: dict[str, float] = visitor.page.evaluate("window.stopwatch")
        fetched: float = visitor.page.evaluate(FETCHED)
        return First(
            skeleton=seen["skeleton"] - fetched,
            answers=seen["answers"] - fetched,
            calls=len(questions),
            kilobytes=sum(answers) / 1000,
            shifted=visitor.shifted() - shifted,
            outside=len(visitor.witness.outside),
        )


def _asked(frame: str | bytes) -> list[int]:
    """Give the numbers of our questions in what was sent; the subscription is none."""
    return [
        message["id"]
        for message in _messages(frame)
        if message.get("type", "").startswith("spindle/") and message["type"] != "spindle/subscribe"
    ]


def _told(frame: str | bytes, questions: set[int]) -> list[int]:
    """Give the bytes of the answers to our questions in what was received."""
    return [
        len(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())
        for message in _messages(frame)
        if message.get("type") == "result" and message["id"] in questions
    ]


def _messages(frame: str | bytes) -> list[dict[str, Any]]:
    """Read what is sent at once: one message, or several."""
    told = json.loads(frame)
    return told if isinstance(told, list) else [told]


def _slowly(browser: Browser, house: House, name: str) -> Longest:
    """Give the longest tasks of a page that is opened slowly: the middle of some visits."""
    found = []
    for _ in range(ROUNDS):
        with visiting(browser, house, house.administrator, Look()) as visitor:
            _arrive(visitor)
            visitor.page.wait_for_timeout(THEIR_OWN)
            visitor.throttle(SLOWER)
            path, seen = PAGES[name]
            with longest(visitor) as these:
                visitor.turn_to(f"/listening{path}")
                visitor.see(seen)
                visitor.page.wait_for_timeout(AFTERWARDS)
            found.append(these)
    return Longest(
        theirs=statistics.median(each.theirs for each in found),
        ours=statistics.median(each.ours for each in found),
    )


def _turned(browser: Browser, house: House, name: str) -> dict[str, float]:
    """Give the milliseconds of the longest task after each press on a page, of some visits the middle."""
    found: dict[str, list[float]] = {turn: [] for turn in TURNS[name]}
    for _ in range(ROUNDS):
        with visiting(browser, house, house.administrator, Look()) as visitor:
            _arrive(visitor)
            visitor.throttle(SLOWER)
            path, seen = PAGES[name]
            visitor.turn_to(f"/listening{path}")
            visitor.see(seen)
            visitor.page.wait_for_timeout(2 * THEIR_OWN)
            for turn, pressed in TURNS[name].items():
                with longest(visitor) as these:
                    visitor.page.locator(pressed).evaluate("(element) => element.click()")
                    visitor.page.wait_for_timeout(AFTERWARDS)
                found[turn].append(these.ours)
    return {turn: statistics.median(milliseconds) for turn, milliseconds in found.items()}


def _told_of(turns: dict[str, float]) -> str:
    return ", ".join(f"{turn} {milliseconds:.0f} ms" for turn, milliseconds in turns.items())


def _arrive(visitor: Visitor) -> None:
    visitor.open(ELSEWHERE)
    visitor.settle()
