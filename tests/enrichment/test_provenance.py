"""Names are compared before an answer is believed, and what is believed becomes a fact."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.enrichment.clients.answers import Tag
from custom_components.spindle.enrichment.provenance import (
    BY_ID,
    BY_NAME,
    LIKELY,
    SURE,
    UNREADABLE_TTL,
    agreement,
    confirmed,
    facts_of,
    genres_of,
    unreadable,
)
from custom_components.spindle.enrichment.types import (
    ARTIST,
    ARTIST_MBID,
    ISRC,
    TRACK,
    TRACK_YEAR,
    Found,
)
from custom_components.spindle.store.facts import Field

from .made_up import DAY, NOW, isrc, lookup, mbid, name


def agrees(asked: tuple[str, str], told: tuple[str, str], *lengths: float | None) -> float | None:
    """Return how well two tracks agree, each its artist and title."""
    heard, found = lengths or (None, None)
    track = name(artist=asked[0], name=asked[1], duration=heard)
    return agreement(track, artist=told[0], title=told[1], length=found)


@pytest.mark.parametrize(
    ("asked", "told", "sure"),
    [
        (("Björk", "Jóga"), ("BJORK", "Joga"), BY_NAME),
        (("Queen", "Under Pressure - Remastered 2011"), ("Queen", "Under Pressure"), LIKELY),
        (("Queen", "Under Pressure"), ("Queen & David Bowie", "Under Pressure"), LIKELY),
        (("m-flo feat. BoA", "the Love Bug"), ("m-flo", "the Love Bug (feat. BoA)"), LIKELY),
        (("Oasis", "Wonderwall"), ("Oasis", "Wonderwall (Live)"), None),
        (("Oasis", "Wonderwall - Live"), ("Oasis", "Wonderwall (Live at Knebworth)"), LIKELY),
        (("Oasis", "Wonderwall"), ("Oasis Tribute", "Wonderwall (Karaoke)"), None),
        (("Air", "Alone in Kyoto"), ("Fairport", "Alone in Kyoto"), None),
        (("Air", "Alone in Kyoto"), ("Air", "Playground Love"), None),
        (("Moby", "Porcelain"), ("Moby", "Porcelain (Torsten Stenzel Remix)"), None),
        (("Sigur Rós", "()"), ("Sigur Rós", "(live)"), None),
        (("Björk", "Jóga"), ("", ""), None),
    ],
)
def test_titles_and_artists_have_to_agree(
    asked: tuple[str, str], told: tuple[str, str], sure: float | None
) -> None:
    assert agrees(asked, told) == sure


def test_lengths_have_to_agree_where_both_are_known() -> None:
    names = ("Björk", "Jóga")
    assert agrees(names, names, 305, 307.5) == BY_NAME
    assert agrees(names, names, 305, 200) is None
    assert agrees(names, names, 305, None) == BY_NAME


@settings(max_examples=100)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_names_the_same_ones_agree_best(
    artist: str, title: str, other_artist: str, other: str
) -> None:
    assert agrees((artist, title), (artist, title)) == BY_NAME
    assert agrees((artist, title), (other_artist, other)) in {BY_NAME, LIKELY, None}


def test_what_an_id_led_to_is_surer_when_names_confirm_it() -> None:
    track = name(artist="Björk", name="Jóga")
    assert confirmed(track, artist="Bjork", title="Joga") == SURE
    assert confirmed(track, artist="ビョーク", title="ヨガ") == BY_ID


def test_tags_become_genres_and_noise_is_dropped() -> None:
    tags = (
        Tag(name="Trip-Hop", count=6),
        Tag(name="trip hop", count=2),
        Tag(name="seen live", count=90),
    )
    assert genres_of(tags) == {"trip hop": pytest.approx(1.0)}
    assert genres_of((Tag(name="seen live", count=3),)) == {}


ASKED = lookup("some:names", {ISRC, TRACK_YEAR, ARTIST_MBID}, ttl=90 * DAY, miss_ttl=10 * DAY)


def test_an_answer_becomes_facts_of_all_that_was_asked() -> None:
    names = (name(entity=1, artist_id=7), name(entity=2))
    found = [
        Found(ISRC, 1, isrc(1), 0.6),
        Found(ISRC, 1, isrc(2), 0.9),
        Found(ISRC, 1, isrc(3), 0.8),
        Found(ARTIST_MBID, 7, mbid(7), 0.9),
        Found(TRACK_YEAR, 1, 99_999, 0.9),
    ]
    facts = {(one.kind, one.entity, one.field): one for one in facts_of(ASKED, names, found, NOW)}
    assert {key: fact.value for key, fact in facts.items()} == {
        (TRACK, 1, Field.ISRC): isrc(2),
        (TRACK, 1, Field.RELEASE_YEAR): None,
        (TRACK, 2, Field.ISRC): None,
        (TRACK, 2, Field.RELEASE_YEAR): None,
        (ARTIST, 7, Field.ARTIST_MBID): mbid(7),
    }
    assert {fact.provider for fact in facts.values()} == {"some:names"}
    assert {fact.answered_at for fact in facts.values()} == {NOW}
    assert all(fact.ttl == (10 if fact.value is None else 90) * DAY for fact in facts.values())


def test_an_answer_that_cannot_be_read_says_nothing_for_a_day() -> None:
    facts = unreadable(ASKED, (name(),), NOW)
    assert {(fact.field, fact.value, fact.ttl) for fact in facts} == {
        (Field.ISRC, None, UNREADABLE_TTL),
        (Field.RELEASE_YEAR, None, UNREADABLE_TTL),
    }
