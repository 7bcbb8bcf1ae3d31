"""The pictures of the documentation, taken of what the tests look at."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.e2e.release import ROOT

from .cards import ADDRESS, CARDS, answered
from .pages import PAGES
from .visitor import DESK, PHONE, Look, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Let
    from .house import House
    from .visitor import Visitor

pytestmark = pytest.mark.e2e

FOLDER: Final = ROOT / "docs" / "images"
LARGEST: Final = 150_000
"""Bytes of a picture."""
QUALITY: Final = 88
WIDE: Final = Size(1500, 900)


class Picture(NamedTuple):
    """One picture of the panel."""

    page: str
    look: Look
    more: str = ""
    """What follows the page's own path."""


PICTURES: Final = {
    "panel": Picture("overview", Look(size=DESK)),
    "panel-dark": Picture("discover", Look(size=DESK, is_dark=True), "?period=last_365_days"),
    "panel-lidarr": Picture("lidarr", Look(size=DESK), "?list=suggested"),
    "panel-phone": Picture("overview", Look(size=PHONE)),
    "panel-rtl": Picture("overview", Look(size=DESK, language="he"), "?period=last_365_days"),
}


@pytest.fixture
def music(house: House) -> Iterator[None]:
    """Two rooms that play, one of them for a while already."""
    house.play("Living Room", "Khruangbin", "Time (You and I)")
    house.play("Kitchen", "Nina Simone", "Feeling Good", seconds=176)
    yield
    for room in ("Living Room", "Kitchen"):
        house.silence(room)


@pytest.mark.usefixtures("music")
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_panel(let: Let, name: str) -> None:
    page, look, more = PICTURES[name]
    visitor = let(look=look)
    path, seen = PAGES[page]
    visitor.open(f"/listening{path}{more}")
    visitor.see(seen)
    take(visitor, name)


@pytest.mark.usefixtures("music")
@pytest.mark.parametrize(("name", "look"), [("cards", Look(size=WIDE))])
def test_a_picture_of_the_cards(let: Let, name: str, look: Look) -> None:
    visitor = let(look=look)
    visitor.open(ADDRESS)
    for card in CARDS:
        visitor.see(answered(card))
    take(visitor, name)


def take(visitor: Visitor, name: str) -> None:
    """Write what is seen into the folder of pictures."""
    visitor.settle()
    visitor.see_covers()
    session = visitor.page.context.new_cdp_session(visitor.page)
    told = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    picture = base64.b64decode(told["data"])
    assert len(picture) <= LARGEST
    (FOLDER / f"{name}.webp").write_bytes(picture)
