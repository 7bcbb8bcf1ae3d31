"""Real audio files, a few hundred bytes each, with tags and a known truth of their genres.

Each has what its format demands and no sound to speak of: every reader of tags takes it.
``write_library`` makes a whole collection of them, tagged as people tag: in many spellings,
with several genres at once, with jokes among them, and sometimes not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
import io
from itertools import cycle
import random
import struct
from typing import TYPE_CHECKING, Final
import wave

from mutagen.flac import VCFLACDict
from mutagen.id3 import ID3, TALB, TCON, TDRC, TIT2, TPE1, TSRC, UFID
from mutagen.mp4 import MP4, MP4FreeForm
from mutagen.ogg import OggPage
from mutagen.wave import WAVE

from custom_components.spindle.catalogue.genres import all_genres

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

RATE: Final = 8000
VENDOR: Final = "simulated"
ITUNES: Final = "----:com.apple.iTunes:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    """What a file is to say of itself."""

    title: str
    artist: str
    album: str = ""
    year: int | None = None
    genres: tuple[str, ...] = ()
    isrc: str = ""
    recording_mbid: str = ""
    seconds: int = 180


@dataclass(frozen=True, slots=True)
class Truth:
    """One file of a library, and what its music really is."""

    path: Path
    song: Song
    genre: str | None
    """The name of its genre; None when its tags say nothing of it."""
    family: str | None


def write(path: Path, song: Song) -> None:
    """Write a file of the format that its suffix names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[path.suffix.lower()](path, song)


def write_library(root: Path, count: int, *, seed: int = 1) -> list[Truth]:
    """Write a collection below a folder, the same one for each seed; return what is true of it.

    Nine tenths are FLAC. Each artist keeps to one genre; three files in a hundred have none that
    anybody knows.
    """
    dice = random.Random(seed)  # noqa: S311 (no secret)
    genres = [genre for genre in all_genres() if not genre.vague]
    suffixes = cycle([".flac"] * 45 + [".mp3", ".m4a", ".ogg", ".opus", ".wav"])
    truths: list[Truth] = []
    for number, suffix in zip(range(count), suffixes, strict=False):
        artist = number // 20
        genre = genres[random.Random(f"{seed} {artist}").randrange(len(genres))]  # noqa: S311
        is_unknown = dice.random() < 0.03
        song = Song(
            title=f"Song {number}",
            artist=f"Artist {artist}",
            album=f"Album {number // 10}",
            year=1960 + dice.randrange(60),
            genres=_unknown(dice) if is_unknown else _tagged(genre.name, genre.family.name, dice),
            seconds=dice.randrange(90, 400),
        )
        path = root / song.artist / song.album / f"{number % 10 + 1:02} {song.title}{suffix}"
        write(path, song)
        names = (None, None) if is_unknown else (genre.name, genre.family.name)
        truths.append(Truth(path, song, *names))
    return truths


def _tagged(genre: str, family: str, dice: random.Random) -> tuple[str, ...]:
    """Tag a genre as one of many people would."""
    spelled = dice.choice([genre, genre.title(), genre.upper(), genre.replace(" ", "-")])
    beside: Sequence[tuple[str, ...]] = ((), (), (family.title(),), ("seen live",), ("2008",))
    return (spelled, *dice.choice(beside))


def _unknown(dice: random.Random) -> tuple[str, ...]:
    return dice.choice([(), ("Other",), ("favourites", "seen live")])


def _write_flac(path: Path, song: Song) -> None:
    """A STREAMINFO and the comments: https://www.rfc-editor.org/rfc/rfc9639."""
    samples = song.seconds * RATE
    stream = struct.pack(">HH6x", 4096, 4096)
    stream += ((RATE << 44) | (15 << 36) | samples).to_bytes(8) + bytes(16)
    comments = _comments(song, framing=False)
    path.write_bytes(b"fLaC" + _block(0, stream) + _block(0x80 | 4, comments))


def _block(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3) + body


def _comments(song: Song, *, framing: bool) -> bytes:
    comment = VCFLACDict()
    comment.vendor = VENDOR
    values = {
        "TITLE": song.title,
        "ARTIST": song.artist,
        "ALBUM": song.album,
        "DATE": str(song.year or ""),
        "ISRC": song.isrc,
        "MUSICBRAINZ_TRACKID": song.recording_mbid,
    }
    comment.extend((name, value) for name, value in values.items() if value)
    comment.extend(("GENRE", genre) for genre in song.genres)
    return bytes(comment.write(framing=framing))


def _write_vorbis(path: Path, song: Song) -> None:
    """Three headers and a last page: https://xiph.org/vorbis/doc/Vorbis_I_spec.html."""
    first = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, RATE, 0, 64_000, 0, 0xB8, 1)
    headers = [b"\x03vorbis" + _comments(song, framing=True), b"\x05vorbis" + bytes(8)]
    path.write_bytes(_ogg(first, headers, song.seconds * RATE))


def _write_opus(path: Path, song: Song) -> None:
    """Two headers and a last page: https://www.rfc-editor.org/rfc/rfc7845."""
    first = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48_000, 0, 0)
    headers = [b"OpusTags" + _comments(song, framing=False)]
    path.write_bytes(_ogg(first, headers, song.seconds * 48_000))


def _ogg(first: bytes, headers: list[bytes], position: int) -> bytes:
    """Put packets into pages: https://www.rfc-editor.org/rfc/rfc3533."""
    pages = []
    for number, packets in enumerate(([first], headers, [bytes(8)])):
        page = OggPage()
        page.serial, page.sequence, page.packets = 1, number, packets
        page.first, page.last = number == 0, number == 2
        page.position = position if page.last else 0
        pages.append(page.write())
    return b"".join(pages)


def _frames(song: Song) -> ID3:
    tags = ID3()
    tags.add(TIT2(encoding=3, text=song.title))
    tags.add(TPE1(encoding=3, text=song.artist))
    for kind, value in ((TALB, song.album), (TDRC, str(song.year or "")), (TSRC, song.isrc)):
        if value:
            tags.add(kind(encoding=3, text=value))
    if song.genres:
        tags.add(TCON(encoding=3, text=list(song.genres)))
    if song.recording_mbid:
        tags.add(UFID(owner="http://musicbrainz.org", data=song.recording_mbid.encode()))
    return tags


def _write_mp3(path: Path, song: Song) -> None:
    """Some silent frames of MPEG-1 layer III behind the tags; ``seconds`` is a few."""
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    path.write_bytes(frame * 8)
    _frames(song).save(path)


def _write_wave(path: Path, song: Song) -> None:
    """One second of silence, with ID3 tags in a chunk of their own."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE // 8)
        file.writeframes(bytes(RATE // 8))
    path.write_bytes(sound.getvalue())
    audio = WAVE(path)
    audio.add_tags()
    for frame in _frames(song).values():
        audio.tags.add(frame)
    audio.save()


def _write_mp4(path: Path, song: Song) -> None:
    """The least of boxes that make a track of sound (ISO/IEC 14496-12)."""
    length = song.seconds * RATE
    header = _box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, RATE, length, 0, 0))
    handler = _box(b"hdlr", struct.pack(">II4s12xx", 0, 0, b"soun"))
    track = _box(b"trak", _box(b"mdia", header + handler))
    movie = _box(b"mvhd", struct.pack(">IIIII80x", 0, 0, 0, RATE, length))
    kind = _box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom")
    path.write_bytes(kind + _box(b"moov", movie + track) + _box(b"mdat", bytes(8)))
    audio = MP4(path)
    audio.add_tags()
    values = {"\xa9nam": song.title, "\xa9ART": song.artist, "\xa9alb": song.album}
    values["\xa9day"] = str(song.year or "")
    audio.tags.update({name: [value] for name, value in values.items() if value})
    if song.genres:
        audio.tags["\xa9gen"] = list(song.genres)
    for name, value in (("ISRC", song.isrc), ("MusicBrainz Track Id", song.recording_mbid)):
        if value:
            audio.tags[ITUNES + name] = [MP4FreeForm(value.encode())]
    audio.save()


def _box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4) + kind + body


WRITERS: Final[dict[str, Callable[[Path, Song], None]]] = {
    ".flac": _write_flac,
    ".mp3": _write_mp3,
    ".m4a": _write_mp4,
    ".ogg": _write_vorbis,
    ".opus": _write_opus,
    ".wav": _write_wave,
}
