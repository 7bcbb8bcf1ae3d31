"""GENA: who has subscribed to which service, and telling them in order.

``Subscriptions`` keeps the books and is pure; ``Notifier`` sends the NOTIFYs.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from itertools import count
import re
from typing import TYPE_CHECKING, Final

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .clock import Clock

LONGEST: Final = 86_400
"""Seconds for which a subscription is granted at most."""
USUAL: Final = 3_600
"""Seconds for which one is granted that does not say how long."""
FIRST_NOTIFY_AFTER: Final = 0.1
"""Seconds after the answer: the subscriber has to learn its SID before."""
LONGEST_QUEUE: Final = 1_000
"""NOTIFYs that wait for a slow subscriber before it is given up."""
PATIENCE: Final = 5.0
"""Seconds a subscriber has to take a NOTIFY."""


class SubscriptionRefused(Exception):
    """A SUBSCRIBE or UNSUBSCRIBE that a player answers with this HTTP status."""

    def __init__(self, status: int) -> None:
        """Refuse with 400 (contradicting headers) or 412 (unknown SID, no callback)."""
        super().__init__(str(status))
        self.status = status


@dataclass(eq=False)
class Subscription:
    """One subscriber of one service."""

    sid: str
    service: str
    callback: str
    seconds: int
    expires_at: float
    sequence: int = 0
    bodies: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(LONGEST_QUEUE))

    def next_sequence(self) -> int:
        """Count a NOTIFY: 0 for the first; after the greatest 32-bit number comes 1."""
        number = self.sequence
        self.sequence = 1 if number == 0xFFFF_FFFF else number + 1
        return number


class Subscriptions:
    """The subscribers of one speaker."""

    def __init__(self, uid: str, clock: Clock) -> None:
        """Begin without any."""
        self._uid = uid
        self._clock = clock
        self._by_sid: dict[str, Subscription] = {}
        self._numbers = count(1)

    def subscribe(self, service: str, headers: Mapping[str, str]) -> Subscription:
        """Enter a new subscriber, or renew the one whose SID the headers name.

        Raises SubscriptionRefused as a player would.
        """
        seconds = self._granted(headers.get("TIMEOUT", ""))
        if "SID" in headers:
            if "CALLBACK" in headers or "NT" in headers:
                raise SubscriptionRefused(400)
            subscription = self._known(headers["SID"], service)
        else:
            subscription = self._new(service, headers)
        subscription.seconds = seconds
        subscription.expires_at = self._clock() + seconds
        return subscription

    def _new(self, service: str, headers: Mapping[str, str]) -> Subscription:
        callback = re.match(r"<(http://[^>]+)>", headers.get("CALLBACK", ""))
        if callback is None or headers.get("NT") != "upnp:event":
            raise SubscriptionRefused(412)
        sid = f"uuid:{self._uid}_sub{next(self._numbers):010}"
        subscription = Subscription(sid, service, callback[1], 0, 0.0)
        self._by_sid[sid] = subscription
        return subscription

    def cancel(self, service: str, headers: Mapping[str, str]) -> Subscription:
        """Take a subscriber off the books."""
        if "CALLBACK" in headers or "NT" in headers:
            raise SubscriptionRefused(400)
        subscription = self._known(headers.get("SID", ""), service)
        self.drop(subscription)
        return subscription

    def drop(self, subscription: Subscription) -> None:
        """Forget a subscriber, known or not."""
        self._by_sid.pop(subscription.sid, None)

    def clear(self) -> None:
        """Forget everyone, as a player does that starts anew."""
        self._by_sid.clear()

    def of(self, service: str) -> Iterator[Subscription]:
        """Tell who still listens to this service."""
        now = self._clock()
        for subscription in list(self._by_sid.values()):
            if subscription.expires_at <= now:
                self.drop(subscription)
            elif subscription.service == service:
                yield subscription

    def __len__(self) -> int:
        """Count the subscribers, those whose time has run out included."""
        return len(self._by_sid)

    def __contains__(self, subscription: Subscription) -> bool:
        """Tell whether this subscriber is still on the books."""
        return subscription.sid in self._by_sid

    def _known(self, sid: str, service: str) -> Subscription:
        subscription = self._by_sid.get(sid)
        if subscription is None or subscription.service != service:
            raise SubscriptionRefused(412)
        if subscription.expires_at <= self._clock():
            self.drop(subscription)
            raise SubscriptionRefused(412)
        return subscription

    @staticmethod
    def _granted(timeout: str) -> int:
        asked = re.fullmatch(r"Second-(\d{1,9})", timeout)
        return min(int(asked[1]), LONGEST) if asked else USUAL


class Notifier:
    """Sends each subscriber its NOTIFYs, one after the other, in their own order."""

    def __init__(
        self, subscriptions: Subscriptions, body: Callable[[str], str], first_after: float
    ) -> None:
        """Notify these subscribers.

        ``body`` writes the present state of a service; ``first_after`` is how many
        seconds after the SUBSCRIBE it is told for the first time.
        """
        self._subscriptions = subscriptions
        self._body = body
        self._first_after = first_after
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        """Get ready to send; needs a running loop."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))

    async def stop(self) -> None:
        """Send nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def welcome(self, subscription: Subscription) -> None:
        """Begin to notify a new subscriber, first of the present state."""
        task = asyncio.create_task(self._serve(subscription))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def changed(self, service: str) -> None:
        """Tell every subscriber of a service its present state."""
        subscribers = list(self._subscriptions.of(service))
        if not subscribers:
            return
        text = self._body(service)
        for subscription in subscribers:
            if subscription.bodies.full():
                self._subscriptions.drop(subscription)
            elif subscription.sequence:
                subscription.bodies.put_nowait(text)

    async def _serve(self, subscription: Subscription) -> None:
        await asyncio.sleep(self._first_after)
        text = self._body(subscription.service)
        while subscription in self._subscriptions:
            if not await self._send(subscription, text):
                self._subscriptions.drop(subscription)
                return
            text = await subscription.bodies.get()

    async def _send(self, subscription: Subscription, text: str) -> bool:
        """Send one NOTIFY; tell whether the subscriber took it."""
        if self._session is None:
            return False
        headers = {
            "NT": "upnp:event",
            "NTS": "upnp:propchange",
            "SID": subscription.sid,
            "SEQ": str(subscription.next_sequence()),
            "Content-Type": 'text/xml; charset="utf-8"',
        }
        try:
            async with self._session.request(
                "NOTIFY", subscription.callback, data=text.encode(), headers=headers
            ) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False
