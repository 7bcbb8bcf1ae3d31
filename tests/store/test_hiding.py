"""What a rule hides is in no sum, and stands where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.store import (
    audit,
    genre_tags,
    hide_rules,
    hiding,
    names,
    plays,
    readers,
    removal,
    zones,
)
from custom_components.spindle.store.errors import UnknownNameError
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.opening import Opener
from custom_components.spindle.store.types import Selection

from .conftest import ZONE
from .examples import NOON, a_play

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

EVENING = 23 * 60 + 13
"""The local minute of ``NOON``."""


def judge_all(db: Connection) -> None:
    while hiding.rejudge(db, look=3, limit=2).more:
        assert audit.compare(db) == []
    assert not hiding.is_unfinished(db)
    assert audit.compare(db) == []


def visible(db: Connection) -> set[str]:
    """Return the titles that are not hidden."""
    return {title for (title,) in db.execute("SELECT title FROM track WHERE plays > 0")}


@pytest.fixture
def history(db: Connection) -> Connection:
    """Five plays, of which each rule below hides some."""
    told: list[dict[str, Any]] = [
        {"title": "Kitchen alone"},
        {"title": "Both rooms", "rooms": ("RINCON_BATH",)},
        {"title": "Bath", "player": "RINCON_BATH", "played_at": NOON + 3600},
        {"title": "Noise", "artist": "Rain", "played_at": NOON + 8 * 3600},
        {"title": "No room", "player": None, "played_at": NOON + 60},
    ]
    for number, one in enumerate(told):
        plays.record(db, a_play(**{"played_at": NOON + number, **one}))
    rain = names.find_artist(db, "Rain")
    assert rain is not None
    genre_tags.set_genres(db, rain, {"Noise": 3, "ambient": 1})
    return db


EVERYTHING = {"Kitchen alone", "Both rooms", "Bath", "Noise", "No room"}


@pytest.mark.parametrize(
    ("rule", "hidden"),
    [
        (HideRule(speaker="RINCON_KITCHEN"), {"Kitchen alone", "Noise"}),
        (HideRule(speaker="RINCON_BATH"), {"Bath"}),
        (HideRule(speaker="RINCON_ATTIC"), set()),
        (HideRule(artist="rain"), {"Noise"}),
        (HideRule(genre="NOISE"), {"Noise"}),
        (HideRule(genre="polka"), set()),
        (HideRule(start_minute=EVENING, end_minute=EVENING + 1), {"Kitchen alone", "Both rooms"}),
        (
            HideRule(start_minute=EVENING + 1, end_minute=14),
            {"No room", "Bath"},
        ),
        (HideRule(start_minute=EVENING, end_minute=EVENING), EVERYTHING),
        (HideRule(speaker="RINCON_KITCHEN", artist="Rain"), {"Noise"}),
        (HideRule(speaker="RINCON_BATH", artist="Rain"), set()),
    ],
)
def test_what_a_rule_hides(history: Connection, rule: HideRule, hidden: set[str]) -> None:
    rehearsed = hide_rules.would_hide(history, rule)
    assert rehearsed.count == len(hidden)
    assert {play.title for play in rehearsed.examples} == hidden
    number = hide_rules.add(history, rule, made_at=NOON)
    judge_all(history)
    assert visible(history) == EVERYTHING - hidden
    assert history.execute("SELECT count(*) FROM scrobbles").fetchone() == (5,)
    assert hide_rules.would_hide(history, rule).count == 0
    assert hide_rules.would_show(history, number).count == len(hidden)
    assert hide_rules.remove(history, number)
    judge_all(history)
    assert visible(history) == EVERYTHING


def test_new_plays_are_judged_at_once(history: Connection) -> None:
    hide_rules.add(history, HideRule(speaker="RINCON_BATH"), made_at=NOON)
    judge_all(history)
    alone = a_play(played_at=NOON + 9000, title="New", player="RINCON_BATH")
    plays.record(history, alone)
    assert "New" not in visible(history)
    together = a_play(
        played_at=NOON + 9000, title="New", player="RINCON_BATH", rooms=("RINCON_KITCHEN",)
    )
    plays.record(history, together)
    assert "New" in visible(history), "another room has joined"
    assert audit.compare(history) == []


def test_what_two_rules_hide_stays_hidden_by_one(history: Connection) -> None:
    artist = hide_rules.add(history, HideRule(artist="Rain"), made_at=NOON)
    genre = hide_rules.add(history, HideRule(genre="noise"), made_at=NOON)
    judge_all(history)
    assert hide_rules.would_show(history, artist).count == 0
    hide_rules.remove(history, artist)
    judge_all(history)
    assert "Noise" not in visible(history)
    hide_rules.remove(history, genre)
    judge_all(history)
    assert "Noise" in visible(history)


def test_other_genres_judge_anew(history: Connection) -> None:
    hide_rules.add(history, HideRule(genre="noise"), made_at=NOON)
    judge_all(history)
    rain, bjork = names.find_artist(history, "Rain"), names.find_artist(history, "Björk")
    assert rain is not None
    assert bjork is not None
    genre_tags.set_genres(history, rain, {"rain": 1})
    assert "Noise" in visible(history)
    genre_tags.set_genres(history, bjork, {"noise": 0.5, "pop": 0.5})
    assert visible(history) == {"Noise"}
    assert audit.compare(history) == []


def test_many_plays_are_judged_anew_in_slices(history: Connection) -> None:
    hide_rules.add(history, HideRule(genre="noise"), made_at=NOON)
    judge_all(history)
    bjork = names.find_artist(history, "Björk")
    assert bjork is not None
    history.execute("DELETE FROM artist_genre")
    genre_tags.set_genres(history, bjork, {"noise": 1})
    history.execute("DELETE FROM artist_genre")
    hiding.genres_changed(history, bjork, limit=2)
    assert hiding.is_unfinished(history)
    judge_all(history)
    assert visible(history) == EVERYTHING


def test_another_zone_is_another_time_of_day(history: Connection) -> None:
    hide_rules.add(history, HideRule(start_minute=EVENING, end_minute=EVENING + 1), made_at=NOON)
    judge_all(history)
    while zones.set_zone(history, "UTC", limit=2).more:
        assert audit.compare(history) == []
    assert visible(history) == EVERYTHING - {"Bath"}


def test_an_interrupted_judging_goes_on_at_the_next_opening(
    history: Connection, path: Path
) -> None:
    hide_rules.add(history, HideRule(speaker="RINCON_KITCHEN"), made_at=NOON)
    hiding.rejudge(history, look=1)
    opened = Opener(path, zone=ZONE).open(check=False, watcher=lambda: False)
    try:
        (go_on,) = opened.upkeep
        while go_on(opened.db).more:
            pass
        assert visible(opened.db) == EVERYTHING - {"Kitchen alone", "Noise"}
        assert audit.compare(opened.db) == []
    finally:
        opened.db.close()


def test_hidden_plays_are_deleted_with_all_that_is_theirs(history: Connection) -> None:
    hide_rules.add(history, HideRule(genre="noise"), made_at=NOON)
    judge_all(history)
    removal.delete(history, Selection(artist="Rain"))
    assert names.find_artist(history, "Rain") is None
    assert audit.compare(history) == []


def test_a_rules_artist_stays_known_until_the_rule_goes(history: Connection) -> None:
    number = hide_rules.add(history, HideRule(artist="Rain"), made_at=NOON)
    removal.delete(history, Selection(artist="Rain"))
    plays.record(history, a_play(played_at=NOON + 9000, artist="Rain", title="Drizzle"))
    assert "Drizzle" not in visible(history)
    removal.delete(history, Selection(artist="Rain"))
    hide_rules.remove(history, number)
    assert names.find_artist(history, "Rain") is None


def test_the_last_play_that_is_shown_is_not_a_hidden_one(history: Connection) -> None:
    hide_rules.add(history, HideRule(artist="Rain"), made_at=NOON)
    judge_all(history)
    assert "Noise" not in {play.title for play in readers.recent(history, 10)}


def test_rules_are_listed_and_kept_once(history: Connection) -> None:
    rule = HideRule(speaker="RINCON_BATH", genre="noise", start_minute=0, end_minute=60, note="n")
    number = hide_rules.add(history, rule, made_at=NOON)
    assert hide_rules.add(history, rule, made_at=NOON + 1) == number
    (stored,) = hide_rules.stored(history)
    assert (stored.id, stored.rule, stored.made_at) == (number, rule, NOON)
    assert not hide_rules.remove(history, number + 1)


@pytest.mark.parametrize(
    "rule",
    [
        HideRule(),
        HideRule(note="why"),
        HideRule(start_minute=3),
        HideRule(end_minute=3, artist="Rain"),
        HideRule(start_minute=0, end_minute=1440),
    ],
)
def test_a_rule_that_says_nothing_is_refused(history: Connection, rule: HideRule) -> None:
    with pytest.raises(ValueError, match=r"must name|needs its start"):
        hide_rules.add(history, rule, made_at=NOON)
    with pytest.raises(ValueError, match=r"must name|needs its start"):
        hide_rules.would_hide(history, rule)
    with pytest.raises(UnknownNameError):
        hide_rules.add(history, HideRule(artist="Nobody"), made_at=NOON)
    assert hide_rules.stored(history) == ()


def test_weights_are_shares(db: Connection) -> None:
    plays.record(db, a_play())
    bjork = names.find_artist(db, "Björk")
    assert bjork is not None
    told = {"Art Pop": 3.0, "art pop": 1, "Electronic": 4, "": 5, "x": float("nan"), "y": -1}
    genre_tags.set_genres(db, bjork, told)
    rows = "SELECT name, weight FROM artist_genre JOIN genre ON genre.id = genre_id ORDER BY name"
    assert db.execute(rows).fetchall() == [("art pop", 0.5), ("electronic", 0.5)]
    genre_tags.set_genres(db, bjork, {})
    assert db.execute(rows).fetchall() == []
