"""Made-up libraries, small enough to draw thousands of them."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from custom_components.spindle.catalogue.genres import weigh
from custom_components.spindle.playlists.pools import Candidate
from custom_components.spindle.playlists.types import Rules

GENRES: Final = (
    "rock",
    "indie rock",
    "garage rock revival",
    "grunge",
    "metal",
    "death metal",
    "hip hop",
    "trap",
    "jazz",
    "bebop",
    "folk rock",
    "ambient",
)


def a_track(
    number: int, *tags: str, artist: str = "", year: int | None = 1999, **weights: float
) -> Candidate:
    """Return one track; its key is its number."""
    counts = {**dict.fromkeys(tags, 1.0), **weights}
    return Candidate(
        key=f"{artist or number}\x1f{number:05}",
        artist=artist or f"artist {number}",
        year=year,
        shares=weigh(counts),
    )


@st.composite
def libraries(draw: st.DrawFn, *, most: int = 80) -> list[Candidate]:
    """Draw tracks of a few artists and genres, some of which nobody knows anything."""
    artists = draw(st.integers(1, 12))
    genres = draw(st.lists(st.sampled_from(GENRES), min_size=1, max_size=6, unique=True))
    tags = st.dictionaries(st.sampled_from(genres), st.sampled_from([1.0, 2.0, 5.0]), max_size=3)
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, artists - 1), st.none() | st.integers(1990, 1993), tags),
            max_size=most,
        )
    )
    return [
        Candidate(
            key=f"artist {artist}\x1f{number:05}",
            artist=f"artist {artist}",
            year=year,
            shares=weigh(counts),
        )
        for number, (artist, year, counts) in enumerate(rows)
    ]


@st.composite
def rule_books(draw: st.DrawFn) -> Rules:
    """Draw rules that are possible."""
    minimum = draw(st.integers(1, 6))
    first, last = sorted(draw(st.tuples(st.integers(1989, 1994), st.integers(1989, 1994))))
    genres = st.lists(st.sampled_from(GENRES), max_size=2, unique=True)
    return Rules(
        minimum=minimum,
        maximum=draw(st.integers(2 * minimum, 3 * minimum + 4)),
        lists_per_track=draw(st.integers(1, 3)),
        least_share=draw(st.sampled_from([0.0, 0.2, 0.5])),
        genres=tuple(draw(st.just([]) | genres)),
        without_genres=tuple(draw(st.just([]) | genres)),
        without_artists=tuple(draw(st.just([]) | st.just(["Artist 1"]))),
        first_year=draw(st.none() | st.just(first)),
        last_year=draw(st.none() | st.just(last)),
        in_a_row=draw(st.integers(1, 3)),
        seed=draw(st.integers(0, 3)),
    )
