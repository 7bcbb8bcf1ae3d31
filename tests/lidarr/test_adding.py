"""The first phase: Lidarr gets to know what is wanted, and nothing is downloaded by that."""

from __future__ import annotations

import asyncio

import pytest

from custom_components.spindle.lidarr.types import Hold, Phase, QueueEventType
from custom_components.spindle.store import lidarr_queue
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from tests.simulators.lidarr.fates import Fate
from tests.simulators.lidarr.machine import ROOT_FOLDER
from tests.simulators.lidarr.music import made_up, mbid
from tests.simulators.lidarr.others import Doing, Others, Visit
from tests.simulators.lidarr.weather import Fault, Weather, Window
from tests.simulators.virtual_time import EPOCH

from .world import WAKE, Household, Killed, live, wanted, wanted_artist

HOUR = 3_600.0
MUSIC = made_up(3, 3)
GROUPS = tuple(MUSIC.groups.values())
FIRST = GROUPS[0]
ELSEWHERE = made_up(9, 1).groups[mbid("album/8/0")]


def test_an_album_is_added_unmonitored_with_an_artist_that_brings_nothing_else() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        await house.submitter.wake()
        (body,) = house.written("album")
        assert body["monitored"] is False
        assert body["anyReleaseOk"] is True
        assert body["addOptions"] == {"addType": "manual", "searchForNewAlbum": False}
        assert "addOptions" not in body["artist"]
        assert "path" not in body["artist"]
        assert body["artist"]["monitored"] is True
        assert body["artist"]["monitorNewItems"] == "none"
        assert house.item().status is WantedStatus.SUBMITTED
        assert house.item().is_our_artist
        assert house.searches() == [], "Lidarr does not know its tracks yet"

    live(story, music=made_up(3, 3))


def test_further_albums_of_a_new_artist_come_by_themselves() -> None:
    async def story(house: Household) -> None:
        house.want(wanted(group) for group in GROUPS)
        await house.submitter.wake()
        assert len(house.written("album")) == 3
        await house.clock.sleep(WAKE)
        await house.submitter.wake()
        assert len(house.written("album")) == 3
        assert house.counts == {WantedStatus.SEARCHING: 9}

    live(story, music=made_up(3, 3))


def test_so_many_are_added_at_a_wake_and_no_more() -> None:
    async def story(house: Household) -> None:
        house.want(wanted(group) for group in house.machine.music.groups.values())
        await house.submitter.wake()
        assert len(house.written("album")) == 2
        assert house.submitter.state.phase is Phase.SUBMITTING
        await house.clock.sleep(WAKE)
        await house.submitter.wake()
        assert len(house.written("album")) == 4

    live(story, music=made_up(6, 1), adds=2)


def test_an_artist_comes_before_the_albums_and_no_further() -> None:
    async def story(house: Household) -> None:
        artist = next(iter(MUSIC.performers.values()))
        house.want([wanted(FIRST), wanted_artist(artist)])
        await house.drain(within=HOUR)
        (body,) = house.written("artist")
        assert body["monitored"] is True
        assert body["monitorNewItems"] == "none"
        assert "addOptions" not in body
        assert house.written("album") == [], "it came with its artist"
        statuses = {item.kind: item.status for item in house.items()}
        assert statuses == {
            "artist": WantedStatus.MONITORED,
            "album": WantedStatus.AVAILABLE,
        }
        assert [album.monitored for album in house.machine.library.albums.values()] == [
            True,
            False,
            False,
        ]

    live(story, music=made_up(3, 3))


def test_what_is_in_the_library_already_is_not_searched_for() -> None:
    async def story(house: Household) -> None:
        others = Others(house.machine)
        album = house.machine.library.albums_of(others.artist)[0]
        album.files = album.tracks
        house.want([wanted(album.group)])
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.AVAILABLE
        assert house.item().reason is WantedReason.ALREADY_AVAILABLE
        assert house.written("album") == house.searches() == []

    live(story)


@pytest.mark.parametrize("excluded", [FIRST.mbid, FIRST.artist_mbid], ids=["album", "artist"])
def test_what_is_excluded_stays_excluded(excluded: str) -> None:
    async def story(house: Household) -> None:
        house.machine.exclusions[excluded] = "never"
        house.want([wanted(FIRST)])
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.NOT_ELIGIBLE
        assert house.item().reason is WantedReason.EXCLUDED
        assert house.machine.exclusions == {excluded: "never"}

    live(story)


def test_what_nobody_knows_is_not_eligible() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(ELSEWHERE)])
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.NOT_ELIGIBLE
        assert house.item().reason is WantedReason.NOT_FOUND

    live(story)


def test_an_album_by_an_id_that_was_merged_is_the_one_it_was_merged_into() -> None:
    music = made_up(1, 1)
    music.merged[ELSEWHERE.mbid] = FIRST.mbid

    async def story(house: Household) -> None:
        house.want([wanted(FIRST), wanted(ELSEWHERE)])
        await house.drain(within=HOUR)
        first, second = house.items()
        assert first.status is WantedStatus.AVAILABLE
        assert second.foreign_id == FIRST.mbid
        assert second.reason is WantedReason.DUPLICATE
        assert len(house.searches()) == 1

    live(story, music=music)


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.SILENT], ids=["dropped", "silent"])
def test_an_album_whose_answer_is_lost_is_found_again(fault: Fault) -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        house.strike("POST", "album", fault)
        await house.submitter.wake()
        assert house.item().status is WantedStatus.QUEUED
        assert house.item().last_error is not None
        await house.drain(within=HOUR)
        assert len(house.written("album")) == 1
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_an_album_that_was_added_when_the_process_ended_is_found_again() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        house.dies_before = lidarr_queue.added
        with pytest.raises(Killed):
            await house.submitter.wake()
        house.start()
        await house.drain(within=HOUR)
        assert len(house.written("album")) == 1
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_what_the_store_could_not_be_told_is_taken_up_at_the_next_wake() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        house.dies_before = lidarr_queue.added
        with pytest.raises(Killed):
            await house.submitter.wake()
        assert house.item().next_attempt_at is None, "it is claimed"
        await house.drain(within=HOUR)
        assert len(house.written("album")) == 1
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_a_wake_that_was_broken_off_is_taken_up_by_the_next_submitter() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        house.strike("POST", "album", Fault.SLOW)
        breaking = asyncio.ensure_future(house.submitter.wake())
        await house.clock.sleep(10)
        breaking.cancel()
        assert house.item().next_attempt_at is None, "it is claimed"
        await house.clock.sleep(60)
        house.start(after_crash=False)
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_while_lidarr_is_full_nothing_is_added() -> None:
    async def story(house: Household) -> None:
        Others(house.machine).do(
            Visit(at=0, doing=Doing.UNKNOWN, count=2, fate=Fate(download=HOUR))
        )
        await house.clock.sleep(60)
        house.want(wanted(group) for group in GROUPS)
        await house.live(4 * WAKE)
        assert house.written("album") == house.written("command") == []
        assert house.submitter.state.phase is Phase.BACKPRESSURE
        assert house.submitter.state.hold is Hold.CAP_REACHED
        assert house.counts == {WantedStatus.QUEUED: 9}

    live(story, cap=2)


def test_an_outage_of_the_metadata_server_is_nobodys_fault() -> None:
    outage = Weather(metadata_outages=(Window(begin=EPOCH + 2 * WAKE, end=EPOCH + 5 * HOUR),))

    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        await house.live(2 * WAKE)
        house.want(wanted(group) for group in GROUPS)
        await house.live(4 * HOUR)
        assert house.submitter.state.phase is Phase.BLOCKED
        assert house.submitter.state.hold is Hold.METADATA_OUTAGE
        statuses = [item.status for item in house.items()]
        assert statuses == [WantedStatus.AVAILABLE] * 3 + [WantedStatus.QUEUED] * 6, (
            "what Lidarr knows it can search for"
        )
        assert {item.attempts for item in house.items() if item.status == "queued"} == {0}
        lookups = [call for call in house.calls if "/album/lookup" in call]
        assert len(lookups) < 12, "the pauses grow"
        await house.drain(within=4 * HOUR)
        assert house.counts == {WantedStatus.AVAILABLE: 9}

    live(story, music=made_up(3, 3), weather=outage)


def test_the_only_album_that_waits_for_the_metadata_server_tells_so_all_the_while() -> None:
    outage = Weather(metadata_outages=(Window(begin=EPOCH, end=EPOCH + 5 * HOUR),))

    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        await house.live(3 * HOUR)
        for _ in range(2):
            state = house.submitter.state
            assert (state.phase, state.hold) == (Phase.BLOCKED, Hold.METADATA_OUTAGE)
            assert state.since is not None
            assert state.since < EPOCH + HOUR
            await house.clock.sleep(WAKE)
            await house.submitter.wake()
        assert house.item().attempts == 0

    live(story, weather=outage)


def test_what_is_refused_for_itself_fails_at_once() -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        no = {"propertyName": "ForeignAlbumId", "errorMessage": "Nobody wants that"}
        house.refuse("POST", "album", 400, [no])
        await house.submitter.wake()
        item = house.item()
        assert (item.status, item.reason) == (WantedStatus.FAILED, WantedReason.REFUSED)
        assert item.detail == "Nobody wants that"
        (failed,) = (each for each in house.events if each.type is QueueEventType.FAILED)
        assert (failed.count, failed.album) == (1, FIRST.title)

    live(story)


@pytest.mark.parametrize("is_told_by", ["list", "refusal"])
def test_a_folder_that_is_gone_stops_additions_and_is_no_fault_of_theirs(is_told_by: str) -> None:
    async def story(house: Household) -> None:
        house.want([wanted(FIRST)])
        if is_told_by == "list":
            house.machine.root_folders[ROOT_FOLDER] = False
        else:
            no = {"propertyName": "Artist.RootFolderPath", "errorMessage": "It is missing"}
            house.refuse("POST", "album", 400, [no])
        await house.submitter.wake()
        assert house.submitter.state.phase is Phase.BLOCKED
        assert house.submitter.state.hold is Hold.ROOT_FOLDER
        assert house.item().attempts == 0
        house.machine.root_folders[ROOT_FOLDER] = True
        await house.clock.sleep(WAKE)
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)
