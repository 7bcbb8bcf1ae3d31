"""Whether Lidarr has what it needs, by its own word: looked at rarely, unless it lacks some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .holds import Held
from .types import Hold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .answers import HealthIssue
    from .client import LidarrClient
    from .types import Settings

EVERY: Final = 1_800.0
"""Seconds between two looks while nothing is amiss."""
_INTERACTIVE: Final = re.compile(r"intera[ck]ti", re.IGNORECASE)
"""In Lidarr's words, in whatever language: searches by hand, which are not ours."""


class Checks:
    """Remembers what Lidarr lacks; monotonic seconds."""

    def __init__(self, client: LidarrClient, settings: Settings) -> None:
        """Know nothing yet."""
        self._client = client
        self._settings = settings
        self._looked_at: float | None = None
        self.adding: Held | None = None
        """Why nothing can be added."""
        self.searching: Held | None = None
        """Why no search makes sense."""

    def doubt(self) -> None:
        """Look again at the next wake: something was refused, or had no effect."""
        self._looked_at = None

    async def look(self, now: float) -> None:
        """See what is amiss, if it is time; raises a ``LidarrError``."""
        is_well = self.adding is None and self.searching is None
        if is_well and self._looked_at is not None and now - self._looked_at < EVERY:
            return
        self.searching = _lack(await self._client.health())
        self.adding = await self._gone()
        self._looked_at = now

    async def _gone(self) -> Held | None:
        """Return which of a person's choices is gone."""
        chosen = self._settings
        folders = {
            _plain(folder.path)
            for folder in await self._client.root_folders()
            if folder.is_accessible
        }
        if _plain(chosen.root_folder) not in folders:
            return Held(Hold.ROOT_FOLDER, chosen.root_folder)
        qualities = {profile.id for profile in await self._client.quality_profiles()}
        contents = {profile.id for profile in await self._client.metadata_profiles()}
        if chosen.quality_profile_id in qualities and chosen.metadata_profile_id in contents:
            return None
        return Held(Hold.PROFILE)


def _plain(path: str) -> str:
    return path.rstrip("/\\")


def _lack(issues: Iterable[HealthIssue]) -> Held | None:
    """Return what Lidarr lacks to search and to fetch, by its own checks.

    That one download client of several cannot be reached is no reason to wait.
    https://github.com/Lidarr/Lidarr/tree/develop/src/NzbDrone.Core/HealthCheck/Checks
    """
    for issue in issues:
        is_error = issue.type == "error"
        if issue.source == "IndexerSearchCheck" and not _INTERACTIVE.search(issue.message):
            return Held(Hold.NO_INDEXER, issue.message)
        if issue.source == "IndexerStatusCheck" and is_error:
            return Held(Hold.NO_INDEXER, issue.message)
        if issue.source == "DownloadClientCheck" and not is_error:
            return Held(Hold.NO_DOWNLOAD_CLIENT, issue.message)
        if issue.source == "DownloadClientStatusCheck" and is_error:
            return Held(Hold.NO_DOWNLOAD_CLIENT, issue.message)
    return None
