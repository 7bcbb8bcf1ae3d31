"""Lists as Sonos playlists: made once, edited by difference, a person's work untouched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.playlists.targets import sonos
from custom_components.spindle.playlists.targets.sonos import SonosTarget
from custom_components.spindle.playlists.types import (
    Changes,
    Later,
    PlannedList,
    Problem,
    Recipe,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.store import playlist_library, playlist_published
from custom_components.spindle.store.playlist_types import LibraryTrack
from tests.simulators.sonos.media import track

from .sonos_home import Killed, SonosHome

if TYPE_CHECKING:
    from .stores import DirectStore

RECIPE = Recipe(id="r1", name="All of it", sources=(SourceKind.FILES,), targets=(TargetKind.SONOS,))
SPOTIFY = track("spotify", "Nils Frahm", "Says", 500)


class Publisher:
    """A household with songs a to f, and who publishes there."""

    def __init__(self, store: DirectStore) -> None:
        self.store = store
        self.home = SonosHome()
        self.home.has(*"abcdef")
        self.target = SonosTarget(RECIPE, store, self.home, now=lambda: 1000.0)
        self.told: list[int] = []

    async def publish(self, *lists: PlannedList) -> Changes:
        """Publish lists, having been told rightly before what that would do."""
        self.home.writes.clear()
        told = await self.target.difference(lists)
        assert self.home.writes == []
        changes = await self.target.publish(lists, progress=self.told.append)
        assert replace(changes, problems=()) == told
        assert changes.calls == len(self.home.writes) + len(changes.problems)
        return changes

    def person_adds(self, name: str, place: int) -> None:
        """Let a person put a title of Spotify into a list."""
        (queue,) = [one for one in self.home.music.queues.values() if one.title == name]
        queue.items.insert(place, SPOTIFY)
        queue.update_id += 1


@pytest.fixture
def publisher(store: DirectStore) -> Publisher:
    """Somebody who publishes."""
    return Publisher(store)


def a_list(name: str, titles: str) -> PlannedList:
    """Return a planned list of one-letter titles."""
    tracks = tuple(track_key("Air", title) for title in titles)
    return PlannedList(key=name.lower(), name=name, genre="pop", tracks=tracks)


async def test_lists_are_made_and_filled_from_the_households_library(publisher: Publisher) -> None:
    changes = await publisher.publish(a_list("Pop #1", "abx"), a_list("Jazz #1", "c"))
    assert changes == Changes(created=2, added_tracks=3, missing_tracks=1, calls=5)
    assert publisher.home.titles("Pop #1") == ["a", "b"]
    assert publisher.told == [1, 2]


async def test_a_second_time_nothing_is_written_nor_any_list_read(publisher: Publisher) -> None:
    lists = (a_list("Pop #1", "ab"), a_list("None #1", "x"))
    await publisher.publish(*lists)
    publisher.person_adds("Pop #1", 1)
    publisher.home.reads.clear()
    assert await publisher.publish(*lists) == Changes(unchanged=2, missing_tracks=1)
    assert publisher.home.writes == []
    assert "contents" not in publisher.home.reads


async def test_only_the_difference_is_written_and_a_persons_titles_stand_still(
    publisher: Publisher,
) -> None:
    await publisher.publish(a_list("Pop #1", "abcde"))
    publisher.person_adds("Pop #1", 2)
    queue = next(iter(publisher.home.music.queues.values()))
    queue.items.pop(0)
    changes = await publisher.publish(a_list("Pop #1", "abdef"))
    assert publisher.home.titles("Pop #1") == ["b", "Says", "d", "e", "f"]
    assert publisher.home.writes == ["take out 1", "put in f"]
    assert (changes.changed, changes.added_tracks, changes.removed_tracks) == (1, 1, 1)


async def test_a_list_that_a_person_deleted_is_not_made_again(publisher: Publisher) -> None:
    lists = (a_list("Pop #1", "ab"), a_list("Jazz #1", "c"))
    await publisher.publish(*lists)
    publisher.home.music.destroy("SQ:0")
    for _ in range(2):
        assert await publisher.publish(*lists) == Changes(unchanged=1, deleted_by_person=1)
    assert publisher.home.writes == []


async def test_a_list_that_a_person_renamed_is_still_ours(publisher: Publisher) -> None:
    await publisher.publish(a_list("Pop #1", "ab"))
    publisher.home.music.queues["SQ:0"].title = "Kitchen"
    await publisher.publish(a_list("Pop #1", "abc"))
    assert publisher.home.titles("Kitchen") == ["a", "b", "c"]


async def test_an_id_that_became_another_list_is_not_touched(publisher: Publisher) -> None:
    await publisher.publish(a_list("Pop #1", "ab"))
    queue = publisher.home.music.queues["SQ:0"]
    queue.title, queue.items = "Theirs", [SPOTIFY]
    assert (await publisher.publish(a_list("Pop #1", "abc"))).deleted_by_person == 1
    assert queue.items == [SPOTIFY]


async def test_what_is_planned_no_more_is_deleted_but_not_a_persons_part(
    publisher: Publisher,
) -> None:
    await publisher.publish(a_list("Pop #1", "ab"), a_list("Jazz #1", "c"))
    publisher.person_adds("Jazz #1", 1)
    changes = await publisher.publish()
    assert (changes.removed, changes.removed_tracks) == (2, 3)
    assert publisher.home.titles("Jazz #1") == ["Says"]
    assert len(publisher.home.music.queues) == 1
    assert await publisher.publish() == Changes()


@pytest.mark.parametrize("writes", range(11))
async def test_a_kill_anywhere_leaves_one_list_each_and_the_rest_is_done_later(
    publisher: Publisher, writes: int
) -> None:
    await publisher.publish(a_list("Pop #1", "abcd"), a_list("Rock #1", "f"))
    publisher.home.writes.clear()
    publisher.home.dies_after = writes
    lists = (a_list("Pop #1", "aced"), a_list("Jazz #1", "bde"))
    try:
        await publisher.target.publish(lists, progress=publisher.told.append)
    except Killed:
        publisher.home.dies_after = None
    await publisher.target.publish(lists, progress=publisher.told.append)
    assert publisher.home.titles("Pop #1") == ["a", "c", "e", "d"]
    assert publisher.home.titles("Jazz #1") == ["b", "d", "e"]
    assert len(publisher.home.music.queues) == 2
    assert await publisher.publish(*lists) == Changes(unchanged=2)


async def test_a_kill_before_the_new_list_is_remembered_leaves_one_list(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(publisher.store, "write_bulk", killed)
        with pytest.raises(Killed):
            await publisher.target.publish([a_list("Pop #1", "a")], progress=publisher.told.append)
    await publisher.target.publish([a_list("Pop #1", "a")], progress=publisher.told.append)
    assert publisher.home.titles("Pop #1") == ["a"]


async def test_who_edits_at_the_same_time_loses_nothing(publisher: Publisher) -> None:
    await publisher.publish(a_list("Pop #1", "ab"))
    publisher.home.meanwhile = lambda: publisher.person_adds("Pop #1", 0)
    await publisher.target.publish([a_list("Pop #1", "bc")], progress=publisher.told.append)
    assert publisher.home.titles("Pop #1") == ["Says", "b", "c"]


async def test_who_edits_all_the_time_is_let_alone(publisher: Publisher) -> None:
    await publisher.publish(a_list("Pop #1", "ab"))

    def again() -> None:
        publisher.home.meanwhile = again
        publisher.person_adds("Pop #1", 0)

    publisher.home.meanwhile = again
    changes = await publisher.target.publish(
        [a_list("Pop #1", "bc")], progress=publisher.told.append
    )
    assert changes.problems == (Problem(key=sonos.REFUSED, detail="Pop #1 (1028)"),)
    assert len(publisher.home.titles("Pop #1")) == 2 + sonos.ATTEMPTS


async def test_a_title_that_is_refused_is_told_and_tried_again(publisher: Publisher) -> None:
    publisher.home.refused = frozenset("b")
    changes = await publisher.publish(a_list("Pop #1", "abc"))
    assert changes.problems == (Problem(key=sonos.REFUSED, detail="Pop #1: b"),)
    assert publisher.home.titles("Pop #1") == ["a", "c"]
    publisher.home.refused = frozenset()
    await publisher.target.publish([a_list("Pop #1", "abc")], progress=publisher.told.append)
    assert publisher.home.titles("Pop #1") == ["a", "b", "c"]


async def test_speakers_that_are_silent_or_read_their_library_put_the_run_off(
    publisher: Publisher,
) -> None:
    assert await publisher.target.check() == ()
    publisher.home.music.is_indexing = True
    assert await publisher.target.check() == ()
    with pytest.raises(Later) as later:
        await publisher.target.difference([])
    assert (later.value.at, later.value.reason) == (1000.0 + sonos.REST, sonos.INDEXING)
    publisher.home.is_silent = True
    assert [one.key for one in await publisher.target.check()] == [sonos.SILENT]
    with pytest.raises(Later) as later:
        await publisher.target.publish([], progress=publisher.told.append)
    assert later.value.reason == sonos.SILENT


async def test_without_music_there_is_nothing_to_make_lists_of(publisher: Publisher) -> None:
    publisher.home.music.library.clear()
    assert [one.key for one in await publisher.target.check()] == [sonos.NO_LIBRARY]


async def test_of_several_files_of_a_track_it_is_the_one_that_we_know(
    publisher: Publisher, store: DirectStore
) -> None:
    publisher.home.music.library.clear()
    for share in ("nas/music/Air/Best%20Of", "nas/music/Air/Moon%20Safari"):
        publisher.home.has("a", share=share)
    song = LibraryTrack(
        item="1",
        key=track_key("Air", "a"),
        title="a",
        artist="Air",
        path="/media/nas/air/Moon Safari/a.flac",
    )
    await store.write_bulk(playlist_library.keep, "r1", "files", [song])
    await publisher.publish(a_list("Pop #1", "a"))
    published = await store.read(playlist_published.remembered, "r1", "sonos")
    assert published["pop #1"].entries == ("x-file-cifs://nas/music/Air/Moon%20Safari/a.flac",)
