"""What Lidarr lacks by its own word, and what is stuck in its queue."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
import json
from typing import TYPE_CHECKING, cast

import pytest

from custom_components.spindle.lidarr.answers import HealthIssue, Profile, QueueRow, RootFolder
from custom_components.spindle.lidarr.checks import EVERY, Checks
from custom_components.spindle.lidarr.stuck import MOST_TOLD, Stuck
from custom_components.spindle.lidarr.types import Hold, Settings
from custom_components.spindle.lidarr.verdicts import BLOCKED_FOR

if TYPE_CHECKING:
    from custom_components.spindle.lidarr.client import LidarrClient

SETTINGS = Settings(root_folder="/music", quality_profile_id=1, metadata_profile_id=1)
STUCK = QueueRow(
    id=1,
    album_id=None,
    title="Something",
    status="completed",
    state="importBlocked",
    health="warning",
    messages=("No files found",),
    size=1.0,
    left=0.0,
    download_id="nzo-1",
)


@dataclass
class Lidarr:
    """Answers what it is told to, in the client's place."""

    issues: tuple[HealthIssue, ...] = ()
    folder: RootFolder = field(
        default_factory=lambda: RootFolder(path="/music/", is_accessible=True, free_space=None)
    )
    profiles: tuple[Profile, ...] = (Profile(id=1, name="Any"),)
    asked: int = 0

    async def health(self) -> tuple[HealthIssue, ...]:
        """Complain."""
        self.asked += 1
        return self.issues

    async def root_folders(self) -> tuple[RootFolder, ...]:
        """Name the folder."""
        return (self.folder,)

    async def quality_profiles(self) -> tuple[Profile, ...]:
        """Name the profiles."""
        return self.profiles

    metadata_profiles = quality_profiles


def checks(lidarr: Lidarr) -> Checks:
    return Checks(cast("LidarrClient", lidarr), SETTINGS)


def reason(looked: Checks) -> tuple[Hold, str | None] | None:
    """Return why nothing can be added."""
    held = looked.adding
    return None if held is None else (held.hold, held.detail)


@pytest.mark.parametrize(
    ("source", "type_of_it", "message", "hold"),
    [
        ("IndexerSearchCheck", "warning", "No indexers with Automatic Search", Hold.NO_INDEXER),
        ("IndexerSearchCheck", "warning", "No indexers with Interactive Search", None),
        ("IndexerSearchCheck", "warning", "Kein Indexer für die interaktive Suche", None),
        ("IndexerStatusCheck", "error", "All indexers are unavailable", Hold.NO_INDEXER),
        ("IndexerStatusCheck", "warning", "Indexers unavailable: one", None),
        ("DownloadClientCheck", "warning", "No client", Hold.NO_DOWNLOAD_CLIENT),
        ("DownloadClientCheck", "error", "Unable to communicate with one", None),
        ("DownloadClientStatusCheck", "error", "All are unavailable", Hold.NO_DOWNLOAD_CLIENT),
        ("UpdateCheck", "warning", "New update is available", None),
    ],
    ids=[
        "no indexer",
        "none for searches by hand",
        "in German",
        "all indexers down",
        "one indexer down",
        "no client",
        "one client down",
        "all clients down",
        "something else",
    ],
)
async def test_only_what_a_search_needs_holds_it_up(
    source: str, type_of_it: str, message: str, hold: Hold | None
) -> None:
    issue = HealthIssue(source=source, type=type_of_it, message=message)
    looked = checks(Lidarr((issue,)))
    await looked.look(0.0)
    held = looked.searching
    assert (held.hold if held else None) is hold
    assert looked.adding is None


async def test_what_a_person_has_chosen_may_be_gone() -> None:
    lidarr = Lidarr()
    looked = checks(lidarr)
    lidarr.folder = replace(lidarr.folder, is_accessible=False)
    await looked.look(0.0)
    assert reason(looked) == (Hold.ROOT_FOLDER, "/music")
    lidarr.folder = replace(lidarr.folder, is_accessible=True)
    lidarr.profiles = (Profile(id=2, name="Lossless"),)
    await looked.look(1.0)
    assert reason(looked) == (Hold.PROFILE, None)


async def test_while_nothing_is_amiss_it_is_looked_at_rarely() -> None:
    lidarr = Lidarr()
    looked = checks(lidarr)
    for now in (0.0, 180.0, EVERY - 1):
        await looked.look(now)
    assert lidarr.asked == 1
    looked.doubt()
    await looked.look(EVERY - 1)
    assert lidarr.asked == 2


def test_a_download_is_told_once_when_it_has_been_stuck_for_a_day() -> None:
    stuck = Stuck()
    assert stuck.look([STUCK], 0.0) == ()
    assert stuck.look([STUCK], BLOCKED_FOR - 1) == ()
    (told,) = stuck.look([STUCK], BLOCKED_FOR)
    assert (told.title, told.message, told.since) == ("Something", "No files found", 0.0)
    assert stuck.look([STUCK], BLOCKED_FOR + 180) == ()
    assert stuck.downloads == (told,)
    stuck.look([], BLOCKED_FOR + 360)
    assert not stuck.downloads


def test_a_restart_neither_forgets_since_when_it_is_stuck_nor_tells_it_twice() -> None:
    before = Stuck()
    assert before.as_json() == {}
    before.look([STUCK], 0.0)
    resumed = Stuck()
    resumed.resume(json.loads(json.dumps(before.as_json())))
    assert len(resumed.look([STUCK], BLOCKED_FOR)) == 1
    again = Stuck()
    again.resume(json.loads(json.dumps(resumed.as_json())))
    assert again.look([STUCK], BLOCKED_FOR + 180) == ()
    assert again.downloads == resumed.downloads


@pytest.mark.parametrize("left", [None, [], {"since": []}, {"since": {"a": "b"}, "told": ["a", 1]}])
def test_what_cannot_be_read_of_what_was_stuck_is_seen_anew(left: object) -> None:
    stuck = Stuck()
    stuck.resume(left)
    assert stuck.as_json() == {}


def test_so_many_are_named_and_no_more() -> None:
    stuck = Stuck()
    rows = [replace(STUCK, id=number, download_id=f"nzo-{number}") for number in range(100)]
    stuck.look(rows, 0.0)
    assert len(stuck.look(rows, BLOCKED_FOR)) == 100
    assert len(stuck.downloads) == MOST_TOLD
