"""Talking to a real Home Assistant through its public doors: REST and websocket."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 60.0
"""Seconds after which a door that should open is broken."""
LOOK_AGAIN = 0.2
"""Seconds between two looks at something that is awaited."""

USER = "spindle"
PASSWORD = "spindle"  # noqa: S105 - the login of a throw-away demo, printed for whoever runs it


class RefusedError(Exception):
    """Home Assistant answered with an error; the message says which."""


class Client:
    """A signed-in administrator. Enter it (``async with``) to open its connections."""

    def __init__(self, base: str, token: str | None = None) -> None:
        """Talk to ``base`` (``http://127.0.0.1:8123``), with a token once there is one."""
        self.base = base
        self.token = token
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session."""
        if self._session is None:
            message = "the client is not entered"
            raise RuntimeError(message)
        return self._session

    async def request(self, method: str, path: str, body: object = None) -> Any:
        """Ask over REST and give back the JSON. RefusedError for any status of 400 or more."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.session.request(
            method, self.base + path, json=body, headers=headers
        ) as answer:
            if answer.status >= 400:
                raise RefusedError(f"{method} {path}: {answer.status} {await answer.text()}")
            return await answer.json(content_type=None)

    async def command(self, kind: str, **arguments: object) -> Any:
        """Ask one thing over the websocket and give back its result."""
        async with self.session.ws_connect(self.base + "/api/websocket") as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self.token})
            welcome = await socket.receive_json()
            if welcome["type"] != "auth_ok":
                raise RefusedError(str(welcome))
            await socket.send_json({"id": 1, "type": kind, **arguments})
            answer = await socket.receive_json()
            if not answer["success"]:
                raise RefusedError(f"{kind}: {answer['error']}")
            return answer["result"]

    # Signing in

    async def sign_up(self) -> None:
        """Make the first user, and keep a long-lived token for it."""
        client_id = self.base + "/"
        user = {
            "client_id": client_id,
            "name": "Spindle",
            "username": USER,
            "password": PASSWORD,
            "language": "en",
        }
        code = (await self.request("POST", "/api/onboarding/users", user))["auth_code"]
        await self._redeem(code)

    async def sign_in(self, name: str, password: str) -> None:
        """Sign in as somebody who has an account, and keep a long-lived token for them."""
        client_id = self.base + "/"
        handler = ["homeassistant", None]
        asked = {"client_id": client_id, "handler": handler, "redirect_uri": client_id}
        flow = (await self.request("POST", "/auth/login_flow", asked))["flow_id"]
        told = {"client_id": client_id, "username": name, "password": password}
        code = (await self.request("POST", f"/auth/login_flow/{flow}", told))["result"]
        await self._redeem(code)

    async def _redeem(self, code: str) -> None:
        """Make a long-lived token of what signing in gave."""
        form = {"grant_type": "authorization_code", "code": code, "client_id": self.base + "/"}
        async with self.session.post(self.base + "/auth/token", data=form) as answer:
            self.token = (await answer.json())["access_token"]
        self.token = await self.command(
            "auth/long_lived_access_token", client_name="end to end", lifespan=3650
        )

    # Looking

    async def states(self) -> dict[str, dict[str, Any]]:
        """Give every state by entity id."""
        return {state["entity_id"]: state for state in await self.request("GET", "/api/states")}

    async def entity_ids(self, platform: str) -> dict[str, str]:
        """Give a platform's entities: unique id → entity id. Names differ between releases."""
        registry = await self.command("config/entity_registry/list")
        ids = [each["entity_id"] for each in registry if each["platform"] == platform]
        entries = await self.command("config/entity_registry/get_entries", entity_ids=ids)
        return {entry["unique_id"]: entry["entity_id"] for entry in entries.values()}

    async def call(self, action: str, **data: object) -> Any:
        """Perform an action (``media_player.media_pause``)."""
        domain, _, name = action.partition(".")
        return await self.request("POST", f"/api/services/{domain}/{name}", data)

    # Config entries

    async def entries(self, domain: str) -> list[dict[str, Any]]:
        """Give the config entries of an integration."""
        entries: list[dict[str, Any]] = await self.request(
            "GET", f"/api/config/config_entries/entry?domain={domain}"
        )
        return entries

    async def remove_entries(self, domain: str) -> None:
        """Remove all config entries of an integration."""
        for entry in await self.entries(domain):
            await self.request("DELETE", f"/api/config/config_entries/entry/{entry['entry_id']}")

    async def add_entry(
        self,
        domain: str,
        answers: Mapping[str, object] | None = None,
        choose: str | None = None,
    ) -> dict[str, Any]:
        """Walk through a config flow as a person would who accepts every default.

        ``answers`` are given wherever a form asks for them, ``choose`` where a menu has it.
        Raises RefusedError when the flow does not end in an entry.
        """
        path = "/api/config/config_entries/flow"
        entry: dict[str, Any] = (await self._walk(path, domain, answers, choose))["result"]
        return entry

    async def add_subentry(
        self, entry_id: str, kind: str, answers: Mapping[str, object] | None = None
    ) -> None:
        """Add to a config entry what it lets be added. Raises RefusedError."""
        await self._walk("/api/config/config_entries/subentries/flow", [entry_id, kind], answers)

    async def _walk(
        self,
        path: str,
        handler: str | list[str],
        answers: Mapping[str, object] | None,
        choose: str | None = None,
    ) -> dict[str, Any]:
        """Go through a flow to its end, and give its last step."""
        step: dict[str, Any] = await self.request("POST", path, {"handler": handler})
        while step["type"] not in ("create_entry", "abort"):
            at = f"{path}/{step['flow_id']}"
            match step["type"]:
                case "form" if step["errors"]:
                    raise RefusedError(f"{step['step_id']}: {step['errors']}")
                case "form":
                    step = await self.request("POST", at, _filled(step["data_schema"], answers))
                case "menu":
                    options = step["menu_options"]
                    chosen = choose if choose in options else options[0]
                    step = await self.request("POST", at, {"next_step_id": chosen})
                case _:
                    await asyncio.sleep(LOOK_AGAIN)
                    step = await self.request("GET", at)
        if step["type"] == "abort":
            raise RefusedError(f"{handler}: {step['reason']}")
        return step


def _filled(
    fields: Sequence[Mapping[str, Any]] | None, answers: Mapping[str, object] | None
) -> dict[str, object]:
    """Fill fields in with what they suggest, and with what is to be answered otherwise."""
    given: dict[str, object] = {}
    for field in fields or ():
        name = field["name"]
        suggested = (field.get("description") or {}).get("suggested_value")
        if field.get("type") == "expandable":
            given[name] = _filled(field["schema"], answers)
        elif answers and name in answers:
            given[name] = answers[name]
        elif suggested is not None:
            given[name] = suggested
    return given
