"""The planner asks the cheapest that can add something, and for whom it matters most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.enrichment import planner, registry
from custom_components.spindle.enrichment.planner import AT_ONCE, SOON
from custom_components.spindle.enrichment.types import (
    ALBUM,
    ARTIST,
    ARTIST_GENRES,
    ARTIST_MBID,
    ISRC,
    RECORDING,
    TRACK,
    TRACK_GENRES,
    TRACK_LINKS,
    Lookup,
    Rest,
    Step,
    has_item,
)
from custom_components.spindle.enrichment.ways import candidate
from custom_components.spindle.store.facts import Field
from custom_components.spindle.upstream.types import Priority

from .made_up import DAY, NOW, Doors, isrc, lookup, mbid, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custom_components.spindle.store.due import Due
    from custom_components.spindle.store.fact_values import Value

BY_ITEM = lookup("first:item", {ISRC}, needs={has_item("deezer")}, cost=0.1)
BY_NAMES = lookup("first:names", {ISRC}, cost=0.25)
BY_ISRC = lookup("second:isrc", {RECORDING, ARTIST_MBID}, needs={ISRC}, cost=1.0, batch=10)
SEARCH = lookup("second:names", {RECORDING, ISRC, ARTIST_MBID}, cost=2.2)
GENRES = lookup(
    "third:recording", {TRACK_GENRES, ARTIST_GENRES}, needs={RECORDING}, cost=0.4, batch=100
)
OF_ARTIST = lookup(
    "third:artist", {ARTIST_GENRES}, needs={ARTIST_MBID}, cost=0.4, batch=50, about=ARTIST
)
ALL = (BY_ITEM, BY_NAMES, BY_ISRC, SEARCH, GENRES, OF_ARTIST)


def plan(
    names: Sequence[Due],
    lookups: Sequence[Lookup],
    doors: Doors,
    now: float,
    *,
    priority: Priority | None = None,
) -> Step | Rest:
    """Plan for names as they are."""
    candidates = [candidate(one, lookups) for one in names]
    return planner.plan(candidates, lookups, doors, now, priority=priority)


def unfinished(
    names: Sequence[Due], lookups: Sequence[Lookup]
) -> dict[planner.Name, tuple[Lookup, ...]]:
    """Return what can be added to names as they are."""
    return planner.unfinished([candidate(one, lookups) for one in names], lookups)


def step(names: list[Due], lookups: tuple[Lookup, ...] = ALL, doors: Doors | None = None) -> Step:
    """Return the next step, where there is one."""
    planned = plan(names, lookups, doors or Doors(), NOW)
    assert isinstance(planned, Step)
    return planned


def test_the_service_item_is_asked_before_names_and_names_before_a_search() -> None:
    played_there = name(items={"deezer": "1"})
    assert step([played_there]).lookup is BY_ITEM
    assert step([name()]).lookup is BY_NAMES
    asked = {Field.ISRC: {"first:names": NOW + DAY}}
    assert step([name(asked=asked)]).lookup is SEARCH


def test_a_way_is_followed_to_its_end() -> None:
    track = name(known={Field.ISRC: isrc(1)})
    assert step([track]).lookup is BY_ISRC
    track = name(known={Field.ISRC: isrc(1), Field.RECORDING_MBID: mbid(1)})
    assert step([track]).lookup is GENRES


def test_what_an_answer_said_is_not_asked_again_within_its_time() -> None:
    known = {Field.ISRC: isrc(1), Field.RECORDING_MBID: mbid(1)}
    asked = {Field.GENRES: {"third:recording": NOW + DAY}}
    assert plan([name(known=known, asked=asked)], ALL, Doors(), NOW) == Rest(until=None)


def test_a_persons_word_that_there_is_none_ends_the_asking() -> None:
    known = {Field.ISRC: None, Field.RECORDING_MBID: None, Field.GENRES: None}
    assert plan([name(known=known)], ALL, Doors(), NOW) == Rest(until=None)
    # Nor is it asked for on the way to something else.
    artist = name(ARTIST, 1)
    assert step([artist, name(known=known)]).lookup is SEARCH
    assert plan([artist, name(known=known)], ALL[:3], Doors(), NOW) == Rest(until=None)


def test_a_shut_gate_is_gone_round() -> None:
    assert step([name()], doors=Doors({"first": NOW + DAY})).lookup is SEARCH
    pacing = Doors({"first": NOW + SOON})
    assert plan([name()], ALL, pacing, NOW) == Rest(until=NOW + SOON)


def test_where_all_are_shut_the_first_to_open_is_waited_for() -> None:
    doors = Doors({"first": NOW + DAY, "second": NOW + 900, "third": NOW + 300})
    assert plan([name()], ALL, doors, NOW) == Rest(until=NOW + 900)
    assert plan([name()], (BY_NAMES, GENRES), doors, NOW) == Rest(until=NOW + DAY)


def test_what_waits_a_moment_lets_others_go_ahead() -> None:
    by_isrc, by_names = name(entity=1, known={Field.ISRC: isrc(1)}), name(entity=2)
    assert step([by_isrc, by_names], (BY_ISRC, BY_NAMES), Doors()).lookup is BY_NAMES
    one_by_one = lookup("second:isrc", {RECORDING}, needs={ISRC})
    paced = Doors({"first": NOW + 5.0})
    assert step([by_isrc, by_names], (one_by_one, BY_NAMES), paced).lookup is one_by_one


def test_new_plays_overtake_and_imported_ones_rank_last() -> None:
    imported = name(entity=1, is_imported=True)
    older, live = name(entity=2), name(entity=3, is_live=True)
    lookups = (BY_NAMES,)
    assert step([imported, older, live], lookups).names == (live,)
    assert step([imported, older, live], lookups).priority is Priority.LIVE
    assert step([imported, older], lookups).names == (older,)
    assert step([imported], lookups).priority is Priority.BACKFILL


def test_a_person_who_waits_goes_before_all() -> None:
    planned = plan([name()], ALL, Doors(), NOW, priority=Priority.PERSON)
    assert isinstance(planned, Step)
    assert planned.priority is Priority.PERSON


def test_artists_come_before_their_further_tracks() -> None:
    artists = [name(ARTIST, 10), name(ARTIST, 20)]
    tracks = [
        name(entity=entity, artist_id=artist)
        for entity, artist in ((1, 10), (2, 10), (3, 10), (4, 20))
    ]
    assert step([*artists, *tracks]).names == (tracks[0],)
    known = {Field.ISRC: isrc(1), Field.RECORDING_MBID: mbid(1)}
    asked = dict.fromkeys(Field, dict.fromkeys((one.name for one in ALL), NOW + DAY))
    done = name(entity=1, artist_id=10, known=known, asked=asked)
    first_is_done = [*artists, done, *tracks[1:]]
    assert step(first_is_done).names == (tracks[1],)
    artist_is_known = [
        name(ARTIST, 10, known={Field.ARTIST_MBID: mbid(1), Field.GENRES: {"rock": 1.0}}),
        artists[1],
        *tracks,
    ]
    assert step(artist_is_known).names == (tracks[3],)


def test_an_artist_is_not_asked_about_while_a_track_will_tell() -> None:
    artist = name(ARTIST, 10, known={Field.ARTIST_MBID: mbid(1)})
    track = name(entity=1, artist_id=10)
    assert step([artist, track]).lookup is BY_NAMES
    assert unfinished([artist, track], ALL)[ARTIST, 10] == ()
    assert step([artist]).lookup is OF_ARTIST
    # No more is to be had of the track: the artist is asked about after all.
    spent = {
        Field.ISRC: {"first:names": NOW + DAY, "second:names": NOW + DAY},
        Field.RECORDING_MBID: {"second:names": NOW + DAY},
    }
    assert step([artist, name(entity=1, artist_id=10, asked=spent)]).lookup is OF_ARTIST


def test_a_call_for_many_waits_until_it_is_full() -> None:
    ready = [name(entity=entity, known={Field.ISRC: isrc(entity)}) for entity in range(1, 10)]
    assert step([*ready, name(entity=99)]).lookup is BY_NAMES
    full = [*ready, name(entity=10, known={Field.ISRC: isrc(10)})]
    assert step([name(entity=99), *full]).lookup is BY_ISRC
    assert step([name(entity=99), *full]).names == tuple(full)
    assert step(ready).names == tuple(ready), "nothing else is left to do"


def test_of_calls_that_are_not_full_the_one_that_feeds_others_comes_first() -> None:
    known = {Field.ISRC: isrc(1), Field.RECORDING_MBID: mbid(1)}
    late, early = name(entity=1, known=known), name(entity=2, known={Field.ISRC: isrc(2)})
    assert step([late, early]).lookup is BY_ISRC


def test_a_call_for_many_waits_also_while_others_are_only_paced() -> None:
    known = {Field.ISRC: isrc(1), Field.RECORDING_MBID: mbid(1)}
    ready, further = name(entity=1, known=known), name(entity=2)
    paced = Doors({"first": NOW + 0.5})
    assert plan([ready, further], ALL, paced, NOW) == Rest(until=NOW + 0.5)
    assert step([ready]).lookup is GENRES


def test_a_live_play_does_not_wait_for_a_full_call_and_takes_others_along() -> None:
    backfill = [name(entity=entity, known={Field.ISRC: isrc(entity)}) for entity in (1, 2)]
    live = name(entity=3, known={Field.ISRC: isrc(3)}, is_live=True)
    planned = step([*backfill, name(entity=4), live])
    assert planned.lookup is BY_ISRC
    assert planned.names == (live, *backfill)
    assert planned.priority is Priority.LIVE


def test_lookups_that_have_told_all_leave_nothing_for_others() -> None:
    links = lookup("first:isrc", {TRACK_LINKS}, needs={ISRC}, unless=frozenset({"told"}))
    twin = lookup("other:names", {TRACK_LINKS}, same=frozenset({"first:names"}))
    known = name(known={Field.ISRC: isrc(1)})
    assert plan([known], (links,), Doors(), NOW) == Rest(until=None)
    asked = name(asked={Field.ISRC: {"first:names": NOW + DAY}})
    assert plan([asked], (twin,), Doors(), NOW) == Rest(until=None)
    assert step([name()], (twin,)).lookup is twin


@pytest.mark.parametrize("allowed", [(), ("deezer",), ("musicbrainz",), ("listenbrainz",)])
def test_only_services_that_are_allowed_are_asked(allowed: tuple[str, ...]) -> None:
    lookups = registry.lookups(allowed.__contains__)
    assert {one.service for one in lookups} == set(allowed)
    names = [name(items={"deezer": "1", "spotify": "2"}), name(ARTIST, 1), name(ALBUM, 1)]
    planned = plan(names, lookups, Doors(), NOW)
    if allowed in ((), ("listenbrainz",)):
        assert planned == Rest(until=None)
    else:
        assert isinstance(planned, Step)
        assert planned.lookup.service in allowed


def test_the_registry_asks_in_the_order_of_the_story() -> None:
    """An ISRC comes from the service's own item, then from Deezer, then from MusicBrainz."""
    lookups = registry.lookups(lambda _: True)
    order = []
    asked: dict[str, float] = {}
    while True:
        track = name(items={"deezer": "1"}, asked=dict.fromkeys(Field, asked))
        planned = plan([track], lookups, Doors(), NOW)
        if isinstance(planned, Rest):
            break
        order.append(planned.lookup.name)
        asked[planned.lookup.name] = NOW + DAY
    assert order == ["deezer:item", "deezer:names", "musicbrainz:names"]


LOOKUPS = registry.lookups(lambda _: True)
SLOTS: dict[Field, Value] = {
    Field.ISRC: isrc(1),
    Field.RECORDING_MBID: mbid(1),
    Field.RELEASE_GROUP_MBID: mbid(2),
    Field.ARTIST_MBID: mbid(3),
    Field.RELEASE_TYPE: "album",
    Field.RELEASE_YEAR: 1999,
    Field.GENRES: {"rock": 1.0},
    Field.LINKS: {"deezer": "https://www.deezer.com/album/1"},
}


@st.composite
def some_names(draw: st.DrawFn) -> list[Due]:
    """Draw names of which anything is known and anybody was asked."""
    names = []
    for entity in range(draw(st.integers(1, 6))):
        known = draw(st.sets(st.sampled_from(sorted(Field)), max_size=4))
        spent = draw(st.sets(st.sampled_from([one.name for one in LOOKUPS]), max_size=8))
        names.append(
            name(
                draw(st.sampled_from((ARTIST, ALBUM, TRACK))),
                entity,
                known={field: SLOTS[field] for field in known},
                asked={field: dict.fromkeys(spent, NOW + DAY) for field in Field},
                items=draw(st.sampled_from(({}, {"deezer": "1"}, {"spotify": "x"}))),
                artist_id=draw(st.integers(0, 3)),
                album_id=draw(st.one_of(st.none(), st.integers(0, 3))),
                is_live=draw(st.booleans()),
                is_imported=draw(st.booleans()),
            )
        )
    return names


@settings(max_examples=100)
@given(
    some_names(),
    st.dictionaries(
        st.sampled_from(("deezer", "musicbrainz", "listenbrainz")), st.floats(-10, 10_000)
    ),
)
def test_every_step_can_be_made_and_adds_something(
    names: list[Due], opens_in: dict[str, float]
) -> None:
    doors = Doors({slug: NOW + after for slug, after in opens_in.items()})
    planned = plan(names, LOOKUPS, doors, NOW)
    if isinstance(planned, Rest):
        left = {one for lookups in unfinished(names, LOOKUPS).values() for one in lookups}
        assert (planned.until is None) == (not left)
        # At each moment a gate opens, and at the last of them nobody better is waited for.
        last, rests = NOW, 0
        while isinstance(planned, Rest) and planned.until is not None:
            assert planned.until > last
            last, rests = planned.until, rests + 1
            planned = plan(names, LOOKUPS, doors, last)
        assert rests <= len(doors.at)
        assert isinstance(planned, Step) == bool(left)
        return
    asked = planned.lookup
    assert doors(asked, planned.priority) <= NOW + AT_ONCE
    assert 0 < len(planned.names) <= asked.batch
    assert len(set(map(id, planned.names))) == len(planned.names)
    for one in planned.names:
        assert one.kind is asked.about
        assert not asked.is_spent(one)
        own = {slot.field for slot in asked.needs if not isinstance(slot, str)}
        assert own <= set(one.known)
        missing = {
            (other.kind, field)
            for other in names
            if other is one
            or (other.kind, other.id) in {(ARTIST, one.artist_id), (ALBUM, one.album_id)}
            for field in other.missing
        }
        assert missing & asked.fills
