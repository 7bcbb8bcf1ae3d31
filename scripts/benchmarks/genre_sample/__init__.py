"""Well-known artists with the tags that services give them, and the families a listener names.

One artist a line: name, families (the first is the one to name alone), the service whose manner
of counting the tags have, and the tags with their counts. A tag that is no genre begins with
``!``: labelled by hand, not by the tree's own list of what is refused.

The tags were written down from knowledge of how Last.fm, MusicBrainz, ListenBrainz and Deezer
tag, not copied from any of them: their data has licences of its own.
``tuned.txt`` is what the tree was improved with. ``held_out.txt`` was written when that was done,
and no genre, spelling or weight was changed to suit it. Both are by the hand that wrote the tree,
so that they tell how well tags are read rather than how well the world is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE: Final = Path(__file__).parent
TUNED: Final = HERE / "tuned.txt"
HELD_OUT: Final = HERE / "held_out.txt"
SERVICES: Final = frozenset({"lastfm", "musicbrainz", "listenbrainz", "deezer"})
NOISE: Final = "!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """One artist of the sample."""

    name: str
    families: tuple[str, ...]
    """Names of the families that are right, the best first."""
    service: str
    tags: Mapping[str, float]
    noise: frozenset[str]
    """Those of the tags that are no genre."""


def artists(sample: Path) -> tuple[Artist, ...]:
    """Read a sample; raises ValueError for a line of another form."""
    return tuple(_artist(line) for line in sample.read_text(encoding="utf-8").splitlines())


def _artist(line: str) -> Artist:
    name, families, service, told = line.split(" | ")
    if service not in SERVICES:
        raise ValueError(f"{name}: there is no service {service}")
    tags: dict[str, float] = {}
    noise = set()
    for each in told.split(", "):
        labelled, _, count = each.rpartition(" ")
        tag = labelled.removeprefix(NOISE)
        tags[tag] = float(count)
        if tag != labelled:
            noise.add(tag)
    return Artist(
        name=name,
        families=tuple(families.split(", ")),
        service=service,
        tags=tags,
        noise=frozenset(noise),
    )
