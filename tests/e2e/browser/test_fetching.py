"""What is on its way from Lidarr, and what a person decides about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .fetching import CAP, FETCHED, OWNED, UNKNOWN, WAITING
from .pages import PAGES

if TYPE_CHECKING:
    from .conftest import Let
    from .house import House
    from .visitor import Visitor

pytestmark = pytest.mark.e2e


def turn_to_list(visitor: Visitor, name: str) -> None:
    """Choose one of the lists of the page."""
    visitor.page.locator("spindle-lidarr .lists").get_by_role("button", name=name).click()


def test_what_waits_and_what_lidarr_has_are_seen_apart(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["lidarr"])
    lists = visitor.page.locator("spindle-lidarr li")
    expect(visitor.page.locator("spindle-lidarr .state")).to_contain_text(f"has {CAP}")
    for record in WAITING:
        expect(lists.filter(has_text=record.album)).to_contain_text(record.artist)
    turn_to_list(visitor, "In Lidarr")
    for record in FETCHED:
        expect(lists.filter(has_text=record.album).get_by_role("progressbar")).to_be_visible()
    turn_to_list(visitor, "Available")
    expect(lists.filter(has_text=OWNED.album)).to_be_visible()
    turn_to_list(visitor, "Not eligible")
    expect(lists.filter(has_text=UNKNOWN.artist)).to_contain_text("knows no such album")


def test_a_suggestion_that_is_taken_waits_for_lidarr_until_it_is_given_up(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["lidarr"])
    turn_to_list(visitor, "Suggested")
    lists = visitor.page.locator("spindle-lidarr li")
    suggested = lists.filter(has_text="In Rainbows")
    expect(suggested).to_contain_text("plays")
    suggested.get_by_role("button", name=re.compile("^Fetch: ")).click()
    expect(suggested).to_have_count(0)
    turn_to_list(visitor, "Waiting")
    waiting = lists.filter(has_text="In Rainbows")
    expect(waiting).to_be_visible()
    waiting.get_by_role("button", name=re.compile("^Give up: ")).click()
    expect(waiting).to_have_count(0)


def test_an_album_bears_its_state_wherever_it_is_named(let: Let) -> None:
    visitor = let()
    visitor.open(f"/listening{PAGES['top'].path}?kind=albums")
    visitor.see(PAGES["top"].answered)
    page = visitor.page
    page.get_by_role("searchbox").fill("kid a")
    page.locator("spindle-top .hits a", has_text="Kid A").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", name="Kid A")).to_be_visible()
    expect(drawer).to_contain_text("downloading")


def test_who_may_only_look_decides_nothing(house: House, let: Let) -> None:
    house.share(with_everyone=True)
    try:
        visitor = let(house.guest)
        visitor.open_panel(PAGES["lidarr"])
        expect(visitor.page.locator("spindle-lidarr li")).to_have_count(len(WAITING))
        expect(visitor.page.locator("spindle-lidarr li button")).to_have_count(0)
    finally:
        house.share(with_everyone=False)
