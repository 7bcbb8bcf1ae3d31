"""What a speaker answers on the wire, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import aiohttp
import pytest

from .directory import SERVICES
from .media import station, track
from .music_services import SERVICES as MUSIC_SERVICES
from .plain import ask, url

if TYPE_CHECKING:
    from .stage import Stage

ITEMS = [
    track("spotify", "Nils Frahm", "Says & <Does>", 40, "Spaces"),
    track("deezer", "Air", "Alone in Kyoto", 30),
]


async def test_describes_itself(stage: Stage, session: aiohttp.ClientSession) -> None:
    address = url(stage["Kitchen"], "xml/device_description.xml")
    async with session.get(address) as answer:
        text = await answer.text()
    assert "<roomName>Kitchen</roomName>" in text
    assert f"<UDN>uuid:{stage['Kitchen'].player.uid}</UDN>" in text


async def test_publishes_every_action(stage: Stage, session: aiohttp.ClientSession) -> None:
    for service in SERVICES:
        async with session.get(url(stage["Office"], f"xml/{service.name}1.xml")) as answer:
            text = await answer.text()
        assert re.findall(r"<action><name>(\w+)</name>", text) == list(service.actions)
        assert text.count("<argumentList>") == len(service.actions)


async def test_every_action_answers_what_it_has_published(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    stage["Kitchen"].player.load_queue(ITEMS)
    given = {"Channel": "Master", "BrowseFlag": "BrowseDirectChildren", "ObjectID": "Q:0"}
    for service in SERVICES:
        for action in service.actions.values():
            if not action.name.startswith(("Get", "List", "Browse")):
                continue
            arguments = {name: given.get(name, "0") for name in action.inputs}
            answer = await ask(
                session, stage["Kitchen"], f"{service.name}#{action.name}", **arguments
            )
            assert isinstance(answer, dict), action.name
            assert tuple(answer) == action.outputs


async def test_tells_title_and_position(stage: Stage, session: aiohttp.ClientSession) -> None:
    kitchen = stage["Kitchen"]
    kitchen.player.load_queue(ITEMS)
    told = await ask(session, kitchen, "AVTransport#GetPositionInfo", InstanceID=0)
    assert isinstance(told, dict)
    assert (told["Track"], told["TrackDuration"]) == ("1", "0:00:40")
    assert told["TrackURI"] == ITEMS[0].uri
    assert "<dc:title>Says &amp; &lt;Does&gt;</dc:title>" in told["TrackMetaData"]
    assert "<upnp:album>Spaces</upnp:album>" in told["TrackMetaData"]


async def test_a_station_is_named_by_the_media_and_the_stream_by_the_position(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    office = stage["Office"]
    office.player.load(*station("tunein", "Groove Salad"))
    media = await ask(session, office, "AVTransport#GetMediaInfo", InstanceID=0)
    position = await ask(session, office, "AVTransport#GetPositionInfo", InstanceID=0)
    assert isinstance(media, dict)
    assert isinstance(position, dict)
    assert media["CurrentURI"].startswith("x-sonosapi-stream:")
    assert "sid=254" in media["CurrentURI"]
    assert "Groove Salad" in media["CurrentURIMetaData"]
    assert position["TrackURI"].startswith("x-rincon-mp3radio:")
    assert position["TrackDuration"] == "0:00:00"


async def test_line_in_has_no_metadata(stage: Stage, session: aiohttp.ClientSession) -> None:
    kitchen = stage["Kitchen"]
    uri = f"x-rincon-stream:{kitchen.player.uid}"
    arguments = {"InstanceID": 0, "CurrentURI": uri, "CurrentURIMetaData": ""}
    assert await ask(session, kitchen, "AVTransport#SetAVTransportURI", **arguments) == {}
    assert await ask(session, kitchen, "AVTransport#Play", InstanceID=0, Speed=1) == {}
    told = await ask(session, kitchen, "AVTransport#GetPositionInfo", InstanceID=0)
    assert isinstance(told, dict)
    assert told["TrackMetaData"] == told["RelTime"] == "NOT_IMPLEMENTED"


async def test_a_follower_points_at_its_coordinator(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    kitchen, office = stage["Kitchen"], stage["Office"]
    uri = f"x-rincon:{kitchen.player.uid}"
    arguments = {"InstanceID": 0, "CurrentURI": uri, "CurrentURIMetaData": ""}
    assert await ask(session, office, "AVTransport#SetAVTransportURI", **arguments) == {}
    told = await ask(session, office, "AVTransport#GetPositionInfo", InstanceID=0)
    assert isinstance(told, dict)
    assert told["TrackURI"] == uri
    left = await ask(
        session, office, "AVTransport#BecomeCoordinatorOfStandaloneGroup", InstanceID=0
    )
    assert isinstance(left, dict)
    assert left["DelegatedGroupCoordinatorID"] == kitchen.player.uid
    assert office.player.following is None


@pytest.mark.parametrize(
    ("action", "arguments", "code"),
    [
        ("AVTransport#Dance", {}, 401),
        ("AVTransport#Play", {"InstanceID": 0}, 402),
        ("AVTransport#Play", {"InstanceID": 1, "Speed": 1}, 718),
        ("AVTransport#Play", {"InstanceID": 0, "Speed": 2}, 717),
        ("AVTransport#Seek", {"InstanceID": 0, "Unit": "REL_TIME", "Target": "0:59:00"}, 711),
        ("AVTransport#Seek", {"InstanceID": 0, "Unit": "REL_TIME", "Target": "soon"}, 711),
        ("AVTransport#Seek", {"InstanceID": 0, "Unit": "TRACK_NR", "Target": 9}, 711),
        ("AVTransport#Seek", {"InstanceID": 0, "Unit": "TRACK_NR", "Target": "nine"}, 402),
        ("AVTransport#Seek", {"InstanceID": 0, "Unit": "FURLONGS", "Target": 1}, 710),
        ("AVTransport#Previous", {"InstanceID": 0}, 711),
        ("AVTransport#SetPlayMode", {"InstanceID": 0, "NewPlayMode": "BACKWARDS"}, 712),
        (
            "AVTransport#SetAVTransportURI",
            {"InstanceID": 0, "CurrentURI": "gopher://x", "CurrentURIMetaData": ""},
            714,
        ),
        (
            "AVTransport#SetAVTransportURI",
            {"InstanceID": 0, "CurrentURI": "x-rincon:NOBODY", "CurrentURIMetaData": ""},
            701,
        ),
        (
            "RenderingControl#SetVolume",
            {"InstanceID": 0, "Channel": "Master", "DesiredVolume": 101},
            601,
        ),
        ("RenderingControl#GetVolume", {"InstanceID": 0, "Channel": "Rear"}, 402),
        ("RenderingControl#SetBass", {"InstanceID": 0, "DesiredBass": 11}, 601),
    ],
)
async def test_refuses_what_a_player_refuses(
    stage: Stage,
    session: aiohttp.ClientSession,
    action: str,
    arguments: dict[str, object],
    code: int,
) -> None:
    stage["Kitchen"].player.load_queue(ITEMS)
    assert await ask(session, stage["Kitchen"], action, **arguments) == code


@pytest.mark.parametrize("action", ["Play", "Pause", "Stop", "Next"])
async def test_a_follower_refuses_the_buttons(
    stage: Stage, session: aiohttp.ClientSession, action: str
) -> None:
    stage.household.join(stage["Office"], stage["Kitchen"].player.uid)
    code = await ask(session, stage["Office"], f"AVTransport#{action}", InstanceID=0, Speed=1)
    assert code == 800


async def test_nothing_to_play_and_nothing_to_pause(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    assert await ask(session, stage["Office"], "AVTransport#Play", InstanceID=0, Speed=1) == 701
    assert await ask(session, stage["Office"], "AVTransport#Pause", InstanceID=0) == 701


async def test_refuses_an_envelope_that_is_none(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    address = url(stage["Office"], "MediaRenderer/AVTransport/Control")
    headers = {"SOAPACTION": "urn:schemas-upnp-org:service:AVTransport:1#Play"}
    async with session.post(address, data="not XML", headers=headers) as answer:
        assert answer.status == 500
        assert "<errorCode>402</errorCode>" in await answer.text()


async def test_lists_the_households_services(stage: Stage, session: aiohttp.ClientSession) -> None:
    answer = await ask(session, stage["Office"], "MusicServices#ListAvailableServices")
    assert isinstance(answer, dict)
    listed = re.findall(r'Id="(\d+)"', answer["AvailableServiceDescriptorList"])
    assert [int(number) for number in listed] == list(MUSIC_SERVICES)
    assert answer["AvailableServiceTypeList"].split(",")[1] == "2311"


async def test_with_upnp_switched_off_everything_is_forbidden(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    stage.server(stage["Office"]).forbidding = True
    for method, path in (("GET", "xml/device_description.xml"), ("SUBSCRIBE", "AlarmClock/Event")):
        async with session.request(method, url(stage["Office"], path)) as answer:
            assert answer.status == 403


async def test_a_vanished_speaker_is_off_the_network_until_it_returns(
    stage: Stage, session: aiohttp.ClientSession
) -> None:
    office = stage["Office"]
    await stage.vanish(office)
    with pytest.raises(aiohttp.ClientConnectionError):
        await ask(session, office, "AVTransport#GetTransportInfo", InstanceID=0)
    await stage.come_back(office)
    told = await ask(session, office, "AVTransport#GetTransportInfo", InstanceID=0)
    assert isinstance(told, dict)
    assert told["CurrentTransportState"] == "STOPPED"
