"""Write the answers of ``insights`` as plain JSON, whatever they are made of."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from homeassistant.util import dt as dt_util

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

DIGITS: Final = 4
"""Decimals of a figure that is no whole number."""
SIMPLE: Final = frozenset({int, str})
"""What a list that begins with one holds throughout, thousands of times perhaps: as it is."""
MOMENTS: Final = frozenset({"start", "end", "starts"})
"""Fields that hold epoch seconds, beside all those whose name ends in ``_at``."""
COVER: Final = "cover"
"""The field that names a cover."""


class Moments(StrEnum):
    """How moments are written."""

    EPOCH = "epoch"
    """Seconds, for programs."""
    ISO = "iso"
    """Local time with its offset, for people and templates."""


class Kind(Enum):
    """What a field of an answer holds."""

    PLAIN = 0
    MOMENT = 1
    COVER = 2
    """The MBID of a release group, of which there may be a cover."""


class _Telling(NamedTuple):
    """How moments, and covers, are told."""

    moment: Callable[[float], object]
    cover: Callable[[str], str | None]


def no_cover(_mbid: str) -> None:
    """Tell of no cover."""


def as_plain(
    answer: object, moments: Moments, cover: Callable[[str], str | None] = no_cover
) -> object:
    """Turn an answer into dicts, lists, strings and numbers; ``None`` stays.

    Dataclasses become dicts of the fields they show, days ISO dates, covers their addresses.
    """
    return _plain(answer, _Telling(_as_it_is if moments is Moments.EPOCH else _local, cover))


def _plain(value: object, telling: _Telling) -> object:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        if value and type(value[0]) in SIMPLE:
            return value
        return [_plain(each, telling) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each, telling) for key, each in value.items()}
    return {
        name: _field(getattr(value, name), kind, telling)
        for name, kind in _fields(cast("type[DataclassInstance]", type(value)))
    }


def _field(value: object, kind: Kind, telling: _Telling) -> object:
    if kind is Kind.MOMENT:
        return _moments(value, telling.moment)
    if kind is Kind.COVER:
        return telling.cover(value) if isinstance(value, str) else None
    return _plain(value, telling)


def _moments(value: object, moment: Callable[[float], object]) -> object:
    if isinstance(value, tuple):
        return [moment(each) for each in value]
    return moment(value) if isinstance(value, int | float) else value


@lru_cache(maxsize=256)
def _fields(shown: type[DataclassInstance]) -> tuple[tuple[str, Kind], ...]:
    """Name the fields that a dataclass shows, and what each holds."""
    return tuple((field.name, _kind(field.name)) for field in fields(shown) if field.repr)


def _kind(name: str) -> Kind:
    if name == COVER:
        return Kind.COVER
    return Kind.MOMENT if name in MOMENTS or name.endswith("_at") else Kind.PLAIN


def _as_it_is(epoch: float) -> float:
    return epoch


def _local(epoch: float) -> str:
    return dt_util.as_local(dt_util.utc_from_timestamp(epoch)).isoformat(timespec="seconds")
