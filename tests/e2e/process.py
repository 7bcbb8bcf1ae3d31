"""A real Home Assistant process: started, awaited, stopped, killed, started again."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
import fcntl
import os
from pathlib import Path
import signal
import socket
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, TextIO

import aiohttp

from .client import LOOK_AGAIN, Client, RefusedError
from .configuration import install_spindle, lay_out, release_of
from .log import Record, trouble

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterator

START_PATIENCE = 120.0
"""Seconds a start may take on a slow machine."""
STOP_PATIENCE = 30.0
UNWANTED = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
"""Variables of the caller that would show Home Assistant other code, or make every start
compile all of it anew."""


@contextmanager
def only_one(patience: float = 900.0) -> Iterator[None]:
    """Wait until no other Home Assistant of ours runs on this machine, and hold the place.

    Two would fight for the speakers' port and for discovery's. Raises TimeoutError after
    ``patience`` seconds.
    """
    place = Path(tempfile.gettempdir()) / "spindle" / "hass.lock"
    place.parent.mkdir(exist_ok=True)
    with place.open("w") as file:
        if not _took(file):
            sys.stderr.write("Waiting for another Home Assistant with speakers to end.\n")
            _wait_to_take(file, patience)
        yield


def _wait_to_take(file: TextIO, patience: float) -> None:
    """Try until the lock is free."""
    deadline = time.monotonic() + patience
    while not _took(file):
        if time.monotonic() > deadline:
            raise TimeoutError(f"another Home Assistant holds {file.name}")
        time.sleep(0.5)


def _took(file: TextIO) -> bool:
    """Try to take the lock on a file."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def free_port() -> int:
    """Find a port that nobody has right now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


class HomeAssistant:
    """One configuration directory and the process that runs on it.

    ``python`` is the interpreter of the environment to run; its Home Assistant's release
    decides how the configuration is written.
    """

    def __init__(
        self,
        directory: Path,
        *,
        python: Path | None = None,
        port: int | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        """Name the place; ``prepare`` writes it, ``start`` runs it.

        ``host`` is the address of one speaker.
        """
        self.directory = directory
        self.python = (python or Path(sys.executable)).absolute()
        self.port = port or free_port()
        self.host = host
        self.client = Client(f"http://127.0.0.1:{self.port}")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return self.client.base

    @property
    def database(self) -> Path:
        """Spindle's store."""
        return self.directory / "spindle.db"

    @property
    def log_file(self) -> Path:
        """What the process says, of every start on this directory."""
        return self.directory / "process.log"

    def version(self) -> str:
        """Ask the environment which Home Assistant it has."""
        return subprocess.run(
            [
                self.python,
                "-c",
                "from importlib.metadata import version as v; print(v('homeassistant'))",
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def prepare(self, *, spindle: bool = True) -> None:
        """Write a fresh configuration, with only ``custom_components/spindle`` copied in."""
        release = release_of(self.version())
        lay_out(self.directory, release=release, port=self.port, host=self.host)
        if spindle:
            install_spindle(self.directory)

    # Running

    async def start(self) -> None:
        """Start the process and wait until its HTTP answers; sign up on the first start."""
        command = [
            str(self.python),
            "-m",
            "homeassistant",
            "--skip-pip",
            "--log-no-color",
            "-c",
            ".",
        ]
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        for name in UNWANTED:
            environment.pop(name, None)
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - forks at once; our own
                command,
                cwd=self.directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        await self._until(self._answers, "answers")
        if self.client.token is None:
            await self.client.sign_up()

    async def wait_ready(self, speakers: Collection[str] = ()) -> None:
        """Wait until it runs, and each of these speakers (uids) has its entity."""

        async def ready() -> bool:
            if (await self.client.request("GET", "/api/config"))["state"] != "RUNNING":
                return False
            entities = await self.client.entity_ids("sonos")
            states = await self.client.states()
            found = (states.get(entities.get(uid, "")) for uid in speakers)
            return all(state and state["state"] != "unavailable" for state in found)

        await self._until(ready, "runs with its speakers")

    async def stop(self) -> None:
        """Ask it to end (SIGTERM), and wait; after half a minute it is killed."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(self._process.wait, STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._process = None

    def kill(self) -> None:
        """End it at once (SIGKILL), as a power cut does."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    @property
    def pid(self) -> int | None:
        """The process's number while it runs."""
        return self._process.pid if self._process else None

    # What it said

    def log(self) -> list[str]:
        """Read every line that it has written."""
        return self.log_file.read_text(errors="replace").splitlines()

    def trouble(self) -> list[Record]:
        """Pick the warnings and errors that are not known to be harmless."""
        return trouble(self.log())

    def our_trouble(self) -> list[Record]:
        """Pick the warnings and errors that are Spindle's own."""
        return [record for record in self.trouble() if record.ours]

    # Inside

    async def _answers(self) -> bool:
        await self.client.request("GET", "/api/onboarding" if not self.client.token else "/api/")
        return True

    async def _until(self, true: Callable[[], Awaitable[bool]], what: str) -> None:
        """Look until something is true; the end of the process ends the waiting too."""
        deadline = time.monotonic() + START_PATIENCE
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"Home Assistant ended:\n{self._tail()}")
            with suppress(aiohttp.ClientError, RefusedError, ConnectionError):
                if await true():
                    return
            await asyncio.sleep(LOOK_AGAIN)
        raise TimeoutError(f"Home Assistant never {what}:\n{self._tail()}")

    def _tail(self) -> str:
        return "\n".join(self.log()[-30:])
