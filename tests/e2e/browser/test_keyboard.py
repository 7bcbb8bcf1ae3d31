"""The panel without a mouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Let

pytestmark = pytest.mark.e2e


def test_the_record_of_the_week_is_walked_by_arrows(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["overview"])
    page = visitor.page
    clock = page.locator("spindle-clock")
    clock.locator(".plot").focus()
    read = clock.locator(".read")
    summary = read.inner_text()
    page.keyboard.press("ArrowRight")
    expect(read).not_to_have_text(summary)
    strongest = read.inner_text()
    page.keyboard.press("ArrowRight")
    expect(read).not_to_have_text(strongest)
    page.keyboard.press("Escape")
    expect(read).to_have_text(summary)


def test_a_day_of_the_calendar_is_chosen_by_enter(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["overview"]._replace(path="?period=last_365_days"))
    page = visitor.page
    page.locator("spindle-calendar .plot").focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"history\?day="))


def test_a_day_of_the_bars_is_chosen_by_enter(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["overview"])
    page = visitor.page
    bars = page.locator("spindle-bars")
    bars.locator(".plot").focus()
    summary = bars.locator(".read").inner_text()
    page.keyboard.press("End")
    expect(bars.locator(".read")).not_to_have_text(summary)
    last = bars.locator(".read").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(bars.locator(".read")).not_to_have_text(last)
    page.keyboard.press("Enter")
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    expect(page).to_have_url(re.compile(f"history\\?day={yesterday}"))


def test_the_stream_is_walked_by_arrows(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["discover"])
    page = visitor.page
    stream = page.locator("spindle-stream")
    stream.locator(".plot").focus()
    read = stream.locator(".read")
    summary = read.inner_text()
    for key in ("ArrowRight", "ArrowRight", "End"):
        before = read.inner_text()
        page.keyboard.press(key)
        expect(read).not_to_have_text(before)
    expect(read).to_contain_text("%")
    page.keyboard.press("Escape")
    expect(read).to_have_text(summary)


def test_hours_are_chosen_by_enter_and_more_of_them_with_shift(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["history"])
    page = visitor.page
    page.locator("spindle-history h2 a").nth(1).press("Enter")
    plot = page.locator("spindle-hours .plot")
    for key in ("ArrowRight", "Enter", "ArrowRight", "ArrowRight", "Shift+Enter"):
        plot.press(key)
    expect(page).to_have_url(re.compile("start="))
    told = re.search(r"start=(\d+)&end=(\d+)", page.url)
    assert told is not None
    assert int(told[2]) - int(told[1]) == 3 * 3600


def test_a_sheet_keeps_the_focus_and_gives_it_back(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["top"])
    page = visitor.page
    page.locator("spindle-top .ranking a").first.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("heading").first).to_be_visible()
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 50:
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED_WITHIN, "SPINDLE-DRAWER")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.locator("spindle-top .ranking a").first).to_be_focused()


def test_what_is_asked_over_a_sheet_is_given_up_alone(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["top"])
    page = visitor.page
    page.locator("spindle-top .ranking a").first.click()
    sheet, asked = page.locator("spindle-drawer .side"), page.locator("spindle-confirm .card")
    ways: tuple[Callable[[], None], ...] = (
        lambda: page.keyboard.press("Escape"),
        lambda: asked.get_by_role("button", name="Cancel").click(),
        lambda: page.mouse.click(5, 5),
    )
    for give_up in ways:
        sheet.get_by_role("button", name=re.compile("^Hide ")).press("Enter")
        expect(asked).to_be_visible()
        give_up()
        expect(asked).not_to_be_visible()
        expect(sheet).to_be_visible()
    page.mouse.click(5, 5)
    expect(sheet).not_to_be_visible()


FOCUSED_WITHIN = """
(name) => {
  let focused = document.activeElement;
  const path = [];
  while (focused) {
    path.push(focused.nodeName);
    focused = focused.shadowRoot?.activeElement;
  }
  return path.includes(name);
}
"""
"""Whether what has the focus is inside an element, through every shadow."""
