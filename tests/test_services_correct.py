"""A person's own word on what services say: kept for ever, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
import voluptuous as vol

from custom_components.spindle.const import DOMAIN
from custom_components.spindle.store import commands, facts, named
from custom_components.spindle.store.fact_values import Field
from custom_components.spindle.store.facts import Fact
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.types import NewPlay
from tests.sonos_household import Home

if TYPE_CHECKING:
    from pathlib import Path
    import sqlite3

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User
    from homeassistant.core import HomeAssistant

NOON = 1_763_899_200
"""2025-11-23 12:00 UTC."""
MBID = "6ce1e1b4-1111-4aaa-8bbb-0123456789ab"
ARTIST = {"kind": "artist", "artist": "bjork"}
ALBUM = {"kind": "album", "artist": "bjork", "title": "post"}
TRACK = {"kind": "track", "artist": "bjork", "title": "army of me"}


@pytest.fixture
async def history(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """One play."""
    freezer.move_to("2025-11-23T14:00:00+00:00")
    home = Home.make(hass, freezer, tmp_path)
    await home.set_up()
    play = NewPlay(played_at=NOON, artist="Björk", title="Army of Me", album="Post", listened=200)
    await home.house.write(commands.record_play, play)
    return home


async def correct(hass: HomeAssistant, **data: Any) -> dict[str, Any]:
    told = await hass.services.async_call(
        DOMAIN, "correct", data, blocking=True, return_response=True
    )
    assert told is not None
    return dict(told)


async def a_service_says(home: Home, kind: NameKind, title: str, field: Field, value: Any) -> None:
    """Let a service be sure of something."""
    entity = await home.house.read(named.find, kind, "Björk", title)
    fact = Fact(
        kind=kind,
        entity=entity,
        field=field,
        value=value,
        provider="deezer",
        confidence=1.0,
        answered_at=NOON,
        ttl=None,
    )
    await home.house.write(commands.learn, (fact,))


def said_by_people(db: sqlite3.Connection) -> int:
    """Count the words of people, on all there is."""
    tables = ("artist_fact", "album_fact", "track_fact")
    count = "SELECT count(*) FROM {} WHERE provider = 'person'"
    return sum(db.execute(count.format(table)).fetchone()[0] for table in tables)


async def test_a_word_counts_whatever_a_service_says_afterwards(
    hass: HomeAssistant, history: Home
) -> None:
    told = await correct(hass, **ALBUM, field="release_year", value="1995")
    assert told == {"before": None, "now": {"value": 1995, "by": facts.PERSON}}
    await a_service_says(history, NameKind.ALBUM, "Post", Field.RELEASE_YEAR, 2015)
    assert await history.house.read(
        lambda db: db.execute("SELECT released FROM album").fetchone()
    ) == (1995,)

    told = await correct(hass, **ALBUM, field="release_year", withdraw=True)
    assert told["now"] == {"value": 2015, "by": "deezer"}
    assert await history.house.read(
        lambda db: db.execute("SELECT released FROM album").fetchone()
    ) == (2015,)


async def test_there_may_be_none(hass: HomeAssistant, history: Home) -> None:
    await a_service_says(history, NameKind.TRACK, "Army of Me", Field.ISRC, "GBAAP9500001")
    told = await correct(hass, **TRACK, field="isrc", unknown=True)
    assert told == {
        "before": {"value": "GBAAP9500001", "by": "deezer"},
        "now": {"value": None, "by": facts.PERSON},
    }
    isrc = "SELECT isrc FROM track"
    assert await history.house.read(lambda db: db.execute(isrc).fetchone()) == (None,)


async def test_genres_are_those_of_the_tree(hass: HomeAssistant, history: Home) -> None:
    told = await correct(hass, **ARTIST, field="genres", value="Art Pop, trip-hop")
    assert told["now"] == {"value": {"art pop": 0.5, "trip hop": 0.5}, "by": facts.PERSON}
    rows = "SELECT name, weight FROM artist_genre JOIN genre ON genre.id = genre_id ORDER BY name"
    assert await history.house.read(lambda db: db.execute(rows).fetchall()) == [
        ("art pop", 0.5),
        ("trip hop", 0.5),
    ]
    assert (await correct(hass, **ARTIST, field="genres", value=["trip hop"]))["now"] == {
        "value": {"trip hop": 1.0},
        "by": facts.PERSON,
    }


async def test_a_name_that_was_corrected_is_looked_at_again(
    hass: HomeAssistant, history: Home
) -> None:
    due = "SELECT due_at FROM album_backlog"
    await history.house.write_slices(commands.enter_backlog, now=NOON)
    await history.house.write(commands.settle, NameKind.ALBUM, (1,), until=None)
    assert await history.house.read(lambda db: db.execute(due).fetchone()) == (None,)
    await correct(hass, **ALBUM, field="release_group_mbid", value=MBID)
    assert await history.house.read(lambda db: db.execute(due).fetchone()) == (0,)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (ARTIST | {"field": "isrc", "value": "x"}, "artist_mbid, genres"),
        (TRACK | {"field": "isrc", "value": "nonsense"}, "no isrc"),
        (ALBUM | {"field": "release_year", "value": "last year"}, "no release_year"),
        (ALBUM | {"field": "release_year", "value": ["1995"]}, "no release_year"),
        (ALBUM | {"field": "release_type", "value": "cassette"}, "no release_type"),
        (ARTIST | {"field": "genres", "value": "seen live, art pop"}, "genres: seen live"),
        (ARTIST | {"field": "genres"}, "Say a value"),
        (ARTIST | {"field": "genres", "unknown": False}, "Say a value"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    hass: HomeAssistant, history: Home, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ServiceValidationError, match=sentence):
        await correct(hass, **said)
    assert await history.house.read(said_by_people) == 0


@pytest.mark.usefixtures("history")
async def test_two_words_at_once_are_none(hass: HomeAssistant) -> None:
    with pytest.raises(vol.Invalid):
        await correct(hass, **ARTIST, field="genres", value="art pop", withdraw=True)


@pytest.mark.usefixtures("history")
async def test_only_administrators_correct(hass: HomeAssistant, hass_read_only_user: User) -> None:
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "correct",
            ARTIST | {"field": "genres", "value": "art pop"},
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
        )
