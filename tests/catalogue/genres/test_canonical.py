"""Tags, as services and their listeners write them, mean a genre or nothing."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.catalogue.genres import (
    all_genres,
    canonical,
    is_refused,
    load,
    read,
)
from custom_components.spindle.catalogue.genres.canonical import _modifiers, _of_words
from custom_components.spindle.catalogue.genres.refused import phrases
from custom_components.spindle.catalogue.genres.spelling import TAG_LIMIT, key, key_of, words
from custom_components.spindle.catalogue.genres.tree import tree

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
GENRES = st.sampled_from(all_genres())
IN_THE_TREE = frozenset(all_genres())


def test_what_is_loaded_need_not_be_read_at_the_first_tag() -> None:
    kept = (tree, phrases, _modifiers)
    for one in kept:
        one.cache_clear()
    load()
    misses = [one.cache_info().misses for one in kept]
    assert misses == [1, 1, 1]
    _of_words.cache_clear()
    for tag in ("melodic drill", "80s pop", "seen live", "no such thing"):
        read(tag)
    assert [one.cache_info().misses for one in kept] == misses


def named(tag: str) -> str | None:
    genre = canonical(tag)
    return genre.name if genre else None


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("Hip-Hop", "hip hop"),
        ("hiphop", "hip hop"),
        ("rap", "hip hop"),
        ("Rap/Hip Hop", "hip hop"),
        ("Deutschrap", "hip hop"),
        ("R&B", "r&b"),
        ("R'n'B", "r&b"),
        ("rnb", "r&b"),
        ("Rhythm and Blues", "r&b"),
        ("drum 'n' bass", "drum and bass"),
        ("DnB", "drum and bass"),
        ("synthpop", "synth-pop"),
        ("Synth Pop", "synth-pop"),
        ("Klassik", "classical"),
        ("Klassische Musik", "classical"),
        ("Hörspiele", "audio drama"),
        ("Hoerspiel", "audio drama"),
        ("Hörbuch", "audiobook"),
        ("Kinderlieder", "children's music"),
        ("Volksmusik", "volkstümliche musik"),
        ("Weltmusik", "world"),
        ("Filmmusik", "soundtrack"),
        ("OST", "soundtrack"),
        ("Weihnachtslieder", "christmas music"),
        ("chanson francaise", "chanson française"),
        ("Forro", "forró"),
        ("FUNK CARIOCA", "funk brasileiro"),
        ("oi!", "oi"),
        ("soundtracks", "soundtrack"),
        ("house music", "house"),
        ("Afrobeats (West African urban/pop music)", "afrobeats"),
    ],
)
def test_spellings_of_one_genre(tag: str, name: str) -> None:
    assert named(tag) == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("German rap", "hip hop"),
        ("rock argentino", "rock"),
        ("80s pop", "pop"),
        ("pop 90er", "pop"),
        ("new zealand reggae", "reggae"),
        ("South African house", "house"),
        ("female vocal jazz", "vocal jazz"),
        ("sad indie", "indie rock"),
        ("progressive death metal", "death metal"),
        ("post-jazz", "jazz"),
        ("UK hip-hop", "hip hop"),
    ],
)
def test_what_narrows_a_genre_is_taken_away(tag: str, name: str) -> None:
    assert named(tag) == name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("afrobeat", "afrobeat"),
        ("afrobeats", "afrobeats"),
        ("irish folk", "irish folk"),
        ("british blues", "british blues"),
        ("old school hip hop", "old school hip hop"),
        ("melodic death metal", "melodic death metal"),
        ("deep house", "deep house"),
        ("classic rock", "classic rock"),
        ("free jazz", "free jazz"),
        ("female fronted metal", "metal"),
    ],
)
def test_a_genre_of_its_own_keeps_its_words(tag: str, name: str) -> None:
    assert named(tag) == name


@pytest.mark.parametrize(
    "tag",
    [
        "seen live",
        "Romanian",
        "Ru",
        "american",
        "80s",
        "1984",
        "90er",
        "20th century",
        "female vocalists",
        "instrumental",
        "favourites",
        "albums I own",
        "under 2000 listeners",
        "2008 universal fire victim",
        "rock and roll hall of fame",
        "american idol",
        "beautiful",
        "Gute Laune",
        "deutsch",
        "english",
        "vinyl",
        "Oldies",
        "spotify",
        "the best of the 90s",
        "music from Finland",
        "Los Angeles",
    ],
)
def test_noise_is_refused(tag: str) -> None:
    assert canonical(tag) is None
    assert read(tag) == ()
    assert is_refused(tag)


@pytest.mark.parametrize(
    "tag",
    ["daft punk", "godfather of soul", "king of pop", "collective soul", "kid rock", "zzxy", "★★★"],
)
def test_what_merely_holds_the_name_of_a_genre_is_unknown(tag: str) -> None:
    assert canonical(tag) is None
    assert not is_refused(tag)


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("Soul & Funk", ["soul", "funk"]),
        ("Folk, World, & Country", ["folk", "world", "country"]),
        ("Electronic/Hip-Hop", ["electronic", "hip hop"]),
        ("rock; pop; rock", ["rock", "pop"]),
        ("jazz / seen live", ["jazz"]),
        ("Pop/Rock", ["pop rock"]),
        ("Singer/Songwriter", ["singer-songwriter"]),
        ("seen / live", []),
        ("a, b, c, d, rock", []),
        ("metal", ["metal"]),
    ],
)
def test_one_tag_may_name_several_genres(tag: str, names: list[str]) -> None:
    assert [genre.name for genre in read(tag)] == names


@pytest.mark.parametrize(
    "tag",
    ["", " ", "\n", "!", "\x00", "rock " * 100, "r" * 1_000_000],
    ids=["empty", "blank", "line", "sign", "control", "sentence", "megabyte"],
)
def test_what_is_empty_or_endless_is_no_genre(tag: str) -> None:
    assert canonical(tag) is None
    assert read(tag) == ()


@given(GENRES, st.data())
def test_case_and_joints_do_not_count(genre: object, data: st.DataObject) -> None:
    name = str(genre)
    joint = data.draw(st.sampled_from([" ", "-", "_", "  "]))
    for spelling in (name, name.upper(), name.replace(" ", joint), name.replace("-", joint)):
        assert named(spelling) == name


@given(ANY_TEXT)
@settings(max_examples=300)
def test_any_text_can_be_asked_for(tag: str) -> None:
    genre = canonical(tag)
    assert genre is None or genre in IN_THE_TREE
    assert IN_THE_TREE.issuperset(read(tag))
    assert not (genre and is_refused(tag))


@given(st.lists(st.sampled_from(["80s", "german", "sad", "rock", "new", "live", "x"]), max_size=9))
def test_words_in_any_number_and_order_are_read(some: list[str]) -> None:
    assert named(" ".join(some)) in {None, "rock"}
    assert is_refused(" ".join(some)) == (not {"rock", "x"} & set(some))


@given(st.text(max_size=TAG_LIMIT))
def test_the_quick_way_to_a_key_leads_to_the_same(text: str) -> None:
    assert key_of(text) == key(words(text))
