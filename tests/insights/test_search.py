"""Search: every word somewhere in the name, the most played first, whatever is typed."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.spindle.catalogue.folding import fold
from custom_components.spindle.catalogue.identity import album_key, artist_key, track_key
from custom_components.spindle.insights import common_words, matching_names
from custom_components.spindle.insights.matching_names import MOST_WORDS
from custom_components.spindle.insights.scope import Scope
from custom_components.spindle.insights.search import Hit, search, words_of
from custom_components.spindle.insights.window import Window
from custom_components.spindle.store import audit, search_index

from .scanned import NOW, Drawn, empty, history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

WORDS = (
    "The",
    "Love",
    "Björk",
    "AC/DC",
    "R.E.M.",
    "ghost",
    "a",
    "Ab",
    "U2",
    "!!!",
    "日本語",
    "glove",
)
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
PLAYS = st.integers(0, 20)
ARTISTS = st.lists(
    st.tuples(NAMES, PLAYS), min_size=1, max_size=6, unique_by=lambda one: fold(one[0])
)
TITLES = st.lists(st.tuples(st.integers(0, 5), NAMES, PLAYS), max_size=12)
COMMON = ("Morning", "Ghost", "River", "Under", "Night", "the")
"""Words of a large library, the rarest first."""
QUERIES = st.lists(
    st.sampled_from(
        (*WORDS, "the", "ove", "bjork", "lov", "hos", "zzz", "本語", "rem", "acdc", "ov")
    ),
    max_size=3,
).map(" ".join)


BOUNDS = {
    "RARE": st.sampled_from((2, 800)),
    "FEW": st.sampled_from((1, 2500)),
    "MANY": st.sampled_from((1, 3, 8000)),
}
"""What is few and what is many: in a history of some names, too, every way is gone."""

folded = cache(fold)


class Name(NamedTuple):
    """A row of any of the three tables."""

    id: int
    name: str
    artist: str | None
    plays: int
    tier: int
    key: str


class Names(NamedTuple):
    """All that can be found."""

    artists: list[Name]
    albums: list[Name]
    tracks: list[Name]


def fill(
    db: Connection, artists: list[tuple[str, int]], titles: list[tuple[int, str, int]]
) -> Names:
    """Enter artists, and titles both as albums and as tracks; return what stands there."""
    for name, plays in artists:
        db.execute(
            "INSERT INTO artist (key, name, plays) VALUES (?, ?, ?)",
            (artist_key(name), name, plays),
        )
    for number, title, plays in titles:
        owner = number % len(artists)
        artist = artists[owner][0]
        for table, key in (("album", album_key), ("track", track_key)):
            db.execute(
                f"INSERT OR IGNORE INTO {table} (artist_id, key, title, plays) VALUES (?, ?, ?, ?)",  # noqa: S608
                (owner + 1, key(artist, title), title, plays),
            )
    audit.fill_tiers(db)
    search_index.fill(db)
    return Names(
        [
            Name(*row)
            for row in db.execute("SELECT id, name, NULL, plays, plays_tier, key FROM artist")
        ],
        *(
            [
                Name(*row)
                for row in db.execute(
                    f"""SELECT one.id, title, name, one.plays, one.plays_tier, one.key
                    FROM {table} AS one JOIN artist ON artist.id = artist_id"""  # noqa: S608
                )
            ]
            for table in ("album", "track")
        ),
    )


def matching(names: list[Name], query: str) -> list[tuple[int, str, str]]:
    """Return plays, name and artist of all names that have every word, in their order."""
    words = fold(query).split()
    if not words:
        return []
    found = [
        name
        for name in names
        if name.plays
        and all(word in folded(name.name) or word in folded(name.artist or "") for word in words)
    ]
    found.sort(key=lambda name: (-name.plays, name.name, name.key))
    return [(-name.plays, name.name, name.artist or "") for name in found]


def told(hits: tuple[Hit, ...]) -> list[tuple[int, str, str]]:
    return [(-hit.plays, hit.name, hit.artist or "") for hit in hits]


@given(
    artists=ARTISTS,
    titles=TITLES,
    query=QUERIES,
    limit=st.sampled_from((1, 3, 50)),
    bounds=st.fixed_dictionaries(BOUNDS),
)
@example(
    artists=[("Love", 0), ("The Love", 0)],
    titles=[(0, "The", 1), (1, "The", 1)],
    query="The Love",
    limit=1,
    bounds={"RARE": 2, "FEW": 1, "MANY": 8000},
)
@settings(max_examples=150)
def test_it_equals_a_scan(
    artists: list[tuple[str, int]],
    titles: list[tuple[int, str, int]],
    query: str,
    limit: int,
    bounds: dict[str, int],
    utc: ZoneInfo,
) -> None:
    db = empty("UTC")
    names = fill(db, artists, titles)
    with pytest.MonkeyPatch.context() as patch:
        for name, bound in bounds.items():
            patch.setattr(matching_names if name == "RARE" else common_words, name, bound)
        found = search(db, Scope(), query, limit=limit, zone=utc, now=NOW)
    db.close()
    assert told(found.artists) == matching(names.artists, query)[:limit]
    for hits, all_names in ((found.albums, names.albums), (found.tracks, names.tracks)):
        expected = matching(all_names, query)
        if found.complete:
            assert told(hits) == expected[:limit]
        # What is played much is found by whatever is typed.
        often = [one for one in expected if -one[0] >= 8]
        assert told(hits)[: len(often)] == often[:limit]
        assert set(told(hits)) <= set(expected)
    known = [len(word) >= 3 for word in words_of(query)]
    assert found.complete or not all(known), "three letters of each word find everything"
    assert found.complete or not any(known) or bounds["FEW"] == 1, (
        "and so do those of one that few have"
    )


@pytest.fixture(scope="module")
def library() -> Iterator[tuple[Connection, Names]]:
    """A history of many names with few words, so that most of these are in more than are rare."""
    draw = Random(1)  # noqa: S311  # Repeatable, not secret.

    def name(most: int) -> str:
        return " ".join(draw.choices(COMMON, range(1, len(COMMON) + 1), k=draw.randint(1, most)))

    artists = {f"{name(2)} {number}": int(draw.paretovariate(1)) for number in range(600)}
    titles = [
        (draw.randrange(600), f"{name(3)} {number}", int(draw.paretovariate(1)))
        for number in range(5000)
    ]
    with closing(empty("UTC")) as db:
        yield db, fill(db, [*artists.items()], titles)


@given(
    words=st.lists(
        st.sampled_from((*COMMON, "ight", "orn", "ver", "the 1", "under 23", "of", "9")),
        min_size=1,
        max_size=3,
    ),
    limit=st.sampled_from((1, 10, 50)),
)
@settings(max_examples=100)
def test_common_words_find_everything_together(
    library: tuple[Connection, Names], words: list[str], limit: int, utc: ZoneInfo
) -> None:
    db, names = library
    query = " ".join(words)
    found = search(db, Scope(), query, limit=limit, zone=utc, now=NOW)
    if all(len(word) >= 3 for word in words_of(query)):
        assert found.complete
    for hits, those in zip((found.artists, found.albums, found.tracks), names, strict=True):
        if found.complete:
            assert told(hits) == matching(those, query)[:limit]


@pytest.mark.parametrize("letters", range(3, 8))
def test_it_is_complete_from_three_letters_on(letters: int, utc: ZoneInfo) -> None:
    db = empty("UTC")
    fill(db, [("Hyperballad", 1), ("Other", 900)], [(0, "Quietly", 1)])
    query = "hyperballad"[:letters]
    found = search(db, Scope(), query, zone=utc, now=NOW)
    assert [hit.name for hit in found.artists] == ["Hyperballad"]
    assert [(hit.name, hit.artist) for hit in found.tracks] == [("Quietly", "Hyperballad")]
    assert found.complete
    db.close()


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("bjork", "Björk"),
        ("BJÖRK", "Björk"),
        ("ac dc", "AC/DC"),
        ("rem", "R.E.M."),
        ("!!!", "!!!"),
        ("guns n", "Guns N' Roses"),
        ("u2", "U2"),
        ("日本", "日本語"),
        ("sigur ros", "Sigur Rós"),
    ],
)
def test_spelling_does_not_count(query: str, hit: str, utc: ZoneInfo) -> None:
    db = empty("UTC")
    fill(
        db,
        [(name, 1) for name in ("Björk", "AC/DC", "R.E.M.", "!!!", "U2", "日本語")]
        + [("Guns N' Roses", 1), ("Sigur Rós", 2)],
        [],
    )
    assert hit in [one.name for one in search(db, Scope(), query, zone=utc, now=NOW).artists]
    db.close()


def test_words_may_be_split_between_artist_and_title(utc: ZoneInfo) -> None:
    db = empty("UTC")
    fill(db, [("Massive Attack", 5), ("Teardrop", 1)], [(0, "Teardrop", 3), (1, "Massive", 1)])
    found = search(db, Scope(), "tear massive", zone=utc, now=NOW)
    assert [(hit.name, hit.artist) for hit in found.tracks] == [
        ("Teardrop", "Massive Attack"),
        ("Massive", "Teardrop"),
    ]
    assert found.artists == ()
    db.close()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "lo\x00ve",
        '"',
        '""" OR 1',
        "love AND",
        "NEAR(love the, 2)",
        "name:love*",
        "love' --",
        "^love",
        "\ud800love",
        "{love}",
        "%_",
        "love " * 200_000,
        "a" * 1_000_000,
        "".join(map(chr, range(1, 300))),
    ],
    ids=range(17),
)
def test_whatever_is_typed_is_only_looked_for(text: str, utc: ZoneInfo) -> None:
    db = empty("UTC")
    fill(db, [("Love", 9), ('Say "', 1)], [(0, "The Love", 1)])
    found = search(db, Scope(), text, zone=utc, now=NOW)
    assert len(found.artists) <= 2
    assert len(words_of(text)) <= MOST_WORDS
    db.close()


def test_what_only_hidden_plays_have_is_not_found() -> None:
    drawn = [
        Drawn(NOW, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=True),
        Drawn(NOW + 900, 1, 1, 1, "kitchen", "spotify", "sonos", 100, is_hidden=False),
    ]
    with history(drawn) as given:
        found = search(given.db, Scope(), "artist", zone=given.zone, now=NOW)
        assert [hit.name for hit in found.artists] == ["Artist 1"]
        assert [hit.name for hit in found.tracks] == ["Title 1"]
        assert [hit.name for hit in found.albums] == ["Album 1"]


def test_only_what_a_scope_chooses_is_found_and_counted() -> None:
    drawn = [
        Drawn(NOW, 0, 0, None, "kitchen", "spotify", "sonos", 100, is_hidden=False),
        Drawn(NOW + 900, 0, 1, None, "bath", "spotify", "sonos", 200, is_hidden=False),
        Drawn(NOW + 1800, 1, 2, 1, "bath", "spotify", "sonos", 300, is_hidden=False),
        Drawn(NOW + 2700, 0, 1, None, None, "spotify", "sonos", 400, is_hidden=False),
    ]
    with history(drawn) as given:
        discreet = Scope(without_speakers=frozenset({"bath"}))
        (artist,) = search(given.db, discreet, "artist", zone=given.zone, now=NOW).artists
        assert (artist.name, artist.plays, artist.seconds) == ("Artist 0", 2, 500)
        assert artist.last_at == NOW + 2700
        early = Scope(window=Window(end=NOW + 1))
        found = search(given.db, early, "title", zone=given.zone, now=NOW)
        assert [(hit.name, hit.plays) for hit in found.tracks] == [("Title 0", 1)]
        everything = search(given.db, Scope(), "artist", zone=given.zone, now=NOW)
        assert [(hit.name, hit.plays) for hit in everything.artists] == [
            ("Artist 0", 3),
            ("Artist 1", 1),
        ]


@pytest.mark.parametrize("limit", [0, 51, -1])
def test_a_limit_is_between_1_and_50(limit: int, utc: ZoneInfo) -> None:
    db = empty("UTC")
    with pytest.raises(ValueError, match="between 1 and 50"):
        search(db, Scope(), "love", limit=limit, zone=utc, now=NOW)
    db.close()
