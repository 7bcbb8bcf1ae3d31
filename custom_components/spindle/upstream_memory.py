"""Keep in the store what the gates and caches of outside services must remember."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
import time
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import LOGGER
from .store import cached_answers, gate_states
from .store.cached_answers import Kept
from .unsaved import Unsaved
from .upstream.memory import CachedAnswer

if TYPE_CHECKING:
    from concurrent.futures import Future

    from homeassistant.core import HomeAssistant

    from .house import House

SAVE_AFTER: Final = 60.0
"""Seconds in which ledgers gather: a card is not written to more often for them."""
KEEP_AFTER: Final = 15.0
"""Seconds in which answers gather that are written together."""
LOAD_AGAIN: Final = 30.0
"""Seconds until a store that could not be asked is asked again."""
MOST_ACCOUNTS: Final = 64
ANSWER_BYTES: Final = 4 << 20
"""Bytes that wait in memory at most, while the disk takes nothing."""
MOST_USED: Final = 500
"""Answers of which it is noted that they were used."""

type Key = tuple[str, str]


class UpstreamMemory:
    """A ``GateMemory`` and a ``CacheMemory`` on the household's store.

    Nothing in here waits for the disk but ``load`` and ``read``.
    """

    def __init__(self, hass: HomeAssistant, house: House) -> None:
        """Remember nothing yet."""
        self._house = house
        self._used: dict[Key, None] = {}
        self._states = Unsaved[str, Mapping[str, Any]](
            hass, self._write_states, delay=SAVE_AFTER, most=MOST_ACCOUNTS, size=lambda _: 1
        )
        self._answers = Unsaved[Key, CachedAnswer](
            hass,
            self._write_answers,
            delay=KEEP_AFTER,
            most=ANSWER_BYTES,
            size=lambda answer: len(answer.body) + cached_answers.OVERHEAD,
        )

    async def load(self, account: str) -> Mapping[str, Any] | None:
        """Return the state last saved of an account, or None.

        Waits until the store can tell: without it a gate would forget its penalty. Raises
        ``HomeAssistantError`` when the house is closed.
        """
        while (unsaved := self._states.get(account)) is None:
            try:
                return await self._house.read(gate_states.load, account)
            except HomeAssistantError as error:
                if not self._house.is_open:
                    raise
                LOGGER.debug("What %s said last cannot be read yet: %s", account, error)
            await asyncio.sleep(LOAD_AGAIN)
        return unsaved

    @callback
    def save(self, account: str, state: Mapping[str, Any], *, at_once: bool) -> None:
        """Take a gate's whole state, to be written at once or within a minute."""
        self._states.async_put(account, state, at_once=at_once)

    async def read(self, service: str, key: str) -> CachedAnswer | None:
        """Return the answer that is kept, or None; also when the store cannot be asked."""
        if (unsaved := self._answers.get((service, key))) is not None:
            return unsaved
        try:
            kept = await self._house.read(cached_answers.read, service, key)
        except HomeAssistantError:
            return None
        if kept is None:
            return None
        self._use((service, key))
        return CachedAnswer(
            status=kept.status,
            body=kept.body,
            answered_at=kept.answered_at,
            fresh_until=kept.fresh_until,
            etag=kept.etag,
            snapshot_id=kept.snapshot_id,
        )

    @callback
    def write(self, service: str, key: str, answer: CachedAnswer) -> None:
        """Take an answer, to be written soon."""
        self._answers.async_put((service, key), answer)

    @callback
    def async_flush(self) -> None:
        """Hand everything to the store: it is about to close."""
        self._states.async_flush()
        self._answers.async_flush()

    def _use(self, key: Key) -> None:
        self._used.pop(key, None)
        self._used[key] = None
        if len(self._used) > MOST_USED:
            del self._used[next(iter(self._used))]

    def _write_states(self, states: Mapping[str, Mapping[str, Any]]) -> Future[None]:
        return self._house.submit(gate_states.save, states)

    def _write_answers(self, answers: Mapping[Key, CachedAnswer]) -> Future[None]:
        kept = [(*key, _kept(answer)) for key, answer in answers.items()]
        used = list(self._used)
        written = self._house.submit(cached_answers.keep, kept, used=used, now=time.time())
        self._used.clear()
        return written


def _kept(answer: CachedAnswer) -> Kept:
    return Kept(
        status=answer.status,
        body=answer.body,
        answered_at=answer.answered_at,
        fresh_until=answer.fresh_until,
        etag=answer.etag,
        snapshot_id=answer.snapshot_id,
    )
