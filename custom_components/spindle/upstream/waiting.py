"""The calls that wait at a gate, who goes first in front; never more than it lets wait."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from .flight import Flight, Key
    from .types import Priority, Request


@dataclass(slots=True, kw_only=True, order=True)
class Ticket:
    """One call in the queue."""

    priority: Priority
    number: int
    """In order of coming."""
    request: Request = field(compare=False)
    key: Key | None = field(compare=False)
    """What makes two calls the same; None for one that is never shared."""
    deadline: float = field(compare=False)
    """Steady time until which its caller waits to be let through."""
    turn: asyncio.Future[Flight] = field(compare=False)


class Waiting:
    """A bounded queue by priority, then by time of coming."""

    def __init__(self, most: int) -> None:
        """Let ``most`` calls wait."""
        self._most = most
        self._tickets: list[Ticket] = []

    def __len__(self) -> int:
        return len(self._tickets)

    def __iter__(self) -> Iterator[Ticket]:
        """Go through those that wait now, whatever happens to the queue meanwhile."""
        return iter(tuple(self._tickets))

    def __contains__(self, ticket: Ticket) -> bool:
        return any(one is ticket for one in self._tickets)

    def add(self, ticket: Ticket) -> Ticket | None:
        """Let a call wait; returns the last in the queue if there is no place for it."""
        insort(self._tickets, ticket)
        return self._tickets.pop() if len(self._tickets) > self._most else None

    def remove(self, ticket: Ticket) -> None:
        """Take a call out, if it waits."""
        self._tickets = [one for one in self._tickets if one is not ticket]

    def ahead_of(self, priority: Priority) -> int:
        """Count the calls that a new one of a priority would come behind."""
        return sum(one.priority <= priority for one in self._tickets)
