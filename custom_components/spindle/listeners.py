"""A list of listeners, of whom none can spoil it for the others."""

from __future__ import annotations

from collections.abc import Callable

from .const import LOGGER

type Unsubscribe = Callable[[], None]


class Listeners[**P]:
    """Callbacks that are called together."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._callbacks: list[Callable[P, None]] = []

    def __len__(self) -> int:
        """Count them."""
        return len(self._callbacks)

    def add(self, listener: Callable[P, None]) -> Unsubscribe:
        """Add ``listener``; returns the way to remove it, which may be called twice."""
        self._callbacks.append(listener)

        def remove() -> None:
            if listener in self._callbacks:
                self._callbacks.remove(listener)

        return remove

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call each; one that raises is logged and the next is called all the same."""
        for listener in tuple(self._callbacks):
            try:
                listener(*args, **kwargs)
            except Exception:  # noqa: BLE001 (whatever it is, it is that listener's own)
                LOGGER.exception("A listener failed: %s", listener)
