"""Questions about the history: one alone, or all of a page in one call."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers.json import json_bytes
import voluptuous as vol

from ..inquiries import SCOPE, apart, async_ask, refuse_ignored, scope_of
from ..insight_json import Moments, as_plain
from ..refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homeassistant.core import HomeAssistant

    from ..insights.window import Window
    from ..runtime import HistoryConfigEntry
    from ..viewers import Viewer
    from .common import Answering

MOST_QUESTIONS: Final = 12
"""Questions of one call."""
LONGEST_KEY: Final = 64

_Key = vol.All(str, vol.Length(min=1, max=LONGEST_KEY))
_Asked = vol.Schema(
    {
        vol.Required("question"): _Key,
        vol.Optional("as"): _Key,
    },
    extra=vol.ALLOW_EXTRA,
)

PAGES: Final[dict[str, tuple[str, ...]]] = {"overview": ("overview",)}
"""The questions of each page that has a name."""

INSIGHTS: Final[dict[Any, Any]] = {
    vol.Optional("page"): _Key,
    vol.Optional("questions"): vol.All(
        [vol.Any(_Key, _Asked)], vol.Length(min=1, max=MOST_QUESTIONS)
    ),
    **SCOPE,
}
"""A page by its name; or questions, each by its name or with its own arguments and the key of
its answer (``as``).
"""


async def insights(
    hass: HomeAssistant, entry: HistoryConfigEntry, viewer: Viewer, asked: dict[str, Any]
) -> bytes:
    """Answer several questions about one scope: ``{window, generation, answers: {key: …}}``.

    The period that several share is for those that look at one: ``forgotten`` and
    ``on_this_day`` are of all time.
    """
    runtime = entry.runtime_data
    scope = scope_of(hass, runtime, viewer, asked)
    questions = _questions(asked)
    for name, _ in questions.values():
        refuse_ignored(name, asked, is_shared=len(questions) > 1)
    generation = runtime.house.answers.generation
    answers = await asyncio.gather(
        *(
            async_ask(hass, runtime, name, scope, arguments)
            for name, arguments in questions.values()
        )
    )
    told = b",".join(
        json_bytes(key) + b":" + answer for key, answer in zip(questions, answers, strict=True)
    )
    head = json_bytes({"window": _window(scope.window), "generation": generation})
    return head[:-1] + b',"answers":{' + told + b"}}"


def question(name: str) -> Answering:
    """Make what answers one question alone, asked with its scope and its own arguments."""

    async def answer(
        hass: HomeAssistant, entry: HistoryConfigEntry, viewer: Viewer, asked: dict[str, Any]
    ) -> bytes:
        about, arguments = apart(name, asked)
        scope = scope_of(hass, entry.runtime_data, viewer, about)
        return await async_ask(hass, entry.runtime_data, name, scope, arguments)

    return answer


def _questions(asked: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Name each question and its arguments by the key of its answer."""
    page = PAGES.get(asked.get("page", ""))
    if ("page" in asked) == ("questions" in asked) or ("page" in asked and page is None):
        raise refusal("page_or_questions", pages=", ".join(PAGES))
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for one in page or asked["questions"]:
        arguments = {} if isinstance(one, str) else dict(one)
        name = one if isinstance(one, str) else arguments.pop("question")
        key = arguments.pop("as", name)
        if key in found:
            raise refusal("same_key", name=key)
        found[key] = (name, arguments)
    return found


def _window(window: Window) -> object:
    return as_plain(window, Moments.EPOCH)
