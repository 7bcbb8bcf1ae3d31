"""What Lidarr's API is taken to be, written down for where its own description is not.

Only what is asked of it here. One line a schema, ``name:type``; ``?`` where null is allowed,
``[…]`` for a list, ``a|b`` for the words that are possible, a name in capitals for another
schema. https://lidarr.audio/docs/api/
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .openapi import Contract, patched

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHED: Final = os.environ.get("LIDARR_OPENAPI", "")
"""Path of Lidarr's own description, where there is one."""

MONITOR: Final = "all|future|missing|existing|latest|first|none|unknown"
NEW_ITEMS: Final = "all|none|new"
TRIGGER: Final = "unspecified|manual|scheduled"
COMMAND_STATUS: Final = "queued|started|completed|failed|aborted|cancelled|orphaned"
STATE: Final = (
    "downloading|downloadFailed|downloadFailedPending|importBlocked|importPending|importing"
    "|importFailed|imported|ignored"
)
EVENT: Final = (
    "unknown|grabbed|artistFolderImported|trackFileImported|downloadFailed|trackFileDeleted"
    "|trackFileRenamed|albumImportIncomplete|downloadImported|trackFileRetagged|downloadIgnored"
)
PAGED: Final = "page:int pageSize:int sortKey:str sortDirection:default|ascending|descending"
INCLUDED: Final = "includeArtist:bool includeAlbum:bool includeTrack:bool"

SCHEMAS: Final[Mapping[str, str]] = {
    "PingResource": "status:str?",
    "SystemResource": "appName:str? instanceName:str? version:str? buildTime:date isDocker:bool "
    "branch:str? databaseType:sqLite|postgreSQL authentication:none|basic|forms|external "
    "migrationVersion:int urlBase:str? startTime:date",
    "Ratings": "votes:int value:num",
    "MediumResource": "mediumNumber:int mediumName:str? mediumFormat:str?",
    "AlbumReleaseResource": "id:int albumId:int foreignReleaseId:str? title:str? status:str? "
    "duration:int trackCount:int media:[MediumResource]? mediumCount:int disambiguation:str? "
    "country:[str]? label:[str]? format:str? monitored:bool",
    "AddAlbumOptions": "addType:automatic|manual searchForNewAlbum:bool",
    "AlbumStatisticsResource": "trackFileCount:int trackCount:int totalTrackCount:int "
    "sizeOnDisk:int percentOfTracks:num",
    "AddArtistOptions": f"monitor:{MONITOR} albumsToMonitor:[str]? monitored:bool "
    "searchForMissingAlbums:bool",
    "Links": "url:str? name:str?",
    "MediaCover": "url:str? remoteUrl:str?",
    "ArtistResource": "id:int status:continuing|ended|deleted ended:bool artistName:str? "
    "foreignArtistId:str? mbId:str? overview:str? artistType:str? disambiguation:str? "
    "links:[Links]? images:[MediaCover]? path:str? qualityProfileId:int metadataProfileId:int "
    f"monitored:bool monitorNewItems:{NEW_ITEMS} rootFolderPath:str? folder:str? genres:[str]? "
    "cleanName:str? sortName:str? tags:[int]? added:date addOptions:AddArtistOptions "
    "ratings:Ratings",
    "AlbumResource": "id:int title:str? disambiguation:str? overview:str? artistId:int "
    "foreignAlbumId:str? monitored:bool anyReleaseOk:bool profileId:int duration:int "
    "albumType:str? secondaryTypes:[str]? mediumCount:int ratings:Ratings releaseDate:date? "
    "releases:[AlbumReleaseResource]? genres:[str]? media:[MediumResource]? "
    "artist:ArtistResource images:[MediaCover]? links:[Links]? lastSearchTime:date? "
    "statistics:AlbumStatisticsResource addOptions:AddAlbumOptions remoteCover:str?",
    "ArtistEditorResource": "artistIds:[int]? monitored:bool? "
    f"monitorNewItems:{NEW_ITEMS} qualityProfileId:int? metadataProfileId:int? "
    "rootFolderPath:str? tags:[int]?",
    "AlbumsMonitoredResource": "albumIds:[int]? monitored:bool",
    "Command": "name:str? trigger:" + TRIGGER + " sendUpdatesToClient:bool "
    "updateScheduledTask:bool requiresDiskAccess:bool isExclusive:bool isTypeExclusive:bool "
    "isLongRunning:bool suppressMessages:bool",
    "CommandResource": "id:int name:str? commandName:str? message:str? body:Command "
    f"priority:normal|high|low status:{COMMAND_STATUS} result:unknown|successful|unsuccessful "
    "queued:date started:date? ended:date? duration:span? exception:str? "
    f"trigger:{TRIGGER} stateChangeTime:date? sendUpdatesToClient:bool updateScheduledTask:bool",
    "Quality": "id:int name:str?",
    "Revision": "version:int real:int isRepack:bool",
    "QualityModel": "quality:Quality revision:Revision",
    "CustomFormatResource": "id:int name:str?",
    "TrackedDownloadStatusMessage": "title:str? messages:[str]?",
    "QueueResource": "id:int artistId:int? albumId:int? artist:ArtistResource "
    "album:AlbumResource quality:QualityModel customFormats:[CustomFormatResource]? "
    "customFormatScore:int size:num title:str? sizeleft:num timeleft:span? "
    "estimatedCompletionTime:date? added:date? status:str? "
    f"trackedDownloadStatus:ok|warning|error trackedDownloadState:{STATE} "
    "statusMessages:[TrackedDownloadStatusMessage]? errorMessage:str? downloadId:str? "
    "protocol:unknown|usenet|torrent downloadClient:str? "
    "downloadClientHasPostImportCategory:bool indexer:str? outputPath:str? trackFileCount:int "
    "trackHasFileCount:int downloadForced:bool",
    "QueueResourcePagingResource": "page:int pageSize:int sortKey:str? "
    "sortDirection:default|ascending|descending totalRecords:int records:[QueueResource]?",
    "QueueStatusResource": "id:int totalCount:int count:int unknownCount:int errors:bool "
    "warnings:bool unknownErrors:bool unknownWarnings:bool",
    "HistoryResource": "id:int albumId:int artistId:int trackId:int sourceTitle:str? "
    "quality:QualityModel customFormats:[CustomFormatResource]? customFormatScore:int "
    f"qualityCutoffNotMet:bool date:date downloadId:str? eventType:{EVENT} data:object?",
    "HistoryResourcePagingResource": "page:int pageSize:int sortKey:str? "
    "sortDirection:default|ascending|descending totalRecords:int records:[HistoryResource]?",
    "HealthResource": "id:int source:str? type:ok|notice|warning|error message:str? wikiUrl:str?",
    "RootFolderResource": "id:int name:str? path:str? defaultMetadataProfileId:int "
    f"defaultQualityProfileId:int defaultMonitorOption:{MONITOR} "
    f"defaultNewItemMonitorOption:{NEW_ITEMS} defaultTags:[int]? accessible:bool freeSpace:int? "
    "totalSpace:int?",
    "QualityProfileResource": "id:int name:str? upgradeAllowed:bool cutoff:int items:[object]?",
    "MetadataProfileResource": "id:int name:str? primaryAlbumTypes:[object]? "
    "secondaryAlbumTypes:[object]? releaseStatuses:[object]?",
    "ImportListExclusionResource": "id:int foreignId:str? artistName:str?",
    "MediaManagementConfigResource": "id:int rescanAfterRefresh:always|afterManual|never",
    "MetadataProviderConfigResource": "id:int metadataSource:str?",
}
CALLS: Final[Mapping[str, tuple[str, str, str]]] = {
    # method and path → parameters, body, answer
    "GET /ping": ("", "", "PingResource"),
    "GET /api/v1/system/status": ("", "", "SystemResource"),
    "GET /api/v1/rootfolder": ("", "", "[RootFolderResource]"),
    "GET /api/v1/qualityprofile": ("", "", "[QualityProfileResource]"),
    "GET /api/v1/metadataprofile": ("", "", "[MetadataProfileResource]"),
    "GET /api/v1/importlistexclusion": ("", "", "[ImportListExclusionResource]"),
    "GET /api/v1/health": ("", "", "[HealthResource]"),
    "GET /api/v1/config/mediamanagement": ("", "", "MediaManagementConfigResource"),
    "GET /api/v1/config/metadataprovider": ("", "", "MetadataProviderConfigResource"),
    "GET /api/v1/queue": (
        f"{PAGED} includeUnknownArtistItems:bool includeArtist:bool includeAlbum:bool",
        "",
        "QueueResourcePagingResource",
    ),
    "GET /api/v1/queue/details": (
        "artistId:int albumIds:[int] includeArtist:bool includeAlbum:bool",
        "",
        "[QueueResource]",
    ),
    "GET /api/v1/queue/status": ("", "", "QueueStatusResource"),
    "GET /api/v1/history": (
        f"{PAGED} {INCLUDED} eventType:[int] albumId:int downloadId:str",
        "",
        "HistoryResourcePagingResource",
    ),
    "GET /api/v1/history/artist": (
        f"artistId:int albumId:int eventType:{EVENT} {INCLUDED}",
        "",
        "[HistoryResource]",
    ),
    "GET /api/v1/history/since": (
        f"date:date eventType:{EVENT} {INCLUDED}",
        "",
        "[HistoryResource]",
    ),
    "GET /api/v1/album": (
        "artistId:int albumIds:[int] foreignAlbumId:str includeAllArtistAlbums:bool",
        "",
        "[AlbumResource]",
    ),
    "GET /api/v1/album/lookup": ("term:str", "", "[AlbumResource]"),
    "GET /api/v1/album/{id}": ("", "", "AlbumResource"),
    "GET /api/v1/artist": ("mbId:str", "", "[ArtistResource]"),
    "GET /api/v1/artist/lookup": ("term:str", "", "[ArtistResource]"),
    "GET /api/v1/artist/{id}": ("", "", "ArtistResource"),
    "GET /api/v1/command": ("", "", "[CommandResource]"),
    "GET /api/v1/command/{id}": ("", "", "CommandResource"),
    "POST /api/v1/album": ("", "AlbumResource", "AlbumResource"),
    "POST /api/v1/artist": ("", "ArtistResource", "ArtistResource"),
    "PUT /api/v1/album/monitor": ("", "AlbumsMonitoredResource", "[AlbumResource]"),
    "PUT /api/v1/artist/editor": ("", "ArtistEditorResource", "[ArtistResource]"),
    "POST /api/v1/command": ("", "CommandResource", "CommandResource"),
    "DELETE /api/v1/command/{id}": ("", "", "object"),
}
PLAIN: Final[Mapping[str, dict[str, Any]]] = {
    "int": {"type": "integer"},
    "num": {"type": "number"},
    "str": {"type": "string"},
    "bool": {"type": "boolean"},
    "span": {"type": "string", "format": "date-span"},
    "date": {"type": "string", "format": "date-time"},
    "object": {"type": "object"},
}


def schema(written: str) -> dict[str, Any]:
    """Read a type as it is written above."""
    if written.endswith("?"):
        return {**schema(written[:-1]), "nullable": True}
    if written.startswith("["):
        return {"type": "array", "items": schema(written[1:-1])}
    if "|" in written:
        return {"type": "string", "enum": written.split("|")}
    return dict(PLAIN[written]) if written in PLAIN else {"$ref": f"#/components/schemas/{written}"}


def fields(written: str) -> dict[str, dict[str, Any]]:
    """Read a line of names and types."""
    pairs = (each.partition(":") for each in written.split())
    return {name: schema(kind) for name, _, kind in pairs}


def own() -> dict[str, Any]:
    """Return what is written above as an OpenAPI document."""
    paths: dict[str, dict[str, Any]] = {}
    for call, (parameters, body, answer) in CALLS.items():
        method, _, path = call.partition(" ")
        operation: dict[str, Any] = {
            "parameters": [
                {"name": name, "schema": kind} for name, kind in fields(parameters).items()
            ],
            "responses": {"200": {"content": {"application/json": {"schema": schema(answer)}}}},
        }
        if body:
            operation["requestBody"] = {"content": {"application/json": {"schema": schema(body)}}}
        paths.setdefault(path, {})[method.lower()] = operation
    schemas = {
        name: {"type": "object", "additionalProperties": False, "properties": fields(written)}
        for name, written in SCHEMAS.items()
    }
    return {"paths": paths, "components": {"schemas": schemas}}


def published() -> dict[str, Any] | None:
    """Return Lidarr's own description, or None where it does not lie about."""
    path = Path(PUBLISHED)
    if not PUBLISHED or not path.is_file():
        return None
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def contract() -> Contract:
    """Return Lidarr's own description as a contract; ours where it is not at hand."""
    return Contract(patched(published() or own()))
