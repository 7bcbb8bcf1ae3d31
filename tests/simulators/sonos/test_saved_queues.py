"""Sonos playlists, as SoCo itself edits them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from soco import SoCo  # type: ignore[import-untyped]  # it ships no types
from soco.exceptions import SoCoUPnPException  # type: ignore[import-untyped]

from .media import track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .stage import Stage


@pytest.fixture(autouse=True)
def forget(first_address: str) -> Iterator[None]:
    """Let SoCo forget who led whom: it remembers for some seconds, beyond this test."""
    yield
    SoCo(first_address).zone_group_state.clear_cache()


async def in_thread[T](call: Callable[[], T]) -> T:
    """Run something of SoCo's, which blocks."""
    with ThreadPoolExecutor(1) as threads:
        return await asyncio.get_running_loop().run_in_executor(threads, call)


async def test_soco_makes_fills_edits_and_deletes_a_playlist(stage: Stage) -> None:
    kitchen, music = SoCo(stage["Kitchen"].address), stage.household.music
    music.library = [track("local_library", "Air", f"Song {number}", 200) for number in range(5)]
    music.page = 2

    def edit() -> list[str]:
        songs = kitchen.music_library.get_music_library_information("tracks", complete_result=True)
        playlist = kitchen.create_sonos_playlist("Pop #1")
        for song in songs:
            kitchen.add_item_to_sonos_playlist(song, playlist)
        kitchen.move_in_sonos_playlist(playlist, 0, 4)
        kitchen.remove_from_sonos_playlist(playlist, 1)
        return [one.title for one in kitchen.get_sonos_playlists()]

    assert await in_thread(edit) == ["Pop #1"]
    titles = [item.title for item in music.queues["SQ:0"].items]
    assert titles == ["Song 1", "Song 3", "Song 4", "Song 0"]

    def clear_and_delete() -> bool:
        kitchen.clear_sonos_playlist("SQ:0")
        assert music.queues["SQ:0"].items == []
        return bool(kitchen.remove_sonos_playlist("SQ:0"))

    assert await in_thread(clear_and_delete)
    assert music.queues == {}


@pytest.mark.parametrize(
    ("place", "update_id", "uri", "code"),
    [
        ("0", "9", "", "1028"),
        ("7", "1", "", "402"),
        ("0", "1", "x-file-cifs://nas/none.flac", "800"),
    ],
)
async def test_what_cannot_be_added_is_refused(
    stage: Stage, place: str, update_id: str, uri: str, code: str
) -> None:
    kitchen, music = SoCo(stage["Kitchen"].address), stage.household.music
    music.library = [track("local_library", "Air", "Song", 200)]
    music.create("Pop")
    arguments = {
        "InstanceID": 0,
        "ObjectID": "SQ:0",
        "UpdateID": update_id,
        "EnqueuedURI": uri or music.library[0].uri,
        "EnqueuedURIMetaData": "<DIDL-Lite/>",
        "AddAtIndex": place,
    }
    with pytest.raises(SoCoUPnPException) as error:
        await in_thread(lambda: kitchen.avTransport.AddURIToSavedQueue(list(arguments.items())))
    assert error.value.error_code == code
    assert music.queues["SQ:0"].items == []
