"""The cards on a dashboard."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .cards import ADDRESS, CARDS, answered
from .visitor import DESK, PHONE, Look

if TYPE_CHECKING:
    from playwright.sync_api import WebSocketRoute

    from .conftest import Let
    from .visitor import Size

pytestmark = pytest.mark.e2e


def test_every_card_has_its_answers_and_nothing_goes_outside(let: Let) -> None:
    visitor = let()
    visitor.open(ADDRESS)
    for card in CARDS:
        visitor.see(answered(card))
    visitor.settle()
    assert visitor.witness.outside == []
    assert visitor.witness.errors == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_card_is_as_high_from_its_first_frame_as_with_its_answers(let: Let, size: Size) -> None:
    visitor = let(look=Look(size=size))
    visitor.page.add_init_script(MEASURE)
    visitor.open(ADDRESS)
    for card in CARDS:
        visitor.see(answered(card))
    visitor.settle()
    heights = visitor.page.evaluate("window.heights")
    assert {card: len(heights[f"spindle-{card}-card"]) for card in STEADY} == dict.fromkeys(
        STEADY, 1
    ), heights


def test_every_card_stands_in_the_picker_with_a_form(let: Let) -> None:
    visitor = let()
    visitor.open(ADDRESS)
    visitor.see(answered("top"))
    forms = visitor.page.evaluate(FORMS)
    assert sorted(forms) == sorted(f"spindle-{card}-card" for card in CARDS)
    assert all("title" in fields for fields in forms.values())


def test_a_card_leads_into_the_panel(let: Let) -> None:
    visitor = let()
    visitor.open(ADDRESS)
    visitor.see(answered("top"))
    visitor.page.locator("spindle-top-card .ranking a").first.click()
    expect(visitor.page).to_have_url(re.compile(r"/listening/top\?.*open=\d+"))
    expect(visitor.page.get_by_role("dialog").get_by_role("heading").first).to_be_visible()


def test_the_picker_shows_samples_where_there_is_no_history(let: Let) -> None:
    visitor = let(look=Look(language="de"))
    visitor.page.route_web_socket("**/api/websocket", unknowing)
    visitor.open(f"{ADDRESS}?edit=1")
    visitor.page.locator("hui-grid-section .add").first.click()
    by_card = visitor.page.locator("[panel=card]").first
    picker = visitor.page.locator("hui-card-picker")
    expect(picker.or_(by_card).first).to_be_visible()
    if not picker.count():
        by_card.click()
    for card in CARDS:
        preview = picker.locator(answered(card)).first
        preview.scroll_into_view_if_needed()
        expect(preview).to_be_visible()
    expect(picker.get_by_text("Spindle: Bestenliste")).to_be_visible()
    expect(picker.get_by_text("Künstler 1").first).to_be_visible()


def test_the_calendar_draws_the_weeks_that_fit(let: Let) -> None:
    visitor = let(look=Look(size=PHONE))
    visitor.open(ADDRESS)
    visitor.see(answered("calendar"))
    visitor.settle()
    plot = visitor.page.locator("spindle-calendar-card .plot")
    assert plot.evaluate("(plot) => plot.scrollWidth <= plot.clientWidth")
    expect(visitor.page.locator("spindle-calendar-card h2")).to_have_text(
        re.compile(r"Last \d\d weeks")
    )


def test_the_edge_cuts_through_no_name_of_a_month(let: Let) -> None:
    visitor = let(look=Look(size=PHONE))
    visitor.open("/listening?period=last_365_days")
    visitor.see("spindle-overview spindle-calendar .shade")
    visitor.settle()
    calendar = visitor.page.locator("spindle-overview spindle-calendar")
    plot, months = calendar.locator(".plot"), calendar.locator(".month")
    plot.evaluate(SCROLLED_INTO_A_NAME)
    visitor.settle()
    assert plot.evaluate(CUT_AND_SEEN) == []
    assert months.first.is_visible() is False
    assert months.nth(1).is_visible() is True
    assert plot.evaluate(NAMES_OF_DAYS_SEEN)


def unknowing(socket: WebSocketRoute) -> None:
    """Stand between a page and a Home Assistant that has never heard of Spindle."""
    server = socket.connect_to_server()

    def pass_on(told: str | bytes) -> None:
        asked = json.loads(told)
        for message in asked if isinstance(asked, list) else [asked]:
            if message["type"].startswith("spindle/"):
                refused = {"id": message["id"], "type": "result", "success": False}
                socket.send(json.dumps(refused | {"error": UNKNOWN}))
            else:
                server.send(json.dumps(message))

    socket.on_message(pass_on)


UNKNOWN = {"code": "unknown_command", "message": "Unknown command."}
STEADY = ("recent", "top", "clock", "calendar")
"""Cards whose heights are known beforehand; how many services there are is not."""
MEASURE = """
window.heights = {};
const measure = (root) => root.querySelectorAll("*").forEach((element) => {
  if (/^spindle-.*-card$/.test(element.localName)) {
    const known = (window.heights[element.localName] ??= []);
    const { height } = element.getBoundingClientRect();
    if (height && height !== known.at(-1)) known.push(height);
  } else if (element.shadowRoot) measure(element.shadowRoot);
});
const look = () => {
  measure(document);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
"""Notes each height that a card has, frame by frame: Home Assistant moves its sections itself."""
FORMS = """
() => Object.fromEntries(
  window.customCards.filter(({ type }) => type.startsWith("spindle-")).map(({ type }) =>
    [type, customElements.get(type).getConfigForm().schema.map(({ name }) => name)]))
"""
"""What can be set of each of our cards."""
SCROLLED_INTO_A_NAME = """
(plot) => {
  const [{ left, right }] = plot.getElementsByClassName("month")[0].getClientRects();
  plot.scrollLeft += (left + right) / 2 - plot.querySelector(".names").getBoundingClientRect().right;
}
"""
"""Puts the edge of the days' names into the middle of the first name."""
CUT_AND_SEEN = """
(plot) => {
  const { right: start } = plot.querySelector(".names").getBoundingClientRect();
  const { right: end } = plot.getBoundingClientRect();
  return [...plot.getElementsByClassName("month")]
    .filter((name) => getComputedStyle(name).visibility === "visible")
    .filter((name) => {
      const { left, right } = name.getBoundingClientRect();
      return (left < start && right > start) || (left < end && right > end);
    })
    .map((name) => name.textContent);
}
"""
"""Lists the names that an edge goes through; the names of the days stay over what is scrolled."""
NAMES_OF_DAYS_SEEN = """
(plot) => {
  const { left, right } = plot.querySelector(".names").getBoundingClientRect();
  const edge = plot.getBoundingClientRect();
  return plot.scrollLeft > 0 && left >= edge.left && right <= edge.right;
}
"""
"""Tells whether the names of the days are where they were, however far it is scrolled."""
