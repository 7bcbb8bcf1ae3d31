"""Ask a question about the history, as a viewer may and as a door words it.

Both doors, actions and websocket, ask here: the period and the rooms, services and
sources that are meant become a ``Scope``, the answer the JSON in which it is told.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.json import json_bytes
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .catalogue.services import SERVICE_NAMES, sid_of_slug
from .history.types import Format
from .insight_json import Moments, as_plain, no_cover
from .insight_questions import PERIOD, QUESTIONS
from .insights.scope import Scope
from .insights.window import PERIODS, Window, named, of_days
from .refusals import refusal
from .store.local_time import zone_named
from .store.types import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from sqlite3 import Connection
    from zoneinfo import ZoneInfo

    from homeassistant.core import HomeAssistant

    from .insight_questions import Question
    from .runtime import HistoryRuntime, Speakers
    from .viewers import Viewer

LARGEST: Final = 100_000
"""Bytes of an answer, at most."""
MOST_NAMES: Final = 50
LONGEST_NAME: Final = 512
SPEAKER_ID: Final = "RINCON_"
"""How the ids of speakers begin, also of those that have left the household."""
IMPORTS: Final = tuple(one.origin for one in Format)
SOURCES: Final = frozenset({*Origin, *IMPORTS})
"""What the column ``source`` may hold."""


class AnswerTooLargeError(Exception):
    """The answer is too large to be told."""


def _moment(value: object) -> float:
    """Take epoch seconds, or a date with a time, local where it says no offset."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return dt_util.as_utc(cv.datetime(value)).timestamp()


def _service(value: object) -> str:
    """Take the slug of a service."""
    if isinstance(value, str) and (value in SERVICE_NAMES or sid_of_slug(value) is not None):
        return value
    raise vol.Invalid(f"must be one of {', '.join(SERVICE_NAMES)} or sid_<number>")


def _several(one: Any) -> Any:
    """Take one or a list of them."""
    return vol.All(cv.ensure_list, vol.Length(max=MOST_NAMES), [one])


_WORD = vol.All(str, vol.Length(min=1, max=LONGEST_NAME))

SCOPE: Final[dict[Any, Any]] = {
    vol.Optional("period"): vol.In(list(PERIODS)),
    vol.Optional("day"): cv.date,
    vol.Optional("start"): _moment,
    vol.Optional("end"): _moment,
    vol.Optional("room"): _several(_WORD),
    vol.Optional("service"): _several(_service),
    vol.Optional("source"): _several(_WORD),
}
"""What a question may be about, at every door."""


def apart(name: str, asked: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tell what a question is about from its own arguments, which come first."""
    own = {str(key) for key in QUESTIONS[name].arguments}
    names = {str(key) for key in SCOPE} - own
    return (
        {key: value for key, value in asked.items() if key in names},
        {key: value for key, value in asked.items() if key not in names},
    )


def scope_of(
    hass: HomeAssistant, runtime: HistoryRuntime, viewer: Viewer, asked: Mapping[str, Any]
) -> Scope:
    """Make the scope of what was asked by ``SCOPE``.

    Raises ``ServiceValidationError`` for a period that contradicts itself, for a source that is
    none, and for a room that is none or that the viewer may not know of.
    """
    return Scope(
        window=_window(hass, asked),
        speakers=frozenset(
            seen_speaker(runtime.speakers, viewer, room) for room in asked.get("room", ())
        ),
        services=frozenset(asked.get("service", ())),
        origins=frozenset(_source(one) for one in asked.get("source", ())),
        without_speakers=viewer.hidden,
    )


def refuse_ignored(name: str, about: Mapping[str, Any], *, is_shared: bool = False) -> None:
    """Refuse what a question would not look at of what it is asked about.

    A period that several questions share (``is_shared``) may be for the others. Raises
    ``ServiceValidationError``.
    """
    question = QUESTIONS.get(name)
    unseen = question.ignores - (PERIOD if is_shared else set()) if question else frozenset()
    if ignored := sorted(unseen & about.keys()):
        raise refusal("argument_ignored", question=name, arguments=", ".join(ignored))


async def async_ask(
    hass: HomeAssistant,
    runtime: HistoryRuntime,
    name: str,
    scope: Scope,
    arguments: Mapping[str, Any],
    *,
    moments: Moments = Moments.EPOCH,
) -> bytes:
    """Ask a question by its name and return the answer as JSON.

    Raises ``ServiceValidationError`` when the question cannot be asked so, and what
    ``House.read`` raises.
    """
    question = QUESTIONS.get(name)
    if question is None:
        raise refusal("unknown_question", question=name[:80], questions=", ".join(QUESTIONS))
    given = _arguments(name, question, arguments)
    zone = zone_named(hass.config.time_zone)
    key = (name, tuple(sorted(given.items())), scope, moments, zone.key)
    now = dt_util.utcnow().timestamp()
    cover = runtime.covers.path if runtime.covers else no_cover
    try:
        return await runtime.house.answers.get(
            key, partial(_answer, question, scope, given, zone, now, moments, cover)
        )
    except AnswerTooLargeError:
        raise refusal("answer_too_large") from None
    except ValueError as error:
        raise refusal("unanswerable", reason=str(error)) from error


def _answer(
    question: Question,
    scope: Scope,
    arguments: Mapping[str, Any],
    zone: ZoneInfo,
    now: float,
    moments: Moments,
    cover: Callable[[str], str | None],
    db: Connection,
) -> bytes:
    """Answer on a reading thread."""
    answer = question.function(db, scope, **arguments, zone=zone, now=now)
    told = json_bytes(as_plain(answer, moments, cover))
    if len(told) > LARGEST:
        raise AnswerTooLargeError
    return told


def _arguments(name: str, question: Question, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Check a question's own arguments."""
    try:
        given: dict[str, Any] = question.schema(dict(arguments))
    except vol.Invalid as wrong:
        raise refusal(
            "wrong_argument",
            question=name,
            reason=str(wrong)[:200],
            arguments=question.takes or "-",
        ) from wrong
    return given


def _window(hass: HomeAssistant, asked: Mapping[str, Any]) -> Window:
    """Give the span of time that is meant: all time when none is named."""
    ways = {"period", "day"} & asked.keys()
    if len(ways) > 1 or (ways and {"start", "end"} & asked.keys()):
        raise refusal("two_periods")
    zone = zone_named(hass.config.time_zone)
    if "period" in asked:
        return named(asked["period"], zone, dt_util.utcnow().timestamp())
    if "day" in asked:
        return of_days(asked["day"], asked["day"] + timedelta(days=1), zone)
    start, end = asked.get("start"), asked.get("end")
    if start is not None and end is not None and start >= end:
        raise refusal("start_after_end")
    try:
        return Window(start=start, end=end)
    except ValueError as error:
        raise refusal("unanswerable", reason=str(error)) from error


def _source(source: str) -> str:
    """Return a source, or say which there are."""
    if source in SOURCES:
        return source
    raise refusal(
        "unknown_source",
        source=source[:80],
        sources=", ".join((*Origin, "import:<format>")),
        imports=", ".join(IMPORTS),
    )


def seen_speaker(speakers: Speakers, viewer: Viewer, room: str) -> str:
    """Find the id of the speaker that is meant by its entity, its name or its id.

    One that has left the household is found by its id. Raises ``ServiceValidationError`` for
    what is no speaker, and for one of which the viewer may not know.
    """
    known = [one for one in speakers.known.values() if one.id not in viewer.hidden]
    for one in known:
        if room in (one.id, one.entity_id) or room.casefold() == one.name.casefold():
            return one.id
    if room.startswith(SPEAKER_ID) and room not in viewer.hidden:
        return room
    raise refusal("unknown_room", room=room[:80], rooms=_listed(one.name for one in known))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "-"
