"""The cards on a dashboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .cards import ADDRESS, CARDS, answered

if TYPE_CHECKING:
    from .conftest import Let

pytestmark = pytest.mark.e2e


def test_every_card_has_its_answers_and_nothing_goes_outside(let: Let) -> None:
    visitor = let()
    visitor.open(ADDRESS)
    for card in CARDS:
        visitor.see(answered(card))
    visitor.settle()
    assert visitor.witness.outside == []
    assert visitor.witness.errors == []


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


FORMS = """
() => Object.fromEntries(
  window.customCards.filter(({ type }) => type.startsWith("spindle-")).map(({ type }) =>
    [type, customElements.get(type).getConfigForm().schema.map(({ name }) => name)]))
"""
"""What can be set of each of our cards."""
