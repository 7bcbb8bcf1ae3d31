"""Maloja 3.2.9, a scrobble server, as its package has it: installed, filled, asked.

It gets an environment of its own, kept in the benchmarks' cache, and needs Python 3.12.
Its metadata providers and its statistics are off: nothing of it calls the outside.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
import json
import os
from pathlib import Path
import shutil
import sqlite3
import subprocess
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from tests.e2e.process import free_port

from .synthetic_store import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE: Final = "malojaserver==3.2.9"
WANTED: Final = "3.12"
INSTALLING: Final = 600.0
IMPORTING: Final = 3600.0
STARTING: Final = 180.0
STOPPING: Final = 20.0
ANSWERING: Final = 120.0
"""Seconds that each may take."""

# As its ``count_scrobbles_by_artist`` and ``count_scrobbles_by_track`` have SQLAlchemy write them.
COUNT_ARTISTS: Final = """
SELECT count(DISTINCT scrobbles.timestamp) AS count,
    coalesce(associated_artists.target_artist, trackartists.artist_id) AS artist_id,
    sum(CASE WHEN trackartists.artist_id =
        coalesce(associated_artists.target_artist, trackartists.artist_id) THEN 1 ELSE 0 END)
        AS really_by_this_artist
FROM scrobbles JOIN trackartists ON scrobbles.track_id = trackartists.track_id
LEFT OUTER JOIN associated_artists ON trackartists.artist_id = associated_artists.source_artist
WHERE scrobbles.timestamp BETWEEN ? AND ?
GROUP BY coalesce(associated_artists.target_artist, trackartists.artist_id)
ORDER BY count DESC, really_by_this_artist DESC"""
COUNT_TRACKS: Final = """
SELECT count(DISTINCT scrobbles.timestamp) AS count, scrobbles.track_id FROM scrobbles
WHERE scrobbles.timestamp >= ? AND scrobbles.timestamp <= ?
GROUP BY scrobbles.track_id ORDER BY count DESC"""
COUNTS: Final = {"artist": COUNT_ARTISTS, "track": COUNT_TRACKS}


class NoMalojaError(Exception):
    """It could not be installed, filled or started; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import by its own command took."""

    rows: int
    cpu: float
    """Seconds of the processor."""
    wall: float

    @property
    def pace(self) -> float:
        """Rows per second of the processor."""
        return self.rows / self.cpu


def install() -> Path:
    """Return the environment's interpreter, installed now or before; raise NoMalojaError."""
    folder = cache_folder() / "maloja-3.2.9"
    python = folder / "bin" / "python"
    done = folder / "installed"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        _call(*_venv(folder), patience=INSTALLING)
        _call(python, "-m", "pip", "install", "--quiet", PACKAGE, patience=INSTALLING)
        done.touch()
    return python


def _venv(folder: Path) -> tuple[str | Path, ...]:
    """Return the command that makes an environment of the Python it needs."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = (
        shutil.which(f"python{WANTED}"),
        *sorted(versions.glob(f"{WANTED}.*/bin/python3"), reverse=True),
    )
    for candidate in candidates:
        if candidate and _runs(candidate):
            return candidate, "-m", "venv", folder
    for uv in (shutil.which("uv"), Path(".venv/uv/bin/uv")):
        if uv and _runs(uv):
            return uv, "venv", "--seed", "--python", WANTED, folder
    raise NoMalojaError(f"Maloja needs Python {WANTED}, and there is none, nor uv to get one.")


def _runs(program: str | Path) -> bool:
    """Tell whether a program really runs: a shim may refuse, and a path may lead nowhere."""
    try:
        return (
            subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def _call(
    *command: str | Path, patience: float, environment: Mapping[str, str] | None = None
) -> str:
    """Run a program to its end and return what it said; raise NoMalojaError when it fails."""
    try:
        return subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=True,
            text=True,
            timeout=patience,
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise NoMalojaError(f"{command[0]} was still busy after {patience:.0f} s.") from error
    except subprocess.CalledProcessError as error:
        last = (error.output.strip().splitlines() or ["nothing"])[-1]
        raise NoMalojaError(f"{Path(command[0]).name} failed and said: {last}") from error


class Maloja:
    """One server, with a folder of its own for its data."""

    def __init__(self, python: Path, directory: Path) -> None:
        """Take the environment's interpreter, and a folder that is to be made."""
        self._program = python.with_name("maloja")
        self._directory = directory
        self._port = free_port()
        directory.mkdir()

    def import_file(self, path: Path) -> Imported:
        """Import an export by its own command, into an empty database."""
        before, began = os.times(), time.perf_counter()
        _call(self._program, "import", path, patience=IMPORTING, environment=self._environment())
        wall, after = time.perf_counter() - began, os.times()
        with self._database() as db:
            (rows,) = db.execute("SELECT count(*) FROM scrobbles").fetchone()
        cpu = (
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
        if not rows:
            raise NoMalojaError("Maloja imported no row of the file.")
        return Imported(rows=rows, cpu=cpu, wall=wall)

    def count(self, kind: str, start: int, end: int) -> list[tuple[int, ...]]:
        """Run the statement behind one of its charts, without anything around it."""
        with self._database() as db:
            return db.execute(COUNTS[kind], (start, end - 1)).fetchall()

    @contextmanager
    def serving(self) -> Iterator[Visitor]:
        """Run the server, on loopback, for as long as inside."""
        with (self._directory / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [self._program, "run"],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            with closing(HTTPConnection("127.0.0.1", self._port, timeout=ANSWERING)) as connection:
                visitor = Visitor(connection)
                self._wait_until_it_answers(process, visitor)
                yield visitor
        finally:
            process.terminate()
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes], visitor: Visitor) -> None:
        deadline = time.monotonic() + STARTING
        while process.poll() is None and time.monotonic() < deadline:
            try:
                is_ready = visitor.is_ready()
            except (OSError, HTTPException):
                visitor.hang_up()
                is_ready = False
            if is_ready:
                return
            time.sleep(0.2)
        raise NoMalojaError("Maloja's server did not answer.")

    def _database(self) -> closing[sqlite3.Connection]:
        path = self._directory / "malojadb.sqlite"
        return closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True))

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "MALOJA_DATA_DIRECTORY": str(self._directory),
            "MALOJA_SKIP_SETUP": "true",
            "MALOJA_FORCE_PASSWORD": "benchmark",
            "MALOJA_SEND_STATS": "no",
            "MALOJA_METADATA_PROVIDERS": "",
            "MALOJA_HOST": "127.0.0.1",
            "MALOJA_PORT": str(self._port),
        }


class Visitor:
    """Asks the server, over one connection that stays open."""

    def __init__(self, connection: HTTPConnection) -> None:
        """Take the connection."""
        self._connection = connection

    def chart(self, kind: str, start: int, end: int) -> bytes:
        """Ask for the chart of some whole days; it answers with all names, as JSON."""
        days = {"from": _day(start), "to": _day(end - 1)}
        return self.ask(f"charts/{kind}s?{urlencode(days)}")

    def is_ready(self) -> bool:
        """Tell whether its database is open; the server answers before, and refuses charts."""
        return bool(json.loads(self.ask("serverinfo"))["db_status"]["complete"])

    def ask(self, path: str) -> bytes:
        """Ask anything of its interface; raise HTTPException when it refuses."""
        self._connection.request("GET", f"/apis/mlj_1/{path}")
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != HTTPStatus.OK:
            raise HTTPException(f"{path}: {answer.status}")
        return body

    def hang_up(self) -> None:
        """Forget what was begun; the next question opens the connection anew."""
        self._connection.close()


def _day(epoch: int) -> str:
    """Write a day as the server reads it."""
    return f"{datetime.fromtimestamp(epoch, UTC):%Y/%m/%d}"
