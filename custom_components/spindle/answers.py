"""Keep the latest answers of the store, and ask only once what is asked twice at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date
    from sqlite3 import Connection

    from .house import House

PLACES: Final = 64
"""How many answers are kept."""

type Stamp = tuple[Hashable, int, date]
"""A question, the state of the history, and the local day it was asked on."""


class Answers:
    """The answers to the latest questions, as the JSON they are told in.

    They hold until the history changes or the next local day begins.
    """

    def __init__(self, hass: HomeAssistant, house: House) -> None:
        """Know no answer yet."""
        self._hass = hass
        self._house = house
        self._kept = OrderedDict[Stamp, bytes]()
        self._asked: dict[Stamp, asyncio.Task[bytes]] = {}
        self.generation = 0
        """Grows with every change of the history, from 0 at the start of Home Assistant."""

    @callback
    def async_forget(self) -> None:
        """Take it that the history has changed."""
        self.generation += 1
        self._kept.clear()

    async def get(self, question: Hashable, ask: Callable[[Connection], bytes]) -> bytes:
        """Give the answer to ``question``, by ``ask`` on a reading thread where none is kept.

        Raises what ``House.read`` raises, and what ``ask`` itself does.
        """
        stamp = (question, self.generation, dt_util.now().date())
        if kept := self._kept.get(stamp):
            self._kept.move_to_end(stamp)
            return kept
        asking = self._asked.get(stamp)
        if asking is None:
            asking = self._asked[stamp] = self._hass.async_create_background_task(
                self._house.read(ask), "spindle question"
            )
            asking.add_done_callback(lambda asked: self._answered(stamp, asked))
        # One who goes leaves the question to the others.
        await asyncio.wait((asking,))
        return await asking

    def _answered(self, stamp: Stamp, asked: asyncio.Task[bytes]) -> None:
        """Keep an answer that still holds; its failure is for those who wait."""
        del self._asked[stamp]
        if asked.cancelled() or asked.exception() or stamp[1] != self.generation:
            return
        self._kept[stamp] = asked.result()
        if len(self._kept) > PLACES:
            self._kept.popitem(last=False)
