"""``scripts/probe-lidarr URL``: hold a real Lidarr against what we take Lidarr to be.

Everything that the submitter rests on was read in Lidarr's source, not in a running one. This
only ever asks (GET), and prints one line for each assumption: that it holds, that it does not,
or that this installation has nothing to tell it by. It ends 1 when something differs.
"""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from getpass import getpass
from http import HTTPStatus
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from tests.simulators.lidarr.contract import contract, published

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from tests.simulators.lidarr.openapi import Contract

API: Final = "/api/v1"
KEY: Final = "LIDARR_API_KEY"
NOT_A_KEY: Final = "0" * 32
KNOWN_ALBUM: Final = "1b022e01-4da6-387b-8658-8678046e4cef"
"""The release group of an album that every metadata server knows."""
UNKNOWN_ALBUM: Final = "00000000-0000-4000-8000-000000000000"
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PATIENCE: Final = aiohttp.ClientTimeout(total=120)
LOOK: Final = "RefreshMonitoredDownloads"
SHOWN: Final = 5
"""Breaches of the contract that are shown of one answer."""


class Outcome(StrEnum):
    """What was found."""

    HOLDS = "holds"
    DIFFERS = "DIFFERS"
    UNKNOWN = "no telling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One assumption, and what came of it."""

    outcome: Outcome
    what: str
    seen: str = ""

    def __str__(self) -> str:
        """Write it as a line."""
        return f"{self.outcome:>10}  {self.what}{': ' if self.seen else ''}{self.seen}"


class Probe:
    """Asks one Lidarr."""

    def __init__(self, session: aiohttp.ClientSession, url: str, key: str) -> None:
        """Keep the way to it."""
        self._session = session
        self._url = url.rstrip("/")
        self._key = key
        self._contract: Contract = contract()
        # Our own contract is only about what is used: what else Lidarr tells is no difference.
        self._is_strict = published() is not None

    async def findings(self) -> AsyncIterator[Finding]:
        """Yield what is found, one assumption after another; ends where nobody answers."""
        status, who = await self._get("/system/status")
        is_lidarr = isinstance(who, dict) and who.get("appName") == "Lidarr"
        seen = f"{who.get('version')}, {who.get('databaseType')}" if is_lidarr else str(status)
        yield _found("Lidarr answers there, with this key", seen, holds=is_lidarr)
        if not is_lidarr:
            return
        for each in (self._door, self._queue, self._commands, self._diary, self._lookups):
            async for finding in each():
                yield finding
        async for finding in self._house():
            yield finding

    async def _door(self) -> AsyncIterator[Finding]:
        status, body = await self._get("/queue", key=NOT_A_KEY)
        yield _found(
            "a wrong key is answered with 401 and nothing",
            f"{status}",
            holds=(status, body) == (HTTPStatus.UNAUTHORIZED, None),
        )
        status, body = await self._get("/album/2147483647")
        is_told = isinstance(body, dict) and ("message" in body or "title" in body)
        yield _found(
            "an album that is not there is a 404 with an object",
            f"{status}",
            holds=status == HTTPStatus.NOT_FOUND and is_told,
        )

    async def _queue(self) -> AsyncIterator[Finding]:
        asked = {"page": "1", "pageSize": "1", "includeUnknownArtistItems": "true"}
        _, page = await self._get("/queue", asked)
        _, details = await self._get(
            "/queue/details", {"includeArtist": "false", "includeAlbum": "false"}
        )
        _, state = await self._get("/queue/status")
        lengths = (
            page.get("totalRecords"),
            len(details) if isinstance(details, list) else None,
            state.get("totalCount"),
        )
        yield _found(
            "the queue is as long by its page, its details and its status",
            " / ".join(map(str, lengths)),
            holds=len(set(lengths)) == 1,
        )
        yield self._held("GET", "/queue", page)
        yield self._held("GET", "/queue/details", details)
        stuck = [row.get("title") for row in details if row.get("trackedDownloadStatus") != "ok"]
        yield Finding(outcome=Outcome.HOLDS, what="rows that are not well", seen=str(len(stuck)))

    async def _commands(self) -> AsyncIterator[Finding]:
        _, commands = await self._get("/command")
        yield self._held("GET", "/command", commands)
        looks = [
            each for each in commands if each["name"] == LOOK and each["status"] == "completed"
        ]
        yield _found(
            f"a {LOOK} of the last minutes is listed, with its start and end",
            f"{len(looks)}",
            holds=bool(looks) and all("started" in each and "ended" in each for each in looks),
        )
        moments = [each["queued"] for each in commands]
        yield _found(
            "moments are told in UTC, to the second",
            moments[0] if moments else "",
            holds=all(MOMENT.fullmatch(each) for each in moments) if moments else None,
        )
        searches = [each for each in commands if each["name"] == "AlbumSearch"]
        yield _found(
            "a search tells the albums that it is for",
            f"{len(searches)} listed",
            holds=all("albumIds" in each["body"] for each in searches) if searches else None,
        )

    async def _diary(self) -> AsyncIterator[Finding]:
        week_ago = datetime.now(UTC) - timedelta(days=7)
        since = {"date": week_ago.strftime("%Y-%m-%dT%H:%M:%SZ"), "eventType": "1"}
        _, grabs = await self._get("/history/since", since)
        yield self._held("GET", "/history/since", grabs)
        yield _found(
            "the history of a week can be had by the number of an event",
            f"{len(grabs)} grabs",
            holds=all(each["eventType"] == "grabbed" for each in grabs) if grabs else None,
        )
        if not grabs:
            return
        _, album = await self._get(f"/album/{grabs[-1]['albumId']}")
        if not isinstance(album, dict) or "foreignAlbumId" not in album:
            return
        yield self._held("GET", "/album/{id}", album)
        yield _found(
            "an album brings its artist, and tells whether that is monitored",
            "",
            holds="monitored" in album.get("artist", {}),
        )
        yield _found(
            "an album that was grabbed tells its tracks",
            str(album.get("statistics")),
            holds=album.get("statistics", {}).get("totalTrackCount", 0) > 0,
        )
        _, same = await self._get("/album", {"foreignAlbumId": album["foreignAlbumId"]})
        yield _found(
            "an album is found by its release group",
            "",
            holds=[each["id"] for each in same] == [album["id"]],
        )

    async def _lookups(self) -> AsyncIterator[Finding]:
        _, nothing = await self._get("/album", {"foreignAlbumId": UNKNOWN_ALBUM})
        yield _found("a release group that is not there is an empty list", "", holds=nothing == [])
        status, found = await self._get("/album/lookup", {"term": f"lidarr:{KNOWN_ALBUM}"})
        if status != HTTPStatus.OK or not isinstance(found, list):
            yield Finding(
                outcome=Outcome.UNKNOWN,
                what="the metadata server does not answer",
                seen=f"{status} {found}"[:200],
            )
            return
        yield self._held("GET", "/album/lookup", found)
        yield _found(
            "a lookup by release group finds that album alone",
            f"{len(found)}",
            holds=[each.get("foreignAlbumId") for each in found] == [KNOWN_ALBUM],
        )
        yield _found(
            "what is looked up brings its artist along",
            "",
            holds=all(each.get("artist", {}).get("foreignArtistId") for each in found),
        )

    async def _house(self) -> AsyncIterator[Finding]:
        for path in (
            "/rootfolder",
            "/qualityprofile",
            "/metadataprofile",
            "/importlistexclusion",
            "/health",
        ):
            _, body = await self._get(path)
            yield self._held("GET", path, body)
        _, config = await self._get("/config/mediamanagement")
        yield Finding(
            outcome=Outcome.HOLDS,
            what="rescan after refresh",
            seen=str(config.get("rescanAfterRefresh")),
        )

    def _held(self, method: str, path: str, body: Any) -> Finding:
        """Hold an answer against the contract."""
        breaches = self._contract.of_answer(method, f"{API}{path}", HTTPStatus.OK, body)
        if not self._is_strict:
            breaches = [each for each in breaches if not each.endswith("not described")]
        shown = "; ".join(breaches[:SHOWN])
        return _found(f"{method} {path} is answered as described", shown, holds=not breaches)

    async def _get(
        self, path: str, params: Mapping[str, str] | None = None, *, key: str | None = None
    ) -> tuple[int, Any]:
        """Ask, and return the status with the JSON, or with text, or with None for nothing."""
        async with self._session.get(
            f"{self._url}{API}{path}",
            params=params,
            headers={"X-Api-Key": self._key if key is None else key},
            allow_redirects=False,
            timeout=PATIENCE,
        ) as response:
            raw = await response.read()
            if "json" not in response.headers.get("Content-Type", ""):
                return response.status, raw.decode(errors="replace") or None
            return response.status, json.loads(raw)


def _found(what: str, seen: str, *, holds: bool | None) -> Finding:
    """Return a finding; None where there was nothing to tell it by."""
    if holds is None:
        return Finding(outcome=Outcome.UNKNOWN, what=what, seen=seen)
    return Finding(outcome=Outcome.HOLDS if holds else Outcome.DIFFERS, what=what, seen=seen)


async def probe(url: str, key: str) -> int:
    """Print what is found; return how much differs."""
    differences = 0
    async with aiohttp.ClientSession() as session:
        try:
            async for finding in Probe(session, url, key).findings():
                print(finding)
                differences += finding.outcome is Outcome.DIFFERS
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            print(f"scripts/probe-lidarr: {type(error).__name__}: {error}", file=sys.stderr)
            return differences + 1
    return differences


def main() -> None:
    """Probe the Lidarr that the command line names."""
    parser = argparse.ArgumentParser(
        prog="scripts/probe-lidarr",
        description="Asks a real Lidarr, changes nothing, and prints what is not as expected.",
        epilog=f"The API key is taken from ${KEY}, or asked for.",
    )
    parser.add_argument("url", metavar="URL", help="its address, with the URL base if it has one")
    arguments = parser.parse_args()
    key = os.environ.get(KEY) or getpass("API key (Settings > General): ")
    sys.exit(1 if asyncio.run(probe(arguments.url, key)) else 0)


if __name__ == "__main__":
    main()
