"""Setting Spindle up, by hand as from a discovered card; last, for it begins anew."""

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

ADD: Final = "/config/integrations/dashboard/add?domain=spindle"


def test_three_clicks_lead_to_the_first_look_at_ones_own_last_days(house: House, let: Let) -> None:
    house.remove()
    visitor = let()
    visitor.open(ADD)
    page = visitor.page
    page.get_by_role("button", name=re.compile("^(OK|Add|Yes)$")).click()
    expect(page.get_by_text("Record what plays")).to_be_visible()
    expect(page.get_by_text("Kitchen, Living Room, Office")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("link", name="Look at your last days").click()
    expect(page).to_have_url(re.compile("/listening"))
    visitor.see(PAGES["overview"].answered)
    expect(page.locator("spindle-overview .ranking li").first).to_be_visible()
