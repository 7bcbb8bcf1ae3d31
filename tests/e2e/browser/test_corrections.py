"""What is deleted and hidden for good: plays of these tests' own, so that all others stay as they are."""

from __future__ import annotations

from contextlib import closing, suppress
import sqlite3
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import expect
import pytest

from tests.e2e.client import RefusedError

from .pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Let
    from .house import House

pytestmark = pytest.mark.e2e

BAND: Final = "The Test Pilots"
TITLES: Final = ("Ignition", "Lift-off", "Orbit", "Splashdown")
KEPT: Final = """
SELECT track.title, play.hidden FROM play JOIN track ON track.id = play.track_id
JOIN artist ON artist.id = play.artist_id WHERE artist.name = ? ORDER BY track.title"""
ALL: Final = "SELECT count(*) FROM play"


@pytest.fixture(autouse=True)
def plays(house: House) -> Iterator[None]:
    """Plays of a band that nobody else here has heard of."""
    for title in TITLES:
        call(house, "scrobble", artist=BAND, title=title, duration=200)
    yield
    for rule in call(house, "get_hide_rules")["rules"]:
        call(house, "unhide", rule=rule["rule"])
    with suppress(RefusedError):
        call(house, "delete_scrobbles", artist=BAND)


def call(house: House, action: str, **data: object) -> dict[str, Any]:
    """Perform an action of Spindle's and give its answer."""
    answer = house.do(house.client.call(f"spindle.{action}?return_response", **data))
    told: dict[str, Any] = answer["service_response"]
    return told


def ask(house: House, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """Ask the file itself."""
    with closing(sqlite3.connect(f"file:{house.home.database}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, values).fetchall()


def test_a_play_and_several_that_were_chosen_are_deleted_and_no_others(
    house: House, let: Let
) -> None:
    [(before,)] = ask(house, ALL)
    visitor = let()
    visitor.open_panel(PAGES["history"])
    page = visitor.page
    plays = page.locator("spindle-history li", has_text=BAND)
    others = page.locator("spindle-history li", has_not_text=BAND)
    expect(plays).to_have_count(len(TITLES))
    expect(others.first).not_to_be_empty()
    beside = others.first.text_content() or ""

    page.get_by_role("button", name=f"Delete: {BAND}, Orbit").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Orbit")
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog).not_to_be_visible()
    expect(plays).to_have_count(3)
    expect(plays.filter(has_text="Orbit")).to_have_count(0)

    page.get_by_role("button", name="Choose").click()
    for title in ("Ignition", "Splashdown"):
        page.get_by_role("checkbox", name=f"{BAND}, {title}").check()
    page.get_by_role("button", name="Delete 2 plays").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(plays).to_have_count(1)
    expect(plays).to_contain_text("Lift-off")
    expect(others.first).to_have_text(beside, use_inner_text=False)
    assert ask(house, KEPT, BAND) == [("Lift-off", 0)]
    assert ask(house, ALL) == [(before - 3,)]


def test_an_artist_who_is_hidden_is_shown_nowhere_until_the_rule_is_gone(
    house: House, let: Let
) -> None:
    visitor = let()
    page = visitor.page
    visitor.open_panel(PAGES["history"])
    plays = page.locator("spindle-history li", has_text=BAND)
    expect(plays).to_have_count(len(TITLES))
    plays.get_by_role("link", name=BAND).first.click()
    page.get_by_role("button", name=f"Hide {BAND}").click()
    asked = page.locator("spindle-confirm .card")
    expect(asked).to_contain_text(f"{len(TITLES)} plays")
    asked.get_by_role("button", name="Hide").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("searchbox").fill(BAND)
    expect(page.locator("spindle-top")).to_contain_text("Nothing")
    visitor.turn_to(f"/listening{PAGES['history'].path}")
    visitor.see(PAGES["history"].answered)
    expect(plays).to_have_count(0)
    assert ask(house, KEPT, BAND) == [(title, 1) for title in TITLES]

    [rule] = call(house, "get_hide_rules")["rules"]
    assert rule["artist"] == BAND
    call(house, "unhide", rule=rule["rule"])
    expect(plays).to_have_count(len(TITLES))
