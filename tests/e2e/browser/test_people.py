"""Who may see what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .cards import ADDRESS
from .pages import PAGES

if TYPE_CHECKING:
    from .conftest import Let
    from .house import House

pytestmark = pytest.mark.e2e


def test_a_history_that_is_not_shared_is_for_administrators(house: House, let: Let) -> None:
    visitor = let(house.guest)
    visitor.open(ADDRESS)
    expect(visitor.page.locator("spindle-top-card")).to_contain_text("administrators")
    expect(visitor.page.locator("spindle-top-card .ranking")).to_have_count(0)
    expect(visitor.page.locator("ha-sidebar")).not_to_contain_text("Listening")


def test_who_it_is_shared_with_sees_it_and_changes_nothing(house: House, let: Let) -> None:
    house.share(with_everyone=True)
    try:
        visitor = let(house.guest)
        visitor.open_panel(PAGES["history"])
        pages = visitor.page.locator("spindle-panel nav")
        expect(pages).to_contain_text("Discover")
        expect(pages).not_to_contain_text("Import")
        expect(visitor.page.locator("spindle-history li button")).to_have_count(0)
        expect(visitor.page.get_by_role("button", name="Choose")).to_have_count(0)
        assert visitor.witness.errors == []
    finally:
        house.share(with_everyone=False)
