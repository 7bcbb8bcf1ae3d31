"""One home and one browser for all tests here; they run where scripts/browser has a driver."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    from playwright.sync_api import expect

    from tests.e2e.process import only_one

    from .house import House, Person
    from .visitor import SOON, Look, Visitor, browsing, furnished

    expect.set_options(timeout=SOON)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

    type Let = Callable[..., Visitor]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A home with a million plays, which nobody has looked at yet."""
    with only_one(), House(tmp_path_factory.mktemp("house") / "config") as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="session")
def browsers() -> dict[tuple[Person, Look], BrowserContext]:
    """Everybody's own browser, which keeps Home Assistant's files from visit to visit."""
    return {}


@pytest.fixture
def let(
    house: House, browser: Browser, browsers: dict[tuple[Person, Look], BrowserContext]
) -> Iterator[Let]:
    """Let somebody in: ``let()`` an administrator, ``let(person, look)`` anybody."""
    with ExitStack() as visits:

        def let_in(person: Person | None = None, look: Look | None = None) -> Visitor:
            who = (person or house.administrator, look or Look())
            if who not in browsers:
                browsers[who] = furnished(browser, house, *who)
            visitor = Visitor(browsers[who], house)
            visits.callback(visitor.page.close)
            return visitor

        yield let_in
