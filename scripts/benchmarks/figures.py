"""What is said of many measurements, and what the system counts about this process."""

from __future__ import annotations

from dataclasses import dataclass
import os
from pathlib import Path
import statistics
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STATUS: Final = Path("/proc/self/status")
IO: Final = Path("/proc/self/io")


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds that many calls took: of the processor, and on the wall."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the processor's time, which a busy machine changes the least."""
        return statistics.median(self.cpu)

    @property
    def worst(self) -> float:
        """The longest of the processor's times."""
        return max(self.cpu)

    def every(self, step: int) -> Took:
        """Return the first of each so many calls."""
        return Took(self.cpu[::step], self.wall[::step])

    def __str__(self) -> str:
        return (
            f"{self.median:.2f} ms median, {self.worst:.2f} ms worst of {len(self.cpu)} "
            f"(wall {statistics.median(self.wall):.2f} and {max(self.wall):.2f} ms)"
        )


def timed(calls: Iterable[Callable[[], object]]) -> Took:
    """Call one after the other, on this thread, and say how long each took."""
    cpu, wall = [], []
    for call in calls:
        began, began_cpu = time.perf_counter(), time.thread_time()
        call()
        cpu.append((time.thread_time() - began_cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return Took(tuple(cpu), tuple(wall))


def p99(values: list[float]) -> float:
    """Return the value that one in a hundred exceeds."""
    return statistics.quantiles(values, n=100, method="inclusive")[-1]


def resident() -> float | None:
    """Return the megabytes of memory that this process has; None where nobody counts."""
    return _status("VmRSS")


def most_resident() -> float | None:
    """Return the most megabytes that it has had since ``forget_most_resident``."""
    return _status("VmHWM")


def forget_most_resident() -> None:
    """Begin anew to watch for the most memory."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _status(name: str) -> float | None:
    if not STATUS.exists():
        return None
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return int(lines[name].split()[0]) / 1024


def read_from_disk() -> int | None:
    """Return the bytes that this process has had fetched from the disk; None if uncounted."""
    if not IO.exists():
        return None
    counts = dict(line.split(": ") for line in IO.read_text().splitlines())
    return int(counts["read_bytes"])


def chill(path: Path) -> None:
    """Let the system forget what it holds of a file in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
