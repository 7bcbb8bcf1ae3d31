"""A synthetic history as two databases: Spindle's own, and one flat table as others keep it.

Both are filled from the same plays in one pass. They are kept in a folder of the system's
temporary directory, so that a second run finds them, and are made anew whenever what makes
them has changed.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import batched
import json
from pathlib import Path
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from custom_components.spindle import store
from custom_components.spindle.store import audit, meta, migrations, months, search_index
from custom_components.spindle.store.connection import (
    CHECKPOINT_AND_TRUNCATE,
    open_writer,
    transaction,
)

from .synthetic_history import History, Shape, end_of
from .synthetic_rows import Entering, add_flat

if TYPE_CHECKING:
    from sqlite3 import Connection

CHUNK: Final = 20_000
MARK: Final = "built.json"
HERE: Final = Path(__file__).parent
THERE: Final = Path(store.__file__).parent
MADE_BY: Final = (
    *sorted(HERE.glob("synthetic_*.py")),
    *sorted(THERE.glob("schema*.py")),
    *(THERE / f"{name}.py" for name in ("audit", "months", "search_index", "tiers")),
)
"""What the content of the databases depends on."""

QUICKLY: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -262144",
    "PRAGMA temp_store = FILE",
)
"""For filling a new file: when that fails the file is thrown away."""
INDEXES_OF_PLAYS: Final = """
SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'play' AND sql NOT NULL"""

FLAT_TABLE: Final = """
CREATE TABLE scrobbles_flat (
    id INTEGER PRIMARY KEY,
    timestamp INTEGER NOT NULL,
    artist TEXT NOT NULL,
    title TEXT NOT NULL,
    album TEXT,
    music_service TEXT NOT NULL,
    player TEXT,
    duration INTEGER,
    listened INTEGER
)"""
FLAT_INDEXES: Final = (
    "CREATE INDEX idx_scrobbles_timestamp ON scrobbles_flat (timestamp)",
    """
CREATE INDEX idx_scrobbles_music_service_timestamp
ON scrobbles_flat (music_service, timestamp)""",
    "CREATE INDEX idx_scrobbles_artist_title ON scrobbles_flat (artist, title)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The databases of a history, and what is in them."""

    shape: Shape
    directory: Path
    artists: int
    albums: int
    tracks: int

    @property
    def spindle(self) -> Path:
        """Spindle's database."""
        return self.directory / "spindle.db"

    @property
    def flat(self) -> Path:
        """The database of the flat table."""
        return self.directory / "flat.db"

    @property
    def now(self) -> int:
        """The moment after the last play, as epoch seconds."""
        return end_of(self.shape)

    @property
    def zone(self) -> ZoneInfo:
        """Where the household lives."""
        return ZoneInfo(self.shape.zone)


def cache_folder() -> Path:
    """Return the folder in which benchmarks keep what is slow to make."""
    folder = Path(tempfile.gettempdir()) / "spindle-bench"
    folder.mkdir(exist_ok=True)
    return folder


def build(
    shape: Shape, folder: Path | None = None, *, flat: bool = True, apart: bool = True
) -> Built:
    """Return the databases of a shape, built now or found in ``folder``.

    Without ``flat`` the flat table stays empty. What an earlier version made is removed.
    ``apart`` builds in a process of its own, so that its memory is not counted as ours.
    """
    folder = folder or cache_folder()
    name = f"history-{shape.name}-{'both' if flat else 'ours'}-"
    directory = folder / f"{name}{_version()}"
    mark = directory / MARK
    if not mark.exists():
        for old in folder.glob(f"{name}*"):
            shutil.rmtree(old)
        directory.mkdir(parents=True)
        print(f"Making a history of {shape.plays:,} plays.", file=sys.stderr)
        if apart:
            wanted = {"shape": asdict(shape), "directory": str(directory), "flat": flat}
            subprocess.run([sys.executable, "-m", __name__, json.dumps(wanted)], check=True)
        else:
            _fill(History(shape), directory, flat=flat)
    return Built(shape=shape, directory=directory, **json.loads(mark.read_text()))


def _version() -> str:
    """Return a name for what everything here was made by."""
    digest = sha256()
    for path in MADE_BY:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def main() -> None:
    """Fill the directory that the command line names."""
    wanted = json.loads(sys.argv[1])
    _fill(History(Shape(**wanted["shape"])), Path(wanted["directory"]), flat=wanted["flat"])


def _fill(history: History, directory: Path, *, flat: bool) -> None:
    """Write both databases, and mark the directory when all is there."""
    path = directory / "spindle.db"
    with closing(open_writer(path)) as db:
        migrations.migrate(db, path)
        # Out of the log's mode, in which there is always a journal.
        db.execute("PRAGMA journal_mode = DELETE")
    with closing(_open(path)) as db, closing(_open(directory / "flat.db")) as flat_db:
        indexes = db.execute(INDEXES_OF_PLAYS).fetchall()
        for name, _ in indexes:
            db.execute(f"DROP INDEX {name}")
        flat_db.execute(FLAT_TABLE)
        with transaction(db):
            entering = Entering(history, db)
        for plays in batched(history.plays(), CHUNK, strict=False):
            with transaction(db):
                entering.add(plays)
            if flat:
                with transaction(flat_db):
                    add_flat(flat_db, history, plays)
        for _, statement in indexes:
            db.execute(statement)
        for statement in FLAT_INDEXES:
            flat_db.execute(statement)
        _sum_up(db, history.shape)
    with closing(open_writer(path)) as db:
        db.execute(CHECKPOINT_AND_TRUNCATE)
    (directory / MARK).write_text(json.dumps(entering.counts))


def _open(path: Path) -> Connection:
    """Open a file that is being made."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in QUICKLY:
        db.execute(pragma)
    return db


def _sum_up(db: Connection, shape: Shape) -> None:
    """Make everything that is derived from plays and names, as it is at the end."""
    with transaction(db):
        meta.write(db, meta.ZONE, shape.zone)
        audit.rebuild(db)
        search_index.fill(db)
    more = True
    while more:
        with transaction(db):
            more = months.sum_up(db, end_of(shape)).more


if __name__ == "__main__":
    main()
