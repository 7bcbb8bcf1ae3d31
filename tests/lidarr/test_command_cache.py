"""What Lidarr tells again in the same words is not read anew, and what has changed is."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.spindle.lidarr.command_cache import CommandCache
from custom_components.spindle.upstream.errors import BadAnswer


def command(number: int, status: str, **more: Any) -> dict[str, Any]:
    """A search as Lidarr lists it."""
    body = {"albumIds": [number + 100]}
    return {"id": number, "name": "AlbumSearch", "status": status, "body": body, **more}


def test_what_is_told_word_for_word_is_the_same_and_what_changed_is_read() -> None:
    retold = CommandCache()
    done, running = retold.read([command(1, "completed"), command(2, "started")])
    still, ended, queued = retold.read(
        [command(1, "completed"), command(2, "completed"), command(3, "queued")]
    )
    assert still is done
    assert running.is_active
    assert ended.is_completed
    assert queued.id == 3
    assert queued.album_ids == {103}


def test_an_id_that_another_command_has_after_a_reset_is_that_other_command() -> None:
    retold = CommandCache()
    retold.read([command(1, "completed", queued="2027-01-15T08:00:00Z")])
    (other,) = retold.read([command(1, "completed", queued="2027-01-16T08:00:00Z")])
    assert other.queued_at == 1_800_086_400.0


def test_what_is_not_as_documented_is_refused_and_what_was_known_is_kept() -> None:
    retold = CommandCache()
    (done,) = retold.read([command(1, "completed")])
    with pytest.raises(BadAnswer):
        retold.read([command(1, "completed"), {"name": "AlbumSearch"}])
    assert retold.read([command(1, "completed"), {"id": 7, "name": "Backup"}]) == (done,)
