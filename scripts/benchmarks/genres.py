"""How well the tree of genres reads the tags of well-known artists, and how fast it is loaded.

Two samples: the one that the tree was improved with, and one that was held out.
"""

from __future__ import annotations

from dataclasses import dataclass
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from custom_components.spindle.catalogue.genres import (
    all_families,
    all_genres,
    by_family,
    read,
    weigh,
)

from .genre_sample import HELD_OUT, TUNED, artists
from .report import Bar, Report

if TYPE_CHECKING:
    from custom_components.spindle.catalogue.genres import Genre

    from .genre_sample import Artist
    from .options import Options

LOADED: Final = """
from time import process_time
from custom_components.spindle.catalogue.folding import fold
began = process_time()
from custom_components.spindle.catalogue.genres import canonical
canonical("deutscher hip-hop")
print((process_time() - began) * 1000)
"""
LOADS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the tree made of one sample."""

    artists: int
    right: int
    """Artists whose largest family is one that a listener names."""
    first: int
    """… and is the very one that is named first."""
    weight: float
    """Mean share of an artist's weight that lies in families a listener names."""
    unknown: int
    """Artists of whom no tag named a genre."""
    genre_tags: int
    unread: tuple[str, ...]
    """Tags that are genres by hand and not by the tree."""
    noise_tags: int
    passed: tuple[str, ...]
    """Tags that are noise by hand and a genre by the tree."""
    wrong: tuple[str, ...]
    """Artists of another family, with it."""

    @property
    def accuracy(self) -> float:
        """Per cent of all artists, unknown ones too, that are right."""
        return 100 * self.right / self.artists


def run(options: Options) -> Report:  # noqa: ARG001 (every benchmark is handed them)
    """Mark both samples."""
    tuned, held_out = mark(artists(TUNED)), mark(artists(HELD_OUT))
    plain = naive_accuracy(artists(HELD_OUT))
    loading = min(_loading() for _ in range(LOADS))
    bars = (
        Bar(what="genres in the tree", value=len(all_genres()), unit="", bar=500, at_least=True),
        *_bars("held out", held_out),
        *_bars("tuned", tuned),
        Bar(what="loading the tree, once", value=loading, unit="ms of CPU", bar=20),
    )
    return Report(
        bars=bars,
        notes=(
            f"{len(all_families())} families",
            f"held out: the strongest tag that is a genre's own name would be right for {plain:.1f} %",
            *_notes("held out", held_out),
            *_notes("tuned", tuned),
        ),
    )


def naive(artist: Artist) -> Genre | None:
    """Return the family of the strongest tag that is spelled as the tree spells it."""
    named = {genre.name: genre for genre in all_genres()}
    found = max(
        (tag for tag in artist.tags if tag in named), key=artist.tags.__getitem__, default=""
    )
    return named[found].family if found else None


def naive_accuracy(sample: tuple[Artist, ...]) -> float:
    """Return the per cent of artists whose family the strongest exact tag would tell."""
    found = [(artist, naive(artist)) for artist in sample]
    right = sum(family is not None and family.name in artist.families for artist, family in found)
    return 100 * right / len(sample)


def mark(sample: tuple[Artist, ...]) -> Marks:
    """Hold what the tree makes of each artist's tags against what a listener says."""
    right = first = unknown = 0
    weight = 0.0
    wrong = []
    for artist in sample:
        families = by_family(weigh(artist.tags))
        if not families:
            unknown += 1
            continue
        largest = families[0].genre.name
        first += largest == artist.families[0]
        weight += sum(share for family, share in families if family.name in artist.families)
        if largest in artist.families:
            right += 1
        else:
            wrong.append(f"{artist.name} ({largest})")
    genre_tags = [tag for artist in sample for tag in artist.tags if tag not in artist.noise]
    noise_tags = [tag for artist in sample for tag in artist.tags if tag in artist.noise]
    return Marks(
        artists=len(sample),
        right=right,
        first=first,
        weight=weight / len(sample),
        unknown=unknown,
        genre_tags=len(genre_tags),
        unread=tuple(tag for tag in genre_tags if not read(tag)),
        noise_tags=len(noise_tags),
        passed=tuple(tag for tag in noise_tags if read(tag)),
        wrong=tuple(wrong),
    )


def _bars(name: str, marks: Marks) -> tuple[Bar, ...]:
    return (
        Bar(
            what=f"{name}: accuracy of the family",
            value=marks.accuracy,
            unit="%",
            bar=95,
            at_least=True,
        ),
        Bar(
            what=f"{name}: artists unknown",
            value=100 * marks.unknown / marks.artists,
            unit="%",
            bar=2,
        ),
        Bar(
            what=f"{name}: noise passed",
            value=100 * len(marks.passed) / marks.noise_tags,
            unit="%",
            bar=1,
        ),
    )


def _notes(name: str, marks: Marks) -> tuple[str, ...]:
    named = 100 * marks.weight
    said = (
        f"{marks.right} of {marks.artists} artists right, {marks.first} the first family named",
        f"{named:.1f} % of the weight in families named",
        f"{len(marks.unread)} of {marks.genre_tags} tags that are genres unknown",
        f"{len(marks.passed)} of {marks.noise_tags} tags that are none passed",
        f"wrong: {', '.join(marks.wrong) or 'none'}",
        f"unknown tags: {', '.join(sorted(set(marks.unread))) or 'none'}",
        f"noise passed: {', '.join(sorted(set(marks.passed))) or 'none'}",
    )
    return tuple(f"{name}: {each}" for each in said)


def _loading() -> float:
    """Return the milliseconds of a fresh interpreter for the first genre asked for."""
    command = [sys.executable, "-c", LOADED]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
