"""The keys under which the spellings of a tag are one."""

from __future__ import annotations

import re
from typing import Final

from ..folding import clean, fold

TAG_LIMIT: Final = 80
"""Characters of a tag that are read; longer ones are sentences, not genres."""

_PLAIN: Final = re.compile(r"[^a-z0-9]+")


def words(tag: str) -> tuple[str, ...]:
    """Return the words of a tag, folded; none for one that is blank or too long."""
    tag = clean(tag, TAG_LIMIT + 1)
    return tuple(fold(tag).split()) if len(tag) <= TAG_LIMIT else ()


def key(tag_words: tuple[str, ...]) -> str:
    """Return one key for "hip hop", "Hip-Hop" and "hiphop"."""
    return "".join(tag_words)


def key_of(text: str) -> str:
    """Return the key of one spelling; that of plain letters in a tenth of the time."""
    plain = _PLAIN.sub("", text.lower().replace("&", "and")) if text.isascii() else ""
    return plain or key(words(text))
