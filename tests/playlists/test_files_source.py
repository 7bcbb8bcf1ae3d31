"""Folders of audio files as a source: everything that is there, and nothing twice."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any
import unicodedata

import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.playlists.sources import files as files_module, walking
from custom_components.spindle.playlists.sources.files import REST, SILENT, SLICE, FilesSource
from custom_components.spindle.playlists.sources.tags import read_tags
from custom_components.spindle.playlists.types import Later, Recipe, SourceKind
from custom_components.spindle.store import playlist_library
from tests.simulators.audio_files import Song, write, write_library

from .stores import at_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from custom_components.spindle.store.playlist_types import LibraryTrack

    from .stores import DirectStore

SONG = Song(title="Says", artist="Nils Frahm", genres=("Ambient",))


def recipe(*folders: Path) -> Recipe:
    """Return a recipe of these folders."""
    return Recipe(
        id="r1",
        name="All of it",
        sources=(SourceKind.FILES,),
        folders=tuple(map(str, folders)),
        targets=(),
    )


def source(store: DirectStore, *folders: Path) -> FilesSource:
    """Return the source of these folders."""
    return FilesSource(recipe(*folders), store, at_once, now=lambda: 1000.0)


async def scan(reader: FilesSource) -> list[LibraryTrack]:
    """Scan everything."""
    return [track async for tracks in reader.scan() for track in tracks]


def troubles(reader: FilesSource) -> dict[str, int]:
    """Return how often each kind of trouble was met."""
    return {problem.key: problem.count for problem in reader.problems}


async def test_a_library_is_read_whole_and_as_it_was_tagged(
    tmp_path: Path, store: DirectStore
) -> None:
    truths = {str(truth.path): truth.song for truth in write_library(tmp_path / "music", 150)}
    reader = source(store, tmp_path / "music")
    assert await reader.check() == ()
    sizes = [len(tracks) async for tracks in reader.scan()]
    assert (sum(sizes), max(sizes)) == (150, SLICE)
    found = {track.path: track for track in await scan(reader)}
    assert found.keys() == truths.keys()
    for path, song in truths.items():
        track = found[path]
        assert track.item == path
        assert (track.title, track.artist, track.album) == (song.title, song.artist, song.album)
        assert track.key == track_key(song.artist, song.title)
        assert dict(track.tags) == dict.fromkeys(song.genres, 1.0)
    assert reader.is_whole
    assert reader.problems == ()


async def test_two_scans_give_the_same_order(tmp_path: Path, store: DirectStore) -> None:
    write_library(tmp_path, 60)
    first = await scan(source(store, tmp_path))
    assert await scan(source(store, tmp_path)) == first


async def test_only_what_has_changed_is_opened_again(
    tmp_path: Path, store: DirectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    truths = write_library(tmp_path / "music", 30)
    reader = source(store, tmp_path / "music")
    before = await scan(reader)
    await store.write_bulk(playlist_library.keep, "r1", "files", before)
    opened: list[str] = []

    def noted(path: str) -> Any:
        opened.append(path)
        return read_tags(path)

    monkeypatch.setattr(f"{files_module.__name__}.read_tags", noted)
    assert await scan(reader) == before
    assert opened == []
    changed = truths[7].path
    write(changed, Song(title="Another", artist="Somebody", genres=("Jazz",)))
    again = await scan(reader)
    assert opened == [str(changed)]
    assert {one.title for one in again} == {one.title for one in before} - {"Song 7"} | {"Another"}


async def test_links_in_circles_and_folders_in_folders_are_entered_once(
    tmp_path: Path, store: DirectStore
) -> None:
    music = tmp_path / "music"
    write(music / "a" / "b" / "says.flac", SONG)
    (music / "a" / "b" / "up").symlink_to(music, target_is_directory=True)
    (music / "self").symlink_to(music / "self")
    (music / "self.flac").symlink_to(music / "self.flac")
    (music / "dangling.flac").symlink_to(music / "nowhere.flac")
    reader = source(store, music, music / "a")
    assert [one.item for one in await scan(reader)] == [str(music / "a" / "b" / "says.flac")]
    assert reader.is_whole
    assert troubles(reader) == {}


async def test_a_pipe_that_is_called_like_music_is_not_opened(
    tmp_path: Path, store: DirectStore
) -> None:
    write(tmp_path / "says.flac", SONG)
    os.mkfifo(tmp_path / "trap.flac")
    assert len(await scan(source(store, tmp_path))) == 1


async def test_what_cannot_be_read_is_counted_with_an_example(
    tmp_path: Path, store: DirectStore
) -> None:
    write(tmp_path / "good.flac", SONG)
    write(tmp_path / "untagged.flac", Song(title="", artist=""))
    (tmp_path / "broken.mp3").write_bytes(b"\x00" * 4000)
    (tmp_path / "empty.ogg").touch()
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "._good.flac").write_bytes(b"apple")
    write(tmp_path / "@eaDir" / "good.flac", SONG)
    (tmp_path / "two\nlines.flac").write_bytes(b"")
    os.rename(  # noqa: PTH104 (bytes that are no text)
        tmp_path / "untagged.flac", os.fsencode(tmp_path) + b"/untagged \xff.flac"
    )
    write(tmp_path / "untagged.flac", Song(title="Only a title", artist=""))
    reader = source(store, tmp_path)
    assert [one.title for one in await scan(reader)] == ["Says"]
    assert troubles(reader) == {
        walking.FILE_BROKEN: 2,
        walking.FILE_UNTAGGED: 1,
        walking.FILE_NAME: 2,
    }
    for problem in reader.problems:
        problem.detail.encode()
    assert reader.is_whole


async def test_closed_folders_leave_the_scan_in_part_and_closed_files_stay_as_they_were(
    tmp_path: Path, store: DirectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.flac", SONG)
    write(tmp_path / "closed" / "b.flac", SONG)
    reader = source(store, tmp_path)
    before = await scan(reader)
    await store.write_bulk(playlist_library.keep, "r1", "files", before)
    write(tmp_path / "a.flac", Song(title="Changed", artist="X"))

    # Whoever runs the tests may be root, to whom nothing is closed.
    def refuse(path: str) -> Any:
        raise PermissionError(13, "Permission denied", path)

    scandir = os.scandir
    monkeypatch.setattr(
        os, "scandir", lambda path: refuse(path) if path.endswith("closed") else scandir(path)
    )
    monkeypatch.setattr(files_module, "read_tags", refuse)
    assert await scan(reader) == [one for one in before if one.path == str(tmp_path / "a.flac")]
    assert troubles(reader) == {walking.FOLDER_UNREADABLE: 1, walking.FILE_UNREADABLE: 1}
    assert not reader.is_whole


async def test_a_disk_that_is_not_there_does_not_look_like_music_that_is_gone(
    tmp_path: Path, store: DirectStore
) -> None:
    write(tmp_path / "here" / "a.flac", SONG)
    (tmp_path / "mount").mkdir()
    reader = source(store, tmp_path / "here", tmp_path / "mount", tmp_path / "missing")
    assert [(one.key, one.detail) for one in await reader.check()] == [
        (walking.FOLDER_MISSING, str(tmp_path / "missing"))
    ]
    assert len(await scan(reader)) == 1
    assert troubles(reader) == {walking.FOLDER_WITHOUT_MUSIC: 1, walking.FOLDER_MISSING: 1}
    assert not reader.is_whole


async def test_a_recipe_without_folders_cannot_be_read(store: DirectStore) -> None:
    assert [one.key for one in await source(store).check()] == [files_module.NOT_SET]


async def test_long_names_and_both_forms_of_accents_are_one_music(
    tmp_path: Path, store: DirectStore
) -> None:
    long = "é" * 120
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Jóga")
        write(tmp_path / form / f"{name}.flac", Song(title=name, artist="Björk"))
    write(tmp_path / f"{long}.flac", Song(title=long, artist="Long"))
    tracks = await scan(source(store, tmp_path))
    assert len(tracks) == 3
    assert len({one.key for one in tracks}) == 2
    assert all(os.path.exists(one.item) for one in tracks)  # noqa: ASYNC240, PTH110


async def test_a_disk_that_hangs_puts_the_run_off(
    tmp_path: Path, store: DirectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "PATIENCE", 0.0)

    async def never[T](_work: Callable[[], T], /) -> T:
        return await asyncio.Future()

    reader = FilesSource(recipe(tmp_path), store, never, now=lambda: 1000.0)
    with pytest.raises(Later) as later:
        await scan(reader)
    assert (later.value.at, later.value.reason) == (1000.0 + REST, SILENT)
    assert not reader.is_whole
