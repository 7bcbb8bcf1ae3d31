"""Of all sources one library, and what the rules have to know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custom_components.spindle.playlists.gathering import give_genres, identify, scan
from custom_components.spindle.playlists.types import LibraryTrack, SourceKind
from custom_components.spindle.store.genre_tags import set_genres
from custom_components.spindle.store.names import find_artist
from custom_components.spindle.store.plays import record
from tests.store.examples import a_play

from .stores import at_once
from .world import Shelf, World, a_file

if TYPE_CHECKING:
    from custom_components.spindle.playlists.pools import Candidate

    from .stores import DirectStore


def heard(file: LibraryTrack, year: int | None = 1990) -> LibraryTrack:
    """Return the track of a file as the history has it."""
    return replace(file, item="1", stamp="", path=None, year=year, tags={})


async def gather(store: DirectStore, *shelves: Shelf) -> list[Candidate]:
    recipe = World(store.db, []).recipe
    recipe = replace(recipe, sources=tuple(shelf.kind for shelf in shelves))
    await scan(store, recipe, shelves, lambda _done: None)
    music = await identify(store, recipe, lambda _done: None)
    return await give_genres(store, music, at_once, lambda _done: None)


async def test_music_of_two_sources_is_one_track_and_the_files_words_count(
    store: DirectStore,
) -> None:
    file = a_file(1, "grunge", year=1999)
    history = Shelf(tracks=[heard(file)], kind=SourceKind.HISTORY)
    for shelves in ((Shelf(tracks=[file]), history), (history, Shelf(tracks=[file]))):
        (candidate,) = await gather(store, *shelves)
        assert candidate.year == 1999
        assert [share.genre.name for share in candidate.shares] == ["grunge"]


async def test_what_a_file_does_not_say_another_source_may(store: DirectStore) -> None:
    bare = replace(a_file(1), year=None)
    (candidate,) = await gather(
        store,
        Shelf(tracks=[bare]),
        Shelf(tracks=[heard(bare, 1990)], kind=SourceKind.HISTORY),
    )
    assert candidate.year == 1990


async def test_where_nobody_tagged_the_genres_of_the_artist_count(store: DirectStore) -> None:
    file = a_file(1)
    record(store.db, a_play(artist=file.artist, title="Something else"))
    artist = find_artist(store.db, file.artist)
    assert artist is not None
    set_genres(store.db, artist, {"bebop": 1})
    (candidate,) = await gather(store, Shelf(tracks=[file]))
    assert [share.genre.name for share in candidate.shares] == ["bebop"]


async def test_what_is_had_brings_its_names_and_what_was_heard_has_them(store: DirectStore) -> None:
    file, history = a_file(1), Shelf(tracks=[heard(a_file(2))], kind=SourceKind.HISTORY)
    await gather(store, Shelf(tracks=[file]), history)
    artist = find_artist(store.db, file.artist)
    assert store.db.execute("SELECT title FROM track").fetchall() == [(file.title,)]
    assert artist is not None
    set_genres(store.db, artist, {"bebop": 1})
    assert await gather(store, history)
    assert find_artist(store.db, file.artist) is None


async def test_a_source_that_is_no_longer_asked_is_forgotten(store: DirectStore) -> None:
    files = Shelf(tracks=[a_file(1, "trap")])
    history = Shelf(tracks=[heard(a_file(2))], kind=SourceKind.HISTORY)
    assert len(await gather(store, files, history)) == 2
    assert len(await gather(store, files)) == 1
