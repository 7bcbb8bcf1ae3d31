"""Sleeves for records: pictures that a browser draws, each its own and always the same."""

from __future__ import annotations

import colorsys
from math import hypot, sin
import random
import struct
from typing import TYPE_CHECKING, Final
import zlib

if TYPE_CHECKING:
    from collections.abc import Iterator

PIXELS: Final = 96
"""Of a side."""


def sleeve(name: str) -> bytes:
    """Draw the sleeve of a record as a PNG: waves of two colours around a place of its own."""
    draw = random.Random(name)  # noqa: S311 (a picture, no secret)
    hue = draw.random()
    ink, paper = _colour(hue, 0.55, 0.9), _colour(hue + draw.uniform(0.2, 0.6), 0.6, 0.35)
    centre = draw.uniform(-0.2, 1.2), draw.uniform(-0.2, 1.2)
    waves, tilt = draw.uniform(6, 26), draw.uniform(0, 9)

    def pixels(y: int) -> Iterator[int]:
        for x in range(PIXELS):
            across, down = x / PIXELS, y / PIXELS
            away = hypot(across - centre[0], down - centre[1])
            share = 0.5 + 0.5 * sin(waves * away + tilt * across)
            yield from (
                round(one + (other - one) * share) for one, other in zip(paper, ink, strict=True)
            )

    return _png(b"".join(bytes((0, *pixels(y))) for y in range(PIXELS)))


def _colour(hue: float, saturation: float, value: float) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in colorsys.hsv_to_rgb(hue % 1, saturation, value))


def _png(rows: bytes) -> bytes:
    """Write rows of red, green and blue (https://www.w3.org/TR/png-3/)."""
    header = struct.pack(">IIBBBBB", PIXELS, PIXELS, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
