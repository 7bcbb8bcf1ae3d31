"""Text as people write it, made safe to keep and fair to compare."""

from __future__ import annotations

from functools import lru_cache
import re
from typing import Final
import unicodedata

TEXT_LIMIT: Final = 512
"""Characters that a title, a name or a station may have."""

# Slack for what cleaning takes away, so that a megabyte is never walked through.
_READ_AHEAD: Final = 4

# Invisible, or turning the text around it. The joiners U+200C and U+200D stay: Persian,
# Indic scripts and emoji are spelled with them.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]+"
)
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. The marks of Indic, Thai
# and Japanese writing are letters of their own and stay.
_DIACRITICS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+"
)
# Signs that vanish within a word (R.E.M., Guns N' Roses); every other sign parts two words.
_SILENT: Final = re.compile("['\u2019\u2018\u201b\u02bc\u02b9\u02bb`\u00b4.\u2024\u2027]+")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_SPELLED_OUT: Final = str.maketrans(
    {
        "&": " and ",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00f0": "d",
        "\u00fe": "th",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u0131": "i",
        "\u0127": "h",
    }
)


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` fit to be stored and shown, at most ``limit`` characters long.

    Control characters, lone surrogates and line breaks become spaces, invisible and
    direction-turning characters vanish, runs of white space become one space, accents
    are composed (Unicode NFC). Cleaning twice changes nothing.
    """
    if (
        len(text) <= limit
        and text.isprintable()
        and "  " not in text
        and unicodedata.is_normalized("NFC", text)
    ):
        return text.strip()
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text[: limit * _READ_AHEAD]))
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return text[:limit].rstrip()


def has_controls(text: str, limit: int = TEXT_LIMIT) -> bool:
    """Tell whether ``clean`` would find control characters or lone surrogates in ``text``."""
    text = text[: limit * _READ_AHEAD]
    return not text.isprintable() and bool(_CONTROL.search(text))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the key under which ``text`` equals its other spellings.

    Case, accents and punctuation do not count (``"Beyoncé"`` equals ``"BEYONCE"``,
    ``"AC/DC"`` equals ``"ac-dc"``), and ``&`` is ``and``. What consists of signs alone
    (the band ``"!!!"``) keeps them, so only blank text has an empty key.
    """
    text = clean(text)
    key = unicodedata.normalize("NFKD", text).casefold()
    if not key.isascii():
        key = _DIACRITICS.sub("", unicodedata.normalize("NFKD", key))
    words = _SILENT.sub("", key.translate(_SPELLED_OUT))
    if not words.isascii():
        # \W would tear the vowel signs out of Indic and Thai words; only signs may part them.
        words = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in words)
        return unicodedata.normalize("NFC", " ".join(words.split())) or text.casefold()
    return " ".join(_NOT_A_WORD.sub(" ", words).split()) or text.casefold()
