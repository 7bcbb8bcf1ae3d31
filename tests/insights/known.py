"""What is known of names beside what was played: genres, release years, codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from sqlite3 import Connection

GENRES = ("ambient", "jazz", "techno")


class Facts(NamedTuple):
    """All that is known, by the names that ``scanned`` gives."""

    genres: dict[str, dict[str, float]]
    """Each artist's genres and their weights."""
    released: dict[str, int]
    """By album."""
    isrcs: frozenset[str]
    """Titles; their tracks have an ISRC, by whomever they are."""
    mbids: frozenset[str]
    """Artists."""
    recordings: frozenset[str] = frozenset()
    """Titles; their tracks have an MBID, by whomever they are."""


def _weighted(chosen: list[str]) -> dict[str, float]:
    return {genre: 1 / len(chosen) for genre in chosen}


FACTS = st.builds(
    Facts,
    genres=st.dictionaries(
        st.integers(0, 3).map("Artist {}".format),
        st.lists(st.sampled_from(GENRES), min_size=1, unique=True).map(_weighted),
    ),
    released=st.dictionaries(st.integers(0, 2).map("Album {}".format), st.integers(1950, 2024)),
    isrcs=st.frozensets(st.integers(0, 5).map("Title {}".format)),
    mbids=st.frozensets(st.integers(0, 3).map("Artist {}".format)),
    recordings=st.frozensets(st.integers(0, 5).map("Title {}".format)),
)


def learn(db: Connection, facts: Facts) -> None:
    """Write down what is known of the names that there are."""
    db.executemany("INSERT INTO genre (name) VALUES (?)", [(genre,) for genre in GENRES])
    for artist, weights in facts.genres.items():
        db.executemany(
            """INSERT INTO artist_genre (artist_id, genre_id, weight)
            SELECT artist.id, genre.id, ? FROM artist, genre
            WHERE artist.name = ? AND genre.name = ?""",
            [(weight, artist, genre) for genre, weight in weights.items()],
        )
    db.executemany(
        "UPDATE album SET released = ? WHERE title = ?",
        [(year, album) for album, year in facts.released.items()],
    )
    db.executemany(
        "UPDATE track SET isrc = 'GBAYE0601477' WHERE title = ?", [(one,) for one in facts.isrcs]
    )
    db.executemany("UPDATE artist SET mbid = 'x' WHERE name = ?", [(one,) for one in facts.mbids])
    db.executemany(
        "UPDATE track SET mbid = 'y' WHERE title = ?", [(one,) for one in facts.recordings]
    )
