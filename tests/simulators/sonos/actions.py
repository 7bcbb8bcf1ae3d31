"""Services and their actions: what may be asked, and who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import Refusal, UpnpError

if TYPE_CHECKING:
    from .household import Household, Speaker
    from .soap import Request

type Answers = Mapping[str, object]
type Handler = Callable[[Asked], Answers]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one speaker, with all that is needed to answer it."""

    household: Household
    speaker: Speaker
    arguments: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Give an argument as text."""
        return self.arguments[name]

    def number(self, name: str) -> int:
        """Give an argument as a number. Error 402 when it is none."""
        text = self.arguments[name]
        if not text.lstrip("-").isdecimal():
            raise UpnpError(Refusal.INVALID_ARGS)
        return int(text)

    def flag(self, name: str) -> bool:
        """Give an argument as a yes (1) or no (0). Error 402 when it is neither."""
        if self.arguments[name] not in ("0", "1"):
            raise UpnpError(Refusal.INVALID_ARGS)
        return self.arguments[name] == "1"


@dataclass(frozen=True, slots=True)
class Action:
    """One action with the names of what goes in and what comes out."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    handler: Handler


class Service:
    """One service of a player: its actions by name, filled by the functions that answer."""

    def __init__(self, name: str, path: str) -> None:
        """Begin without actions; ``path`` is what stands before ``/Control`` and ``/Event``."""
        self.name = name
        self.path = path
        self.actions: dict[str, Action] = {}

    def action(
        self, name: str, *, inputs: str = "", outputs: str = ""
    ) -> Callable[[Handler], Handler]:
        """Enter a function as the answer to an action; names are separated by blanks."""

        def enter(handler: Handler) -> Handler:
            self.actions[name] = Action(
                name, tuple(inputs.split()), tuple(outputs.split()), handler
            )
            return handler

        return enter

    def perform(self, household: Household, speaker: Speaker, request: Request) -> Answers:
        """Answer a request, or raise UpnpError as a player refuses.

        401 for an action that the service does not have, 402 for a missing argument,
        718 for an instance other than 0.
        """
        known = self.actions.get(request.action)
        if known is None or request.service != self.name:
            raise UpnpError(Refusal.INVALID_ACTION)
        if any(name not in request.arguments for name in known.inputs):
            raise UpnpError(Refusal.INVALID_ARGS)
        if "InstanceID" in known.inputs and request.arguments["InstanceID"] != "0":
            raise UpnpError(Refusal.INVALID_INSTANCE)
        return known.handler(Asked(household, speaker, request.arguments))
