"""The public services that may be asked, and the covers that one of them has."""

from __future__ import annotations

from datetime import UTC, datetime
import re
import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect
import pytest

from .outside import AWAY
from .pages import PAGES
from .sleeves import PIXELS
from .visitor import DRAWN

if TYPE_CHECKING:
    from .conftest import Let
    from .house import House

pytestmark = pytest.mark.e2e


def tracks_left(house: House) -> int:
    """Ask of how many tracks something may still be asked; it changes while others play."""
    told: dict[str, Any] = house.do(house.client.command("spindle/services"))
    left: int = told["backlog"]["tracks"]
    return left


def test_a_service_that_said_no_tells_when_it_may_be_asked_again(house: House, let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["services"])
    cards = visitor.page.locator("spindle-services .card")
    deezer = cards.filter(has=visitor.page.get_by_role("heading", name="Deezer"))
    expect(deezer).to_contain_text("asked to slow down")
    told: dict[str, Any] = house.do(house.client.command("spindle/services"))
    [until] = [one["until"] for one in told["services"] if one["service"] == "deezer"]
    assert time.time() + AWAY / 2 < until < time.time() + 2 * AWAY
    at = f"{datetime.fromtimestamp(until, UTC):%-I:%M}"
    expect(deezer).to_contain_text(re.compile(rf"It may be asked again at .*\b{at}"))
    archive = cards.filter(has=visitor.page.get_by_role("heading", name="Cover Art Archive"))
    expect(archive.locator(".badge")).to_be_visible()
    expect(archive).not_to_contain_text("asked again")
    off = cards.filter(has=visitor.page.get_by_role("link", name="settings"))
    expect(off).to_contain_text("MusicBrainz")
    expect(off).not_to_contain_text("Deezer")


def test_what_is_left_to_look_up_is_told_in_numbers(house: House, let: Let) -> None:
    before = tracks_left(house)
    visitor = let()
    visitor.open_panel(PAGES["services"])
    cards = visitor.page.locator("spindle-services .card")
    backlog = cards.filter(has=visitor.page.get_by_role("heading", name="Left to look up"))
    shown = int(backlog.locator("dd").first.inner_text().replace(",", ""))
    low, high = sorted((before, tracks_left(house)))
    assert 0 < low <= shown <= high


def test_a_cover_is_drawn_and_comes_from_home_assistant(let: Let) -> None:
    visitor = let()
    visitor.open(f"/listening{PAGES['top'].path}?kind=albums")
    visitor.see(PAGES["top"].answered)
    cover = visitor.page.locator("spindle-top .ranking li", has=visitor.page.locator("img")).first
    width, source = cover.locator("img").evaluate(DRAWN)
    assert width == PIXELS
    assert re.fullmatch(r"/api/spindle/cover/[-0-9a-f]{36}/[-\w]{16}", source)
    assert visitor.shifted() < 0.005, visitor.shifts()
    assert visitor.witness.outside == []
    assert visitor.witness.errors == []
