"""Somebody who looks at Home Assistant, with a browser of their own."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
import json
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from playwright.sync_api import sync_playwright

from .tools import AXE, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

    from .house import House, Person
    from .pages import Page as PanelPage

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE: Final = 60_000
"""Milliseconds that Home Assistant's own frontend may take on a busy machine."""
SOON: Final = 60_000
"""Milliseconds in which what is awaited on an open page comes."""

WATCH: Final = """
window.watched = { shifts: [], tasks: [] };
const watch = (type, see) =>
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
watch("layout-shift", (entry) => {
  // What Home Assistant shows before its frontend is there moves by itself.
  const theirs = ({ node }) => Boolean(node?.closest?.("#ha-launch-screen"));
  if (entry.hadRecentInput || (entry.sources.length && entry.sources.every(theirs))) return;
  const moved = entry.sources.map(({ node, previousRect, currentRect }) =>
    `${node?.localName}.${node?.className} ${previousRect.y} to ${currentRect.y}`);
  window.watched.shifts.push([entry.value, moved]);
});
watch("longtask", ({ startTime, duration }) => window.watched.tasks.push([startTime, duration]));
"""
TURN: Final = """
(path) => {
  history.pushState(null, "", path);
  dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
}
"""
JUDGE: Final = """
(element) => axe.run(element, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.target.flat(9).join(" ")} ${node.failureSummary}`)))
"""
DRAWN: Final = """
(image) => new Promise((done) => {
  const look = () => image.naturalWidth && image.style.opacity === "1"
    ? done([image.naturalWidth, new URL(image.src).pathname])
    : setTimeout(look, 100);
  look();
})
"""
"""Waits until a picture lies over its letters: how wide it is, and where it is from."""
ALL_DRAWN: Final = """
(images) => images.every((image) => {
  const { top, bottom } = image.getBoundingClientRect();
  const isInSight = bottom > 0 && top < innerHeight;
  return !isInSight || (image.naturalWidth && image.style.opacity === "1");
})
"""
FADING: Final = 500
"""Milliseconds after which a cover lies over its letters for certain."""
LOOKS: Final = 600
"""Tenths of a second that a cover may take, with the times that it is asked for again."""


class Size(NamedTuple):
    """Pixels of a window."""

    width: int
    height: int


DESK: Final = Size(1360, 1000)
PHONE: Final = Size(390, 844)
NARROWEST: Final = Size(320, 700)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How somebody has set their browser up."""

    size: Size = DESK
    language: str = "en"
    is_dark: bool = False


@dataclass
class Witness:
    """What happened on a page that nobody should see."""

    home: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    """Addresses that are not Home Assistant's."""

    def attend(self, page: Page) -> None:
        """Listen to a page from now on."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(f"{error}\n{error.stack}"))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.outside.append(request.url)


class Visitor:
    """A signed-in person's page, and what was noticed on it."""

    def __init__(self, context: BrowserContext, house: House) -> None:
        """Open an empty page."""
        self.page = context.new_page()
        self.witness = Witness(house.home.url)
        self.witness.attend(self.page)

    def open(self, path: str) -> None:
        """Go to an address of Home Assistant's and wait until its own frontend is there."""
        self.page.goto(path)
        self.page.wait_for_selector("home-assistant-main", timeout=PATIENCE)
        self.page.wait_for_selector("#ha-launch-screen", state="detached", timeout=PATIENCE)

    def open_panel(self, page: PanelPage) -> None:
        """Go to a page of the panel and wait for its answers."""
        self.open(f"/listening{page.path}")
        self.see(page.answered)

    def turn_to(self, path: str) -> None:
        """Go to an address within Home Assistant, as its own links do."""
        self.page.evaluate(TURN, path)

    def see(self, selector: str) -> None:
        """Wait until something is there to be seen."""
        self.page.wait_for_selector(selector, timeout=SOON)

    def settle(self) -> None:
        """Wait until the page has been still for a moment."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(400)

    def see_covers(self) -> None:
        """Wait until every cover in sight is drawn; each is asked for again a few times.

        One that nobody has goes away, and leaves its letters.
        """
        covers = self.page.locator("img[src^='/api/spindle/cover/']")
        for _ in range(LOOKS):
            if covers.evaluate_all(ALL_DRAWN):
                self.page.wait_for_timeout(FADING)
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("A cover in sight is never drawn")

    def throttle(self, times: int) -> None:
        """Make the page's processor so many times slower."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def shifts(self) -> list[tuple[float, list[str]]]:
        """Tell every move that the layout made by itself since the page was opened: by how much, of what."""
        moved: list[list[Any]] = self.page.evaluate("window.watched.shifts")
        return [(value, nodes) for value, nodes in moved]

    def shifted(self) -> float:
        """Tell by how much the layout has moved by itself since the page was opened."""
        return sum(value for value, _ in self.shifts())

    def overflows(self, selector: str) -> bool:
        """Tell whether an element is wider than the window."""
        too_wide: bool = self.page.locator(selector).evaluate(
            "(element) => element.scrollWidth > innerWidth"
        )
        return too_wide

    def long_tasks(self) -> list[tuple[float, float]]:
        """Tell each task above 50 ms: milliseconds since the page was opened, and how long."""
        tasks: list[list[float]] = self.page.evaluate("window.watched.tasks")
        return [(start, duration) for start, duration in tasks]

    def violations(self, selector: str) -> list[str]:
        """Let axe judge an element: what is wrong, and where."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE.read_text())
        wrong: list[str] = self.page.locator(selector).first.evaluate(JUDGE)
        return wrong


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run Chromium."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium()), args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, house: House, person: Person, look: Look) -> Iterator[Visitor]:
    """Let somebody in with a browser that has never been here."""
    context = furnished(browser, house, person, look)
    try:
        yield Visitor(context, house)
    finally:
        context.close()


def furnished(browser: Browser, house: House, person: Person, look: Look) -> BrowserContext:
    """Make a browser somebody's own: signed in, with their language and their window."""
    context = browser.new_context(
        base_url=house.home.url,
        viewport={"width": look.size.width, "height": look.size.height},
        color_scheme="dark" if look.is_dark else "light",
        locale="en-US",
        service_workers="block",
    )
    context.add_init_script(WATCH)
    context.add_init_script(_signed_in(house.home.url, person.token, look.language))
    return context


def _signed_in(url: str, token: str, language: str) -> str:
    """Write what Home Assistant's frontend remembers of somebody who has signed in."""
    tokens = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": 1800,
        "hassUrl": url,
        "clientId": f"{url}/",
        "expires": int(time.time() * 1000) + 10**10,
        "refresh_token": "",
    }
    kept = {"hassTokens": json.dumps(tokens), "selectedLanguage": json.dumps(language)}
    return "".join(
        f"localStorage[{json.dumps(key)}]={json.dumps(told)};" for key, told in kept.items()
    )
