"""The work: 5,000 tracks to be completed and forty playlists to be made, as rows of jobs."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

from custom_components.spindle.store import jobs, schema
from custom_components.spindle.store.connection import open_writer, transaction
from custom_components.spindle.store.types import JobState
from custom_components.spindle.upstream.types import Priority, Request
from tests.simulators.limited_server import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from custom_components.spindle.store.types import Job

JOBS: Final = "jobs.db"
"""Name of the file, where there is one."""
LISTS: Final = 40
PAGE: Final = 50
ON_A_LIST: Final = 50
FAMILIES: Final = ("saved", "albums", "artists", "tracks", "search", "create", "items")
"""Kinds of work, each a queue and an endpoint family; what leads to more comes first."""
PATIENCE: Final = 30.0


class Work:
    """What there is to do, what is done, and when it was; it outlives every process."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        tracks: int = catalogue.TRACKS,
        searched: float = 0.0,
    ) -> None:
        """Write every job down, or take up what a file holds; in memory without a ``path``.

        ``searched`` is the share of the tracks that are known by their ISRC alone.
        """
        self.db = (
            sqlite3.connect(":memory:", isolation_level=None) if path is None else open_writer(path)
        )
        is_new = not self.db.execute("PRAGMA user_version").fetchone()[0]
        self.db.execute("BEGIN")
        if is_new:
            schema.create(self.db)
            self.db.execute("CREATE TABLE committed (asked TEXT PRIMARY KEY, at REAL) STRICT")
            self.db.execute("PRAGMA user_version = 1")
        self.wanted: dict[str, int] = {}
        """Answers that are needed, by family."""
        self.committed: dict[str, float] = dict(
            self.db.execute("SELECT asked, at FROM committed").fetchall()
        )
        """What was asked (``GET /path``) → true time from which its answer is kept."""
        self._left: dict[str, int] = {}
        albums = -(-tracks // catalogue.ON_AN_ALBUM)
        self._split = int(tracks * (1 - searched))
        for family, numbers in (
            ("saved", range(-(-tracks // PAGE))),
            ("albums", range(albums)),
            ("artists", range(-(-albums // catalogue.ALBUMS_OF_AN_ARTIST))),
            ("tracks", range(self._split)),
            ("search", range(self._split, tracks)),
            ("create", range(LISTS)),
            ("items", range(LISTS)),
        ):
            self._want(family, numbers, is_new=is_new)
        self.db.execute("COMMIT")

    @property
    def minimum(self) -> int:
        """Calls without which it cannot be done."""
        return sum(self.wanted.values())

    @property
    def done(self) -> int:
        """How much of it is done."""
        return self.minimum - sum(self._left.values())

    def is_left(self, family: str) -> bool:
        """Tell whether a family has something left to do."""
        return self._left[family] > 0

    def lost(self) -> int:
        """Count what is neither done nor waiting nor about to be written down."""
        counts = jobs.counts(self.db)
        there = sum(sum(each.values()) for queue, each in counts.items() if queue in FAMILIES)
        to_come = self._left["items"] - sum(
            count for state, count in counts.get("items", {}).items() if state in _OPEN
        )
        return self.minimum - there - to_come

    def claim(self, family: str, now: float) -> Job | None:
        """Take a job of a family that is due."""
        claimed = jobs.claim_due(self.db, (family,), now, 1)
        return claimed[0] if claimed else None

    def next_due(self, family: str) -> float | None:
        """Return the epoch at which a waiting job of a family is due."""
        return jobs.next_due(self.db, (family,))

    def later(self, job: Job, why: str, at: float) -> None:
        """Put a job off."""
        jobs.fail(self.db, job, why, retry_at=at)

    def commit(self, job: Job, asked: str, at: float) -> None:
        """Note that a claimed job is done, at a true time."""
        with transaction(self.db):
            if jobs.complete(self.db, job):
                self._note(job.queue, asked, at)

    def commit_track(self, number: int, at: float) -> None:
        """Note that somebody else has asked for a track meanwhile."""
        family = self.family_of_track(number)
        job = jobs.find(self.db, family, str(number))
        with transaction(self.db):
            if job is not None and jobs.cancel(self.db, job.id):
                self._note(family, asked_for(request_of(family, number)), at)

    def made(self, number: int, identity: str) -> None:
        """Write down that a list that is there now wants to be filled."""
        jobs.enqueue(self.db, "items", str(number), {"playlist": identity})

    def recover(self) -> None:
        """Let what a dead process had in hand wait again."""
        jobs.recover(self.db)

    def family_of_track(self, number: int) -> str:
        """Tell how a track is asked for."""
        return "tracks" if number < self._split else "search"

    def left(self, families: Iterable[str] = FAMILIES) -> int:
        """Count what some families have left to do."""
        return sum(self._left[family] for family in families)

    def _note(self, family: str, asked: str, at: float) -> None:
        self._left[family] -= 1
        self.committed[asked] = at
        self.db.execute("INSERT OR IGNORE INTO committed VALUES (?, ?)", (asked, at))

    def _want(self, family: str, numbers: range, *, is_new: bool) -> None:
        """Write jobs down; those that fill a list are written when it is there."""
        self.wanted[family] = self._left[family] = len(numbers)
        if is_new and family != "items":
            for number in numbers:
                jobs.enqueue(self.db, family, str(number), {})
        counts = jobs.counts(self.db).get(family, {})
        self._left[family] -= sum(counts.get(state, 0) for state in _OVER)


_OPEN: Final = (JobState.WAITING, JobState.RUNNING)
_OVER: Final = (JobState.DONE, JobState.CANCELLED)


def request_of(
    family: str,
    number: int,
    *,
    payload: dict[str, object] | None = None,
    priority: Priority = Priority.BACKFILL,
    patience: float = PATIENCE,
) -> Request:
    """Return the call that a piece of work needs."""
    url, method = f"{catalogue.API}/", "GET"
    params: dict[str, str] = {}
    body: dict[str, Any] | None = None
    match family:
        case "saved":
            url, params = url + "me/tracks", {"limit": str(PAGE), "offset": str(number * PAGE)}
        case "search":
            url += "search"
            params = {"q": f"isrc:{catalogue.isrc(number)}", "type": "track"}
        case "create":
            url, method, body = url + "me/playlists", "POST", {"name": name_of(number)}
        case "lists":
            url, params = url + "me/playlists", {"limit": str(PAGE)}
        case "items":
            url += f"playlists/{(payload or {})['playlist']}/items"
            method, body = "PUT", {"uris": _uris(number)}
        case _:
            url += f"{family}/{catalogue.item_id(family.removesuffix('s'), number)}"
    return Request(
        url=url,
        family=family,
        method=method,
        params=params,
        json=body,
        priority=priority,
        patience=patience,
    )


def asked_for(request: Request) -> str:
    """Name a call as the service's log does."""
    query = "&".join(f"{key}={value}" for key, value in sorted(request.params.items()))
    path = request.url.removeprefix(catalogue.API)
    return f"{request.method} {path}?{query}" if query else f"{request.method} {path}"


def name_of(number: int) -> str:
    """Return the name of a playlist."""
    return f"Genre #{number}"


def found(body: Any, number: int) -> str | None:
    """Return the id of a playlist in a list of playlists, if it is there."""
    ids = [each["id"] for each in body["items"] if each["name"] == name_of(number)]
    return ids[0] if ids else None


def _uris(number: int) -> list[str]:
    tracks = range(number * ON_A_LIST, (number + 1) * ON_A_LIST)
    return [f"spotify:track:{catalogue.item_id('track', track)}" for track in tracks]
