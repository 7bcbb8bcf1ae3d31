"""A history for the browser: a million plays of nine years, and a household's own since then.

The million is synthetic, the same for every run, and kept in the system's temporary directory;
what follows it is drawn up to the present moment, so that the last days have something to show.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from itertools import batched
import random
import shutil
from typing import TYPE_CHECKING, Final

from custom_components.spindle.listening.types import Kind
from custom_components.spindle.store import batches, facts, genre_tags, months, names, plays
from custom_components.spindle.store.bulk import record_many
from custom_components.spindle.store.connection import (
    CHECKPOINT_AND_TRUNCATE,
    open_writer,
    transaction,
)
from custom_components.spindle.store.facts import Fact, Field
from custom_components.spindle.store.search_index import NameKind
from custom_components.spindle.store.types import NewPlay
from scripts.benchmarks.synthetic_history import Shape
from scripts.benchmarks.synthetic_store import Built, build

from .collection import collection, favourites

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from .collection import Artist

FOUNDATION: Final = Shape(plays=1_000_000, zone="UTC", until="2023-12-31")
SEED: Final = 7
AT_ONCE: Final = 3000
LIVE: Final = 60 * 86_400
"""Seconds since which it was there when things were played, and did not only learn of them."""
SILENT_DAYS: Final = 0.06
"""Share of the days on which nothing plays."""
SITTINGS_A_DAY: Final = 5
LONGEST_SITTING: Final = 6
"""Titles."""
KNOWN_FROM_THE_START: Final = 20
"""Artists; the others are found as the years go by."""
HOURS: Final = (
    3, 1, 0, 0, 0, 1, 6, 16, 18, 11, 8, 8, 11, 10, 9, 10, 13, 19, 26, 32, 34, 30, 22, 10,
)  # fmt: skip
"""How likely it is that somebody sits down to listen, by the hour."""
ROOMS: Final = (5, 4, 2)
"""How much is heard in the first room, the second, and so on."""
SERVICES: Final = {"spotify": 6, "apple_music": 2, "local_library": 2, "tunein": 1}


def foundation() -> Built:
    """Make the million, or find it."""
    return build(FOUNDATION, flat=False)


def seed(path: Path, speakers: Sequence[str], now: float) -> None:
    """Write a store whose last play was some minutes before ``now`` (epoch seconds).

    ``speakers`` are the ids of the rooms, those in which most is heard first.
    """
    shutil.copyfile(foundation().spindle, path)
    artists = collection()
    with closing(open_writer(path)) as db:
        with transaction(db):
            batch = batches.start(db, "sonos", "", started_at=now)
        told = list(_plays(artists, speakers, now))
        earlier = [play for play in told if play.played_at < now - LIVE]
        for some in batched(earlier, AT_ONCE, strict=False):
            with transaction(db):
                record_many(db, some, batch=batch)
        with transaction(db):
            for play in told[len(earlier) :]:
                plays.record(db, play)
        with transaction(db):
            _tell_genres(db, artists)
            _tell_ids(db, now)
        more = True
        while more:
            with transaction(db):
                more = months.sum_up(db, int(now)).more
        db.execute(CHECKPOINT_AND_TRUNCATE)


def _plays(artists: Sequence[Artist], speakers: Sequence[str], now: float) -> Iterator[NewPlay]:
    """Draw the plays of a household, day by day, in their order."""
    draw = random.Random(SEED)  # noqa: S311 (a household, no secret)
    first = date.fromisoformat(FOUNDATION.until) + timedelta(days=1)
    days = (datetime.fromtimestamp(now, UTC).date() - first).days
    found_on = [
        0.0 if place < KNOWN_FROM_THE_START else draw.uniform(0, days)
        for place in range(len(artists))
    ]
    rooms = list(zip(speakers, ROOMS, strict=False))
    liking: list[float] = []
    for day in range(days + 1):
        if day % 7 == 0:
            liking = [_liking(place, draw) for place in range(len(artists))]
        if draw.random() < SILENT_DAYS:
            continue
        midnight = datetime.combine(first + timedelta(days=day), time.min, UTC).timestamp()
        is_weekend = (first + timedelta(days=day)).weekday() > 4
        known = [place for place, found in enumerate(found_on) if found <= day]
        heard: list[NewPlay] = []
        for hour in draw.choices(range(24), HOURS, k=SITTINGS_A_DAY + 2 * is_weekend):
            [place] = draw.choices(known, [liking[each] for each in known])
            [speaker] = draw.choices(*zip(*rooms, strict=True))
            begin = midnight + hour * 3600 + draw.uniform(0, 1800)
            heard += _sitting(artists[place], speaker, begin, draw)
        yield from sorted(
            (play for play in heard if play.played_at < now - 900),
            key=lambda play: play.played_at,
        )


def _liking(place: int, draw: random.Random) -> float:
    """Say how much an artist is liked this week, the favourites more than others."""
    return float(draw.choice((0.3, 0.6, 1, 1, 2, 4)) / (place + 1.6) ** 0.8)


def _sitting(artist: Artist, speaker: str, begin: float, draw: random.Random) -> Iterator[NewPlay]:
    """Play some titles of one record in one room."""
    album = draw.choice(list(artist.albums))
    [service] = draw.choices(list(SERVICES), list(SERVICES.values()))
    is_radio = service == "tunein"
    at = begin
    for _ in range(draw.randint(1, LONGEST_SITTING)):
        duration = draw.randint(150, 420)
        yield NewPlay(
            played_at=int(at),
            title=draw.choice(artist.albums[album]),
            artist=artist.name,
            album=album,
            service=service,
            kind=Kind.RADIO if is_radio else Kind.MUSIC,
            player=speaker,
            rooms=(speaker,),
            duration=duration,
            listened=duration * draw.uniform(0.7, 1),
            station="FIP" if is_radio else None,
        )
        at += duration


def _tell_genres(db: Connection, artists: Sequence[Artist]) -> None:
    for artist in artists:
        row = db.execute("SELECT id FROM artist WHERE name = ?", (artist.name,)).fetchone()
        if row is not None:
            genre_tags.set_genres(db, row[0], dict.fromkeys(artist.genres, 1.0))


def _tell_ids(db: Connection, now: float) -> None:
    """Tell what MusicBrainz calls the favourites and their records."""
    for artist in favourites():
        found = names.find_artist(db, artist.name)
        _tell_id(db, NameKind.ARTIST, found, Field.ARTIST_MBID, artist.mbid, now)
        for album in artist.albums:
            found = names.find_album(db, artist.name, album)
            mbid = artist.mbid_of(album)
            _tell_id(db, NameKind.ALBUM, found, Field.RELEASE_GROUP_MBID, mbid, now)


def _tell_id(
    db: Connection, kind: NameKind, entity: int | None, field: Field, mbid: str, now: float
) -> None:
    if entity is None:
        return
    fact = Fact(
        kind=kind,
        entity=entity,
        field=field,
        value=mbid,
        provider="musicbrainz",
        confidence=1.0,
        answered_at=now,
        ttl=None,
    )
    facts.learn(db, (fact,))
