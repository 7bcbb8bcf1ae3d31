"""The cards on a dashboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .cards import ADDRESS, CARDS, answered
from .visitor import DESK, PHONE, Look

if TYPE_CHECKING:
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


def test_the_edge_cuts_through_no_name_of_a_month(let: Let) -> None:
    visitor = let(look=Look(size=PHONE))
    visitor.open(ADDRESS)
    visitor.see(answered("calendar"))
    visitor.settle()
    visitor.page.locator("spindle-calendar-card .plot").evaluate(SCROLLED_INTO_A_NAME)
    visitor.settle()
    assert visitor.page.locator("spindle-calendar-card .plot").evaluate(CUT_AND_SEEN) == []
    assert visitor.page.locator("spindle-calendar-card .month").first.is_visible() is False
    assert visitor.page.locator("spindle-calendar-card .month").nth(1).is_visible() is True


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
  plot.scrollLeft += (left + right) / 2 - plot.getBoundingClientRect().left;
}
"""
"""Puts the edge into the middle of the first name."""
CUT_AND_SEEN = """
(plot) => {
  const edge = plot.getBoundingClientRect();
  return [...plot.getElementsByClassName("month")]
    .filter((name) => getComputedStyle(name).visibility === "visible")
    .filter((name) => {
      const { left, right } = name.getBoundingClientRect();
      return (left < edge.left && right > edge.left) || (left < edge.right && right > edge.right);
    })
    .map((name) => name.textContent);
}
"""
"""Lists the names that an edge goes through."""
