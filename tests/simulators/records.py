"""The records that the simulated metadata services know: invented, and the same for all.

Each service tells of them in its own form, and not of everything: ``Record`` says what
there is, the simulators what of it they would know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping

GENRES: Final = frozenset(
    {"ambient", "downtempo", "electronic", "folk", "indie folk", "post-punk", "rock", "trip hop"}
)
"""Tags that MusicBrainz calls genres; others are what people wrote."""


def mbid(kind: str, name: str) -> str:
    """Return the identifier of something by its name, always the same."""
    return str(uuid5(NAMESPACE_URL, f"https://records.invalid/{kind}/{name}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """An artist."""

    name: str
    deezer_id: int
    tags: Mapping[str, int] = field(default_factory=dict)

    @property
    def mbid(self) -> str:
        """The identifier at MusicBrainz."""
        return mbid("artist", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """An album, and the date of its first release."""

    title: str
    artist: Artist
    date: str
    deezer_id: int
    kind: str = "Album"
    more_kinds: tuple[str, ...] = ()
    tags: Mapping[str, int] = field(default_factory=dict)
    deezer_genres: tuple[str, ...] = ()

    @property
    def mbid(self) -> str:
        """The identifier of the release group at MusicBrainz."""
        return mbid("release-group", f"{self.artist.name}/{self.title}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A recording, by one artist or by several, on the albums that have it."""

    title: str
    artists: tuple[Artist, ...]
    albums: tuple[Album, ...]
    isrcs: tuple[str, ...]
    seconds: int
    deezer_id: int
    """0 where Deezer does not have it."""
    tags: Mapping[str, int] = field(default_factory=dict)
    urls: tuple[str, ...] = ()
    version: str = ""

    @property
    def mbid(self) -> str:
        """The identifier of the recording at MusicBrainz."""
        return mbid("recording", f"{self.credit}/{self.title}/{self.version}")

    @property
    def credit(self) -> str:
        """The artists as they are printed."""
        return " feat. ".join(artist.name for artist in self.artists)

    @property
    def first_date(self) -> str:
        """The date it first came out."""
        return min(album.date for album in self.albums)


MARIT: Final = Artist(
    name="Marit Holm",
    deezer_id=501,
    tags={"folk": 9, "indie folk": 12, "norwegian": 4, "seen live": 7},
)
OKTANT: Final = Artist(name="Oktant", deezer_id=502, tags={"electronic": 8, "trip hop": 5})
LANTERNS: Final = Artist(name='The "Paper" Lanterns', deezer_id=503, tags={"post-punk": 3})

FJORD: Final = Album(
    title="Fjord Songs",
    artist=MARIT,
    date="2011-03-04",
    deezer_id=7_001,
    tags={"indie folk": 5, "winter": 1},
    deezer_genres=("Folk",),
)
BEST_OF: Final = Album(
    title="The Best of Marit Holm",
    artist=MARIT,
    date="2019-11-01",
    deezer_id=7_002,
    more_kinds=("Compilation",),
)
TIDES: Final = Album(
    title="Tides",
    artist=OKTANT,
    date="2004",
    deezer_id=7_003,
    tags={"trip hop": 6},
    deezer_genres=("Electro", "Dance"),
)
PAPER: Final = Album(
    title="Paper / Scissors", artist=LANTERNS, date="1983-05", deezer_id=7_004, kind="EP"
)

SNOW: Final = Record(
    title="Snow on the Water",
    artists=(MARIT,),
    albums=(FJORD, BEST_OF),
    isrcs=("NOABC1100001",),
    seconds=215,
    deezer_id=9_001,
    tags={"indie folk": 2},
    urls=("https://open.spotify.com/track/0aBcDeFgHiJkLmNoPqRsTu",),
)
SNOW_ATMOS: Final = Record(
    title="Snow on the Water",
    artists=(MARIT,),
    albums=(FJORD,),
    isrcs=("NOABC1100001",),
    seconds=216,
    deezer_id=0,
    version="Dolby Atmos mix",
)
UNDERTOW: Final = Record(
    title="Undertow",
    artists=(OKTANT, MARIT),
    albums=(TIDES,),
    isrcs=("DEQ450400017", "DEQ450400018"),
    seconds=301,
    deezer_id=9_002,
    tags={"trip hop": 8, "downtempo": 3, "slow": 1},
    urls=("https://www.deezer.com/track/9002",),
)
FOLD: Final = Record(
    title='Fold "Me"',
    artists=(LANTERNS,),
    albums=(PAPER,),
    isrcs=(),
    seconds=187,
    deezer_id=9_003,
)
RECORDS: Final = (SNOW, SNOW_ATMOS, UNDERTOW, FOLD)
