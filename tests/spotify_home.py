"""A household with an app at Spotify, and accounts that say what a test wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.application_credentials import (
    ClientCredential,
    async_import_client_credential,
)
from homeassistant.config_entries import ConfigEntryState
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.spindle.application_credentials import TOKEN_URL
from custom_components.spindle.const import CONF_KIND, DOMAIN, KIND_SPOTIFY
from custom_components.spindle.spotify_options import READ_SCOPES, WRITE_SCOPES
from tests.sonos_household import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant
    from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

API: Final = "https://api.spotify.com/v1"
CLIENT_ID: Final = "0123456789abcdef0123456789abcdef"
CREDENTIAL: Final = "spindle_app"
ANN: Final = {"account_id": "acc-ann", "id": "ann", "display_name": "Ann"}
BEN: Final = {"account_id": "acc-ben", "id": "ben", "display_name": "Ben"}


class SpotifyHome(Home):
    """A household with a history, which may set accounts up."""

    @property
    def now(self) -> float:
        """The frozen moment, epoch."""
        moment: float = self.freezer.time_to_freeze.timestamp()
        return moment

    def ago(self, seconds: float) -> str:
        """Name a moment before now as Spotify does."""
        moment = dt_util.utc_from_timestamp(self.now - seconds)
        return moment.isoformat().replace("+00:00", "Z")

    async def use(self, who: dict[str, str] | None = None, **more: Any) -> MockConfigEntry:
        """Set somebody's account up, and let it be looked at."""
        entry = account(self.hass, who or ANN, now=self.now, **more)
        await self.hass.config_entries.async_setup(entry.entry_id)
        if entry.state is ConfigEntryState.LOADED:
            coordinator = entry.runtime_data.coordinator
            await self.until(lambda: coordinator.latest or coordinator.last_exception, step=1)
        return entry

    async def until(
        self, is_so: Callable[[], object], *, within: float = 1_200, step: float = 20
    ) -> None:
        """Let time pass until something is so; how long that is depends on threads, too."""
        for _ in range(int(within / step)):
            await self.settle()
            if is_so():
                return
            self.freezer.tick(step)
            async_fire_time_changed(self.hass)
        raise AssertionError(self.hass.states.async_all())


async def household(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, folder: Path, **options: Any
) -> SpotifyHome:
    """Set a history up with a kitchen, and enter the credentials of an app."""
    home = SpotifyHome.make(hass, freezer, folder, **options)
    home.speaker("Kitchen")
    await home.set_up()
    await enter_credentials(hass)
    return home


async def enter_credentials(
    hass: HomeAssistant, domain: str = DOMAIN, client_id: str = CLIENT_ID, name: str = CREDENTIAL
) -> None:
    """Enter the id and the secret of an app."""
    assert await async_setup_component(hass, "application_credentials", {})
    credential = ClientCredential(client_id, "secret", "Our app")
    await async_import_client_credential(hass, domain, credential, name)


def token(*, write: bool = False, **more: Any) -> dict[str, Any]:
    """Make a token as Spotify hands it out."""
    scopes = (*READ_SCOPES, *(WRITE_SCOPES if write else ()))
    return {
        "access_token": "access",
        "token_type": "Bearer",
        "refresh_token": "refresh",
        "expires_in": 3600,
        "scope": " ".join(scopes),
        **more,
    }


def account(
    hass: HomeAssistant,
    who: dict[str, str],
    *,
    now: float,
    authorised_at: float | None = None,
    write: bool = False,
    expires_in: float = 3600,
    **options: Any,
) -> MockConfigEntry:
    """Add the entry of somebody's account, as the dialog makes it at ``now`` (epoch)."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=who["account_id"],
        title=who["display_name"],
        entry_id=who["id"],
        data={
            CONF_KIND: KIND_SPOTIFY,
            "auth_implementation": CREDENTIAL,
            "token": token(write=write, expires_at=now + expires_in),
            "authorised_at": now if authorised_at is None else authorised_at,
        },
        options=options,
    )
    entry.add_to_hass(hass)
    return entry


def say(spotify: AiohttpClientMocker, path: str, json: Any = None, **more: Any) -> None:
    """Let Spotify answer so to a path, whatever its parameters."""
    address = re.compile(re.escape(API + path) + r"(\?.*)?$")
    spotify.get(address, json=json, **more)  # type: ignore[no-untyped-call]


def hand_out(spotify: AiohttpClientMocker, *, write: bool = False, **more: Any) -> None:
    """Let Spotify hand out tokens; ``more`` is what the answer is instead."""
    spotify.post(TOKEN_URL, **(more or {"json": token(write=write)}))  # type: ignore[no-untyped-call]


def answer(
    spotify: AiohttpClientMocker,
    who: dict[str, str] = ANN,
    *,
    recent: Iterable[dict[str, Any]] = (),
    saved: int = 123,
) -> None:
    """Let Spotify answer for somebody from now on."""
    spotify.clear_requests()  # type: ignore[no-untyped-call]
    hand_out(spotify)
    say(spotify, "/me", who)
    say(spotify, "/me/tracks", listed([], saved))
    mine = playlist("mine", who["id"])
    say(spotify, "/me/playlists", listed([mine, playlist("theirs", "somebody")]))
    say(spotify, "/me/player/recently-played", {"items": list(recent)})


def refuse(spotify: AiohttpClientMocker, path: str, status: int, **more: Any) -> None:
    """Let Spotify say no to everything from now on, or only to a path that is asked first."""
    spotify.clear_requests()  # type: ignore[no-untyped-call]
    hand_out(spotify)
    say(spotify, path, status=status, **more)


def listed(items: list[dict[str, Any]], total: int | None = None) -> dict[str, Any]:
    """Make the first and only page of a list."""
    return {"items": items, "total": len(items) if total is None else total, "next": None}


def playlist(name: str, owner: str) -> dict[str, Any]:
    """Make a playlist."""
    return {
        "id": name,
        "name": name,
        "description": "",
        "snapshot_id": f"{name}-1",
        "owner": {"id": owner},
        "collaborative": False,
        "items": {"total": 3},
    }


def played(
    title: str, at: str, *, seconds: int = 200, number: int = 1, **more: Any
) -> dict[str, Any]:
    """Make one recent play that ended ``at`` (ISO)."""
    return {
        "played_at": at,
        "context": None,
        "track": {
            "id": f"{number:022d}",
            "uri": f"spotify:track:{number:022d}",
            "type": "track",
            "name": title,
            "artists": [{"id": "nina", "name": "Nina Simone"}],
            "album": {
                "id": "pastel",
                "name": "Pastel Blues",
                "artists": [{"id": "nina", "name": "Nina Simone"}],
                "release_date": "1965",
            },
            "duration_ms": seconds * 1000,
            "external_ids": {"isrc": "USPR36500001"},
            "is_local": False,
            **more,
        },
    }
