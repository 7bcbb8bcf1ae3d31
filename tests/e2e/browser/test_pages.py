"""Every page of the panel, opened by its address, filtered and clicked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
import pytest

from .pages import PAGES
from .visitor import PHONE, SOON, Look

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Let

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_by_its_address_and_stays_where_it_is(let: Let, name: str) -> None:
    visitor = let()
    visitor.open_panel(PAGES[name])
    expect(visitor.page.locator("spindle-panel nav [aria-current=page]")).to_have_count(1)
    visitor.settle()
    assert visitor.shifted() < 0.005, visitor.shifts()
    assert visitor.witness.outside == []
    assert visitor.witness.errors == []


def test_nothing_moves_by_itself_on_a_phone(let: Let) -> None:
    visitor = let(look=Look(size=PHONE))
    visitor.open_panel(PAGES["overview"])
    for name, (path, seen) in PAGES.items():
        visitor.turn_to(f"/listening{path}")
        visitor.see(seen)
        visitor.settle()
        assert visitor.shifted() < 0.005, (name, visitor.shifts())


def test_the_first_page_is_asked_for_another_period_and_leads_to_a_day(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["overview"])
    page = visitor.page
    page.get_by_role("button", name="Albums", exact=True).click()
    expect(page.locator(".leaders .ranking .name .soft").first).to_be_visible()
    page.get_by_role("button", name="Year", exact=True).click()
    expect(page).to_have_url(re.compile("period=last_365_days"))
    page.locator("spindle-calendar .days").click(position={"x": 500, "y": 60})
    expect(page).to_have_url(re.compile(r"/listening/history\?day=20\d\d-\d\d-\d\d"))
    page.go_back()
    expect(page).to_have_url(re.compile("/listening"))
    visitor.see("spindle-calendar")


def test_charts_are_listed_searched_and_opened(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["top"])
    page = visitor.page
    expect(page.locator(".ranking li")).to_have_count(50)
    page.get_by_role("button", name="Genres", exact=True).click()
    visitor.see("spindle-top .genre")
    page.get_by_role("searchbox").fill("kind of blu")
    page.locator("spindle-top .hits a", has_text="Kind of Blue").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("heading", name="Kind of Blue")).to_be_visible()
    expect(drawer.get_by_role("link", name="Miles Davis")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_visible()


def test_a_genre_opens_with_who_plays_it(let: Let) -> None:
    visitor = let()
    visitor.open("/listening/top?kind=genres&period=all")
    page = visitor.page
    page.locator("spindle-top .genre a").first.click()
    drawer = page.get_by_role("dialog")
    drawer.locator("section a").first.click()
    expect(page).to_have_url(re.compile(r"kind=artists.*open=\d+"))
    expect(drawer.get_by_text("Month by month")).to_be_visible()


def test_an_hour_of_the_week_leads_to_its_plays(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["overview"])
    page = visitor.page
    page.locator("spindle-clock .plot").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/listening/history\?hour=\d+"))
    visitor.see("spindle-history li .title")
    page.get_by_role("button", name="Clear").click()
    expect(page).not_to_have_url(re.compile("hour="))


def test_what_is_hidden_is_shown_again(let: Let) -> None:
    visitor = let()
    visitor.open("/listening/top?kind=artists&period=last_30_days")
    page = visitor.page
    page.locator("spindle-top .ranking a").last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("^Hide ")).click()
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SOON)
    visitor.turn_to("/listening/history?show=hidden")
    page.get_by_role("button", name="Show again").click()
    page.get_by_role("dialog").get_by_role("button", name="Show again").click()
    expect(page.get_by_text("Nothing is hidden")).to_be_visible(timeout=SOON)


def test_the_history_is_filtered_by_room_by_day_and_by_brushed_hours(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["history"])
    page = visitor.page
    expect(page.locator("select[name=room] option:nth-child(2)")).to_be_attached()
    page.locator("select[name=room]").select_option("Kitchen")
    expect(page.locator("spindle-history .where", has_text="Office")).to_have_count(0)
    page.locator("spindle-history h2 a").nth(1).click()
    expect(page).to_have_url(re.compile("day="))
    box = page.locator("spindle-hours .plot svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 40, steps=8)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"start=\d+&end=\d+"))
    page.get_by_role("button", name="Clear").click()
    expect(page).not_to_have_url(re.compile("start="))
    page.get_by_role("button", name="Not counted").click()
    visitor.see("spindle-refusals")


def test_the_history_goes_on_as_far_as_somebody_scrolls(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["history"])
    rows = visitor.page.locator("spindle-history .title")
    expect(rows).to_have_count(60)
    visitor.page.locator("spindle-history .end").scroll_into_view_if_needed()
    expect(rows).not_to_have_count(60)


def test_a_play_is_deleted_only_after_it_was_asked(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["history"])
    page = visitor.page
    page.get_by_role("button", name=re.compile("^Delete: ")).last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 play")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).not_to_be_visible()


def test_a_file_is_rehearsed_before_anything_is_brought_in(let: Let, tmp_path: Path) -> None:
    export = tmp_path / "lastfm.csv"
    export.write_text(
        "artist,album,track,date\n"
        "Slowdive,Souvlaki,Alison,01 Mar 2021 19:00\n"
        "Slowdive,Souvlaki,When the Sun Hits,01 Mar 2021 19:05\n"
    )
    visitor = let()
    visitor.open_panel(PAGES["import"])
    page = visitor.page
    page.locator("spindle-import input[type=file]").set_input_files(export)
    expect(page.get_by_role("button", name=re.compile("2 plays"))).to_be_enabled()
    page.get_by_role("button", name="Cancel").click()
    visitor.see("spindle-import .drop")


def test_a_chart_is_a_table_as_well(let: Let) -> None:
    visitor = let()
    visitor.open_panel(PAGES["discover"])
    stream = visitor.page.locator("spindle-stream")
    stream.get_by_role("button").click()
    expect(stream.locator("tbody tr").first).to_be_visible()
    assert stream.locator("tbody tr").count() > 2
