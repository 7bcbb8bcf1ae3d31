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
    from tests.e2e.release import NoEnvironmentError, environment

    from .house import House, Person
    from .visitor import SOON, Look, Visitor, browsing, furnished

    expect.set_options(timeout=SOON)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    type Let = Callable[..., Visitor]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a release of Home Assistant be chosen; it has an environment of its own."""
    parser.addoption("--ha", metavar="RELEASE", help="a release of Home Assistant to look at")


@pytest.fixture(scope="session")
def python(pytestconfig: pytest.Config) -> Path | None:
    """The interpreter of the Home Assistant that was chosen; none for the one that is locked."""
    # Where the tests of all folders are collected, nobody has asked for the option.
    release = pytestconfig.getoption("--ha", None)
    try:
        return environment(release) if release else None
    except NoEnvironmentError as error:
        pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, python: Path | None) -> Iterator[House]:
    """A home with a million plays, which nobody has looked at yet."""
    place = tmp_path_factory.mktemp("house") / "config"
    with only_one(), House(place, python) as house:
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
