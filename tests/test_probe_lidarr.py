"""The probe finds nothing amiss in the Lidarr that we have made, and what we spoil of it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from scripts.probe_lidarr import KNOWN_ALBUM, Outcome, Probe, probe
from tests.simulators.lidarr.fates import Fate, Plain
from tests.simulators.lidarr.machine import Machine
from tests.simulators.lidarr.music import Music, Performer, ReleaseGroup, mbid
from tests.simulators.lidarr.over_http import serving
from tests.simulators.lidarr.server import KEY, Server
from tests.simulators.lidarr.stage import Caller

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOUR = 3600.0
ALBUM = ReleaseGroup(mbid=KNOWN_ALBUM, artist_mbid=mbid("artist/0"), title="The album")


class Moved:
    """The real time, set forward by hand."""

    def __init__(self) -> None:
        self.ahead = -HOUR

    def __call__(self) -> float:
        """Tell it."""
        return time.time() + self.ahead


@pytest.fixture
async def server(socket_enabled: None) -> AsyncIterator[tuple[Server, str]]:  # noqa: ARG001 (comes first)
    """A Lidarr that has been at work for an hour, and its address."""
    music = Music()
    music.add(Performer(mbid=ALBUM.artist_mbid, name="The artist", albums=(ALBUM,)))
    clock = Moved()
    fates = Plain(Fate(search=5.0, download=3 * HOUR), add=0.0, refresh=5.0, scan=1.0)
    machine = Machine(clock, music=music, fates=fates)
    server = Server(machine)
    async with serving(server) as address, aiohttp.ClientSession() as session:
        caller = Caller(session, address)
        added = await caller.add(KNOWN_ALBUM)
        clock.ahead += HOUR
        machine.timeline.catch_up()
        await caller.search(added["id"])
        clock.ahead += 240
        yield server, address


async def found(address: str) -> dict[str, Outcome]:
    async with aiohttp.ClientSession() as session:
        return {each.what: each.outcome async for each in Probe(session, address, KEY).findings()}


async def test_nothing_differs_in_the_lidarr_that_we_have_made(server: tuple[Server, str]) -> None:
    findings = await found(server[1])
    assert len(findings) > 15
    assert set(findings.values()) == {Outcome.HOLDS}, findings
    assert {call.method for call in list(server[0].calls)[4:]} == {"GET"}
    assert server[0].strays == []


async def test_what_differs_is_told(
    server: tuple[Server, str], capsys: pytest.CaptureFixture[str]
) -> None:
    server[0].machine.restart(0.0)
    server[0].machine.timeline.catch_up()
    assert await probe(server[1], KEY) == 1
    told = capsys.readouterr().out
    assert "DIFFERS  a RefreshMonitoredDownloads of the last minutes" in told


async def test_a_login_page_is_not_lidarr(
    server: tuple[Server, str], capsys: pytest.CaptureFixture[str]
) -> None:
    server[0].login = True
    assert await probe(server[1], KEY) == 1
    assert "DIFFERS  Lidarr answers there, with this key: 200" in capsys.readouterr().out


def test_nobody_there_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise aiohttp.ClientConnectionError("nobody there")

    monkeypatch.setattr(aiohttp.ClientSession, "_request", refuse)
    assert asyncio.run(probe("http://127.0.0.1:9", KEY)) == 1
    assert "ClientConnectionError: nobody there" in capsys.readouterr().err
