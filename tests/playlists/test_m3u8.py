"""Lists as M3U8 files: only below the media folder, only what differs, nobody's work lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, strategies as st
import pytest

from custom_components.spindle.playlists.targets import m3u8
from custom_components.spindle.playlists.targets.m3u8 import M3u8Target
from custom_components.spindle.playlists.targets.m3u8_file import (
    LARGEST,
    LONGEST_NAME,
    file_name,
    read_list,
)
from custom_components.spindle.playlists.types import (
    Changes,
    Later,
    PlannedList,
    Recipe,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.store import playlist_library
from custom_components.spindle.store.playlist_types import LibraryTrack

from .stores import at_once

if TYPE_CHECKING:
    from pathlib import Path

    from .stores import DirectStore

RECIPE = Recipe(id="r1", name="All: of it", sources=(SourceKind.FILES,), targets=(TargetKind.M3U8,))
FOLDER = "Spindle/All- of it"


class Home:
    """A media folder with four songs, and what was published there."""

    def __init__(self, path: Path, store: DirectStore) -> None:
        self.media = path / "media"
        self.store = store
        (self.media / "music").mkdir(parents=True)
        self.target = self.of(RECIPE)
        self.told: list[int] = []

    def of(self, recipe: Recipe, media: Path | None = None) -> M3u8Target:
        """Return the target of a recipe."""
        return M3u8Target(
            recipe, self.store, at_once, media=media or self.media, now=lambda: 1000.0
        )

    async def keep(self, *keys: str, recipe: str = "r1") -> None:
        """Let the library have songs."""
        tracks = [
            LibraryTrack(
                item=key,
                key=key,
                title=key.upper(),
                artist="Björk",
                seconds=180,
                path=str(self.media / "music" / f"{key}.flac"),
            )
            for key in keys
        ]
        heard = LibraryTrack(item="7", key="heard", title="Heard", artist="Air")
        await self.store.write_bulk(playlist_library.keep, recipe, "files", [*tracks, heard])

    async def publish(self, *lists: PlannedList) -> Changes:
        """Publish lists, having been told rightly before what that would do."""
        told = await self.target.difference(lists)
        before = self.files()
        assert await self.target.difference(lists) == told
        assert self.files() == before
        changes = await self.target.publish(lists, progress=self.told.append)
        assert replace(changes, removed=0) == replace(told, removed=0)
        return changes

    def files(self) -> dict[str, bytes]:
        """Return all files below the media folder."""
        paths = (path for path in self.media.rglob("*") if path.is_file())
        return {path.relative_to(self.media).as_posix(): path.read_bytes() for path in paths}

    def entries(self, name: str) -> list[str]:
        """Return what is in a list, as names of songs."""
        there = read_list(self.media / FOLDER / f"{name}.m3u8")
        assert there
        return [one.removeprefix("../../music/").removesuffix(".flac") for one in there.entries]

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a list by hand."""
        path = self.media / FOLDER / f"{name}.m3u8"
        path.write_text(path.read_text().replace(old, new))


@pytest.fixture
async def home(tmp_path: Path, store: DirectStore) -> Home:
    """A home with songs a to d."""
    home = Home(tmp_path, store)
    await home.keep("a", "b", "c", "d")
    return home


def a_list(name: str, *tracks: str) -> PlannedList:
    """Return a planned list."""
    return PlannedList(key=name.lower(), name=name, genre="pop", tracks=tracks)


async def test_lists_are_written_as_every_player_reads_them(home: Home) -> None:
    changes = await home.publish(a_list("Pop #1", "a", "heard", "b"), a_list("Jazz #1", "c"))
    assert changes == Changes(created=2, added_tracks=3, missing_tracks=1)
    assert home.told == [1, 2]
    assert home.files()[f"{FOLDER}/Pop #1.m3u8"].decode() == (
        "#EXTM3U\n#EXTENC:UTF-8\n#PLAYLIST:Pop #1\n#SPINDLE:r1 pop #1\n"
        "#EXTINF:180,Björk - A\n../../music/a.flac\n#EXTINF:180,Björk - B\n../../music/b.flac\n"
    )


async def test_a_second_time_nothing_is_written(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = (a_list("Pop #1", "a", "b"), a_list("Empty #1", "heard"))
    await home.publish(*lists)

    def never(*_: Any) -> None:
        pytest.fail("written")

    monkeypatch.setattr(m3u8, "write_whole", never)
    monkeypatch.setattr(home.store, "write_bulk", never)
    changes = await home.publish(*lists)
    assert changes == Changes(unchanged=2, missing_tracks=1)


async def test_only_lists_that_differ_are_written(home: Home) -> None:
    await home.publish(a_list("Pop #1", "a", "b"), a_list("Jazz #1", "c"))
    changes = await home.publish(a_list("Pop #1", "b", "d"), a_list("Jazz #1", "c"))
    assert changes == Changes(changed=1, unchanged=1, added_tracks=1, removed_tracks=1)
    assert home.entries("Pop #1") == ["b", "d"]


async def test_what_a_person_added_or_took_out_stays_so(home: Home) -> None:
    await home.publish(a_list("Pop #1", "a", "b", "c"))
    home.edit("Pop #1", "../../music/a.flac\n", "../../music/a.flac\n#EXTINF:9,Mine\nmine.mp3\n")
    home.edit("Pop #1", "../../music/b.flac\n", "")
    await home.publish(a_list("Pop #1", "a", "b", "c", "d"))
    assert home.entries("Pop #1") == ["a", "mine.mp3", "c", "d"]
    assert "#EXTINF:9,Mine\nmine.mp3" in home.files()[f"{FOLDER}/Pop #1.m3u8"].decode()


async def test_a_list_that_a_person_deleted_is_not_made_again(home: Home) -> None:
    lists = (a_list("Pop #1", "a"), a_list("Jazz #1", "c"))
    await home.publish(*lists)
    (home.media / FOLDER / "Pop #1.m3u8").unlink()
    for _ in range(2):
        changes = await home.publish(*lists)
        assert changes == Changes(deleted_by_person=1, unchanged=1)
    await home.publish(lists[1])
    assert await home.publish(*lists) == Changes(deleted_by_person=1, unchanged=1)


async def test_a_folder_that_is_gone_as_a_whole_is_made_anew(home: Home) -> None:
    lists = (a_list("Pop #1", "a"), a_list("Jazz #1", "c"))
    await home.publish(*lists)
    before = home.files()
    for name in before:
        (home.media / name).unlink()
    (home.media / FOLDER).rmdir()
    assert (await home.publish(*lists)).created == 2
    assert home.files() == before


async def test_a_list_that_is_planned_no_more_goes_but_not_a_persons_part(home: Home) -> None:
    await home.publish(a_list("Pop #1", "a"), a_list("Jazz #1", "c"), a_list("Rock #1", "b"))
    home.edit("Jazz #1", "../../music/c.flac", "mine.mp3")
    changes = await home.publish(a_list("Rock #1", "b"))
    assert (changes.removed, changes.removed_tracks, changes.unchanged) == (2, 1, 1)
    assert home.files().keys() == {f"{FOLDER}/Jazz #1.m3u8", f"{FOLDER}/Rock #1.m3u8"}
    assert home.entries("Jazz #1") == ["mine.mp3"]
    assert await home.publish(a_list("Rock #1", "b")) == Changes(unchanged=1)


async def test_a_kill_between_the_file_and_the_memory_of_it_leaves_one_file(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(home.store, "write_bulk", killed)
        with pytest.raises(SystemExit):
            await home.target.publish([a_list("Pop #1", "a")], progress=home.told.append)
    await home.publish(a_list("Pop #1", "a", "b"))
    assert home.files().keys() == {f"{FOLDER}/Pop #1.m3u8"}
    assert home.entries("Pop #1") == ["a", "b"]


async def test_two_recipes_of_one_name_do_not_share_a_file(home: Home) -> None:
    await home.publish(a_list("Pop #1", "a"))
    await home.keep("b", recipe="r2")
    other = home.of(replace(RECIPE, id="r2"))
    await other.publish([a_list("Pop #1", "b")], progress=home.told.append)
    assert home.files().keys() == {f"{FOLDER}/Pop #1.m3u8", f"{FOLDER}/Pop #1 (2).m3u8"}
    assert home.entries("Pop #1") == ["a"]


async def test_a_file_of_somebody_else_is_left_alone(home: Home) -> None:
    (home.media / FOLDER).mkdir(parents=True)
    theirs = home.media / FOLDER / "Pop #1.m3u8"
    theirs.write_text("theirs.mp3\n")
    await home.publish(a_list("Pop #1", "a"))
    assert theirs.read_text() == "theirs.mp3\n"
    assert home.entries("Pop #1 (2)") == ["a"]


async def test_nothing_is_written_outside_the_media_folder(home: Home, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (home.media / "Spindle").symlink_to(tmp_path / "elsewhere")
    assert [one.key for one in await home.target.check()] == [m3u8.OUTSIDE]
    with pytest.raises(Later):
        await home.target.publish([a_list("Pop #1", "a")], progress=home.told.append)
    assert list((tmp_path / "elsewhere").iterdir()) == []


async def test_what_is_in_the_way_is_told_before_anything_is_done(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await home.target.check() == ()
    missing = home.of(RECIPE, tmp_path / "nowhere")
    assert [one.key for one in await missing.check()] == [m3u8.MISSING]
    # Whoever runs the tests may be root, who may write anywhere.
    monkeypatch.setattr("os.access", lambda *_: False)
    assert [one.key for one in await home.target.check()] == [m3u8.READ_ONLY]


async def test_a_full_disk_puts_the_run_off_and_leaves_the_old_list_whole(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    await home.publish(a_list("Pop #1", "a"))
    before = home.files()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(Later) as later:
            await home.target.publish([a_list("Pop #1", "a", "b")], progress=home.told.append)
    assert (later.value.at, later.value.reason) == (1000.0 + m3u8.REST, m3u8.NOT_WRITABLE)
    assert home.files() == before


async def test_a_file_that_is_no_list_is_told_of_and_left_alone(home: Home) -> None:
    await home.publish(a_list("Pop #1", "a"))
    path = home.media / FOLDER / "Pop #1.m3u8"
    path.write_bytes(b"x" * (LARGEST + 1))
    changes = await home.publish(a_list("Pop #1", "a", "b"))
    assert [one.key for one in changes.problems] == [m3u8.TOO_LARGE]
    assert path.stat().st_size == LARGEST + 1


async def test_bytes_that_are_no_text_come_back_as_they_were(home: Home) -> None:
    await home.publish(a_list("Pop #1", "a"))
    path = home.media / FOLDER / "Pop #1.m3u8"
    path.write_bytes(path.read_bytes() + b"caf\xe9.mp3\r\n")
    await home.publish(a_list("Pop #1", "a", "b"))
    assert b"\ncaf\xe9.mp3\n" in path.read_bytes()


@given(st.text(max_size=300))
def test_every_name_makes_a_files_name(name: str) -> None:
    made = file_name(name)
    assert 0 < len(made.encode(errors="replace")) <= LONGEST_NAME + 1
    assert not set(made) & set('/\\:*?"<>|\0\n')
    assert made not in {".", ".."}
    assert file_name("con") != "con"
