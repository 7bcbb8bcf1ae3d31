"""What a benchmark found, for a reader and for a machine."""

from __future__ import annotations

from dataclasses import dataclass
import json


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One figure that has a bar: it holds when it is no higher, or no lower if so wanted."""

    what: str
    value: float
    unit: str
    bar: float
    at_least: bool = False
    """Whether more is better: the figure must reach the bar."""

    @property
    def holds(self) -> bool:
        """Tell whether the figure keeps to its bar."""
        return self.value >= self.bar if self.at_least else self.value <= self.bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a benchmark measured: figures with a bar, and sentences beside them."""

    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()


def as_table(report: Report) -> str:
    """Lay the figures out in columns, with the notes below."""
    width = max(len(bar.what) for bar in report.bars)
    rows = [
        f"  {bar.what:<{width}}  {_number(bar.value):>10} {bar.unit:<9} "
        f"bar {'≥' if bar.at_least else '≤'} {_number(bar.bar):>8}"
        f"  {'holds' if bar.holds else 'MISSED'}"
        for bar in report.bars
    ]
    return "\n".join([*rows, *(f"  {note}" for note in report.notes)])


def as_json(name: str, report: Report) -> str:
    """Write the figures as one line of JSON."""
    bars = [
        {
            "what": bar.what,
            "value": round(bar.value, 4),
            "unit": bar.unit,
            "bar": bar.bar,
            "holds": bar.holds,
        }
        for bar in report.bars
    ]
    return json.dumps({"bench": name, "bars": bars})


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004 (a thousand needs no decimals)
