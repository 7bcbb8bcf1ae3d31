"""Compare what the code says with what is translated, in every language."""

from __future__ import annotations

import ast
from functools import cache
import inspect
from itertools import chain
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.const import Platform
from homeassistant.helpers import config_entry_oauth2_flow, service
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.spindle.actions.corrections import CORRECTABLE
from custom_components.spindle.actions.links import KINDS as LINKED
from custom_components.spindle.actions.names import KINDS as KINDS_OF_NAMES
from custom_components.spindle.binary_sensor import HealthSensor
from custom_components.spindle.const import (
    KIND_HISTORY,
    VISIBLE_TO_ADMINISTRATORS,
    VISIBLE_TO_EVERYONE,
)
from custom_components.spindle.enrichment.types import Sends
from custom_components.spindle.flows.history import HistoryConfigFlow
from custom_components.spindle.flows.history_import import ImportPages
from custom_components.spindle.flows.history_options import COUNTABLE, HistoryOptionsFlow
from custom_components.spindle.flows.lidarr import LidarrConfigFlow
from custom_components.spindle.flows.lidarr_options import LidarrOptionsFlow
from custom_components.spindle.flows.recipe_forms import (
    SECTIONS,
    folders_schema,
    rules_schema,
    what_schema,
)
from custom_components.spindle.flows.recipes import RecipeFlow
from custom_components.spindle.flows.spotify import SpotifyConfigFlow
from custom_components.spindle.flows.spotify_account import REFUSALS
from custom_components.spindle.flows.spotify_options import SpotifyOptionsFlow
from custom_components.spindle.health import Problem
from custom_components.spindle.history.types import Problem as FileProblem, Refusal
from custom_components.spindle.import_progress import Phase as ImportPhase
from custom_components.spindle.insight_questions import QUESTIONS
from custom_components.spindle.insights.era import LENGTHS
from custom_components.spindle.insights.names import Figure
from custom_components.spindle.insights.series import Step
from custom_components.spindle.insights.sessions import SIDES
from custom_components.spindle.insights.window import PERIODS
from custom_components.spindle.kinds import KINDS
from custom_components.spindle.lidarr.rules import AlbumType
from custom_components.spindle.lidarr.types import Hold, Phase as LidarrPhase, QueueEventType
from custom_components.spindle.lidarr_issues import HOLD_ISSUES, ISSUE_STUCK
from custom_components.spindle.lidarr_options import POLICIES
from custom_components.spindle.lidarr_words import MANY
from custom_components.spindle.listening.types import Phase, Reason
from custom_components.spindle.playlist_recipes import SUBENTRY_PLAYLISTS
from custom_components.spindle.playlist_sensor import IDLE
from custom_components.spindle.playlist_spotify import MISSING, SEVERAL
from custom_components.spindle.playlists.identify import BUSY
from custom_components.spindle.playlists.plan import impossibilities
from custom_components.spindle.playlists.run import ERROR, IMPOSSIBLE, NOT_NOW
from custom_components.spindle.playlists.types import (
    Phase as RunPhase,
    RunEventType,
    RunState,
    SourceKind,
    TargetKind,
)
from custom_components.spindle.public_services import PUBLIC_SERVICES
from custom_components.spindle.sensor import FIGURES
from custom_components.spindle.services import SERVICES
from custom_components.spindle.spotify.errors import (
    NotAllowListed,
    NotPremium,
    ScopeMissing,
    TokenRefused,
)
from custom_components.spindle.spotify.waiting import OVERDUE, REASONS, UNREACHABLE
from custom_components.spindle.spotify_issues import ISSUE_EXPIRES, REFUSAL_ISSUES
from custom_components.spindle.store.lidarr_types import WantedReason, WantedStatus
from custom_components.spindle.upstream.types import EventKind, GateState, Wall, Why

PACKAGE = Path(__file__).parent.parent / "custom_components" / "spindle"
LANGUAGES = ("en", "de")
PLACEHOLDER = re.compile(r"{(\w+)}")


@cache
def translation(language: str) -> dict[str, Any]:
    path = PACKAGE / "translations" / f"{language}.json"
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


@cache
def icons() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((PACKAGE / "icons.json").read_text("utf-8"))
    return loaded


@cache
def actions() -> dict[str, Any]:
    loaded: dict[str, Any] = load_yaml_dict(str(PACKAGE / "services.yaml"))
    return loaded


def leaves(node: Any, path: str = "") -> dict[str, str]:
    """Flatten a translation: dotted key → sentence."""
    if isinstance(node, str):
        return {path: node}
    found: dict[str, str] = {}
    for key, value in node.items():
        found |= leaves(value, f"{path}.{key}" if path else key)
    return found


def literals(call: str, keyword: str) -> set[str]:
    """Find every literal that the root's code passes as ``keyword``, or first to ``call``."""
    found = set[str]()
    doors = ("*.py", "flows/*.py", "actions/*.py", "websocket/*.py")
    for path in chain.from_iterable(PACKAGE.glob(door) for door in doors):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = [each.value for each in node.keywords if each.arg == keyword]
            if isinstance(node.func, ast.Name) and node.func.id == call and node.args:
                given.append(node.args[0])
            found |= {
                one.value
                for one in given
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return found


def steps_of(*flows: type) -> set[str]:
    """Name the steps that these classes themselves have."""
    return {
        name.removeprefix("async_step_")
        for flow in flows
        for name in vars(flow)
        if name.startswith("async_step_")
    }


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_every_sentence(language: str) -> None:
    assert leaves(translation(language)).keys() == leaves(translation("en")).keys()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_placeholders(language: str) -> None:
    english = leaves(translation("en"))
    for key, sentence in leaves(translation(language)).items():
        assert set(PLACEHOLDER.findall(sentence)) == set(PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_holds_an_address_or_markup(language: str) -> None:
    for key, sentence in leaves(translation(language)).items():
        assert sentence.strip() == sentence != "", key
        assert not re.search(r"://|www\.|<[a-z/]", sentence), key


def test_german_is_not_english() -> None:
    english = leaves(translation("en"))
    same = [
        sentence
        for key, sentence in leaves(translation("de")).items()
        if sentence == english[key] and " " in sentence
    ]
    assert same == []


def test_no_sentence_refers_to_another() -> None:
    for language in LANGUAGES:
        assert "[%key:" not in json.dumps(translation(language))


def test_every_step_of_the_config_flow_is_translated() -> None:
    described = set(translation("en")["config"]["step"])
    steps = steps_of(HistoryConfigFlow, LidarrConfigFlow, SpotifyConfigFlow)
    assert described == (steps - {"zeroconf", "auth"}) | {"user", "pick_implementation"}
    assert set(translation("en")["config"]["step"]["user"]["menu_options"]) == set(KINDS)


def test_every_page_of_the_options_is_translated() -> None:
    options = translation("en")["options"]
    history = steps_of(HistoryOptionsFlow, ImportPages)
    lidarr = steps_of(LidarrOptionsFlow) - {"init"}
    spotify = steps_of(SpotifyOptionsFlow) - {"init"}
    assert set(options["step"]) == history | lidarr | spotify
    later = {"import_read", "import_offer"}
    assert set(options["step"]["init"]["menu_options"]) == history - {"init"} - later
    assert set(options["step"]["lidarr"]["menu_options"]) == lidarr - {"lidarr"}


@pytest.mark.parametrize("door", ["config", "options"])
def test_every_field_of_a_form_is_described(door: str) -> None:
    for name, step in translation("en")[door]["step"].items():
        assert set(step.get("data", {})) == set(step.get("data_description", {})), name


SENT = {
    Sends.ARTIST: "artist",
    Sends.TITLE: "title",
    Sends.ALBUM: "album",
    Sends.ISRC: "ISRC",
    Sends.MBID: "MBID",
    Sends.ITEM: "address|own id",
}
"""What a service may be told, in the words of the page that asks for consent."""


CONSENT = {
    "set-up": translation("en")["config"]["step"]["history"]["sections"]["public_services"],
    "options": translation("en")["options"]["step"]["public_services"],
}


@pytest.mark.parametrize("page", CONSENT.values(), ids=CONSENT)
@pytest.mark.parametrize("slug", PUBLIC_SERVICES)
def test_consent_names_what_a_service_is_told_and_nothing_more(
    page: dict[str, Any], slug: str
) -> None:
    told, _, _ = page["data_description"][slug].partition(". ")
    assert f"{{{slug}_host}}" in told
    named = {what for what, word in SENT.items() if re.search(word, told)}
    assert named == PUBLIC_SERVICES[slug].sends
    assert set(SENT) == set(Sends)
    assert page["data"].keys() == PUBLIC_SERVICES.keys()


def test_every_entity_is_translated_and_has_an_icon() -> None:
    keys = {
        Platform.BINARY_SENSOR: {"health", "lidarr_backpressure"},
        Platform.BUTTON: {"lidarr_check_now", "playlists_generate"},
        Platform.EVENT: {"play", "rate_limit", "lidarr_queue", "playlists_run"},
        Platform.SENSOR: {figure.key for figure in FIGURES}
        | {"import", "last_play", "room"}
        | {"service_calls", "service_state", "service_until", "backlog", "coverage"}
        | {"lidarr_queue", "lidarr_downloads", "lidarr_state"}
        | {"playlists_progress", "playlists_done_at", "playlists_lists"}
        | {"spotify_saved_tracks", "spotify_playlists", "spotify_read_at", "spotify_gaps"},
        Platform.SWITCH: {"completing", "recording"},
        Platform.TODO: {"lidarr_decisions"},
    }
    assert {kind: set(entities) for kind, entities in translation("en")["entity"].items()} == keys
    assert {kind: set(entities) for kind, entities in icons()["entity"].items()} == keys


def test_every_state_is_translated() -> None:
    entities = translation("en")["entity"]
    room = entities["sensor"]["room"]
    assert set(room["state"]) == set(Phase)
    assert set(room["state_attributes"]["reason"]["state"]) == set(Reason)
    assert set(entities["sensor"]["import"]["state"]) == set(ImportPhase)
    service = entities["sensor"]["service_state"]
    assert set(service["state"]) == set(GateState)
    assert set(service["state_attributes"]["why"]["state"]) == set(Why)
    limit = entities["event"]["rate_limit"]["state_attributes"]
    assert set(limit["event_type"]["state"]) == set(EventKind)
    assert set(limit["why"]["state"]) == set(Wall)
    problems = entities["binary_sensor"]["health"]["state_attributes"]["problems"]["state"]
    assert set(problems) == set(Problem)
    assert HealthSensor.__doc__
    lidarr = entities["sensor"]["lidarr_state"]
    assert set(lidarr["state"]) == set(LidarrPhase)
    assert set(lidarr["state_attributes"]["why"]["state"]) == set(Hold)
    held = entities["binary_sensor"]["lidarr_backpressure"]["state_attributes"]
    assert held == lidarr["state_attributes"]
    news = entities["event"]["lidarr_queue"]["state_attributes"]
    assert set(news["event_type"]["state"]) == set(QueueEventType)
    assert set(entities["sensor"]["lidarr_queue"]["state_attributes"]) == set(WantedStatus)
    progress = entities["sensor"]["playlists_progress"]
    assert set(progress["state"]) == {IDLE, *RunState, *RunPhase} - {RunState.RUNNING}
    run = entities["event"]["playlists_run"]["state_attributes"]
    assert set(run["event_type"]["state"]) == set(RunEventType)
    assert set(run["phase"]["state"]) == set(RunPhase)


def test_every_choice_is_translated() -> None:
    choices = {
        name: set(choice["options"]) for name, choice in translation("en")["selector"].items()
    }
    assert choices["kind"] == set(COUNTABLE)
    assert choices["playlist_source"] == set(SourceKind)
    assert choices["playlist_target"] == set(TargetKind)
    assert choices["policy"] == set(POLICIES)
    assert choices["album_type"] == set(AlbumType)
    assert choices["visibility"] == {VISIBLE_TO_ADMINISTRATORS, VISIBLE_TO_EVERYONE}
    source = actions()["delete_scrobbles"]["fields"]["source"]["selector"]["select"]
    assert choices["source"] == set(source["options"])
    reason = actions()["get_not_counted"]["fields"]["reason"]["selector"]["select"]
    assert choices["reason"] == set(reason["options"]) == {one.value for one in Reason}
    fields = actions()["get_insights"]["fields"]
    for name, field in {
        "question": "question",
        "period": "period",
        "names": "kind",
        "figure": "figure",
        "step": "step",
        "by": "by",
    }.items():
        select = fields[field]["selector"]["select"]
        assert select["translation_key"] == name
        assert choices[name] == set(select["options"])
    assert choices["question"] == set(QUESTIONS)
    assert choices["period"] == set(PERIODS)
    assert choices["step"] == set(Step)
    assert choices["figure"] == set(Figure)
    assert choices["by"] == {*SIDES, *LENGTHS}
    name = actions()["rename"]["fields"]["kind"]["selector"]["select"]
    assert choices["name"] == set(name["options"]) == set(KINDS_OF_NAMES)
    field = actions()["correct"]["fields"]["field"]["selector"]["select"]
    assert choices["field"] == set(field["options"]) == set(CORRECTABLE)
    linked = actions()["share_links"]["fields"]["kind"]["selector"]["select"]
    assert choices["linked"] == set(linked["options"]) == set(LINKED)
    assert set(choices) == {
        "field",
        "linked",
        "name",
        "kind",
        "visibility",
        "source",
        "reason",
        "question",
        "period",
        "names",
        "album_type",
        "policy",
        "playlist_source",
        "playlist_target",
        "figure",
        "step",
        "by",
    }


def test_every_action_is_described_and_has_an_icon() -> None:
    assert set(actions()) == set(translation("en")["services"]) == set(icons()["services"])
    assert set(actions()) == set(SERVICES)
    for name, one in SERVICES.items():
        fields = {str(field) for field in one.schema.schema}
        assert set(actions()[name]["fields"]) == fields
        assert set(translation("en")["services"][name]["fields"]) == fields


def test_the_actions_are_what_home_assistant_reads() -> None:
    assert service._SERVICES_SCHEMA(actions()).keys() == actions().keys()


def test_every_refusal_and_every_issue_is_translated() -> None:
    english = translation("en")
    translated = set(english["exceptions"]) | set(english["issues"])
    raised = literals("refusal", "translation_key") - set(english["selector"])
    raised |= {f"import_{problem}" for problem in FileProblem}
    assert raised <= translated
    assert set(english["exceptions"]) <= raised
    assert all(set(one) == {"message"} for one in english["exceptions"].values())


def test_every_sentence_that_is_put_together_is_translated() -> None:
    sentences = {f"service_{kind}" for kind in EventKind}
    sentences |= {f"service_{kind}_backlog" for kind in EventKind}
    sentences |= {f"lidarr_hold_{hold}" for hold in Hold}
    sentences |= {f"lidarr_reason_{reason}" for reason in WantedReason}
    sentences |= {f"lidarr_queue_{kind}" for kind in QueueEventType}
    sentences |= {f"lidarr_queue_{kind}_many" for kind in MANY}
    sentences |= {"lidarr_held", "lidarr_heard", "lidarr_decide_suggested", "lidarr_decide_failed"}
    sentences |= {f"playlists_run_{kind}" for kind in RunEventType}
    sentences |= {f"playlists_target_{kind}" for kind in TargetKind}
    sentences |= {f"playlists_why_{key}" for key in reasons_of_playlists()}
    sentences |= {"playlists_plan", "playlists_days", "playlists_more_problems"}
    sentences |= {"playlists_identified", "playlists_spotify_description", "panel_title"}
    sentences |= {f"import_refused_{reason}" for reason in Refusal}
    sentences |= {"import_refused_not_stored", "import_refused_examples"}
    assert set(translation("en")["common"]) == sentences


def test_the_dialog_of_recipes_is_translated() -> None:
    flows = translation("en")["config_subentries"]
    assert flows.keys() == KINDS[KIND_HISTORY].subentry_flows.keys()
    recipe = flows[SUBENTRY_PLAYLISTS]
    assert set(recipe["initiate_flow"]) == {"user", "reconfigure"}
    assert set(recipe["step"]) == steps_of(RecipeFlow) - {"user", "reconfigure"}
    parts = {
        "what": fields_of(what_schema({"ann": "Ann", "ben": "Ben"})),
        "folders": fields_of(folders_schema([])),
        "rules": fields_of(rules_schema()) - set(SECTIONS),
    }
    for name, step in recipe["step"].items():
        assert set(step["data"]) == set(step["data_description"]) == parts[name]
    sections = recipe["step"]["rules"]["sections"]
    assert sections.keys() == SECTIONS.keys()
    for name, part in sections.items():
        assert set(part["data"]) == set(part["data_description"]) == set(SECTIONS[name])
    pages = ("recipes.py", "recipe_forms.py")
    source = "".join((PACKAGE / "flows" / page).read_text("utf-8") for page in pages)
    given = re.findall(r'errors\[\w+\] = "(\w+)"|errors\["base"\] = "(\w+)"', source)
    given += re.findall(r'return "(\w+)"|(no_\w+)"[,}]', source)
    assert {one or other for one, other in given} == set(recipe["error"])


def fields_of(schema: Any) -> set[str]:
    """Name the fields of a form."""
    return {str(field) for field in schema.schema}


def reasons_of_playlists() -> set[str]:
    """Name why playlists wait, fail or lack something: constants of what makes them."""
    keys = {IMPOSSIBLE, NOT_NOW, ERROR, "unknown_genre", BUSY, OVERDUE, UNREACHABLE}
    keys |= {*REASONS.values(), MISSING.key, SEVERAL.key}
    keys |= {error.key for error in (NotPremium, NotAllowListed, ScopeMissing, TokenRefused)}
    for path in (*PACKAGE.glob("playlists/sources/*.py"), *PACKAGE.glob("playlists/targets/*.py")):
        keys |= set(re.findall(r'Final = "([a-z0-9]+(?:_[a-z0-9]+)+)"', path.read_text("utf-8")))
    checks = inspect.getsource(impossibilities)
    return keys | set(re.findall(r'^ +"(\w+)": ', checks, re.MULTILINE))


def test_every_error_of_a_form_is_translated() -> None:
    pages = ("history_options.py", "lidarr_options.py")
    source = "".join((PACKAGE / "flows" / page).read_text("utf-8") for page in pages)
    given = set(re.findall(r'errors\[\w+\] = "(\w+)"', source))
    files = {f"import_{problem}" for problem in FileProblem}
    files |= {"import_no_upload", "import_unreadable", "import_upload_too_large"}
    assert given | files == set(translation("en")["options"]["error"])
    flow = (PACKAGE / "flows" / "lidarr_connection.py").read_text("utf-8")
    lidarr = set(re.findall(r'NoLidarrError\("(\w+)"', flow))
    assert files | lidarr == set(translation("en")["config"]["error"])
    assert lidarr <= set(translation("en")["options"]["abort"])


def test_every_issue_about_lidarr_is_translated() -> None:
    issues = {issue for issue, _ in HOLD_ISSUES.values()} | {ISSUE_STUCK}
    assert {one for one in translation("en")["issues"] if one.startswith("lidarr_")} == issues


def test_every_end_of_the_dialog_of_spotify_is_translated() -> None:
    said = set(translation("en")["config"]["abort"])
    pages = ("spotify.py", "spotify_account.py")
    source = "".join((PACKAGE / "flows" / page).read_text("utf-8") for page in pages)
    ours = set(
        re.findall(r'"(spotify_(?:redirect|later|unreachable|other|already|signed)\w*)"', source)
    )
    ours |= set(REFUSALS.values())
    assert ours == {reason for reason in said if reason.startswith("spotify_")}
    # Home Assistant translates them itself from 2026 on.
    shared: frozenset[str] = getattr(config_entry_oauth2_flow, "_SHARED_ABORT_REASONS", frozenset())
    assert shared <= said
    assert "missing_credentials" in said


def test_every_issue_about_spotify_is_translated() -> None:
    issues = {ISSUE_EXPIRES, *REFUSAL_ISSUES.values()}
    assert {one for one in translation("en")["issues"] if one.startswith("spotify_")} == issues
