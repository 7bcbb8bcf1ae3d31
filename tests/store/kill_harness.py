"""Kill a process that writes plays, again and again, and look for what it had promised.

    python -m tests.store.kill_harness --kills 150

The writing process prints to a pipe what it was told is durable. It is killed (SIGKILL)
at random moments, some of them while it opens the file. After each kill the parent looks
into the file: every promise is kept, nothing is there twice, every sum equals a scan, and
what a dead process held as a running job is waiting again for the next.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import random
import signal
import subprocess
import sys
import tempfile
import time
import types
from typing import IO, TYPE_CHECKING, Any, Final

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = "custom_components.spindle"


def import_lightly() -> None:
    """Let the pure rooms be imported without Home Assistant, which the package would import."""
    package = types.ModuleType(PACKAGE)
    package.__path__ = [str(ROOT / "custom_components" / "spindle")]
    sys.modules.setdefault(PACKAGE, package)


if __name__ == "__main__":
    import_lightly()

from custom_components.spindle.listening.types import (  # noqa: E402  # After import_lightly.
    Kind,
    Listening,
    Source,
)
from custom_components.spindle.store import Store, audit, commands, jobs  # noqa: E402
from custom_components.spindle.store.connection import open_writer  # noqa: E402
from custom_components.spindle.store.types import (  # noqa: E402
    JobState,
    ListeningStep,
    Selection,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

ZONE: Final = "Europe/Berlin"
FIRST_PLAY: Final = 1_600_000_000
BETWEEN_PLAYS: Final = 211
QUEUE: Final = "forward"
DELETE_EVERY: Final = 10
LONGEST_LIFE: Final = 0.5
"""Seconds that a writing process has, counted from its first sign of life."""

PLAYS: Final = "SELECT played_at, listened FROM scrobbles WHERE played_at BETWEEN ? AND ?"
TWICE: Final = """
SELECT played_at, artist, title, player FROM scrobbles
GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"""
RUNNING: Final = "SELECT count(*) FROM running WHERE speaker = 'kitchen'"
JOBS: Final = "SELECT key, state FROM job WHERE queue = ?"
INTEGRITY: Final = "PRAGMA integrity_check(1)"


def listening(number: int, listened: float) -> Listening:
    """Return the play of that number, heard for so long."""
    return Listening(
        started_at=FIRST_PLAY + number * BETWEEN_PLAYS,
        speaker="kitchen",
        rooms=("kitchen", "bath") if number % 3 else ("kitchen",),
        source=Source(Kind.MUSIC, "spotify", f"item-{number % 40}"),
        title=f"Title {number % 40}",
        artist=f"Artist {number % 7}",
        album=f"Album {number % 11}",
        duration=200,
        listened=listened,
    )


def write_for_ever(path: Path, first: int) -> None:
    """Write plays from a number on, and say what is durable; ends only by being killed."""
    store = Store(path, zone=ZONE)
    store.open()
    say("alive", first)
    number = first
    while True:
        play = listening(number, 100 + number % 50)
        store.write_kept(
            commands.record_step, ListeningStep(counted=(play,), running={"kitchen": {"n": number}})
        ).result()
        say("counted", number, play.listened)
        key = str(number)
        store.write(commands.enqueue_job, QUEUE, key, {"number": number}).result()
        say("enqueued", key)
        for job in store.write(commands.claim_due_jobs, (QUEUE,), 1.0, 2).result():
            if store.write(commands.complete_job, job).result():
                say("completed", job.key)
        grown = listening(number, 190)
        store.write_kept(
            commands.record_step, ListeningStep(finished=(grown,), running={"kitchen": None})
        ).result()
        say("finished", number, 190)
        if number % DELETE_EVERY == DELETE_EVERY - 1:
            moment = play.started_at
            store.write(commands.delete_plays, Selection(start=moment, end=moment + 1)).result()
            say("deleted", number)
        number += 1


def say(*words: object) -> None:
    """Tell the parent at once."""
    os.write(1, (json.dumps(words) + "\n").encode())


@dataclass
class Promises:
    """What the killed processes said is durable."""

    listened: dict[int, float] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    enqueued: set[str] = field(default_factory=set)
    completed: set[str] = field(default_factory=set)
    perhaps_deleted: set[int] = field(default_factory=set)
    """Plays that were about to be deleted when their process was killed."""
    last: int = -1
    """The last play that was begun; its next step may have been under way."""

    def hear(self, line: str) -> None:
        """Note one line of the pipe; a line that was cut off is no promise."""
        if not line.endswith("\n"):
            return
        what, *words = json.loads(line)
        note: dict[str, Any] = {
            "alive": self._alive,
            "counted": self._listened,
            "finished": self._listened,
            "deleted": self.deleted.add,
            "enqueued": self.enqueued.add,
            "completed": self.completed.add,
        }
        note[what](*words)

    def dead(self) -> None:
        """Note what the killed process may have done without being able to say so."""
        if self.last % DELETE_EVERY == DELETE_EVERY - 1 and self.last not in self.deleted:
            self.perhaps_deleted.add(self.last)

    def _alive(self, first: int) -> None:
        self.last = max(self.last, first - 1)

    def _listened(self, number: int, seconds: float) -> None:
        self.listened[number] = seconds
        self.last = max(self.last, number)


def live_and_die(path: Path, promises: Promises, draw: random.Random) -> None:
    """Let one process write until it is killed at a random moment."""
    first = promises.last + 2
    with subprocess.Popen(  # Ourselves.
        [sys.executable, "-m", "tests.store.kill_harness", "--write", str(path), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        pipe: IO[str] = process.stdout  # type: ignore[assignment]  # It is a pipe.
        promises.hear(pipe.readline())
        time.sleep(draw.random() * LONGEST_LIFE)
        process.send_signal(signal.SIGKILL)
        for line in pipe:
            promises.hear(line)
    promises.dead()


def broken_promises(db: Connection, promises: Promises) -> list[str]:
    """Say what is not as it was promised; empty when all is well."""
    last = FIRST_PLAY + (promises.last + 2) * BETWEEN_PLAYS
    found = {
        (moment - FIRST_PLAY) // BETWEEN_PLAYS: listened
        for moment, listened in db.execute(PLAYS, (FIRST_PLAY, last))
    }
    states = dict(db.execute(JOBS, (QUEUE,)))
    return [
        *(
            f"play {number}: promised {seconds} s, found {found.get(number)}"
            for number, seconds in promises.listened.items()
            if number not in promises.deleted
            and found.get(number, -1) < seconds
            and not (number in promises.perhaps_deleted and number not in found)
        ),
        *(f"play {number} was deleted and is back" for number in promises.deleted & set(found)),
        *(f"twice: {row}" for row in db.execute(TWICE)),
        *(f"job {key} is lost" for key in promises.enqueued - set(states)),
        *(
            f"job {key} was done and is {states[key]}"
            for key in promises.completed
            if states[key] != JobState.DONE
        ),
        *audit.compare(db),
        *(row[0] for row in db.execute(INTEGRITY) if row[0] != "ok"),
    ]


def look(path: Path, promises: Promises) -> list[str]:
    """Open the file as the next process will, and compare it with what was promised."""
    store = Store(path, zone=ZONE)
    store.open()
    try:
        store.write(commands.get_meta, "zone").result()
        broken = [] if store.status.set_aside is None else ["the file was set aside"]
        counts = store.read(jobs.counts).result().get(QUEUE, {})
        if counts.get(JobState.RUNNING):
            broken.append("a dead process still holds a job")
    finally:
        store.close()
    with closing(open_writer(path)) as db:
        return broken + broken_promises(db, promises)


def kill_repeatedly(path: Path, kills: int, seed: int) -> tuple[list[str], Promises]:
    """Kill that many processes, one after another, on one file; stop at a broken promise."""
    draw = random.Random(seed)  # noqa: S311  # Repeatable, not secret.
    promises = Promises()
    for _ in range(kills):
        live_and_die(path, promises, draw)
        # Mostly the next process finds the file as the killed one left it.
        if draw.random() < 0.3 and (broken := look(path, promises)):
            return broken, promises
    return look(path, promises), promises


def main(arguments: Sequence[str]) -> int:
    """Write for ever, or kill what does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=150)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--write", nargs=2, metavar=("FILE", "FIRST"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.write:
        write_for_ever(Path(given.write[0]), int(given.write[1]))
    with tempfile.TemporaryDirectory() as directory:
        broken, promises = kill_repeatedly(Path(directory) / "spindle.db", given.kills, given.seed)
    sys.stdout.write(
        f"{given.kills} kills (seed {given.seed}): {len(promises.listened)} plays promised, "
        f"{len(promises.deleted)} deletions, {len(promises.completed)} jobs done; "
        f"{len(broken)} promises broken\n"
    )
    for sentence in broken[:20]:
        sys.stdout.write(f"  {sentence}\n")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
