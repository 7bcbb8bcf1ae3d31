"""Write the history to a file, page by page; no more than a page is ever held."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .history import rows, writers

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from homeassistant.core import HomeAssistant

    from .history.writers import Writing
    from .runtime import House

UNFINISHED: Final = ".unfinished"
"""What the name of a file ends in while it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Which plays are written: those that began from ``start`` to before ``end`` (epochs)."""

    start: float | None = None
    end: float | None = None


async def async_export(
    hass: HomeAssistant, house: House, path: Path, writing: Writing, period: Period
) -> int:
    """Write the plays of a period, the earliest first, and return how many there were.

    The file has its name once it is whole; before that, and when the writing fails, nothing
    of that name is there. Raises ``FileExistsError`` for a name that is taken, ``OSError``
    for whatever else the disk refuses, and what the store does when it cannot answer.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    file = await hass.async_add_executor_job(_begin, path, unfinished, writing)
    try:
        plays = await _write_pages(hass, house, file, writing, period)
        await hass.async_add_executor_job(_end, file, unfinished, path)
    except BaseException:
        await hass.async_add_executor_job(_give_up, file, unfinished)
        raise
    return plays


async def _write_pages(
    hass: HomeAssistant, house: House, file: TextIO, writing: Writing, period: Period
) -> int:
    plays = after = 0
    while page := await house.read(rows.page, after, start=period.start, end=period.end):
        await hass.async_add_executor_job(_write, file, page, writing)
        plays += len(page)
        after = page[-1].id
    return plays


def _begin(path: Path, unfinished: Path, writing: Writing) -> TextIO:
    if path.exists():
        raise FileExistsError(str(path))
    file = unfinished.open("w", encoding="utf-8", newline="")
    file.write(writers.beginning(writing))
    return file


def _write(file: TextIO, page: writers.Page, writing: Writing) -> None:
    file.write(writers.text_of(page, writing))


def _end(file: TextIO, unfinished: Path, path: Path) -> None:
    file.close()
    unfinished.rename(path)


def _give_up(file: TextIO, unfinished: Path) -> None:
    with suppress(OSError):
        file.close()
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)
