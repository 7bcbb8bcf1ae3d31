"""What services answered of a name, and what of it counts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.store import (
    audit,
    fact_values,
    facts,
    hide_rules,
    merging,
    plays,
    renaming,
)
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.fact_rows import Asked, counting, known, told
from custom_components.spindle.store.facts import PERSON, Fact, Field
from custom_components.spindle.store.hide_rules import HideRule
from custom_components.spindle.store.landing import artist_genres
from custom_components.spindle.store.search_index import NameKind

from .conftest import create
from .examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

ARTIST, ALBUM, TRACK = NameKind.ARTIST, NameKind.ALBUM, NameKind.TRACK
ISRC = "GBAYE9500123"
OTHER_ISRC = "USRC17607839"
MBID = "87c5dedd-371d-4a53-9f7f-80522fb7f3cb"
DAY = 86_400.0


def a_fact(**changes: Any) -> Fact:
    """Return what Deezer says of the first track's ISRC."""
    given_: dict[str, Any] = {
        "kind": TRACK,
        "entity": 1,
        "field": Field.ISRC,
        "value": ISRC,
        "provider": "deezer",
        "confidence": 0.8,
        "answered_at": NOON,
        "ttl": DAY,
    }
    return Fact(**(given_ | changes))


def column(db: Connection, kind: NameKind, name: str, entity: int = 1) -> Any:
    """Return what stands in a column of a name."""
    return db.execute(f"SELECT {name} FROM {kind.table} WHERE id = ?", (entity,)).fetchone()[0]  # noqa: S608


def shares(db: Connection, artist: int = 1) -> dict[str, float]:
    """Return an artist's genres, as questions see them."""
    return dict(
        db.execute(
            """SELECT genre.name, round(weight, 3) FROM artist_genre
            JOIN genre ON genre.id = genre_id WHERE artist_id = ?""",
            (artist,),
        ).fetchall()
    )


def asked(db: Connection, kind: NameKind, entity: int, now: float) -> Asked:
    """Return who need not be asked about what."""
    return told(db, kind, entity, now)[1]


@pytest.fixture
def history(db: Connection) -> Connection:
    """Two tracks of one artist and album, without ISRC or MBID."""
    plays.record(db, a_play())
    plays.record(db, a_play(played_at=NOON + 400, title="Army of Me"))
    return db


LANDINGS = {
    "isrc": (TRACK, Field.ISRC, "gb-aye-95-00123", "isrc", ISRC),
    "recording": (TRACK, Field.RECORDING_MBID, MBID.upper(), "mbid", MBID),
    "artist": (ARTIST, Field.ARTIST_MBID, MBID, "mbid", MBID),
    "release group": (ALBUM, Field.RELEASE_GROUP_MBID, MBID, "release_group_mbid", MBID),
    "year": (ALBUM, Field.RELEASE_YEAR, 1995, "released", 1995),
}


@pytest.mark.parametrize("name", LANDINGS)
def test_what_is_learnt_stands_where_questions_look(history: Connection, name: str) -> None:
    kind, of, value, where, stands = LANDINGS[name]
    assert facts.learn(history, [a_fact(kind=kind, field=of, value=value)]) == 1
    assert column(history, kind, where) == stands
    assert known(history, kind, 1)[of].value == stands
    assert audit.compare(history) == []


def test_the_surest_counts_and_equals_by_the_latest(history: Connection) -> None:
    facts.learn(history, [a_fact(confidence=0.9)])
    assert facts.learn(history, [a_fact(value=OTHER_ISRC, provider="a", confidence=0.5)]) == 0
    assert column(history, TRACK, "isrc") == ISRC
    later = a_fact(value=OTHER_ISRC, provider="b", confidence=0.9, answered_at=NOON + 1)
    assert facts.learn(history, [later]) == 1
    assert column(history, TRACK, "isrc") == OTHER_ISRC


def test_what_came_with_the_plays_stays_but_a_person_is_heard(db: Connection) -> None:
    plays.record(db, a_play(isrc=OTHER_ISRC))
    assert facts.learn(db, [a_fact(confidence=1.0)]) == 1
    assert column(db, TRACK, "isrc") == OTHER_ISRC
    assert facts.correct(db, TRACK, 1, Field.ISRC, "DEUM71100001", at=NOON)
    assert column(db, TRACK, "isrc") == "DEUM71100001"
    assert audit.compare(db) == []


def test_a_person_s_word_stands_for_ever(history: Connection) -> None:
    facts.correct(history, TRACK, 1, Field.ISRC, OTHER_ISRC, at=NOON)
    sure = a_fact(confidence=1.0, answered_at=NOON + 9 * DAY)
    assert facts.learn(history, [sure]) == 0
    assert column(history, TRACK, "isrc") == OTHER_ISRC
    assert asked(history, TRACK, 1, NOON + 10_000 * DAY) == {Field.ISRC: {PERSON: float("inf")}}


def test_a_person_may_say_that_there_is_none(history: Connection) -> None:
    facts.learn(history, [a_fact()])
    assert facts.correct(history, TRACK, 1, Field.ISRC, None, at=NOON)
    assert column(history, TRACK, "isrc") is None
    plays.record(history, a_play(played_at=NOON + 9000, isrc=OTHER_ISRC, track_mbid=MBID))
    assert column(history, TRACK, "isrc") is None
    assert column(history, TRACK, "mbid") == MBID
    assert audit.compare(history) == []


def test_a_person_takes_their_word_back(history: Connection) -> None:
    facts.learn(history, [a_fact()])
    facts.correct(history, TRACK, 1, Field.ISRC, OTHER_ISRC, at=NOON)
    assert facts.withdraw(history, TRACK, 1, Field.ISRC)
    assert column(history, TRACK, "isrc") == ISRC
    assert not facts.withdraw(history, TRACK, 1, Field.ISRC)


def test_what_was_known_once_is_not_forgotten(history: Connection) -> None:
    facts.learn(history, [a_fact()])
    unknown = a_fact(value=None, confidence=0.1, answered_at=NOON + 2 * DAY)
    assert facts.learn(history, [unknown]) == 0
    found = counting(history, TRACK, 1, Field.ISRC)
    assert found is not None
    assert (found.value, found.confidence) == (ISRC, 0.8)
    assert asked(history, TRACK, 1, NOON + 2.5 * DAY) == {Field.ISRC: {"deezer": NOON + 3 * DAY}}


def test_an_answer_stands_for_its_time_also_when_it_is_no(history: Connection) -> None:
    facts.learn(history, [a_fact(value=None)])
    assert asked(history, TRACK, 1, NOON + DAY - 1) == {Field.ISRC: {"deezer": NOON + DAY}}
    assert asked(history, TRACK, 1, NOON + DAY) == {}
    assert known(history, TRACK, 1) == {}


def test_a_name_that_has_gone_learns_nothing(history: Connection) -> None:
    facts.learn(history, [a_fact()])
    assert facts.learn(history, [a_fact(entity=99), a_fact(entity=2)]) == 1
    history.execute("DELETE FROM play WHERE track_id = 1")
    history.execute("DELETE FROM track WHERE id = 1")
    assert history.execute("SELECT track_id FROM track_fact").fetchall() == [(2,)]


WRONG = {
    "isrc": (TRACK, Field.ISRC, "1"),
    "mbid": (TRACK, Field.RECORDING_MBID, ISRC),
    "nil mbid": (ARTIST, Field.ARTIST_MBID, "00000000-0000-0000-0000-000000000000"),
    "year": (ALBUM, Field.RELEASE_YEAR, 195),
    "year as text": (ALBUM, Field.RELEASE_YEAR, "1995"),
    "type": (ALBUM, Field.RELEASE_TYPE, "Album"),
    "no genre": (ARTIST, Field.GENRES, {"": 1.0, "rock": 0.0, "pop": float("nan"), "x": -1.0}),
    "genres of text": (ARTIST, Field.GENRES, {"rock": "much"}),
    "link": (TRACK, Field.LINKS, {"deezer": "javascript:alert(1)"}),
    "http link": (TRACK, Field.LINKS, {"deezer": "http://deezer.com/track/1"}),
    "broken link": (TRACK, Field.LINKS, {"deezer": "https://[/"}),
    "long link": (TRACK, Field.LINKS, {"deezer": "https://deezer.com/" + "1" * 600}),
    "field of another kind": (ARTIST, Field.ISRC, ISRC),
    "mapping for an isrc": (TRACK, Field.ISRC, {"GB": 1.0}),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_value_is_refused(history: Connection, name: str) -> None:
    kind, of, value = WRONG[name]
    with pytest.raises(ValueError, match=r"^(no |artist has no )"):
        facts.learn(history, [a_fact(kind=kind, field=of, value=value)])
    assert history.execute("SELECT count(*) FROM track_fact").fetchone() == (0,)


@pytest.mark.parametrize(
    "changes",
    [{"confidence": 1.1}, {"provider": ""}, {"answered_at": float("nan")}],
    ids=["too sure", "of nobody", "at no time"],
)
def test_what_is_no_fact_is_refused(history: Connection, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a fact"):
        facts.learn(history, [a_fact(**changes)])


def test_a_field_of_another_kind_is_not_even_unknown(history: Connection) -> None:
    with pytest.raises(ValueError, match="artist has no isrc"):
        facts.learn(history, [a_fact(kind=ARTIST, value=None)])


def test_genres_are_few_and_shares() -> None:
    many = {f"Genre {number}": float(number) for number in range(100)}
    kept = fact_values.read(ARTIST, Field.GENRES, many)
    assert isinstance(kept, dict)
    assert len(kept) == fact_values.MOST_GENRES
    assert next(iter(kept)) == "genre 99"
    assert sum(kept.values()) == pytest.approx(1, abs=1e-4)


def test_links_are_few() -> None:
    many = {f"s{number:03}": f"https://example.com/{number}" for number in range(100)}
    kept = fact_values.read(TRACK, Field.LINKS, many)
    assert len(json.dumps(kept)) < 100 * fact_values.MOST_LINKS


def test_an_artist_s_own_genres_count_before_its_tracks_and_albums(history: Connection) -> None:
    of_track = a_fact(field=Field.GENRES, value={"Trip Hop": 1}, confidence=0.9)
    of_album = a_fact(kind=ALBUM, field=Field.GENRES, value={"pop": 1, "trip hop": 1})
    facts.learn(history, [of_track])
    assert shares(history) == {"trip hop": 1.0}
    facts.learn(history, [of_album])
    assert shares(history) == {"trip hop": round(1.3 / 1.7, 3), "pop": round(0.4 / 1.7, 3)}
    facts.learn(history, [a_fact(kind=ARTIST, field=Field.GENRES, value={"art pop": 2})])
    assert shares(history) == {"art pop": 1.0}
    facts.correct(history, ARTIST, 1, Field.GENRES, None, at=NOON)
    assert shares(history) == {}


def test_of_a_track_a_person_is_heard_alone(history: Connection) -> None:
    facts.learn(history, [a_fact(field=Field.GENRES, value={"metal": 1})])
    facts.correct(history, TRACK, 1, Field.GENRES, {"art pop": 1}, at=NOON)
    assert artist_genres(history, 1) == {"art pop": 1.0}


def test_plays_follow_a_rule_by_a_genre_that_was_learnt(history: Connection) -> None:
    facts.learn(history, [a_fact(kind=ARTIST, field=Field.GENRES, value={"pop": 1})])
    hide_rules.add(history, HideRule(genre="metal"), made_at=NOON)
    facts.correct(history, ARTIST, 1, Field.GENRES, {"metal": 1}, at=NOON)
    assert history.execute("SELECT sum(hidden) FROM play").fetchone() == (2,)
    assert audit.compare(history) == []


def merge(db: Connection, kind: NameKind, source: int, target: int) -> None:
    """Merge a name into another, to the end."""
    merging.begin(db, kind, source, target)
    while merging.proceed(db).more:
        pass


def test_a_merged_name_takes_over_what_was_learnt(history: Connection) -> None:
    facts.learn(history, [a_fact(), a_fact(entity=2, provider="musicbrainz", value=None)])
    facts.correct(history, TRACK, 2, Field.RECORDING_MBID, MBID, at=NOON)
    merge(history, TRACK, 1, 2)
    assert column(history, TRACK, "isrc", 2) == ISRC
    assert set(asked(history, TRACK, 2, NOON)[Field.ISRC]) == {"deezer", "musicbrainz"}
    assert history.execute("SELECT DISTINCT track_id FROM track_fact").fetchall() == [(2,)]
    assert audit.compare(history) == []


def test_a_person_s_no_outlives_a_merge(history: Connection) -> None:
    facts.learn(history, [a_fact()])
    facts.correct(history, TRACK, 2, Field.ISRC, None, at=NOON)
    merge(history, TRACK, 1, 2)
    assert column(history, TRACK, "isrc", 2) is None
    assert audit.compare(history) == []


def test_a_name_called_otherwise_is_asked_about_once_more(history: Connection) -> None:
    facts.learn(
        history,
        [
            a_fact(value=None),
            a_fact(provider="musicbrainz"),
            a_fact(kind=ARTIST, field=Field.ARTIST_MBID, value=None),
            a_fact(kind=ALBUM, field=Field.RELEASE_YEAR, value=None),
        ],
    )
    facts.correct(history, TRACK, 1, Field.RECORDING_MBID, None, at=NOON)
    renaming.rename(history, ARTIST, 1, "Bjork Gudmundsdottir")
    assert asked(history, TRACK, 1, NOON) == {
        Field.ISRC: {"musicbrainz": NOON + DAY},
        Field.RECORDING_MBID: {PERSON: float("inf")},
    }
    assert asked(history, ARTIST, 1, NOON) == asked(history, ALBUM, 1, NOON) == {}


@dataclass
class SlowFacts:
    """Knows the facts of one field, and looks through all of them for what counts."""

    told: dict[str, tuple[str | None, float, int]] = field(default_factory=dict)

    def keep(self, provider: str, value: str | None, confidence: float, at: int) -> None:
        """Take an answer."""
        before = self.told.get(provider)
        if value is None and before is not None and before[0] is not None and provider != PERSON:
            self.told[provider] = (before[0], before[1], at)
        else:
            old = before[1] if before is not None and value is None else confidence
            self.told[provider] = (value, old, at)

    def counts(self) -> str | None:
        """Return the value that counts."""
        if PERSON in self.told:
            return self.told[PERSON][0]
        best: tuple[tuple[float, int], str, str] | None = None
        for provider, (value, confidence, at) in sorted(self.told.items()):
            if value is not None and (best is None or (confidence, at) > best[0]):
                best = ((confidence, at), provider, value)
        return None if best is None else best[2]


VALUES = st.sampled_from([None, ISRC, OTHER_ISRC])
ANSWERS = st.tuples(
    st.sampled_from(["deezer", "musicbrainz", PERSON, "withdraw"]),
    VALUES,
    st.sampled_from([0.2, 0.5, 1.0]),
    st.integers(NOON, NOON + 3),
)


@pytest.fixture(scope="module")
def one_track(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A database with one play, for examples that leave nothing behind."""
    with closing(create(tmp_path_factory.mktemp("facts") / "spindle.db")) as db:
        with transaction(db):
            plays.record(db, a_play())
        yield db


@given(answers=st.lists(ANSWERS, max_size=12))
def test_what_counts_equals_a_slow_model(one_track: Connection, answers: list[Any]) -> None:
    slow = SlowFacts()
    one_track.execute("BEGIN")
    try:
        for answer in answers:
            tell_both(one_track, slow, *answer)
            assert column(one_track, TRACK, "isrc") == slow.counts()
        assert audit.compare(one_track) == []
    finally:
        one_track.execute("ROLLBACK")


def tell_both(
    db: Connection, slow: SlowFacts, provider: str, value: str | None, confidence: float, at: int
) -> None:
    """Let the store and the model know of the same."""
    if provider == "withdraw":
        slow.told.pop(PERSON, None)
        facts.withdraw(db, TRACK, 1, Field.ISRC)
    elif provider == PERSON:
        slow.keep(PERSON, value, 1.0, at)
        facts.correct(db, TRACK, 1, Field.ISRC, value, at=at)
    else:
        slow.keep(provider, value, confidence, at)
        fact = a_fact(provider=provider, value=value, confidence=confidence, answered_at=at)
        facts.learn(db, [fact])
