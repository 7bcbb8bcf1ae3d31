"""What the rooms play, on a page that is open."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .cards import ADDRESS
from .pages import PAGES

if TYPE_CHECKING:
    from .conftest import Let
    from .house import House

pytestmark = pytest.mark.e2e

AT_ONCE = 2000
"""Milliseconds in which a play is to be seen."""


def test_a_play_appears_on_the_open_panel_within_two_seconds(house: House, let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["overview"])
    visitor.settle()
    house.play("Kitchen", "Cocteau Twins", "Cherry-Coloured Funk")
    began = time.monotonic()
    playing = visitor.page.locator("spindle-overview .now", has_text="Cherry-Coloured Funk")
    expect(playing).to_be_visible(timeout=AT_ONCE)
    assert time.monotonic() - began < AT_ONCE / 1000
    assert visitor.shifted() < 0.005, visitor.shifts()
    house.silence("Kitchen")
    expect(playing).to_contain_text("paused", ignore_case=True)


def test_a_play_appears_on_the_card_too(house: House, let: Let) -> None:
    visitor = let()
    visitor.open(ADDRESS)
    visitor.see("spindle-recent-card .plays")
    house.play("Office", "Slowdive", "Alison")
    playing = visitor.page.locator("spindle-recent-card .room", has_text="Alison")
    expect(playing).to_be_visible(timeout=AT_ONCE)
    house.silence("Office")
