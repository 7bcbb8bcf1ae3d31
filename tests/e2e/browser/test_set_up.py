"""Setting Spindle up from the card of a discovered speaker; last, for it begins anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect
import pytest

from .pages import PAGES

if TYPE_CHECKING:
    from .conftest import Let
    from .house import House

pytestmark = pytest.mark.e2e

INTEGRATIONS: Final = "/config/integrations/dashboard"
COUNT: Final = """
addEventListener("click", ({ isTrusted }) => isTrusted && window.clicked(), true);
"""
"""Tells of every click of a person, whatever is made of it."""


def test_three_clicks_lead_from_a_discovered_speaker_to_ones_own_last_days(
    house: House, let: Let
) -> None:
    clicks: list[None] = []
    house.remove()
    visitor = let()
    page = visitor.page
    page.expose_function("clicked", lambda: clicks.append(None))
    page.add_init_script(COUNT)
    visitor.open(INTEGRATIONS)
    house.announce()
    card = page.locator("ha-config-flow-card", has_text="Spindle")
    card.get_by_role("button", name=re.compile("^(Add|Configure)$")).click()
    expect(page.get_by_text("Record what plays")).to_be_visible()
    expect(page.get_by_text("Kitchen, Living Room, Office")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    # A person is slower than the sidebar, and a page that is not in it yet cannot be opened.
    expect(page.locator("ha-sidebar")).to_contain_text("Listening")
    page.get_by_role("link", name="Look at your last days").click()
    expect(page).to_have_url(re.compile("/listening"))
    visitor.see(PAGES["overview"].answered)
    expect(page.locator("spindle-overview .ranking li").first).to_be_visible()
    assert len(clicks) == 3
