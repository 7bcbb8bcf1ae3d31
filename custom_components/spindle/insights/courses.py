"""What some names had in each of many spans: the lines of a chart over time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from . import span as spans
from .chosen import FILTERS, choose
from .counting import COUNTS
from .names import Figure, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from .scope import Scope
    from .span import Span

type Courses = dict[int, list[int]]
"""One figure for each span, by the id of a name."""

IN_MONTHS: Final = {
    (kind, figure): f"""
SELECT chosen.value, name.value, summed.{figure}
FROM json_each(?) AS chosen CROSS JOIN json_each(?) AS name CROSS JOIN r_{kind}_month AS summed
ON summed.month = chosen.value AND summed.{kind}_id = name.value"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}
IN_PIECES: Final = {
    (kind, figure): f"""
SELECT piece.key, name.value, (
    SELECT {COUNTS[figure]} FROM play INDEXED BY play_{kind}
    WHERE {kind}_id = name.value AND hidden = 0
        AND id >= json_extract(piece.value, '$[0]') AND id < json_extract(piece.value, '$[1]'){FILTERS}
) FROM json_each(:pieces) AS piece CROSS JOIN json_each(:names) AS name"""  # noqa: S608
    for kind in Kind
    for figure in Figure
}


def courses(
    db: Connection,
    kind: Kind,
    names: Sequence[int],
    figure: Figure,
    scope: Scope,
    steps: Sequence[Span],
    zone: ZoneInfo,
) -> Courses:
    """Return what some names had in each of some spans, from sums of months where they can."""
    history = spans.of_history(db)
    summed = spans.summed_months(db, zone, history) if scope.is_whole else ()
    found: Courses = {name: [0] * len(steps) for name in names}
    of_month: dict[int, int] = {}
    pieces: list[Span] = []
    of_piece: list[int] = []
    for number, step in enumerate(steps):
        division = spans.divide(step.clip(history), summed)
        of_month |= dict.fromkeys(division.months, number)
        for piece in (*(edge.part for edge in division.edges), *division.loose):
            pieces.append(piece)
            of_piece.append(number)
    listed = json.dumps(list(names))
    rows = db.execute(IN_MONTHS[kind, figure], (json.dumps(list(of_month)), listed))
    for month, name, figures in rows:
        found[name][of_month[month]] += figures
    values = {**choose(db, scope).values, "pieces": json.dumps(pieces), "names": listed}
    for piece_number, name, figures in db.execute(IN_PIECES[kind, figure], values):
        found[name][of_piece[piece_number]] += figures
    return found
