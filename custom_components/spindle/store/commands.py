"""Every change of the history, each one transaction of the writer.

The first argument of a command is the connection that the writer hands it; none of them
commits, and one that raises changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..listening.types import Listening, Reason
from . import other_listening, plays, refusals, sessions
from .backlog import begin_again as begin_backlog_again, enter as enter_backlog, reopen, settle
from .batches import finish as finish_batch, start as start_batch, undo as undo_batch
from .facts import correct, learn, withdraw
from .genre_tags import set_genres
from .hide_rules import add as hide, remove as unhide
from .hiding import rejudge
from .jobs import (
    cancel as cancel_job,
    claim_due as claim_due_jobs,
    complete as complete_job,
    enqueue as enqueue_job,
    fail as fail_job,
    let_go as let_go_jobs,
    park as park_job,
    requeue as requeue_job,
)
from .merging import begin as merge, proceed as go_on_merging
from .meta import read as get_meta, write as set_meta
from .months import sum_up
from .names import name_players
from .other_listening import SESSIONS
from .plays import record as record_play
from .refusals import note as note_not_counted
from .removal import delete as delete_plays
from .renaming import rename
from .service_list import recall as recall_services, remember as remember_services
from .sessions import load as load_running, save as save_running
from .types import ListeningStep, NewPlay, Origin, Recorded, Written
from .zones import set_zone

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

__all__ = [
    "begin_backlog_again",
    "cancel_job",
    "claim_due_jobs",
    "complete_job",
    "correct",
    "delete_plays",
    "enqueue_job",
    "enter_backlog",
    "fail_job",
    "finish_batch",
    "get_meta",
    "go_on_merging",
    "hide",
    "learn",
    "let_go_jobs",
    "load_running",
    "merge",
    "name_players",
    "note_not_counted",
    "park_job",
    "recall_services",
    "record_play",
    "record_step",
    "rejudge",
    "remember_services",
    "rename",
    "reopen",
    "requeue_job",
    "save_running",
    "set_genres",
    "set_meta",
    "set_zone",
    "settle",
    "start_batch",
    "sum_up",
    "undo_batch",
    "unhide",
    "withdraw",
]


def record_step(db: Connection, step: ListeningStep) -> tuple[Recorded, ...]:
    """Write what one observation of the listener led to.

    Returns one ``Recorded`` for each counted and then each finished listening, in order.
    """
    recorded = (
        *(_write(db, listening, plays.record) for listening in step.counted),
        *(_write(db, listening, plays.grow) for listening in step.finished),
    )
    refusals.note(db, step.not_counted)
    for refusal in step.not_counted:
        if refusal.reason is Reason.NOT_MUSIC and refusal.listening.listened > 0:
            other_listening.record(db, refusal.listening)
    if step.running:
        sessions.save(db, step.running)
    return recorded


def _write(
    db: Connection, listening: Listening, write: Callable[[Connection, NewPlay], Recorded]
) -> Recorded:
    if listening.source.kind in SESSIONS:
        other_listening.record(db, listening)
        return Recorded(0, Written.OTHER)
    return write(db, new_play(listening))


def new_play(listening: Listening, origin: str = Origin.SONOS) -> NewPlay:
    """Return the play that a listening is."""
    return NewPlay(
        played_at=listening.started_at,
        title=listening.title or "",
        artist=listening.artist or "",
        album=listening.album,
        album_artist=listening.album_artist,
        service=listening.source.service,
        item_id=listening.source.item_id,
        kind=listening.source.kind,
        player=listening.speaker,
        rooms=listening.rooms,
        station=listening.station,
        duration=listening.duration,
        listened=listening.listened,
        origin=origin,
    )
