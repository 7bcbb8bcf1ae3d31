"""A home to look at: Home Assistant with its speakers, its users, and a dashboard of cards."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
import time
from typing import TYPE_CHECKING, Any, Final, Self

from tests.e2e.client import LOOK_AGAIN, PASSWORD, USER, Client
from tests.e2e.configuration import install
from tests.e2e.process import HomeAssistant
from tests.simulators.lidarr.over_http import serving
from tests.simulators.sonos import media
from tests.simulators.sonos.playback import Quirks
from tests.simulators.sonos.stage import Stage, build_household

from .cards import DASHBOARD, dashboard
from .fetching import ask_for_records, lidarr
from .outside import CONSENTED, outside
from .recipes import fill, make_playlists
from .seeding import seed

if TYPE_CHECKING:
    from collections.abc import Coroutine

ROOMS: Final = ("Kitchen", "Living Room", "Office")
GUEST: Final = "guest"
ANNOUNCER: Final = Path(__file__).with_name("announcer")
"""The integration that lets a speaker be discovered."""
PATIENCE: Final = 900.0
"""Seconds that anything here may take."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    name: str
    token: str


class House:
    """Runs while it is entered (``with``); its event loop is in a thread of its own.

    So tests are plain functions beside it, and the browser's driver has a thread to itself.
    """

    def __init__(self, directory: Path, python: Path | None = None) -> None:
        """Name the place of the configuration, and another environment's interpreter."""
        self.home = HomeAssistant(directory, python=python)
        self.stage = Stage(build_household({room: Quirks() for room in ROOMS}))
        self.administrator = self.guest = Person("", "")
        self._around = AsyncExitStack()
        self._history = ""
        """Id of the entry that records."""
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="house", daemon=True)

    def __enter__(self) -> Self:
        """Open: seeded, started, set up, with everything to be looked at."""
        self._thread.start()
        try:
            self.do(self._open())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the house's own loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    @property
    def client(self) -> Client:
        """The administrator's own client."""
        return self.home.client

    @property
    def media(self) -> Path:
        """The folder of the music in files."""
        return self.home.directory / "media"

    def play(self, room: str, artist: str, title: str, *, seconds: float = 300) -> None:
        """Begin a title in a room."""

        async def begin() -> None:
            player = self.stage[room].player
            player.advance()
            player.load_queue([media.track("spotify", artist, title, seconds, "An album")])

        self.do(begin())

    def silence(self, room: str) -> None:
        """Stop what plays in a room."""

        async def end() -> None:
            player = self.stage[room].player
            player.advance()
            player.stop()

        self.do(end())

    def announce(self) -> None:
        """Let a speaker be discovered."""
        self.do(self.client.call("announcer.announce"))

    def remove(self) -> None:
        """Remove Spindle, as its page of the settings does; what it has written stays."""
        self.do(self.client.remove_entries("spindle"))

    def share(self, *, with_everyone: bool) -> None:
        """Decide, on the options' own page, whether all who have an account see the history."""
        self.do(self._share(with_everyone=with_everyone))

    # Inside

    async def _open(self) -> None:
        self.home.prepare()
        package = self.home.directory / "custom_components" / "spindle"
        await self._around.enter_async_context(outside(package))
        install(self.home.directory, ANNOUNCER)
        with (self.home.directory / "configuration.yaml").open("a") as configuration:
            configuration.write(f"{ANNOUNCER.name}:\n")
        fill(self.media)
        await self._around.enter_async_context(self.stage)
        await self._around.enter_async_context(self.client)
        speakers = [each.player.uid for each in self.stage.household.speakers]
        await asyncio.to_thread(seed, self.home.database, speakers, time.time())
        await self.home.start()
        self.administrator = Person(USER, self.client.token or "")
        await self.home.wait_ready(speakers)
        self._history = (await self.client.add_entry("spindle", CONSENTED))["entry_id"]
        await make_playlists(self.client, self._history, self.media)
        address = await self._around.enter_async_context(serving(lidarr(time.time)))
        await ask_for_records(self.client, address)
        self.guest = await self._another()
        await self.client.command("lovelace/dashboards/create", **DASHBOARD)
        await self.client.command(
            "lovelace/config/save", url_path=DASHBOARD["url_path"], config=dashboard()
        )

    async def _close(self) -> None:
        self.home.kill()
        await self._around.aclose()

    async def _another(self) -> Person:
        """Make an account that is no administrator's, and sign in with it."""
        user = await self.client.command(
            "config/auth/create", name="Guest", group_ids=["system-users"]
        )
        await self.client.command(
            "config/auth_provider/homeassistant/create",
            user_id=user["user"]["id"],
            username=GUEST,
            password=PASSWORD,
        )
        async with Client(self.home.url) as theirs:
            await theirs.sign_in(GUEST, PASSWORD)
            return Person(GUEST, theirs.token or "")

    async def _share(self, *, with_everyone: bool) -> None:
        path = "/api/config/config_entries/options/flow"
        menu = await self.client.request("POST", path, {"handler": self._history})
        at = f"{path}/{menu['flow_id']}"
        await self.client.request("POST", at, {"next_step_id": "privacy"})
        answers: dict[str, object] = {
            "private_rooms": [],
            "discreet_rooms": [],
            "visibility": "everyone" if with_everyone else "administrators",
        }
        done = await self.client.request("POST", at, answers)
        assert done["type"] == "create_entry", done
        # The reload that follows has not begun yet.
        await asyncio.sleep(LOOK_AGAIN)
        while not await self._is_loaded():  # noqa: ASYNC110 (of another process)
            await asyncio.sleep(LOOK_AGAIN)

    async def _is_loaded(self) -> bool:
        entries = await self.client.entries("spindle")
        return all(entry["state"] == "loaded" for entry in entries)
