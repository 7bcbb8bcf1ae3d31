"""Where else can it be heard? Asked by play or by names, answered from ids."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMockResponse
from yarl import URL

from custom_components.spindle.actions.links import PATIENCE
from custom_components.spindle.const import DOMAIN
from custom_components.spindle.enrichment.types import Rest
from custom_components.spindle.store.fact_values import Field
from custom_components.spindle.store.facts import Fact, learn
from custom_components.spindle.store.names import find_album, find_track
from custom_components.spindle.store.search_index import NameKind
from tests.heard import OFFICE, begin, song
from tests.public_services import say

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.auth.models import User
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

    from custom_components.spindle.store.fact_values import Value
    from tests.sonos_household import Home

RUN = "custom_components.spindle.enrichment.run.Run"
ISRC = "USPR36500004"
MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
ITEM = "4uLU6hMCjMI75M1A2tKUQC"
BANDCAMP = "https://ninasimone.bandcamp.com/track/feeling-good"

PLAYS = (
    song("Nina Simone", "Feeling Good", 7200, album="I Put a Spell on You", item_id=ITEM),
    song("Secret Band", "Hidden Song", 3600, OFFICE, album="Under the Desk", item_id="7" * 22),
    song("Björk", "Jóga", 1800),
)


def know(db: Connection) -> None:
    """Learn what public services would tell."""
    track = find_track(db, "Nina Simone", "Feeling Good")
    album = find_album(db, "Nina Simone", "I Put a Spell on You")
    assert track
    assert album

    def fact(kind: NameKind, entity: int, field: Field, value: Value) -> Fact:
        return Fact(
            kind=kind,
            entity=entity,
            field=field,
            value=value,
            provider="test",
            confidence=1.0,
            answered_at=1.0,
            ttl=None,
        )

    learn(
        db,
        [
            fact(NameKind.TRACK, track, Field.ISRC, ISRC),
            fact(NameKind.TRACK, track, Field.LINKS, {"bandcamp": BANDCAMP}),
            fact(NameKind.ALBUM, album, Field.RELEASE_GROUP_MBID, MBID),
        ],
    )


async def households(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
) -> Home:
    home = await begin(hass, freezer, folder, PLAYS, **options)
    await home.house.write(know)
    return home


async def share(hass: HomeAssistant, user_id: str | None = None, **data: Any) -> dict[str, Any]:
    """Ask, and give each link by its service."""
    context = Context(user_id=user_id)
    response: Any = await hass.services.async_call(
        DOMAIN, "share_links", data, blocking=True, return_response=True, context=context
    )
    return {**response, "links": {link["service"]: link for link in response["links"]}}


async def play_id(home: Home, title: str) -> int:
    ids = {name: number for number, name in await home.rows("id, title")}
    found: int = ids[title]
    return found


async def test_a_play_leads_to_its_track(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await households(hass, freezer, tmp_path)
    shared = await share(hass, play_id=await play_id(home, "Feeling Good"))
    links = shared.pop("links")
    assert shared == {
        "kind": "track",
        "artist": "Nina Simone",
        "title": "Feeling Good",
        "isrc": ISRC,
        "mbid": None,
    }
    assert links["spotify"] == {
        "service": "spotify",
        "name": "Spotify",
        "url": f"https://open.spotify.com/track/{ITEM}",
        "exact": True,
    }
    assert links["bandcamp"]["url"] == BANDCAMP
    assert links["musicbrainz"]["name"] == "MusicBrainz"
    assert links["musicbrainz"]["url"] == f"https://musicbrainz.org/isrc/{ISRC}"
    assert not links["tidal"]["exact"]


async def test_a_play_leads_to_its_album(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    home = await households(hass, freezer, tmp_path)
    shared = await share(hass, play_id=await play_id(home, "Feeling Good"), kind="album")
    assert (shared["title"], shared["mbid"]) == ("I Put a Spell on You", MBID)
    assert shared["links"]["musicbrainz"]["url"] == f"https://musicbrainz.org/release-group/{MBID}"
    with pytest.raises(ServiceValidationError) as refused:
        await share(hass, play_id=await play_id(home, "Jóga"), kind="album")
    assert refused.value.translation_key == "unknown_play"


async def test_names_are_enough_in_any_spelling(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    await households(hass, freezer, tmp_path)
    shared = await share(hass, artist="NINA SIMONE", title="feeling good")
    assert (shared["artist"], shared["title"]) == ("Nina Simone", "Feeling Good")
    assert shared["links"]["spotify"]["exact"]


async def test_what_was_never_played_is_searched_for(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    await households(hass, freezer, tmp_path)
    shared = await share(hass, artist="Moondog", title="Bird's Lament")
    assert (shared["artist"], shared["isrc"]) == ("Moondog", None)
    assert shared["links"]
    assert not any(link["exact"] for link in shared["links"].values())


async def test_the_country_is_the_households(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    hass.config.country = "DE"
    await households(hass, freezer, tmp_path)
    shared = await share(hass, artist="Björk", title="Jóga")
    assert "/de/" in shared["links"]["apple_music"]["url"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"artist": "Björk"},
        {"title": "Jóga"},
        {"play_id": 1, "artist": "Björk", "title": "Jóga"},
        {"play_id": 1, "artist": "Björk"},
    ],
    ids=["nothing", "artist", "title", "both", "play and artist"],
)
async def test_it_wants_a_play_or_names(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path, asked: dict[str, Any]
) -> None:
    await households(hass, freezer, tmp_path)
    with pytest.raises(ServiceValidationError) as refused:
        await share(hass, **asked)
    assert refused.value.translation_key == "play_or_names"


async def test_a_discreet_room_is_not_betrayed(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_read_only_user: User,
) -> None:
    home = await households(hass, freezer, tmp_path, visibility="everyone", discreet_rooms=[OFFICE])
    hidden = await play_id(home, "Hidden Song")
    assert (await share(hass, play_id=hidden))["links"]["spotify"]["exact"]
    viewer = hass_read_only_user.id
    with pytest.raises(ServiceValidationError):
        await share(hass, viewer, play_id=hidden)
    asked = {"artist": "secret band", "title": "hidden song"}
    shared = await share(hass, viewer, **asked)
    assert shared["artist"] == "secret band"
    assert not any(link["exact"] for link in shared["links"].values())
    assert (await share(hass, **asked))["artist"] == "Secret Band"


async def test_who_may_not_see_the_history_learns_nothing(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    hass_read_only_user: User,
) -> None:
    await households(hass, freezer, tmp_path)
    with pytest.raises(Unauthorized):
        await share(hass, hass_read_only_user.id, artist="Björk", title="Jóga")


JOGA = {
    "id": 3135556,
    "title": "Jóga",
    "isrc": "GBBMB9700001",
    "duration": 180,
    "artist": {"id": 1, "name": "Björk"},
    "album": {"id": 2, "title": "Homogenic"},
}


async def asking(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    folder: Path,
    services: AiohttpClientMocker,
    **options: Any,
) -> Home:
    """A history of which Deezer knows one track, but nothing was asked of it by itself."""
    say(services, "https://api.deezer.com/search", json={"data": [JOGA], "total": 1})
    say(services, re.compile(r"https://api\.deezer\.com/.*"), json={"error": {"code": 800}})
    with patch(f"{RUN}.step", return_value=Rest(until=None)):
        home = await households(hass, freezer, folder, public_services=["deezer"], **options)
        await home.wait(1)
    return home


async def test_a_track_without_an_isrc_is_asked_about_for_who_waits(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await asking(hass, freezer, tmp_path, aioclient_mock)
    assert not aioclient_mock.call_count
    shared = await share(hass, play_id=await play_id(home, "Jóga"))
    assert shared["isrc"] == JOGA["isrc"]
    assert shared["links"]["deezer"] == {
        "service": "deezer",
        "name": "Deezer",
        "url": "https://www.deezer.com/track/3135556",
        "exact": True,
    }
    calls = aioclient_mock.call_count
    await share(hass, play_id=await play_id(home, "Jóga"))
    await share(hass, artist="Moondog", title="Bird's Lament")
    assert aioclient_mock.call_count == calls


async def test_nobody_waits_long_for_a_service_nor_is_asked_twice(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    go_on, gone = asyncio.Event(), asyncio.Event()

    async def hang(*_: object) -> AiohttpClientMockResponse:
        await go_on.wait()
        gone.set()
        return AiohttpClientMockResponse("get", URL(), json={"data": [JOGA], "total": 1})

    say(aioclient_mock, "https://api.deezer.com/search", side_effect=hang)
    home = await asking(hass, freezer, tmp_path, aioclient_mock)
    play = await play_id(home, "Jóga")
    answers = [asyncio.ensure_future(share(hass, play_id=play)) for _ in range(2)]
    await home.wait(PATIENCE + 1)
    assert [(await answer)["isrc"] for answer in answers] == [None, None]
    assert len(aioclient_mock.mock_calls) == 1
    go_on.set()
    await gone.wait()
    await home.settle()
    assert ("Jóga", JOGA["isrc"]) in await home.rows("title, isrc")


async def test_while_it_is_switched_off_nobody_is_asked_for_a_person_either(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
) -> None:
    home = await asking(hass, freezer, tmp_path, aioclient_mock)
    completion = home.runtime.completion
    assert completion
    await completion.async_switch(on=False)
    shared = await share(hass, play_id=await play_id(home, "Jóga"))
    assert shared["isrc"] is None
    assert not aioclient_mock.call_count


async def test_nobody_is_asked_about_what_a_viewer_may_not_see(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    tmp_path: Path,
    aioclient_mock: AiohttpClientMocker,
    hass_read_only_user: User,
) -> None:
    await asking(
        hass,
        freezer,
        tmp_path,
        aioclient_mock,
        visibility="everyone",
        discreet_rooms=[OFFICE],
    )
    await share(hass, hass_read_only_user.id, artist="secret band", title="hidden song")
    assert not aioclient_mock.call_count
