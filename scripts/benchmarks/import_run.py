"""One import, in a process of its own: its pace, its memory, and the loop meanwhile.

    python -m scripts.benchmarks.import_run DATABASE FILE

brings an export into a store as Spindle does, sums by month included, and prints what it
took as one line of JSON.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
import gc
import json
from pathlib import Path
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.history import Report
from custom_components.spindle.import_reading import ReadThrough, add
from custom_components.spindle.store import Store, commands, imports, jobs
from custom_components.spindle.store.bulk_memory import Memory
from custom_components.spindle.store.imports import Plan

from .figures import forget_most_resident, most_resident, resident
from .ticker import stall

if TYPE_CHECKING:
    from concurrent.futures import Future

    from custom_components.spindle.history.types import Chunk
    from custom_components.spindle.store.bulk import Tally

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
    quiet_worst: float
    """The longest that it stands still then."""
    working: float
    """As ``quiet``, during the import …"""
    working_worst: float
    """… and the longest."""

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
    report = Report()
    cpu = wall = 0.0

    async def work() -> None:
        nonlocal report, cpu, wall
        began, began_cpu = time.perf_counter(), time.process_time()
        report = await bring(store, path)
        await asyncio.wrap_future(store.write_slices(commands.sum_up, time.time()))
        cpu, wall = time.process_time() - began_cpu, time.perf_counter() - began

    try:
        await _done(store.write(commands.get_meta, "zone"))
        # What starting left behind is not the import's to clear away, whoever comes first.
        gc.collect()
        forget_most_resident()
        before = resident() or 0.0
        quiet, working = await stall(work, idle=idle)
        most = most_resident() or 0.0
    finally:
        await asyncio.to_thread(store.close)
    return ImportRun(
        rows=report.rows,
        added=report.stored,
        cpu=cpu,
        wall=wall,
        memory=most - before,
        quiet=quiet.p99,
        quiet_worst=quiet.worst,
        working=working.p99,
        working_worst=working.worst,
    )


async def bring(store: Store, path: Path) -> Report:
    """Import an export as the importer's job does, row by row durable with its place."""
    plan = Plan(
        path=str(path), name=path.name, is_ours=False, origin="import", asked_at=time.time()
    )
    key = f"{path}{plan.asked_at}"
    await _done(store.write(imports.ask_for, key, plan))
    (job,) = await _done(store.write(jobs.claim_due, (imports.IMPORT,), time.time()))
    begun = await _done(store.write(imports.begin, job, time.time()))
    assert begun is not None
    batch = begun.batch
    assert batch is not None
    loop = asyncio.get_running_loop()
    memory = Memory()

    def take(chunk: Chunk, report: Report) -> Tally | None:
        def note(tally: Tally) -> dict[str, Any]:
            return {
                "cursor": tuple(chunk.cursor),
                "report": add(Report.from_dict(report.as_dict()), tally).as_dict(),
                "bytes_read": chunk.bytes_read,
            }

        async def write() -> Tally | None:
            return await _done(
                store.write_alone(
                    imports.bring,
                    job.id,
                    batch,
                    chunk.plays,
                    note,
                    memory,
                    are_distinct=chunk.are_distinct,
                )
            )

        return asyncio.run_coroutine_threadsafe(write(), loop).result()

    report = await asyncio.to_thread(ReadThrough(path, {}).run, take)
    assert report is not None
    await _done(store.write(imports.finish, job.id, report.as_dict()))
    return report


async def _done[T](future: Future[T]) -> T:
    return await asyncio.wrap_future(future)


def main() -> None:
    """Import the file of the command line into the database of the command line."""
    database, path = map(Path, sys.argv[1:])
    print(json.dumps(asdict(asyncio.run(run(database, path)))))


if __name__ == "__main__":
    main()
