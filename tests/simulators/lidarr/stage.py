"""What tests of and with Lidarr share: a server in the world that runs, and a plain caller."""

from __future__ import annotations

from http import HTTPStatus
import json
from typing import TYPE_CHECKING, Any, Final

from tests.simulators.virtual_time import world_time

from .contract import contract
from .in_memory import ADDRESS
from .machine import ROOT_FOLDER, Machine
from .routes import API
from .server import KEY, Server

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .openapi import Contract

AGREED: Final[Contract] = contract()
"""Read once: Lidarr's own description is large."""


def lidarr(**how: Any) -> Server:
    """Set Lidarr up in the virtual world that runs; ``how`` as a ``Machine`` takes it."""
    return Server(Machine(world_time().true, **how), contract=AGREED)


class Unexpected(Exception):
    """Lidarr has said something else than what the caller needs."""


class Caller:
    """Calls Lidarr over a session, and expects nothing."""

    def __init__(self, session: Any, address: str = ADDRESS, key: str = KEY) -> None:
        """Stand before the door."""
        self._session = session
        self._address = address
        self._headers = {"X-Api-Key": key}

    async def ask(
        self, method: str, path: str, params: Mapping[str, Any] | None = None, body: Any = None
    ) -> tuple[int, Any]:
        """Make a call; return its status, and its JSON, or its text, or None for nothing."""
        async with self._session.request(
            method,
            f"{self._address}{path}",
            params=params,
            json=body,
            headers=self._headers,
            allow_redirects=False,
        ) as response:
            raw = await response.read()
            is_json = "json" in response.headers.get("Content-Type", "")
            return response.status, json.loads(raw) if is_json else raw.decode() or None

    async def get(self, path: str, **params: Any) -> Any:
        """Ask for something; return the answer to what must be answered."""
        status, body = await self.ask("GET", f"{API}{path}", params)
        if status != HTTPStatus.OK:
            raise Unexpected(path, status, body)
        return body

    async def post(self, path: str, body: Any) -> Any:
        """Have something made; return the answer to what must be done."""
        status, answer = await self.ask("POST", f"{API}{path}", body=body)
        if status != HTTPStatus.CREATED:
            raise Unexpected(path, status, answer)
        return answer

    async def put(self, path: str, body: Any) -> Any:
        """Have something changed; return the answer to what must be done."""
        status, answer = await self.ask("PUT", f"{API}{path}", body=body)
        if status != HTTPStatus.ACCEPTED:
            raise Unexpected(path, status, answer)
        return answer

    async def depth(self) -> int:
        """Ask how long the queue is, as it should be asked."""
        page = await self.get("/queue", page=1, pageSize=1, includeUnknownArtistItems="true")
        depth: int = page["totalRecords"]
        return depth

    async def add(self, mbid: str, **artist: Any) -> Any:
        """Look an album up and add it, with the artist's settings; nothing is searched for."""
        found = (await self.get("/album/lookup", term=f"lidarr:{mbid}"))[0]
        found["monitored"] = False
        found["addOptions"] = {"addType": "manual", "searchForNewAlbum": False}
        found["artist"] |= {
            "rootFolderPath": ROOT_FOLDER,
            "qualityProfileId": 1,
            "metadataProfileId": 1,
            "monitored": True,
            "monitorNewItems": "none",
            **artist,
        }
        return await self.post("/album", found)

    async def search(self, album_id: int) -> Any:
        """Have an album monitored, and searched for."""
        await self.put("/album/monitor", {"albumIds": [album_id], "monitored": True})
        return await self.post("/command", {"name": "AlbumSearch", "albumIds": [album_id]})
