"""The way to a thread for what blocks: disks and speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class InThread(Protocol):
    """Runs something that blocks elsewhere; ``hass.async_add_executor_job`` is one."""

    def __call__[T](self, work: Callable[[], T], /) -> Awaitable[T]:
        """Begin it, and give what it returns or raises."""
        ...
