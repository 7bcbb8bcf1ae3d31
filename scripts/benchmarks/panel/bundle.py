"""How many bytes the panel and the cards are on their way to a browser."""

from __future__ import annotations

from gzip import compress
import json
from typing import NamedTuple

from tests.e2e.release import ROOT

FILES = ROOT / "custom_components" / "spindle" / "frontend"


class Bundle(NamedTuple):
    """Kilobytes (1,000 bytes), compressed."""

    cards: float
    """What a dashboard loads before a card is drawn."""
    panel: float
    """What the panel loads before its first page is drawn."""
    everything: float


def weigh() -> Bundle:
    """Weigh the built files as their manifest tells them."""
    first: dict[str, list[str]] = json.loads((FILES / "manifest.json").read_text())["first"]
    everything = [path.relative_to(FILES).as_posix() for path in FILES.rglob("*.js")]
    return Bundle(_weight(first["cards"]), _weight(first["panel"]), _weight(everything))


def _weight(names: list[str]) -> float:
    return sum(len(compress((FILES / name).read_bytes(), 9, mtime=0)) for name in names) / 1000
