"""The stage: a household of simulated speakers on the network, with its clock running."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from ipaddress import IPv4Address
import time
from typing import TYPE_CHECKING, Self

from .device import Player
from .gena import FIRST_NOTIFY_AFTER
from .household import Household, Speaker
from .server import SpeakerServer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .clock import Clock
    from .playback import Quirks, Topic
    from .scenario import Scenario

FIRST_ADDRESS = "127.0.0.1"


def build_household(
    rooms: Mapping[str, Quirks],
    *,
    first_address: str = FIRST_ADDRESS,
    clock: Clock = time.monotonic,
) -> Household:
    """Make a household with one speaker for each room, on one address after the other.

    On Linux every address in 127.0.0.0/8 is there; macOS wants each but the first
    added (``ifconfig lo0 alias 127.0.0.2``).
    """
    first = IPv4Address(first_address)
    speakers = [
        Speaker(
            Player(f"RINCON_48A6B8{number:06X}01400", room, clock, quirks),
            str(first + number),
        )
        for number, (room, quirks) in enumerate(rooms.items())
    ]
    return Household(speakers)


class Stage:
    """Runs the servers of a household while it is entered (``async with``).

    ``first_notify_after`` is the pause in seconds before a new subscriber is told
    anything.
    """

    def __init__(
        self, household: Household, *, first_notify_after: float = FIRST_NOTIFY_AFTER
    ) -> None:
        """Set the household up; entering opens the curtain."""
        self.household = household
        self.servers = {
            speaker.player.uid: SpeakerServer(
                household, speaker, first_notify_after=first_notify_after
            )
            for speaker in household.speakers
        }
        self._wake = asyncio.Event()
        self._ticker: asyncio.Task[None] | None = None

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        *,
        first_address: str = FIRST_ADDRESS,
        pace: float = 1.0,
        clock: Clock = time.monotonic,
    ) -> Stage:
        """Set up the speakers of a scenario; their quirks' times are scaled by ``pace``."""
        rooms = {
            each.room: replace(each.quirks, stale=each.quirks.stale / pace)
            for each in scenario.cast
        }
        return cls(build_household(rooms, first_address=first_address, clock=clock))

    def __getitem__(self, room: str) -> Speaker:
        """Find a speaker by its room's name."""
        return next(each for each in self.household.speakers if each.player.name == room)

    def server(self, speaker: Speaker) -> SpeakerServer:
        """Find the server of a speaker."""
        return self.servers[speaker.player.uid]

    async def __aenter__(self) -> Self:
        """Start every server and the clock. Raises OSError when an address is taken."""
        try:
            for server in self.servers.values():
                await server.start()
        except BaseException:
            await self._stop_servers()
            raise
        self.household.listener = self._regrouped
        for speaker in self.household.speakers:
            speaker.player.listener = self._changed
        self._ticker = asyncio.create_task(self._tick())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop them."""
        if self._ticker is not None:
            self._ticker.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticker
        await self._stop_servers()

    async def _stop_servers(self) -> None:
        for server in self.servers.values():
            await server.stop()

    async def vanish(self, speaker: Speaker, reason: str = "") -> None:
        """Take a speaker off the network; the others tell the reason, if there is one."""
        self.household.vanish(speaker, reason)
        await self.server(speaker).stop()

    async def come_back(self, speaker: Speaker) -> None:
        """Bring a speaker back, started anew."""
        await self.server(speaker).start()
        self.household.come_back(speaker)

    def _changed(self, player: Player, topic: Topic) -> None:
        for speaker in self.household.speakers:
            if player.uid in (speaker.player.uid, speaker.player.following):
                self.server(speaker).changed(topic)
        self._wake.set()

    def _regrouped(self) -> None:
        for server in self.servers.values():
            server.changed("ZoneGroupTopology")
        self._wake.set()

    async def _tick(self) -> None:
        """Let each player do what time brings, at its moment."""
        players = [speaker.player for speaker in self.household.speakers]
        while True:
            self._wake.clear()
            for player in players:
                player.advance()
            moments = [(player.next_change_at(), player.clock()) for player in players]
            delays = [due - now for due, now in moments if due is not None]
            with suppress(TimeoutError):
                async with asyncio.timeout(max(min(delays), 0) if delays else None):
                    await self._wake.wait()
