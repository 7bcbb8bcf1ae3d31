"""A person's own word on what services say of an artist, an album or a track."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..catalogue import genres
from ..store import commands, fact_rows
from ..store.fact_values import FIELDS, MOST_GENRES, Field
from .common import LONGEST_NAME, refusal, runtime_of
from .names import NAMED, find_named

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..store.fact_rows import Known
    from ..store.fact_values import Value

CORRECTABLE: Final = tuple(str(field) for field in Field if field is not Field.LINKS)
WORD: Final = vol.All(cv.string, vol.Length(min=1, max=LONGEST_NAME))

CORRECT_SCHEMA: Final[Schema] = vol.Schema(
    {
        **NAMED,
        vol.Required("field"): vol.In(CORRECTABLE),
        vol.Exclusive("value", "word"): vol.Any(
            vol.All([WORD], vol.Length(min=1, max=MOST_GENRES)), WORD
        ),
        vol.Exclusive("unknown", "word"): cv.boolean,
        vol.Exclusive("withdraw", "word"): cv.boolean,
    }
)


async def correct(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Keep a person's word for ever, above every service's; or let go of it."""
    house, data = runtime_of(hass).house, call.data
    field = Field(data["field"])
    kind, entity = await find_named(house, data["kind"], data["artist"], data.get("title"))
    if field not in FIELDS[kind]:
        raise refusal("no_such_field", kind=kind.table, fields=", ".join(_fields_of(kind)))
    before = await house.read(fact_rows.counting, kind, entity, field)
    if data.get("withdraw"):
        await house.write(commands.withdraw, kind, entity, field)
    else:
        value = await hass.async_add_executor_job(_read, field, data)
        at = dt_util.utcnow().timestamp()
        try:
            await house.write(commands.correct, kind, entity, field, value, at=at)
        except ValueError as error:
            raise refusal("not_a_value", field=field) from error
    await house.write(commands.reopen, kind, entity)
    house.async_plays_changed()
    now = await house.read(fact_rows.counting, kind, entity, field)
    return {"before": _shown(before), "now": _shown(now)}


def _read(field: Field, data: dict[str, Any]) -> Value | None:
    """Read what was said, in a worker thread; None: there is none. Raises a refusal."""
    word = data.get("value")
    if word is None:
        if data.get("unknown"):
            return None
        raise refusal("nothing_said")
    if field is Field.GENRES:
        return _genres([word] if isinstance(word, str) else word)
    if not isinstance(word, str):
        raise refusal("not_a_value", field=field)
    if field is not Field.RELEASE_YEAR:
        return word.strip()
    if not word.strip().isdecimal():
        raise refusal("not_a_value", field=field)
    return int(word)


def _genres(words: list[str]) -> dict[str, float]:
    """Return genres by the names of the tree, each weighing the same."""
    named = [part.strip() for word in words for part in word.split(",") if part.strip()]
    found = {name: genres.canonical(name) for name in named}
    strange = [name for name, genre in found.items() if genre is None]
    if strange or not found:
        raise refusal("unknown_genres", genres=", ".join(strange)[:LONGEST_NAME] or "-")
    return {genre.name: 1.0 for genre in found.values() if genre is not None}


def _fields_of(kind: Any) -> list[str]:
    return [field for field in FIELDS[kind] if field in CORRECTABLE]


def _shown(known: Known | None) -> dict[str, Any] | None:
    """Show a value with who says so; None: nobody said anything."""
    return None if known is None else {"value": known.value, "by": known.provider}
