"""Write the answers of ``insights`` as plain JSON, whatever they are made of."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

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


class Moments(StrEnum):
    """How moments are written."""

    EPOCH = "epoch"
    """Seconds, for programs."""
    ISO = "iso"
    """Local time with its offset, for people and templates."""


def as_plain(answer: object, moments: Moments) -> object:
    """Turn an answer into dicts, lists, strings and numbers; ``None`` stays.

    Dataclasses become dicts of the fields they show, days ISO dates.
    """
    return _plain(answer, _as_it_is if moments is Moments.EPOCH else _local)


def _plain(value: object, moment: Callable[[float], object]) -> object:
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
        return [_plain(each, moment) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each, moment) for key, each in value.items()}
    return {
        name: _moments(getattr(value, name), moment)
        if is_moment
        else _plain(getattr(value, name), moment)
        for name, is_moment in _fields(cast("type[DataclassInstance]", type(value)))
    }


def _moments(value: object, moment: Callable[[float], object]) -> object:
    if isinstance(value, tuple):
        return [moment(each) for each in value]
    return moment(value) if isinstance(value, int | float) else value


@lru_cache(maxsize=256)
def _fields(kind: type[DataclassInstance]) -> tuple[tuple[str, bool], ...]:
    """Name the fields that a dataclass shows, and whether each holds moments."""
    return tuple(
        (field.name, field.name in MOMENTS or field.name.endswith("_at"))
        for field in fields(kind)
        if field.repr
    )


def _as_it_is(epoch: float) -> float:
    return epoch


def _local(epoch: float) -> str:
    return dt_util.as_local(dt_util.utc_from_timestamp(epoch)).isoformat(timespec="seconds")
