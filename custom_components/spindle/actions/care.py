"""Put the history in order: rename, merge, hide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..store import commands, hide_rules, named
from ..store.errors import MergingError, NameTakenError, UnknownNameError
from ..store.hide_rules import HideRule
from .common import IDENTITY, NAME, example, iso, present_speaker, refusal, runtime_of
from .names import NAMED, find_named

if TYPE_CHECKING:
    from datetime import time

    from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse

    from ..compat import Schema
    from ..runtime import Speakers
    from ..store.hide_rules import Rehearsed, StoredRule
    from ..store.named import Named

LONGEST_NOTE: Final = 200

_DRY_RUN: Final[dict[Any, Any]] = {vol.Optional("dry_run", default=False): cv.boolean}

RENAME_SCHEMA: Final[Schema] = vol.Schema({**NAMED, vol.Required("new_name"): NAME, **_DRY_RUN})
MERGE_SCHEMA: Final[Schema] = vol.Schema(
    {
        **NAMED,
        vol.Optional("into_artist"): NAME,
        vol.Optional("into_title"): NAME,
        **_DRY_RUN,
    }
)
HIDE_SCHEMA: Final[Schema] = vol.Schema(
    {
        vol.Optional("room"): cv.string,
        vol.Optional("artist"): NAME,
        vol.Optional("genre"): NAME,
        vol.Optional("start_time"): cv.time,
        vol.Optional("end_time"): cv.time,
        vol.Optional("note", default=""): vol.All(cv.string, vol.Length(max=LONGEST_NOTE)),
        **_DRY_RUN,
    }
)
UNHIDE_SCHEMA: Final[Schema] = vol.Schema({vol.Required("rule"): IDENTITY, **_DRY_RUN})
HIDE_RULES_SCHEMA: Final[Schema] = vol.Schema({})


async def rename(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Show an artist, an album or a track by another name, or only tell what that would be."""
    house = runtime_of(hass).house
    data = call.data
    dry_run: bool = data["dry_run"]
    kind, entity = await find_named(house, data["kind"], data["artist"], data.get("title"))
    run = house.read if dry_run else house.write
    try:
        renamed = await run(commands.rename, kind, entity, data["new_name"], dry_run=dry_run)
    except NameTakenError as error:
        raise refusal("name_taken", name=str(error)) from error
    if not dry_run:
        house.async_plays_changed()
    known = await house.read(named.look, kind, entity)
    return {"old_name": renamed.old, "new_name": renamed.new, **_told(known, dry_run=dry_run)}


async def merge(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Make two names one, or only tell what that would be."""
    house = runtime_of(hass).house
    data = call.data
    dry_run: bool = data["dry_run"]
    kind, source = await find_named(house, data["kind"], data["artist"], data.get("title"))
    into_artist = data.get("into_artist", data["artist"])
    into_title = data.get("into_title", data.get("title"))
    _, target = await find_named(house, data["kind"], into_artist, into_title)
    if source == target:
        raise refusal("same_name")
    gone = await house.read(named.look, kind, source)
    kept = await house.read(named.look, kind, target)
    if not dry_run:
        try:
            await house.write(commands.merge, kind, source, target)
        except MergingError as error:
            raise refusal("merging") from error
        await house.write_slices(commands.go_on_merging)
        await house.write_slices(commands.rejudge)
        house.async_plays_changed()
    return {"merged": gone.shown, "into": kept.shown, **_told(gone, dry_run=dry_run)}


async def hide(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Hide plays by a rule, now and from now on, or only tell which."""
    runtime = runtime_of(hass)
    house = runtime.house
    data = call.data
    dry_run: bool = data["dry_run"]
    rule = HideRule(
        speaker=present_speaker(runtime.speakers, data.get("room")),
        artist=data.get("artist"),
        genre=data.get("genre"),
        start_minute=_minute(data.get("start_time")),
        end_minute=_minute(data.get("end_time")),
        note=data["note"],
    )
    if rule == HideRule(note=rule.note):
        raise refusal("nothing_to_hide")
    if (rule.start_minute is None) != (rule.end_minute is None):
        raise refusal("half_a_time")
    try:
        hidden = await house.read(hide_rules.would_hide, rule)
    except UnknownNameError as error:
        raise refusal("unknown_name", name=str(error)) from error
    number: int | None = None
    if not dry_run:
        number = await house.write(commands.hide, rule, made_at=dt_util.utcnow().timestamp())
        await house.write_slices(commands.rejudge)
        house.async_plays_changed()
    return {"rule": number, **_told(hidden, dry_run=dry_run)}


async def unhide(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Take a rule away, so that what only it hid is shown again, or only tell what that is."""
    house = runtime_of(hass).house
    number: int = call.data["rule"]
    dry_run: bool = call.data["dry_run"]
    numbers = [one.id for one in await house.read(hide_rules.stored)]
    if number not in numbers:
        raise refusal("unknown_rule", rules=", ".join(map(str, numbers)) or "-")
    shown = await house.read(hide_rules.would_show, number)
    if not dry_run:
        await house.write(commands.unhide, number)
        await house.write_slices(commands.rejudge)
        house.async_plays_changed()
    return {"rule": number, **_told(shown, dry_run=dry_run)}


async def get_hide_rules(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """List the rules by which plays are hidden."""
    runtime = runtime_of(hass)
    rules = await runtime.house.read(hide_rules.stored)
    return {"rules": [_rule(one, runtime.speakers) for one in rules]}


def _told(touched: Named | Rehearsed, *, dry_run: bool) -> dict[str, Any]:
    return {
        "count": touched.count,
        "dry_run": dry_run,
        "first_played_at": iso(touched.first_at),
        "last_played_at": iso(touched.last_at),
        "examples": [example(play) for play in touched.examples],
    }


def _rule(stored: StoredRule, speakers: Speakers) -> dict[str, Any]:
    rule = stored.rule
    return {
        "rule": stored.id,
        "room": speakers.name(rule.speaker) if rule.speaker else None,
        "artist": rule.artist,
        "genre": rule.genre,
        "start_time": _clock(rule.start_minute),
        "end_time": _clock(rule.end_minute),
        "note": rule.note,
        "made_at": iso(stored.made_at),
    }


def _minute(moment: time | None) -> int | None:
    """Return the minute of the day; seconds do not count."""
    return None if moment is None else moment.hour * 60 + moment.minute


def _clock(minute: int | None) -> str | None:
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"
