"""What audio files say of themselves, in every format, and in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings, strategies as st
from mutagen.flac import FLAC
from mutagen.id3 import ID3, TCON, TDOR, TPE1, TPE2
from mutagen.mp4 import MP4
import pytest

from custom_components.spindle.playlists.sources.tags import (
    LONGEST_GENRE,
    MOST_GENRES,
    NotAudio,
    is_audio,
    read_tags,
)
from tests.simulators.audio_files import WRITERS, Song, write

if TYPE_CHECKING:
    from pathlib import Path

JOGA = Song(
    title="Jóga",
    artist="Björk",
    album="Homogenic",
    year=1997,
    genres=("Trip-Hop", "Electronic"),
    isrc="GBAYE9700123",
    recording_mbid="b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d",
)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_format_says_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"joga{suffix}"
    write(path, JOGA)
    tags = read_tags(str(path))
    assert (tags.title, tags.artist, tags.album) == ("Jóga", "Björk", "Homogenic")
    assert tags.year == 1997
    assert tags.genres == ("Trip-Hop", "Electronic")
    assert (tags.isrc, tags.recording_mbid) == (JOGA.isrc, JOGA.recording_mbid)
    assert is_audio(path.name.upper())


@pytest.mark.parametrize("suffix", [".flac", ".m4a", ".ogg", ".opus"])
def test_the_length_is_told_in_seconds(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"joga{suffix}"
    write(path, JOGA)
    assert read_tags(str(path)).seconds == 180


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_a_file_without_tags_says_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bare{suffix}"
    write(path, Song(title="", artist=""))
    tags = read_tags(str(path))
    assert (tags.title, tags.artist, tags.year, tags.genres) == (None, None, None, ())


def test_what_is_in_a_file_counts_and_not_its_name(tmp_path: Path) -> None:
    write(tmp_path / "joga.flac", JOGA)
    (tmp_path / "joga.flac").rename(tmp_path / "joga.mp3")
    assert read_tags(str(tmp_path / "joga.mp3")).title == "Jóga"


def test_the_first_of_several_artists_counts_and_the_year_of_the_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    write(path, JOGA)
    audio = FLAC(path)
    audio["artist"] = ["Björk", "Mark Bell"]
    audio["originaldate"] = "1996-09-09"
    audio.save()
    assert (read_tags(str(path)).artist, read_tags(str(path)).year) == ("Björk", 1996)


def test_the_artist_of_the_album_may_be_another(tmp_path: Path) -> None:
    flac, mp3, m4a = (tmp_path / f"a{suffix}" for suffix in (".flac", ".mp3", ".m4a"))
    for path in (flac, mp3, m4a):
        write(path, JOGA)
        assert read_tags(str(path)).album_artist is None
    audio = FLAC(flac)
    audio["albumartist"] = "Various Artists"
    audio.save()
    frames = ID3(mp3)
    frames.add(TPE2(encoding=3, text="Various Artists"))
    frames.save(mp3)
    atoms = MP4(m4a)
    atoms["aART"] = ["Various Artists"]
    atoms.save()
    for path in (flac, mp3, m4a):
        read = read_tags(str(path))
        assert (read.artist, read.album_artist) == ("Björk", "Various Artists")


def test_old_numbers_and_joined_genres_of_id3_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    write(path, JOGA)
    tags = ID3(path)
    tags.add(TCON(encoding=3, text=["(17)", "Hard Rock"]))
    tags.add(TDOR(encoding=3, text="1971"))
    tags.add(TPE1(encoding=3, text=["", " Led Zeppelin "]))
    tags.save(path)
    read = read_tags(str(path))
    assert (read.genres, read.year, read.artist) == (("Rock", "Hard Rock"), 1971, "Led Zeppelin")


def test_nonsense_is_left_out_and_a_flood_is_dammed(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    flood = tuple(f"genre {number} " + "x" * 500 for number in range(500))
    write(
        path,
        Song(
            title="a\x00b\n c",
            artist="x" * 5000,
            year=9999,
            isrc="none",
            recording_mbid="0",
            genres=flood,
        ),
    )
    tags = read_tags(str(path))
    assert tags.title == "a b c"
    assert tags.artist is not None
    assert len(tags.artist) == 512
    assert (tags.year, tags.isrc, tags.recording_mbid) == (None, None, None)
    assert len(tags.genres) == MOST_GENRES
    assert max(map(len, tags.genres)) <= LONGEST_GENRE


def test_what_is_not_there_or_closed_is_told_from_what_is_broken(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_tags(str(tmp_path / "gone.flac"))
    (tmp_path / "empty.mp3").touch()
    with pytest.raises(NotAudio):
        read_tags(str(tmp_path / "empty.mp3"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(sorted(WRITERS)),
    cut=st.floats(0, 1),
    noise=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
)
def test_no_damage_does_more_than_make_a_file_unreadable(
    tmp_path: Path, suffix: str, cut: float, noise: list[tuple[float, int]]
) -> None:
    path = tmp_path / f"damaged{suffix}"
    write(path, JOGA)
    content = bytearray(path.read_bytes())
    for place, byte in noise:
        content[int(place * len(content))] = byte
    path.write_bytes(content[: int(cut * len(content))])
    try:
        tags = read_tags(str(path))
    except NotAudio:
        return
    assert tags.title is None or tags.title.isprintable()
