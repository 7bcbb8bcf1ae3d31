"""Whose turn it is: the queue before a gate, and the one timer that looks at it again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from .errors import Overdue
from .types import Priority, Why
from .waiting import Ticket, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from .admission import Admission, Hold
    from .clock import Clock
    from .flight import Flight, Key
    from .steady import SteadyClock
    from .types import Request

PACING_FOR: Final = 60.0
"""Seconds a gate is called pacing after a call had to wait a second or more."""
_NOTICED: Final = 1.0
_TICK: Final = 0.001
"""Seconds slept at least, so that floating point cannot stand still before a deadline."""


class Turns:
    """Lets calls through one by one, and turns away at once who would wait too long."""

    def __init__(
        self,
        admission: Admission,
        steady: SteadyClock,
        clock: Clock,
        *,
        most: int,
        launch: Callable[[Ticket, float], Flight],
    ) -> None:
        """Keep nobody waiting; ``launch(ticket, now)`` sends a call."""
        self._admission = admission
        self._steady = steady
        self._clock = clock
        self._launch = launch
        self._waiting = Waiting(most)
        self._numbers = 0
        self._pacing_until = 0.0
        self._timer: asyncio.Task[None] | None = None
        self._timer_at = 0.0

    def __len__(self) -> int:
        """Count the calls that wait."""
        return len(self._waiting)

    def is_pacing(self, now: float) -> bool:
        """Tell whether a call had to wait noticeably in the last minute."""
        return now < self._pacing_until

    def expected(self, priority: Priority, hold: Hold | None, now: float) -> float:
        """Return when a new call of a priority would be made, behind those that wait."""
        return self._at(hold, self._waiting.ahead_of(priority), now)

    async def take(self, request: Request, key: Key | None, deadline: float) -> Flight:
        """Wait for a turn; returns the call under way, with a place on board taken.

        Raises ``Overdue`` at once when it would come after ``deadline`` (steady), or when the
        service has said no. Who is cancelled leaves the queue in the same tick.
        """
        turn: asyncio.Future[Flight] = asyncio.get_running_loop().create_future()
        self._numbers += 1
        ticket = Ticket(
            priority=request.priority,
            number=self._numbers,
            request=request,
            key=key,
            deadline=deadline,
            turn=turn,
        )
        if (displaced := self._waiting.add(ticket)) is not None:
            self._turn_away(displaced, self._crowded(displaced))
        self.look()
        try:
            return await turn
        except asyncio.CancelledError:
            self._withdraw(ticket)
            raise

    def look(self) -> None:
        """Let through who may go, turn away who cannot, and see when to look again."""
        now = self._steady.now()
        ahead = 0
        wake: float | None = None
        for ticket in self._waiting:
            if ticket.turn.done():
                continue
            family, priority = ticket.request.family, ticket.priority
            hold = self._admission.hold(family, priority, now)
            if hold is None and self._admission.has_room(family, priority, now):
                self._go(ticket, now)
                continue
            at = self._at(hold, ahead, now)
            if (hold and hold.is_shut) or at > ticket.deadline or now >= ticket.deadline:
                self._turn_away(ticket, self._overdue(hold, at))
                continue
            ahead += hold is None or hold.why is Why.PACE
            self._notice(at, now)
            soonest = min(ticket.deadline, hold.at) if hold else ticket.deadline
            wake = soonest if wake is None else min(wake, soonest)
        self._ring_at(wake)

    def end(self, error: Overdue) -> None:
        """Send everybody back."""
        for ticket in self._waiting:
            self._turn_away(ticket, error)
        self._ring_at(None)

    def _go(self, ticket: Ticket, now: float) -> None:
        """Send a call, for everybody who waits with the same question."""
        flight = self._launch(ticket, now)
        for one in self._waiting:
            if one is ticket or (ticket.key and one.key == ticket.key):
                self._waiting.remove(one)
                if not one.turn.done():
                    flight.board()
                    one.turn.set_result(flight)

    def _withdraw(self, ticket: Ticket) -> None:
        """Give up a place in the queue, or on board when the turn had just come."""
        if ticket in self._waiting:
            self._waiting.remove(ticket)
            self.look()
        elif not ticket.turn.cancelled() and not ticket.turn.exception():
            ticket.turn.result().leave()

    def _turn_away(self, ticket: Ticket, error: Overdue) -> None:
        """Send a waiting call back to its caller."""
        self._waiting.remove(ticket)
        if not ticket.turn.done():
            ticket.turn.set_exception(error)

    def _overdue(self, hold: Hold | None, at: float) -> Overdue:
        """Say when a call that waits too long may be made."""
        if hold is None:
            return Overdue(self._steady.wall(at), None, Why.PACE)
        return Overdue(self._steady.wall(at), hold.wall, hold.why)

    def _crowded(self, ticket: Ticket) -> Overdue:
        """Say when there will be a place again for a call that found none."""
        now = self._steady.now()
        hold = self._admission.hold(ticket.request.family, ticket.priority, now)
        at = self.expected(ticket.priority, hold, now)
        return Overdue(self._steady.wall(at), None, Why.CROWDED)

    def _at(self, hold: Hold | None, ahead: int, now: float) -> float:
        """Steady time at which a call would be made with so many before it."""
        return (hold.at if hold else now) + ahead / self._admission.pacer.pace(now)

    def _notice(self, at: float, now: float) -> None:
        """Remember that a call has to wait, if it is long enough to tell people."""
        if at - now >= _NOTICED:
            self._pacing_until = now + PACING_FOR

    def _ring_at(self, at: float | None) -> None:
        """Look again at a steady time; None when nobody waits for time to pass."""
        if self._timer and at is not None and self._timer_at <= at:
            return
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if at is not None:
            self._timer_at = at
            self._timer = asyncio.get_running_loop().create_task(self._ring(at))

    async def _ring(self, at: float) -> None:
        """Sleep until a steady time, then look."""
        await self._clock.sleep(max(at - self._steady.now(), _TICK))
        self._timer = None
        self.look()
