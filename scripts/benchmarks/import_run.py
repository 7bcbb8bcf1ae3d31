"""One import, in a process of its own: its pace, its memory, and the loop meanwhile.

    python -m scripts.benchmarks.import_run DATABASE FILE

brings an export into a store as Spindle does, sums by month included, and prints what it
took as one line of JSON.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
import json
from pathlib import Path
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from custom_components.spindle.history.reading import chunks, read
from custom_components.spindle.history.recognition import recognise
from custom_components.spindle.store import Store, commands
from custom_components.spindle.store.bulk import Tally, record_many

from .figures import forget_most_resident, most_resident, resident
from .ticker import stall

if TYPE_CHECKING:
    from concurrent.futures import Future

ZONE: Final = "UTC"
"""As that of the Home Assistant whose doors are measured."""
IDLE_SECONDS: Final = 3.0
PATIENCE: Final = 1800.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """What an import took."""

    rows: int
    """Read, whatever became of them."""
    added: int
    cpu: float
    """Seconds of the processor, all threads."""
    wall: float
    memory: float
    """The most megabytes over what the open, empty store had."""
    quiet: float
    """Milliseconds that the loop is late while nothing happens, p99."""
    working: float
    """The same during the import."""

    @property
    def pace(self) -> float:
        """Rows per second of the processor."""
        return self.rows / self.cpu

    @property
    def stall(self) -> float:
        """Milliseconds that the loop is later than idle, p99."""
        return max(0.0, self.working - self.quiet)


def measure(database: Path, path: Path) -> ImportRun:
    """Import a file into a database, which may be there already, in a new process."""
    said = subprocess.run(
        [sys.executable, "-m", __name__, database, path],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
    ).stdout
    return ImportRun(**json.loads(said.splitlines()[-1]))


async def run(database: Path, path: Path, *, idle: float = IDLE_SECONDS) -> ImportRun:
    """Import a file into a database, in this process."""
    store = Store(database, zone=ZONE)
    store.open()
    rows, tally = 0, Tally()
    cpu = wall = 0.0

    async def work() -> None:
        nonlocal rows, tally, cpu, wall
        began, began_cpu = time.perf_counter(), time.process_time()
        rows, tally = await bring(store, path)
        await asyncio.wrap_future(store.write_slices(commands.sum_up, time.time()))
        cpu, wall = time.process_time() - began_cpu, time.perf_counter() - began

    try:
        await _done(store.write(commands.get_meta, "zone"))
        forget_most_resident()
        before = resident() or 0.0
        quiet, working = await stall(work, idle=idle)
        most = most_resident() or 0.0
    finally:
        await asyncio.to_thread(store.close)
    return ImportRun(
        rows=rows,
        added=tally.added,
        cpu=cpu,
        wall=wall,
        memory=most - before,
        quiet=quiet,
        working=working,
    )


async def bring(store: Store, path: Path) -> tuple[int, Tally]:
    """Read an export chunk by chunk and store it; return its rows and what became of them."""
    source = await asyncio.to_thread(recognise, path)
    origin = source.formats[0].origin
    batch = await _done(
        store.write_bulk(commands.start_batch, origin, path.name, started_at=time.time())
    )
    rows, tally = 0, Tally()
    pieces = chunks(read(source))
    while (chunk := await asyncio.to_thread(next, pieces, None)) is not None:
        rows += chunk.rows
        tally += await _done(store.write_bulk(record_many, chunk.plays, batch=batch))
    await _done(store.write_bulk(commands.finish_batch, batch))
    return rows, tally


async def _done[T](future: Future[T]) -> T:
    return await asyncio.wrap_future(future)


def main() -> None:
    """Import the file of the command line into the database of the command line."""
    database, path = map(Path, sys.argv[1:])
    print(json.dumps(asdict(asyncio.run(run(database, path)))))


if __name__ == "__main__":
    main()
