"""Lists as playlists at Spotify: few calls, no track searched for, and a person's word counts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.enrichment.spotify_ids import Silent
from custom_components.spindle.playlists.identify import STANDS
from custom_components.spindle.playlists.types import (
    Impossible,
    RunEventType,
    RunState,
    SourceKind,
    TargetKind,
)
from tests.simulators.limited_server.limiter import Limits
from tests.simulators.spotify.music import Music, uri_of
from tests.simulators.virtual_time import run_virtually
from tests.store.conftest import create

from .spotify_world import (
    House,
    a_file,
    an_account,
    files,
    labs_knowing,
    songs,
    world_time_until,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from custom_components.spindle.playlists.types import (
        Changes,
        Identification,
        Plan,
        RunReport,
    )

MUSIC = songs(200)
TIGHT = Limits(calls=60, quotas={"search": 12, "album_tracks": 12})
SPOTIFY = TargetKind.SPOTIFY


@pytest.fixture(name="live")
def live_fixture(tmp_path: Path) -> Callable[..., None]:
    """Live through a world with a house in it."""

    def live(story: Callable[[House], Awaitable[None]], **given: object) -> None:
        async def world() -> None:
            with closing(create(tmp_path / "spindle.db")) as db:
                server = an_account(MUSIC)
                house = House(db=db, server=server, tracks=files(MUSIC, range(200)))
                for name, value in given.items():
                    setattr(house, name, value)
                await story(house)
                assert server.breaches == []

        run_virtually(world())

    return live


def plan_of(report: RunReport) -> Plan:
    """Return what was planned."""
    assert report.plan is not None
    return report.plan


def found_in(changes: Changes) -> Identification:
    """Return what was identified."""
    assert changes.identified is not None
    return changes.identified


def test_local_music_becomes_playlists_album_by_album(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        report = await house.run()
        assert report.state is RunState.DONE
        assert house.lists.keys() == report.lists.keys()
        held = {uri for uris in house.lists.values() for uri in uris}
        assert len(held) == plan_of(report).listed == 200
        calls = house.calls()
        assert calls["search"] == calls["album_tracks"] == 20
        assert "Rock #1" in house.lists
        found = found_in(plan_of(report).changes[SPOTIFY])
        assert (found.matched, found.unmatched, found.ambiguous, found.pending) == (200, 0, 0, 0)

    live(story)


def test_what_a_public_service_knows_need_not_be_asked_for(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        house.labs = labs_knowing(MUSIC, range(195))
        await house.run()
        assert house.labs.calls == 2
        assert house.calls()["search"] == 1
        assert len({uri for uris in house.lists.values() for uri in uris}) == 200

    live(story)


def test_a_service_that_is_busy_is_waited_for_and_one_that_is_gone_is_not(
    live: Callable[..., None],
) -> None:
    async def story(house: House) -> None:
        house.labs = labs_knowing(MUSIC, range(200))
        house.labs.silent = Silent(house.server.now() + 600.0)
        async with house.process() as runs:
            await runs.ask("recipe")
            await runs.work()
            report = await runs.report("recipe")
        assert report is not None
        assert (report.state, report.reason) == (RunState.PARKED, "spotify_ids_busy")
        assert house.server.calls == []
        house.labs.silent = Silent(None)
        assert (await house.run()).state is RunState.DONE
        assert house.calls()["search"] == 20

    live(story)


def test_a_second_run_asks_little_and_writes_nothing(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        await house.run()
        before = house.calls()
        report = await house.run()
        again = house.calls() - before
        assert again.total() <= 3
        assert not again.keys() & {"write", "create", "details", "search"}
        assert plan_of(report).changes[SPOTIFY].unchanged == len(report.lists)

    live(story)


def test_what_was_found_is_not_looked_for_again_when_what_was_not_is(
    live: Callable[..., None],
) -> None:
    async def story(house: House) -> None:
        nobodys = a_file(MUSIC.songs[3], 3, title="Nobody's Song", key="artist 0\x1fnobodys song")
        house.tracks = [*files(MUSIC, [n for n in range(60) if n != 3]), nobodys]
        await house.run()
        searched = house.calls()["search"]
        await world_time_until(house.server.now() + STANDS)
        planned = await house.rehearse()
        assert found_in(planned.changes[SPOTIFY]).pending == 1
        await house.run()
        assert house.calls()["search"] == searched + 1

    live(story)


def test_days_are_told_before_the_first_call_and_each_day_brings_what_is_ready(
    live: Callable[..., None],
) -> None:
    async def story(house: House) -> None:
        house.way = replace(house.way, budget=20)
        report = await house.run()
        (planned,) = [one for one in house.events if one.type is RunEventType.PLANNED]
        assert house.asked_before(planned.at) == 0
        promised = plan_of(planned.report)
        assert promised.days == 2.0
        assert promised.changes[SPOTIFY].calls >= 40
        (parked,) = [one.report for one in house.events if one.type is RunEventType.PARKED]
        assert parked.reason == "spotify_budget"
        assert parked.done[SPOTIFY].created > 5
        assert found_in(parked.done[SPOTIFY]).pending > 0
        assert report.state is RunState.DONE
        assert house.calls()["search"] == 20
        assert len({uri for uris in house.lists.values() for uri in uris}) == plan_of(report).listed
        assert plan_of(report).changes[SPOTIFY].created == len(report.lists)

    live(story)


def test_a_refusal_for_the_day_is_waited_for_and_never_run_into(
    live: Callable[..., None],
) -> None:
    async def story(house: House) -> None:
        house.server = an_account(MUSIC, TIGHT)
        report = await house.run()
        assert report.state is RunState.DONE
        assert len({uri for uris in house.lists.values() for uri in uris}) == 200
        refusals = [call.refusal for call in house.server.calls if call.refusal]
        assert refusals
        assert not [refusal for refusal in refusals if refusal.knew]

    live(story)


@pytest.mark.parametrize("seed", range(3))
def test_however_often_it_is_killed_the_lists_are_the_same(
    live: Callable[..., None], seed: int
) -> None:
    async def story(house: House) -> None:
        report, kills = await house.run_dying(Random(seed), kills=25)  # noqa: S311 (no secret)
        assert report.state is RunState.DONE
        assert kills >= 8
        assert house.lists.keys() == report.lists.keys()
        held = [uri for uris in house.lists.values() for uri in uris]
        assert sorted(held) == sorted(uri_of(number) for number in range(200))
        assert len(house.server.library.playlists) == len(report.lists)
        assert house.calls()["search"] <= 20 + kills

    live(story)


def test_what_a_person_adds_stays_and_what_they_take_out_stays_out(
    live: Callable[..., None],
) -> None:
    async def story(house: House) -> None:
        house.tracks = files(MUSIC, range(100))
        await house.run()
        library = house.server.library
        (rock,) = [one for one in library.playlists.values() if one.name == "Rock #1"]
        gone, added = rock.uris[0], uri_of(150)
        rock.remove([gone])
        rock.insert([added], 0.0, 3)
        house.tracks = house.tracks[1:]
        await house.run()
        assert added in rock.uris
        assert gone not in rock.uris
        assert uri_of(0) not in rock.uris

    live(story)


def test_a_list_that_a_person_deletes_is_not_made_again(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        await house.run()
        library = house.server.library
        (jazz,) = [one.id for one in library.playlists.values() if one.name == "Jazz #1"]
        library.delete(jazz)
        report = await house.run()
        assert "Jazz #1" not in house.lists
        assert plan_of(report).changes[SPOTIFY].deleted_by_person == 1
        assert (await house.rehearse()).changes[SPOTIFY].deleted_by_person == 1

    live(story)


def test_a_list_that_is_planned_no_more_is_emptied_and_used_again(
    live: Callable[..., None],
) -> None:
    async def story(house: House) -> None:
        music, house.tracks = house.tracks, house.tracks[:]
        await house.run()
        made = len(house.server.library.playlists)
        house.tracks = [track for track in music if "jazz" not in track.tags]
        report = await house.run()
        assert house.lists["Jazz #1"] == []
        assert plan_of(report).changes[SPOTIFY].removed >= 1
        house.tracks = music
        await house.run()
        assert house.lists["Jazz #1"]
        assert len(house.server.library.playlists) == made

    live(story)


def test_what_may_be_several_or_none_is_told_and_left_out(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        twice = replace_title(MUSIC, 11, like=10)
        house.server = an_account(twice)
        odd = a_file(MUSIC.songs[3], 3, title="Nobody's Song", key="artist 0\x1fnobodys song")
        double = a_file(MUSIC.songs[10], 10, seconds=None)
        house.tracks = [*files(MUSIC, [n for n in range(60) if n not in (3, 10, 11)]), odd, double]
        report = await house.run()
        changes = plan_of(report).changes[SPOTIFY]
        assert (found_in(changes).unmatched, found_in(changes).ambiguous) == (1, 1)
        assert changes.missing_tracks == 2
        examples = {one.title: one.candidates for one in found_in(changes).examples}
        assert examples == {"Nobody's Song": (), "Song 10": (uri_of(10), uri_of(11))}
        searched = house.calls()["search"]
        await house.run()
        assert house.calls()["search"] == searched

    live(story)


def replace_title(music: Music, number: int, *, like: int) -> Music:
    """Return a catalogue in which a song is called like another of its album."""
    named = [
        replace(song, title=music.songs[like].title) if place == number else song
        for place, song in enumerate(music.songs)
    ]
    return Music(named)


def test_without_leave_to_write_nothing_begins(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        house.may_write = False
        async with house.process() as runs:
            with pytest.raises(Impossible) as refusal:
                await runs.ask("recipe")
        assert [one.key for one in refusal.value.problems] == ["spotify_read_only"]
        assert house.server.calls == []

    live(story)


def test_music_of_single_tracks_is_not_searched_for_one_by_one(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        house.tracks = files(MUSIC, range(0, 200, 10))
        house.rules = replace(house.rules, minimum=2)
        await house.run()
        assert house.calls()["search"] == 10

    live(story)


def test_saved_tracks_and_own_playlists_need_no_search(live: Callable[..., None]) -> None:
    async def story(house: House) -> None:
        library = house.server.library
        library.save(*range(120))
        library.create("Mine", range(100, 200))
        house.tracks = files(MUSIC, range(200))
        house.sources = (
            SourceKind.FILES,
            SourceKind.SPOTIFY_SAVED,
            SourceKind.SPOTIFY_PLAYLISTS,
        )
        report = await house.run()
        calls = house.calls()
        assert calls["search"] == 0
        assert calls["saved"] == 3
        assert not [one for one in house.events if one.type is RunEventType.PLANNED]
        assert plan_of(report).tracks == 200
        first = calls.total()
        library.save(199)
        await house.run()
        again = house.calls() - calls
        assert again.total() <= 0.5 * first
        assert (again["saved"], again["items"], again["write"]) == (2, 0, 0)

    live(story)
