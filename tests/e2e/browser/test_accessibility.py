"""Every page and card before axe: in light, in dark, right to left, and 320 pixels narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .cards import ADDRESS, CARDS, answered
from .pages import PAGES
from .visitor import NARROWEST, Look

if TYPE_CHECKING:
    from .conftest import Let

pytestmark = pytest.mark.e2e

LOOKS = {
    "light": Look(),
    "dark": Look(is_dark=True),
    "right to left": Look(language="he"),
    "narrow": Look(size=NARROWEST),
}

CHARTS = {
    "": ("spindle-clock", "spindle-bars"),
    "?period=last_365_days": ("spindle-calendar",),
    "/discover": ("spindle-stream", "spindle-bars"),
}
"""The charts of some addresses, each of which is a table as well."""


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_of_the_panel_is_out_of_reach(let: Let, name: str) -> None:
    visitor = let(look=LOOKS[name])
    visitor.open_panel(PAGES["overview"])
    wrong = {}
    for page, (path, seen) in PAGES.items():
        visitor.turn_to(f"/listening{path}")
        visitor.see(seen)
        visitor.settle()
        wrong[page] = visitor.violations("spindle-panel")
        assert not visitor.overflows("spindle-panel"), page
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_of_a_card_is_out_of_reach(let: Let, name: str) -> None:
    visitor = let(look=LOOKS[name])
    visitor.open(ADDRESS)
    for card in CARDS:
        visitor.see(answered(card))
    visitor.settle()
    wrong = {card: visitor.violations(f"spindle-{card}-card") for card in CARDS}
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("name", ["dark", "narrow"])
def test_nothing_that_is_opened_on_a_page_is_out_of_reach(let: Let, name: str) -> None:
    visitor = let(look=LOOKS[name])
    page = visitor.page
    visitor.open_panel(PAGES["overview"])
    wrong = {}
    for address, charts in CHARTS.items():
        visitor.turn_to(f"/listening{address}")
        for chart in charts:
            shown = page.locator(chart)
            expect(shown.first).to_be_visible()
            for one in shown.all():
                one.get_by_role("button").click()
            expect(page.locator(f"{chart} table")).to_have_count(shown.count())
        wrong[address] = visitor.violations("spindle-panel")
        assert not visitor.overflows("spindle-panel"), address

    visitor.turn_to(f"/listening{PAGES['top'].path}")
    page.locator("spindle-top .ranking a").first.click()
    visitor.see("spindle-drawer section li")
    visitor.settle()
    wrong["drawer"] = visitor.violations("spindle-drawer")
    page.locator("spindle-drawer .sheet > .chip").click()
    visitor.see("spindle-confirm .card")
    visitor.settle()
    wrong["question"] = visitor.violations("spindle-confirm")
    assert not any(wrong.values()), wrong
