"""Tell a picture by its own first bytes, whatever somebody says that it is.

https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern. Only what cannot hold a
program is taken: no SVG.
"""

from __future__ import annotations

from typing import Final

_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_RIFF: Final = b"RIFF"
_WEBP: Final = b"WEBPVP"


def picture_type(data: bytes) -> str | None:
    """Return the media type of a picture that browsers draw; None for anything else."""
    if data.startswith(_JPEG):
        return "image/jpeg"
    if data.startswith(_PNG):
        return "image/png"
    if data.startswith(_RIFF) and data[8:14] == _WEBP:
        return "image/webp"
    return None
