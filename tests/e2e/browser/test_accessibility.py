"""Every page and card before axe: in light, in dark, right to left, and 320 pixels narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
