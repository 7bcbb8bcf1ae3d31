"""Names that read like music: artists, albums and titles, drawn at random, never twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from custom_components.spindle.catalogue.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

COMMON: Final = (
    "night love light heart river summer fire rain blue golden city road home dream dance "
    "shadow winter ocean morning silver star moon sun stone wild young broken last first "
    "black white red ghost mirror paper glass garden mountain train radio electric velvet "
    "hollow quiet loud slow distant northern southern little great lonely happy strange "
    "lost found falling rising burning frozen sleeping running waiting honest sacred tender"
)
"""Words that half of all titles share, as they do in any collection; parted by spaces."""
SYLLABLES: Final = (
    "ba be bi bo bra bri ca ce co cra da de di do dra el en er fa fe fi flo ga ge go gra ha "
    "he hi ho ja je jo ka ke ki ko kri la le li lo lu ma me mi mo na ne ni no o pa pe po pra "
    "ra re ri ro sa se shi so sta ta te ti to tra u va ve vi vo wa we wi ya yo za ze zo"
)
WORDS: Final = 8000
"""Words that are no common ones."""
ACCENTED: Final = (("a", "á"), ("o", "ö"), ("e", "é"), ("u", "ü"), ("i", "í"), ("o", "ø"))
JOINTS: Final = ("of the", "in the", "and the", "without", "for", "under the")
ENDINGS: Final = (" (Live)", " (Remastered)", " - Single Version", ", Pt. 2", " (Acoustic)")
GENRES: Final = (
    "rock;pop;indie rock;hip hop;electronic;folk;jazz;classical;metal;soul;punk;ambient;"
    "country;reggae;blues;techno;house;singer-songwriter;alternative rock;r&b;shoegaze;"
    "post-punk;dream pop;trip hop;funk;disco;krautrock;post-rock;synth-pop;grunge;afrobeat;"
    "bossa nova;chanson;drum and bass;dub;emo;garage rock;gospel;hardcore;industrial;"
    "lo-fi;minimal;neoclassical;new wave;noise;opera;progressive rock;psychedelic rock;"
    "ska;soundtrack;swing;tango;thrash metal;trance;trap;world;americana;chillout;downtempo"
)
"""Parted by semicolons, the most frequent first."""


class Names:
    """Draws names; what was given to one artist, or as one artist's title, is not again."""

    def __init__(self, draw: Random) -> None:
        """Draw from ``draw``."""
        self._draw = draw
        self._common = COMMON.split()
        self._syllables = SYLLABLES.split()
        self._words = [self._new_word() for _ in range(WORDS)]
        self._artists: set[str] = set()

    def artist(self) -> str:
        """Return the name of an artist."""
        return self._new(self._an_artist, self._artists)

    def title(self, given: set[str]) -> str:
        """Return a title whose folded form is not in ``given``, and add it."""
        return self._new(self._a_title, given)

    def _new(self, make: Callable[[], str], given: set[str]) -> str:
        name = make()
        while (key := fold(name)) in given:
            name = f"{name} {self._word().title()}"
        given.add(key)
        return name

    def _an_artist(self) -> str:
        draw = self._draw
        kind = draw.random()
        if kind < 0.3:  # noqa: PLR2004  # Shares of the forms that names have.
            return f"The {self._word().title()}s"
        if kind < 0.7:  # noqa: PLR2004
            return f"{self._word().title()} {self._word().title()}"
        if kind < 0.85:  # noqa: PLR2004
            return f"{draw.choice(self._common).title()} {self._word().title()}"
        return self._word().title()

    def _a_title(self) -> str:
        draw = self._draw
        words = [
            draw.choice(self._common) if draw.random() < 0.5 else self._word()  # noqa: PLR2004
            for _ in range(draw.choice((1, 2, 2, 3)))
        ]
        if len(words) > 1 and draw.random() < 0.25:  # noqa: PLR2004
            words.insert(1, draw.choice(JOINTS))
        ending = draw.choice(ENDINGS) if draw.random() < 0.08 else ""  # noqa: PLR2004
        return " ".join(words).title() + ending

    def _word(self) -> str:
        return self._draw.choice(self._words)

    def _new_word(self) -> str:
        draw = self._draw
        word = "".join(draw.choice(self._syllables) for _ in range(draw.choice((2, 2, 3))))
        return word.replace(*draw.choice(ACCENTED)) if draw.random() < 0.06 else word  # noqa: PLR2004
