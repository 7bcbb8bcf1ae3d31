"""The second phase: as many searches as there are places, each reserved before it is sent."""

from __future__ import annotations

import pytest

from custom_components.spindle.lidarr.types import Hold, Phase, QueueEventType
from custom_components.spindle.store import lidarr_queue
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from tests.simulators.lidarr.commands import Asker
from tests.simulators.lidarr.fates import Fate, Outcome, Plain
from tests.simulators.lidarr.music import made_up
from tests.simulators.lidarr.others import Doing, Others, Visit
from tests.simulators.lidarr.weather import Fault

from .world import WAKE, Household, Killed, live, wanted

HOUR = 3_600.0
DAY = 24 * HOUR
FIRST = next(iter(made_up().groups.values()))
NOTHING = Plain(Fate(outcome=Outcome.NOTHING))


async def known(house: Household, albums: int = 1) -> None:
    """Want albums, and let Lidarr know them and their tracks; nothing is searched for yet."""
    groups = list(house.machine.music.groups.values())[:albums]
    house.want(wanted(group) for group in groups)
    await house.submitter.wake()
    await house.clock.sleep(WAKE)
    house.machine.timeline.catch_up()


def test_an_album_is_monitored_and_searched_for_by_itself() -> None:
    async def story(house: Household) -> None:
        await known(house)
        await house.submitter.wake()
        assert house.written("album/monitor") == [{"albumIds": [1], "monitored": True}]
        assert house.written("artist/editor") == [], "it was added monitored"
        assert house.searches() == [{"name": "AlbumSearch", "albumIds": [1]}]
        item = house.item()
        assert item.status is WantedStatus.SEARCHING
        assert item.reserved_at is not None
        assert house.submitter.state.reserved == 1
        await house.drain(within=HOUR)
        assert house.item().status is WantedStatus.AVAILABLE
        assert house.item().reserved_at is None

    live(story)


def test_an_artist_of_the_users_keeps_the_settings_but_is_monitored() -> None:
    async def story(house: Household) -> None:
        others = Others(house.machine)
        others.artist.monitored = False
        others.artist.monitor_new_items = "all"
        house.want([wanted(house.machine.library.albums_of(others.artist)[0].group)])
        await house.live(HOUR)
        assert house.item().status is WantedStatus.AVAILABLE
        assert others.artist.monitored
        assert others.artist.monitor_new_items == "all"

    live(story)


def test_no_more_is_searched_for_than_there_are_places() -> None:
    slow = Plain(Fate(search=20 * 60.0, download=HOUR))

    async def story(house: Household) -> None:
        house.want(wanted(group) for group in house.machine.music.groups.values())
        await house.live(5 * WAKE)
        assert len(house.searches()) == 4
        state = house.submitter.state
        assert (state.phase, state.hold) == (Phase.BACKPRESSURE, Hold.RESERVED)
        assert state.budget == 0
        assert state.since is not None
        await house.drain(within=3 * DAY)

    house = live(story, music=made_up(4, 5), cap=4, fates=slow)
    assert house.counts_at_end == {WantedStatus.AVAILABLE: 20}
    assert house.machine.watch.most == 4


def test_searches_of_others_take_places_as_well() -> None:
    slow = Plain(Fate(search=2 * HOUR))

    async def story(house: Household) -> None:
        await known(house, 3)
        Others(house.machine).do(Visit(at=0, doing=Doing.SEARCHES, count=3))
        await house.submitter.wake()
        assert len(house.searches()) == 1
        assert house.submitter.state.reserved == 4

    live(story, cap=4, fates=slow)


def test_a_search_for_everything_missing_may_take_every_place() -> None:
    slow = Plain(Fate(search=2 * HOUR))

    async def story(house: Household) -> None:
        await known(house)
        Others(house.machine).do(Visit(at=0, doing=Doing.MISSING, count=2))
        await house.submitter.wake()
        assert house.searches() == []
        assert house.submitter.state.hold is Hold.LIDARR_BUSY

    live(story, fates=slow)


def test_the_place_is_reserved_in_the_store_before_lidarr_is_asked() -> None:
    async def story(house: Household) -> None:
        await known(house)
        house.strike("POST", "command", Fault.RESET)
        house.dies_before = lidarr_queue.tried
        with pytest.raises(Killed):
            await house.submitter.wake()
        assert len(house.searches()) == 1, "and Lidarr has not heard of it"
        item = house.item()
        assert item.status is WantedStatus.SEARCHING
        assert item.reserved_at is not None
        house.start()
        await house.drain(within=2 * HOUR)
        assert house.item().status is WantedStatus.AVAILABLE

    live(story, cap=1)


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.SILENT], ids=["dropped", "silent"])
def test_a_search_whose_answer_is_lost_is_not_sent_again(fault: Fault) -> None:
    async def story(house: Household) -> None:
        await known(house)
        house.strike("POST", "command", fault)
        await house.submitter.wake()
        assert house.item().status is WantedStatus.SEARCHING
        assert house.item().command_id is None
        assert house.submitter.state.reserved == 1
        await house.drain(within=HOUR)
        assert len(house.searches()) == 1
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_a_search_that_is_taken_up_when_nobody_waits_for_its_answer_any_more_keeps_its_place() -> (
    None
):
    async def story(house: Household) -> None:
        await known(house)
        house.strike("POST", "command", Fault.SLOW)
        await house.submitter.wake()
        assert house.machine.watch.asks == [], "it lies before Lidarr still"
        house.submitter.check_now()
        await house.submitter.wake()
        assert house.submitter.state.reserved == 1
        assert house.item().status is WantedStatus.SEARCHING
        await house.drain(within=HOUR)
        assert len(house.searches()) == 1
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


@pytest.mark.parametrize(
    "outcome", [Outcome.FOUND, Outcome.NOTHING], ids=["something found", "nothing found"]
)
def test_a_search_that_was_sent_when_the_process_ended_is_not_sent_again(
    outcome: Outcome,
) -> None:
    async def story(house: Household) -> None:
        await known(house)
        house.dies_before = lidarr_queue.search_sent
        with pytest.raises(Killed):
            await house.submitter.wake()
        house.start()
        await house.live(HOUR / 2)
        assert len(house.searches()) == 1
        if outcome is Outcome.FOUND:
            await house.drain(within=HOUR)
            assert house.item().status is WantedStatus.AVAILABLE

    live(story, fates=Plain(Fate(outcome=outcome)))


def test_what_finds_nothing_is_searched_for_three_times() -> None:
    async def story(house: Household) -> None:
        await known(house)
        await house.live(HOUR / 2)
        item = house.item()
        assert (item.status, item.reason) == (
            WantedStatus.MONITORED,
            WantedReason.NOTHING_FOUND,
        )
        assert item.next_attempt_at is not None
        assert house.submitter.state.reserved == 0
        await house.drain(within=2 * DAY)
        item = house.item()
        assert (item.status, item.reason) == (WantedStatus.FAILED, WantedReason.NOTHING_FOUND)
        assert len(house.searches()) == 3
        assert house.machine.library.albums[1].monitored, "Lidarr keeps watching for it"
        assert [each.type for each in house.events][-1] is QueueEventType.FAILED

    live(story, fates=NOTHING)


def test_what_lidarr_fetches_by_itself_later_is_seen() -> None:
    async def story(house: Household) -> None:
        await known(house)
        await house.drain(within=2 * DAY)
        assert house.item().status is WantedStatus.FAILED
        album = house.machine.library.albums[1]
        house.machine.downloads.grab("found by a feed", Fate(), album=album, asker=Asker.OTHERS)
        # Somebody wants something else, so that there is a reason to look.
        house.want(wanted(group) for group in list(house.machine.music.groups.values())[1:2])
        await house.live(2 * HOUR)
        assert house.item().status is WantedStatus.AVAILABLE

    live(story, fates=NOTHING)


@pytest.mark.parametrize("redownloads", [False, True], ids=["we search again", "Lidarr does"])
def test_a_download_that_fails_is_fetched_again(redownloads: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    fates = Plain(special={FIRST.mbid: (Fate(outcome=Outcome.FAILS), Fate())})

    async def story(house: Household) -> None:
        await known(house)
        await house.drain(within=6 * HOUR)
        assert house.item().status is WantedStatus.AVAILABLE
        assert len(house.searches()) == (1 if redownloads else 2)

    live(story, fates=fates, redownloads=redownloads)


def test_a_download_that_fails_again_and_again_is_given_up() -> None:
    async def story(house: Household) -> None:
        await known(house)
        await house.drain(within=DAY)
        item = house.item()
        assert (item.status, item.reason) == (WantedStatus.FAILED, WantedReason.DOWNLOAD_FAILED)
        assert len(house.searches()) == 3

    live(story, fates=Plain(Fate(outcome=Outcome.FAILS)))


def test_an_import_that_is_stuck_for_a_day_is_a_failure_and_is_named() -> None:
    async def story(house: Household) -> None:
        await known(house)
        await house.live(20 * HOUR)
        item = house.item()
        assert (item.status, item.reason) == (
            WantedStatus.IMPORTING,
            WantedReason.IMPORT_BLOCKED,
        )
        assert house.submitter.state.stuck == ()
        await house.live(6 * HOUR)
        item = house.item()
        assert (item.status, item.reason) == (WantedStatus.FAILED, WantedReason.IMPORT_BLOCKED)
        assert item.detail
        stuck = [event for event in house.events if event.type is QueueEventType.STUCK]
        assert len(stuck) == 1

    live(story, fates=Plain(Fate(outcome=Outcome.STUCK, stuck=40 * HOUR)))


def test_a_flag_that_a_refresh_has_set_back_is_set_again() -> None:
    slow = Plain(Fate(search=HOUR))

    async def story(house: Household) -> None:
        await known(house)
        await house.submitter.wake()
        album = house.machine.library.albums[1]
        album.monitored = False
        await house.clock.sleep(WAKE)
        await house.submitter.wake()
        assert album.monitored
        asked = len(house.written("album/monitor"))
        await house.live(3 * WAKE)
        assert len(house.written("album/monitor")) == asked, "it has stood since"

    live(story, fates=slow)


def test_nothing_is_changed_while_a_refresh_could_write_it_back() -> None:
    async def story(house: Household) -> None:
        await known(house)
        house.machine.library.refresh(house.machine.library.artists[1])
        await house.submitter.wake()
        assert house.written("album/monitor") == house.searches() == []
        await house.clock.sleep(WAKE)
        await house.submitter.wake()
        assert len(house.searches()) == 1

    live(story, fates=Plain(refresh=60.0))


def test_an_album_whose_tracks_nobody_learns_is_refreshed() -> None:
    async def story(house: Household) -> None:
        await known(house)
        album = house.machine.library.albums[1]
        album.tracks = 0
        await house.live(2 * HOUR)
        names = [body["name"] for body in house.written("command")]
        assert "RefreshAlbum" in names
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)


def test_what_was_removed_from_lidarr_is_added_again() -> None:
    slow = Plain(Fate(search=HOUR))

    async def story(house: Household) -> None:
        await known(house)
        library = house.machine.library
        album = library.albums.pop(1)
        del library.by_mbid[album.group.mbid]
        await house.live(WAKE)
        assert house.item().status is WantedStatus.QUEUED
        await house.live(3 * WAKE)
        assert len(house.written("album")) == 2
        assert house.item().lidarr_id != 1

    live(story, music=made_up(1, 1), fates=slow)


def test_another_album_by_the_same_number_is_not_taken_for_it() -> None:
    async def story(house: Household) -> None:
        await known(house)
        house.db.execute("UPDATE lidarr_item SET lidarr_id = 2")
        await house.submitter.wake()
        assert house.searches() == [], "album 2 is another"
        await house.drain(within=2 * HOUR)
        assert house.item().lidarr_id == 1
        assert house.item().status is WantedStatus.AVAILABLE

    live(story)
