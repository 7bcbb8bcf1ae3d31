"""Covers of albums: who may see one, where it is kept, and who fetches it.

An answer names a cover by an address that is signed, as pictures in a page carry no token:
whoever was told it may see it. Nobody's page waits for another service: what is not here yet
is fetched behind its back, if a person has let the Cover Art Archive be asked.
"""

from __future__ import annotations

import asyncio
from base64 import urlsafe_b64encode
from collections import OrderedDict
import hmac
from http import HTTPStatus
from pathlib import Path
import time
from typing import TYPE_CHECKING, Final

from aiohttp import web
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from .const import DOMAIN, LOGGER
from .enrichment.clients.cover_art import CoverArt
from .enrichment.cover_shelf import NO_COVER, CoverShelf
from .enrichment.pictures import picture_type
from .enrichment.providers.cover_art import SLUG
from .health import async_history_entry
from .upstream.errors import Bad, BadAnswer, Overdue, Rejected, Unauthorized, Unreachable

if TYPE_CHECKING:
    from .pulse import Pulse
    from .runtime import HistoryConfigEntry

SIGNATURE_BYTES: Final = 12
MOST_WANTED: Final = 200
"""Covers that wait to be fetched; the oldest wishes are forgotten, as their pages are gone."""
AT_A_TIME: Final = 3
PATIENCE: Final = 30.0
REST: Final = 60.0
"""Seconds until the archive is tried again that could not be reached."""
DISK_REST: Final = 3_600.0
"""Seconds until more is fetched for a disk that does not take it."""
WEEK: Final = 7 * 86_400
NO_COVER_KEPT: Final = 86_400
"""Seconds for which browsers keep what there is, and that there is nothing."""
URL: Final = "/api/spindle/cover"


class Covers:
    """The covers of one history whose owner has let them be fetched."""

    def __init__(
        self,
        hass: HomeAssistant,
        shelf: CoverShelf,
        client: CoverArt,
        *,
        key: bytes,
        opened: asyncio.Event,
    ) -> None:
        """Fetch nothing yet; ``key`` is the secret that addresses are signed with.

        ``opened`` is set once the archive may be called.
        """
        self._hass = hass
        self._shelf = shelf
        self._client = client
        self._key = key
        self._opened = opened
        self.wanted = OrderedDict[str, None]()
        """What waits to be fetched, the latest wish last."""
        self._woken = asyncio.Event()

    def path(self, mbid: str) -> str:
        """Return the address of the cover of a release group. Safe on any thread."""
        return f"{URL}/{mbid}/{self._signature(mbid)}"

    def is_signed(self, mbid: str, signature: str) -> bool:
        """Tell whether an address is one of ours."""
        return hmac.compare_digest(self._signature(mbid).encode(), signature.encode())

    async def picture(self, mbid: str) -> bytes | None:
        """Return a cover, or ``NO_COVER``; None where it is to be fetched, which is begun."""
        found = await self._hass.async_add_executor_job(self._shelf.find, mbid, time.time())
        if found is None:
            self._want(mbid)
        return found

    async def run(self, pulse: Pulse) -> None:
        """Fetch what is wanted, for good: the supervised task."""
        await pulse.rest(wake=self._opened)
        while True:
            self._woken.clear()
            if not self.wanted:
                await pulse.rest(wake=self._woken)
            pause = await pulse.during(self.fetch_some())
            await pulse.rest(pause)

    @callback
    def _want(self, mbid: str) -> None:
        self.wanted[mbid] = None
        self.wanted.move_to_end(mbid)
        if len(self.wanted) > MOST_WANTED:
            self.wanted.popitem(last=False)
        self._woken.set()

    async def fetch_some(self) -> float:
        """Fetch the latest of what is wanted; return the seconds to wait before the next."""
        some = list(reversed(self.wanted))[:AT_A_TIME]
        return max(await asyncio.gather(*(self._fetch(one) for one in some)))

    async def _fetch(self, mbid: str) -> float:
        """Fetch one cover and keep it, or that there is none; return the seconds to wait."""
        try:
            picture = await self._asked(mbid)
            await self._hass.async_add_executor_job(self._shelf.put, mbid, picture, time.time())
        except Overdue as error:
            return max(REST, error.at - time.time())
        except Unreachable as error:
            LOGGER.debug("The cover %s cannot be fetched now: %s", mbid, error)
            self.wanted.pop(mbid, None)
            return REST
        except OSError as error:
            LOGGER.warning("Covers cannot be kept on the disk, and none is fetched: %s", error)
            return DISK_REST
        self.wanted.pop(mbid, None)
        return 0.0

    async def _asked(self, mbid: str) -> bytes:
        """Ask for a cover. Raises ``Overdue`` and ``Unreachable``; what is no picture is none."""
        try:
            picture = await self._client.front(mbid)
        except (BadAnswer, Rejected, Unauthorized) as error:
            if isinstance(error, BadAnswer) and error.bad is Bad.TRUNCATED:
                # What was cut off on its way may come whole another time.
                raise Unreachable(str(error)) from error
            LOGGER.debug("What came for the cover %s is none: %s", mbid, error)
            return NO_COVER
        return picture if picture and picture_type(picture) else NO_COVER

    def _signature(self, mbid: str) -> str:
        digest = hmac.digest(self._key, mbid.encode(), "sha256")
        return urlsafe_b64encode(digest[:SIGNATURE_BYTES]).decode()


class CoverView(HomeAssistantView):
    """``GET /api/spindle/cover/<MBID>/<signature>``: a picture, or 204 where there is none yet."""

    url = f"{URL}/{{mbid}}/{{signature}}"
    name = "api:spindle:cover"
    requires_auth = False

    async def get(self, request: web.Request, mbid: str, signature: str) -> web.Response:
        """Answer with a picture to whoever has a signed address."""
        entry = async_history_entry(request.app[KEY_HASS])
        covers = entry.runtime_data.covers if entry else None
        if covers is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        if not covers.is_signed(mbid, signature):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        picture = await covers.picture(mbid)
        if not picture:
            # 204, so that no page complains; later there may be one.
            kept = "no-store" if picture is None else f"private, max-age={NO_COVER_KEPT}"
            return web.Response(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": kept})
        return web.Response(
            body=picture,
            content_type=picture_type(picture) or "application/octet-stream",
            headers={
                "Cache-Control": f"private, max-age={WEEK}, immutable",
                "Content-Security-Policy": "default-src 'none'",
                "X-Content-Type-Options": "nosniff",
            },
        )


async def async_set_up_covers(hass: HomeAssistant, entry: HistoryConfigEntry) -> None:
    """Show covers where the archive may be asked, and let go of those that are here where not."""
    runtime = entry.runtime_data
    shelf = CoverShelf(folder_of(hass))
    # What was answered before names covers, or none, as it was let then.
    runtime.house.answers.async_forget()
    gate = runtime.public_gates.gates.get(SLUG)
    if gate is None:
        entry.async_create_background_task(hass, _removed(hass, shelf), "spindle: let go of covers")
        return
    key = await hass.async_add_executor_job(shelf.key)
    client = CoverArt(gate=gate, patience=PATIENCE)
    covers = runtime.covers = Covers(
        hass, shelf, client, key=key, opened=runtime.public_gates.coordinators[SLUG].opened
    )
    entry.async_on_unload(runtime.house.supervisor.start("covers", covers.run, entry=entry))


@callback
def async_cover(hass: HomeAssistant, mbid: str) -> str | None:
    """Return the address of the cover of a release group; None where nobody may be asked for it."""
    entry = async_history_entry(hass)
    covers = entry.runtime_data.covers if entry else None
    return covers.path(mbid) if covers else None


@callback
def async_remove_covers(hass: HomeAssistant) -> None:
    """Let go of every cover: the history is gone for good."""
    shelf = CoverShelf(folder_of(hass))
    hass.async_create_background_task(_removed(hass, shelf), "spindle: let go of covers")


def folder_of(hass: HomeAssistant) -> Path:
    """Return where covers are kept: as a cache, which newer backups leave out."""
    return Path(hass.config.path(".cache", DOMAIN, "covers"))


async def _removed(hass: HomeAssistant, shelf: CoverShelf) -> None:
    await hass.async_add_executor_job(shelf.remove)
