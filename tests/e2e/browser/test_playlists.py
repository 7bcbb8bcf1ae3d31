"""The recipe for playlists: what it has made, what it would make, and that it makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect
import pytest

from tests.simulators.audio_files import Song, write

from .pages import PAGES
from .recipes import FLAC, MINIMUM, RECIPE

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from .conftest import Let
    from .house import House

pytestmark = pytest.mark.e2e

NEW: Final = "Polka"


def published(house: House) -> dict[str, int]:
    """Read the lists in the media folder, with the number of their tracks."""
    return {
        path.stem: sum(not line.startswith("#") for line in path.read_text().splitlines())
        for path in (house.media / "Spindle").rglob("*.m3u8")
    }


def shown(lists: Locator) -> dict[str, int]:
    """Read the lists of a plan, with the number of their tracks."""
    rows = [row.split("\n") for row in lists.all_inner_texts()]
    return {name: int(tracks) for name, tracks in rows}


def test_a_recipe_shows_the_lists_that_it_has_made(house: House, let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["playlists"])
    recipe = visitor.page.get_by_role("region", name=RECIPE)
    expect(recipe.locator(".badge")).to_have_text("made")
    expect(recipe).to_contain_text("Last made")
    assert shown(recipe.locator(".lists li")) == published(house) != {}


def test_what_is_planned_is_told_and_only_written_when_somebody_says_so(
    house: House, let: Let
) -> None:
    before = published(house)
    for number in range(MINIMUM):
        song = Song(title=f"Dance {number}", artist=f"Band {number}", genres=(NEW,))
        write(house.media / FLAC / f"dance {number}.flac", song)
    visitor = let()
    visitor.open_panel(PAGES["playlists"])
    recipe = visitor.page.get_by_role("region", name=RECIPE)
    recipe.get_by_role("button", name="Plan").click()
    rehearsal = recipe.get_by_role("status")
    expect(rehearsal.locator(".lists", has_text=NEW)).to_be_visible()
    expect(rehearsal).to_contain_text("1 new")
    assert published(house) == before
    recipe.get_by_role("button", name="Make the playlists").click()
    expect(rehearsal).not_to_be_visible()
    expect(recipe.locator(".lists", has_text=NEW)).to_be_visible()
    expect(recipe.locator(".badge")).to_have_text("made")
    after = published(house)
    assert after == before | {f"{NEW} #1": MINIMUM}
    assert shown(recipe.locator(".lists li")) == after
