"""Ask the history: one question by its name, or a search for names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.util.json import json_loads
import voluptuous as vol

from ..inquiries import SCOPE, apart, async_ask, refuse_ignored, scope_of
from ..insight_json import Moments, as_plain
from ..insight_questions import QUESTIONS
from ..viewers import viewer_of
from .common import entry_of, is_trusted, unauthorized

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema

ABOUT: Final = {str(name) for name in SCOPE}
ARGUMENTS: Final = {str(name) for one in QUESTIONS.values() for name in one.arguments}
"""The arguments of all questions; each question says which are its own."""

INSIGHTS_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Required("question"): vol.In(list(QUESTIONS)),
        **SCOPE,
        **{vol.Optional(name): vol.Any(str, int, float) for name in sorted(ARGUMENTS - ABOUT)},
    }
)
SEARCH_SCHEMA: Final[Schema] = vol.Schema({**SCOPE, **QUESTIONS["search"].arguments})


async def get_insights(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer one question: ``{question, start, end, answer}``; moments are local ISO dates."""
    return await _ask(hass, call, call.data["question"])


async def search(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Find artists, albums and tracks by parts of their names."""
    return await _ask(hass, call, "search")


async def _ask(hass: HomeAssistant, call: ServiceCall, question: str) -> ServiceResponse:
    """Ask for whoever calls. Raises ``Unauthorized``, ``UnknownUser``, and what asking does."""
    entry = entry_of(hass)
    viewer = viewer_of(entry, trusted=await is_trusted(hass, call, POLICY_READ))
    if viewer is None:
        raise unauthorized(call, POLICY_READ)
    about, arguments = apart(question, call.data)
    arguments.pop("question", None)
    refuse_ignored(question, about)
    scope = scope_of(hass, entry.runtime_data, viewer, about)
    answer = await async_ask(
        hass, entry.runtime_data, question, scope, arguments, moments=Moments.ISO
    )
    window: Any = as_plain(scope.window, Moments.ISO)
    return {"question": question, **window, "answer": json_loads(answer)}
