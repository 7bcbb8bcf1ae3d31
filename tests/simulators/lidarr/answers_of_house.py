"""What is told of the installation itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from . import resources
from .question import Question, Said, ok

if TYPE_CHECKING:
    from .machine import Machine

VERSION: Final = "2.14.5.4836"


def ping(_machine: Machine, _asked: Question) -> Said:
    """Say that somebody is there, to anybody."""
    return ok({"status": "OK"})


def status(machine: Machine, _asked: Question) -> Said:
    """Say who is there."""
    return ok(
        {
            "appName": "Lidarr",
            "instanceName": "Lidarr",
            "version": VERSION,
            "buildTime": "2025-10-05T12:00:00Z",
            "isDocker": True,
            "branch": "develop",
            "databaseType": "sqLite",
            "authentication": "forms",
            "migrationVersion": 80,
            "urlBase": machine.url_base,
            "startTime": resources.moment(machine.started),
        }
    )


def root_folders(machine: Machine, _asked: Question) -> Said:
    """Return the folders for music."""
    return ok(
        [
            {
                "id": number,
                "name": path.rpartition("/")[2],
                "path": f"{path}/",
                "defaultMetadataProfileId": 1,
                "defaultQualityProfileId": 1,
                "defaultMonitorOption": "all",
                "defaultNewItemMonitorOption": "all",
                "defaultTags": [],
                "accessible": is_there,
                **({"freeSpace": 2 << 40, "totalSpace": 8 << 40} if is_there else {}),
            }
            for number, (path, is_there) in enumerate(machine.root_folders.items(), 1)
        ]
    )


def quality_profiles(machine: Machine, _asked: Question) -> Said:
    """Return the quality profiles."""
    return ok(
        [
            {"id": number, "name": name, "upgradeAllowed": False, "cutoff": 6, "items": []}
            for number, name in machine.quality_profiles.items()
        ]
    )


def metadata_profiles(machine: Machine, _asked: Question) -> Said:
    """Return the metadata profiles."""
    return ok(
        [
            {
                "id": number,
                "name": name,
                "primaryAlbumTypes": [],
                "secondaryAlbumTypes": [],
                "releaseStatuses": [],
            }
            for number, name in machine.metadata_profiles.items()
        ]
    )


def exclusions(machine: Machine, _asked: Question) -> Said:
    """Return what is never to be added by a list."""
    return ok(
        [
            {"id": number, "foreignId": mbid, "artistName": name}
            for number, (mbid, name) in enumerate(machine.exclusions.items(), 1)
        ]
    )


def health(machine: Machine, _asked: Question) -> Said:
    """Return what Lidarr itself complains about."""
    complaints: list[dict[str, Any]] = []
    if not machine.has_indexers:
        complaints.append(
            _complaint(
                "IndexerSearchCheck",
                "warning",
                "No indexers available with Automatic Search enabled, "
                "Lidarr will not provide any automatic search results",
            )
        )
    for path, is_there in machine.root_folders.items():
        if not is_there:
            complaints.append(
                _complaint("RootFolderCheck", "error", f"Missing root folder: {path}")
            )
    return ok(complaints)


def media_management(machine: Machine, _asked: Question) -> Said:
    """Return how files are treated."""
    rescan = "always" if machine.library.rescan_after_refresh else "never"
    return ok({"id": 1, "rescanAfterRefresh": rescan})


def metadata_provider(_machine: Machine, _asked: Question) -> Said:
    """Return where metadata comes from."""
    return ok({"id": 1, "metadataSource": ""})


def _complaint(source: str, kind: str, message: str) -> dict[str, Any]:
    return {
        "source": source,
        "type": kind,
        "message": message,
        "wikiUrl": "https://wiki.servarr.com/lidarr/system",
    }
