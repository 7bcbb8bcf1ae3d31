"""The labelled sample: read as it is written, and judged as a listener would."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.catalogue.genres import all_families
from scripts.benchmarks.genre_sample import HELD_OUT, TUNED, Artist, artists
from scripts.benchmarks.genres import mark, naive_accuracy

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = pytest.mark.parametrize("sample", [TUNED, HELD_OUT], ids=["tuned", "held out"])


@SAMPLES
def test_the_tree_reads_tags_as_a_listener_would(sample: Path) -> None:
    marks = mark(artists(sample))
    assert marks.accuracy >= 95
    assert marks.unknown == 0
    assert len(marks.passed) <= 0.01 * marks.noise_tags
    assert len(marks.unread) <= 0.05 * marks.genre_tags


def test_the_strongest_tag_alone_would_not_do() -> None:
    assert naive_accuracy(artists(HELD_OUT)) < 95


def test_no_artist_is_in_both_samples_or_twice() -> None:
    names = Counter(artist.name for sample in (TUNED, HELD_OUT) for artist in artists(sample))
    assert len(names) >= 300
    assert set(names.values()) == {1}


@SAMPLES
def test_labels_are_families_and_tags_have_counts(sample: Path) -> None:
    families = {family.name for family in all_families()}
    for artist in artists(sample):
        assert set(artist.families) <= families, artist.name
        assert all(count > 0 for count in artist.tags.values()), artist.name
        assert artist.noise <= artist.tags.keys()


def test_every_family_is_in_the_sample() -> None:
    named = {
        name for sample in (TUNED, HELD_OUT) for one in artists(sample) for name in one.families
    }
    assert named == {family.name for family in all_families()}


def test_marks_tell_right_from_wrong_from_unknown() -> None:
    def artist(families: tuple[str, ...], tags: dict[str, float], noise: frozenset[str]) -> Artist:
        return Artist(name="A", families=families, service="lastfm", tags=tags, noise=noise)

    marks = mark(
        (
            artist(("jazz",), {"bebop": 1.0, "80s": 2.0}, frozenset({"80s"})),
            artist(("rock", "jazz"), {"swing": 1.0}, frozenset()),
            artist(("jazz",), {"grunge": 1.0, "zzxy": 1.0}, frozenset({"grunge"})),
            artist(("jazz",), {"seen live": 1.0}, frozenset({"seen live"})),
        )
    )
    assert (marks.right, marks.first, marks.unknown, marks.accuracy) == (2, 1, 1, 50)
    assert marks.wrong == ("A (rock)",)
    assert marks.unread == ("zzxy",)
    assert marks.passed == ("grunge",)
    assert (marks.genre_tags, marks.noise_tags) == (3, 3)


def test_a_service_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("A | rock | myspace | rock 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="myspace"):
        artists(sample)
