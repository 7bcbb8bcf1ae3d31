"""What a play costs the store: the wait until it is durable, and the bytes written for it.

``measure`` fills a database with plays as a household's ten years would leave them, then
lets a listener write some hundred more through the real ``Store`` and its threads.
"""

from __future__ import annotations

from bisect import bisect
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
import random
import statistics
import tempfile
import time
from typing import TYPE_CHECKING, Final

from custom_components.spindle.catalogue.identity import album_key, artist_key, track_key
from custom_components.spindle.listening.types import Kind, Listening, Source
from custom_components.spindle.store import Store, audit, commands, migrations
from custom_components.spindle.store.connection import (
    CHECKPOINT_AND_TRUNCATE,
    NORMALLY_SYNCHRONOUS,
    open_writer,
    transaction,
)
from custom_components.spindle.store.types import ListeningStep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

ARTISTS: Final = 20_000
ALBUMS: Final = 60_000
TRACKS: Final = 200_000
SERVICES: Final = ("spotify", "apple_music", "local_library", "tunein", "sonos_radio", "unknown")
ROOMS: Final = 8
SKEW: Final = 0.95
"""Exponent of Zipf's law by which some tracks are played far more than others."""
FIRST_PLAY: Final = 1_400_000_000
BETWEEN_PLAYS: Final = 378
"""Seconds: a million plays are twelve years."""
NEW_TRACKS: Final = 0.05
"""Share of the measured plays whose track was never heard before."""
CHUNK: Final = 20_000
IO: Final = Path("/proc/self/io")

ADD_ARTIST: Final = "INSERT INTO artist (id, key, name) VALUES (?, ?, ?)"
ADD_ALBUM: Final = "INSERT INTO album (id, artist_id, key, title) VALUES (?, ?, ?, ?)"
ADD_TRACK: Final = "INSERT INTO track (id, artist_id, key, title) VALUES (?, ?, ?, ?)"
ADD_SERVICE: Final = "INSERT INTO service (id, slug) VALUES (?, ?)"
ADD_PLAYER: Final = "INSERT INTO player (id, speaker, name) VALUES (?, ?, ?)"
ADD_ORIGIN: Final = "INSERT INTO origin (id, name) VALUES (1, 'sonos')"
ADD_PLAY: Final = """
INSERT INTO play (id, artist_id, track_id, album_id, service_id, player_id, origin_id, kind,
    utc_offset, duration, listened)
VALUES (?, ?, ?, ?, ?, ?, 1, 'music', ?, ?, ?)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCost:
    """What was measured."""

    plays_before: int
    file_megabytes: float
    commit_median_ms: float
    """From handing a step to the store until it is durable."""
    commit_p99_ms: float
    commit_worst_ms: float
    bytes_per_play: float | None
    """All that was written for one play (start, count, end), checkpoints included."""
    bytes_per_lone_play: float | None
    """The same for a play after which the log is copied back at once, as after a long pause."""
    bytes_idle: int | None
    """Written while nothing played."""


def measure(
    directory: Path,
    *,
    plays: int = 1_000_000,
    more: int = 400,
    silence: float = 2.0,
    seed: int = 1,
) -> StoreCost:
    """Fill a database in ``directory`` with ``plays`` plays and measure ``more`` new ones.

    ``silence`` is the seconds for which an open store is then watched doing nothing.
    """
    path = directory / "spindle.db"
    draw = random.Random(seed)  # Repeatable, not secret.
    fill(path, plays, draw)
    size = path.stat().st_size
    store = Store(path, zone="Europe/Berlin")
    store.open()
    store.write(commands.get_meta, "zone").result()
    moment = FIRST_PLAY + plays * BETWEEN_PLAYS
    before = written()
    waits: list[float] = []
    for number in range(more):
        waits += _listen(store, moment + number * BETWEEN_PLAYS, draw)
    store.close()
    after = written()
    lone = more // 10
    for number in range(more, more + lone):
        store = Store(path, zone="Europe/Berlin")
        store.open()
        _listen(store, moment + number * BETWEEN_PLAYS, draw)
        store.close()
    after_lone = written()
    return StoreCost(
        plays_before=plays,
        file_megabytes=size / 1e6,
        commit_median_ms=statistics.median(waits) * 1000,
        commit_p99_ms=statistics.quantiles(waits, n=100)[-1] * 1000,
        commit_worst_ms=max(waits) * 1000,
        bytes_per_play=_per(before, after, more),
        bytes_per_lone_play=_per(after, after_lone, lone),
        bytes_idle=_idle(path, silence),
    )


def fill(path: Path, plays: int, draw: random.Random) -> None:
    """Write a database with ``plays`` plays of skewed popularity, sums included."""
    with closing(open_writer(path)) as db:
        db.execute(NORMALLY_SYNCHRONOUS)
        migrations.migrate(db, path)
        with transaction(db):
            _add_names(db)
            commands.set_meta(db, "zone", "Europe/Berlin")
        for start in range(0, plays, CHUNK):
            with transaction(db):
                db.executemany(ADD_PLAY, _plays(start, min(start + CHUNK, plays), draw))
        with transaction(db):
            audit.rebuild(db)
        db.execute(CHECKPOINT_AND_TRUNCATE)


def written() -> int | None:
    """Return the bytes that this process has written so far; None where nobody counts them."""
    if not IO.exists():
        return None
    counts = dict(line.split(": ") for line in IO.read_text().splitlines())
    return int(counts["wchar"])


def _listen(store: Store, moment: int, draw: random.Random) -> list[float]:
    """Let one track start, count and end; return the seconds until each was durable."""
    track = _track(draw)
    title = f"New {moment}" if draw.random() < NEW_TRACKS else f"Track {track}"
    speaker = f"RINCON_{draw.randrange(ROOMS)}"
    begun = Listening(
        started_at=moment,
        speaker=speaker,
        rooms=(speaker,),
        source=Source(Kind.MUSIC, draw.choice(SERVICES), f"item-{track}"),
        title=title,
        artist=f"Artist {_artist_of(track)}",
        album=f"Album {_album_of(track)}",
        duration=200,
        listened=100,
    )
    session: dict[str, object] = {
        "title": title,
        "started_at": moment,
        "heard": 0.0,
        "uri": f"x-sonos-spotify:spotify%3atrack%3a{track:022d}?sid=9&flags=8232&sn=1",
    }
    steps = (
        ListeningStep(running={speaker: session}),
        ListeningStep(counted=(begun,), running={speaker: {**session, "counted": True}}),
        ListeningStep(finished=(replace(begun, listened=199),), running={speaker: None}),
    )
    waits = []
    for step in steps:
        begin = time.perf_counter()
        store.write_kept(commands.record_step, step).result()
        waits.append(time.perf_counter() - begin)
    return waits[1:]


def _idle(path: Path, seconds: float) -> int | None:
    """Return what an open store writes in a while of silence."""
    store = Store(path, zone="Europe/Berlin")
    store.open()
    store.read(commands.get_meta, "zone").result()
    before = written()
    time.sleep(seconds)
    after = written()
    store.close()
    return None if before is None or after is None else after - before


def _per(before: int | None, after: int | None, plays: int) -> float | None:
    return None if before is None or after is None else (after - before) / plays


def _add_names(db: Connection) -> None:
    artists = [(number, f"Artist {number}") for number in range(1, ARTISTS + 1)]
    db.executemany(ADD_ARTIST, [(number, artist_key(name), name) for number, name in artists])
    db.executemany(
        ADD_ALBUM,
        [
            (number, artist, album_key(f"Artist {artist}", title), title)
            for number in range(1, ALBUMS + 1)
            for artist, title in [(number % ARTISTS + 1, f"Album {number}")]
        ],
    )
    db.executemany(
        ADD_TRACK,
        [
            (number, artist, track_key(f"Artist {artist}", title), title)
            for number in range(1, TRACKS + 1)
            for artist, title in [(_artist_of(number), f"Track {number}")]
        ],
    )
    db.executemany(ADD_SERVICE, enumerate(SERVICES, 1))
    db.executemany(
        ADD_PLAYER, [(room + 1, f"RINCON_{room}", f"Room {room}") for room in range(ROOMS)]
    )
    db.execute(ADD_ORIGIN)


def _plays(start: int, end: int, draw: random.Random) -> Sequence[tuple[int | None, ...]]:
    rows = []
    for number in range(start, end):
        track = _track(draw)
        heard = draw.randrange(90, 400)
        rows.append(
            (
                (FIRST_PLAY + number * BETWEEN_PLAYS + draw.randrange(BETWEEN_PLAYS // 2)) * 1000,
                _artist_of(track),
                track,
                _album_of(track),
                draw.randrange(len(SERVICES)) + 1,
                draw.randrange(ROOMS) + 1,
                60,
                heard + 10,
                heard,
            )
        )
    return rows


def _album_of(track: int) -> int:
    return track % ALBUMS + 1


def _artist_of(track: int) -> int:
    return _album_of(track) % ARTISTS + 1


_WEIGHTS: Final = list(accumulate(1 / rank**SKEW for rank in range(1, TRACKS + 1)))


def _track(draw: random.Random) -> int:
    """Draw a track; popularity has nothing to do with where its row lies."""
    rank = bisect(_WEIGHTS, draw.random() * _WEIGHTS[-1])
    return rank * 7919 % TRACKS + 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        print(measure(Path(scratch)))
