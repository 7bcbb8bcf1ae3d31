"""The spans of plays between the beginnings of steps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .series import NEXT
from .span import PLACES, Span
from .window import day_of, start_of_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from .series import Step


def spans_of(starts: Sequence[int], step: Step, zone: ZoneInfo) -> list[Span]:
    """Return the spans of steps that follow each other."""
    if not starts:
        return []
    end = start_of_day(NEXT[step](day_of(starts[-1], zone)), zone)
    edges = [*starts, int(end)]
    return [Span(start * PLACES, following * PLACES) for start, following in pairwise(edges)]
