"""The dialog in which a person says what playlists are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.spindle.playlist_recipes import (
    CONF_FIRST_YEAR,
    CONF_FOLDERS,
    CONF_GENRES,
    CONF_IN_A_ROW,
    CONF_LAST_YEAR,
    CONF_LEAST_SHARE,
    CONF_LISTS_PER_TRACK,
    CONF_MAXIMUM,
    CONF_MINIMUM,
    CONF_SEED,
    CONF_SOURCES,
    CONF_SPOTIFY,
    CONF_TARGETS,
    CONF_WITHOUT_ARTISTS,
    CONF_WITHOUT_GENRES,
    SUBENTRY_PLAYLISTS,
    recipes_of,
)
from custom_components.spindle.playlists.types import Recipe, Rules, SourceKind, TargetKind
from tests.lidarr_home import begin_lidarr
from tests.sonos_household import Home
from tests.spotify_home import ANN, BEN, account

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.config_entries import SubentryFlowResult
    from homeassistant.core import HomeAssistant

TASTE: dict[str, Any] = {CONF_GENRES: [], CONF_WITHOUT_GENRES: [], CONF_WITHOUT_ARTISTS: []}
ORDER: dict[str, Any] = {CONF_IN_A_ROW: 2.0, CONF_LEAST_SHARE: 20.0, CONF_SEED: 0.0}


@pytest.fixture(name="music")
def music_fixture(hass: HomeAssistant, tmp_path: Path) -> Path:
    """A media folder with two folders of music, and one that is nobody's business."""
    media = tmp_path / "media"
    for name in ("flac", "mp3", ".trash"):
        (media / name).mkdir(parents=True)
    hass.config.media_dirs = {"local": str(media)}
    return media


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A household whose history runs."""
    home = Home.make(hass, freezer, tmp_path)
    await home.set_up()
    return home


async def start(home: Home, recipe: str | None = None) -> SubentryFlowResult:
    """Open the dialog for a new recipe, or one that is there."""
    context: Any = {"source": SOURCE_USER}
    if recipe:
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": recipe}
    handler = (home.entry.entry_id, SUBENTRY_PLAYLISTS)
    return await home.hass.config_entries.subentries.async_init(handler, context=context)


async def fill(home: Home, shown: SubentryFlowResult, **said: Any) -> SubentryFlowResult:
    """Fill in a page and submit it."""
    return await home.hass.config_entries.subentries.async_configure(shown["flow_id"], said)


async def what(home: Home, shown: SubentryFlowResult, **said: Any) -> SubentryFlowResult:
    """Fill in the first page: files, as files, unless something else is said."""
    usual = {CONF_NAME: "At home", CONF_SOURCES: ["files"], CONF_TARGETS: ["m3u8"]}
    return await fill(home, shown, **(usual | said))


def rules(**said: Any) -> dict[str, Any]:
    """Say the rules as the page does: numbers with a point, two parts folded up."""
    usual = {CONF_MINIMUM: 20.0, CONF_MAXIMUM: 100.0, CONF_LISTS_PER_TRACK: 1.0}
    choice = {
        name: said.pop(name) for name in tuple(said) if name in {*TASTE, "first_year", "last_year"}
    }
    order = {name: said.pop(name) for name in tuple(said) if name in ORDER}
    return usual | said | {"choice": TASTE | choice, "order": ORDER | order}


async def add(home: Home, music: Path, **said: Any) -> Recipe:
    """Add a recipe of one folder, with rules that may differ from the usual ones."""
    shown = await what(home, await start(home))
    shown = await fill(home, shown, **{CONF_FOLDERS: [str(music / "flac")]})
    done = await fill(home, shown, **rules(**said))
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await home.settle()
    return recipes_of(home.entry)[-1]


async def test_three_pages_make_a_recipe(home: Home, music: Path) -> None:
    shown = await start(home)
    assert (shown["type"], shown["step_id"]) == (FlowResultType.FORM, "what")
    shown = await what(home, shown, **{CONF_SOURCES: ["files", "history"], CONF_NAME: " At\thome "})
    assert shown["step_id"] == "folders"
    assert shown["data_schema"]
    (field,) = shown["data_schema"].schema.values()
    assert field.config["options"] == [str(music), str(music / "flac"), str(music / "mp3")]
    shown = await fill(home, shown, **{CONF_FOLDERS: [f"{music}/flac/"]})
    assert shown["step_id"] == "rules"
    done = await fill(
        home,
        shown,
        **rules(minimum=10.0, genres=["Rock"], first_year=1960.0, in_a_row=3.0, least_share=50.0),
    )
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await home.settle()
    (recipe,) = recipes_of(home.entry)
    (subentry,) = home.entry.subentries
    assert recipe == Recipe(
        id=subentry,
        name="At home",
        sources=(SourceKind.FILES, SourceKind.HISTORY),
        folders=(str(music / "flac"),),
        targets=(TargetKind.M3U8,),
        rules=Rules(minimum=10, genres=("Rock",), first_year=1960, in_a_row=3, least_share=0.5),
    )
    assert all(isinstance(value, int) for value in (recipe.rules.minimum, recipe.rules.seed))


async def test_a_new_recipe_begins_with_the_usual_rules(home: Home, music: Path) -> None:
    assert (await add(home, music)).rules == Rules()


async def test_without_files_no_folder_is_asked_for(home: Home) -> None:
    to_sonos = {CONF_SOURCES: ["history"], CONF_TARGETS: ["sonos"]}
    shown = await what(home, await start(home), **to_sonos)
    assert shown["step_id"] == "rules"


async def test_changing_begins_with_what_holds_and_reloads_the_history(
    home: Home, music: Path
) -> None:
    recipe = await add(home, music, without_artists=["Enya"], last_year=1999.0)
    before = home.runtime
    shown = await start(home, recipe.id)
    assert shown["step_id"] == "what"
    assert suggested(shown)[CONF_NAME] == "At home"
    shown = await what(home, shown, **{CONF_NAME: "In the car"})
    assert suggested(shown) == {CONF_FOLDERS: [str(music / "flac")]}
    shown = await fill(home, shown, **{CONF_FOLDERS: [str(music / "mp3")]})
    assert shown["data_schema"]
    folded = shown["data_schema"].schema
    choice = next(folded[key].schema for key in folded if key == "choice")
    marks = {str(key): key.description for key in choice.schema}
    assert marks[CONF_LAST_YEAR] == {"suggested_value": 1999}
    assert marks[CONF_WITHOUT_ARTISTS] == {"suggested_value": ["Enya"]}
    assert marks[CONF_FIRST_YEAR] is None
    done = await fill(home, shown, **rules())
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await home.settle()
    (changed,) = recipes_of(home.entry)
    assert (changed.id, changed.name) == (recipe.id, "In the car")
    assert changed.folders == (str(music / "mp3"),)
    assert changed.rules == Rules()
    assert home.runtime is not before


async def test_a_change_that_is_none_reloads_nothing(home: Home, music: Path) -> None:
    recipe = await add(home, music)
    before = home.runtime
    shown = await what(home, await start(home, recipe.id))
    shown = await fill(home, shown, **{CONF_FOLDERS: [str(music / "flac")]})
    await fill(home, shown, **rules())
    await home.settle()
    assert home.runtime is before


async def test_the_history_is_reloaded_when_a_recipe_is_removed(home: Home, music: Path) -> None:
    recipe = await add(home, music)
    before = home.runtime
    home.hass.config_entries.async_remove_subentry(home.entry, recipe.id)
    await home.settle()
    assert home.runtime is not before


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({CONF_NAME: " \u200b"}, {CONF_NAME: "name_missing"}),
        ({CONF_NAME: "AT HOME"}, {CONF_NAME: "name_taken"}),
        ({CONF_SOURCES: [], CONF_NAME: "B"}, {CONF_SOURCES: "no_source"}),
        ({CONF_TARGETS: [], CONF_NAME: "B"}, {CONF_TARGETS: "no_target"}),
        ({CONF_SOURCES: ["history"], CONF_NAME: "B"}, {CONF_SOURCES: "needs_files"}),
    ],
    ids=["blank", "taken", "no source", "no target", "no files"],
)
async def test_the_first_page_says_what_is_missing(
    home: Home, music: Path, said: dict[str, Any], errors: dict[str, str]
) -> None:
    await add(home, music)
    shown = await what(home, await start(home), **said)
    assert (shown["step_id"], shown["errors"]) == ("what", errors)


@pytest.mark.parametrize(
    ("folder", "error"),
    [
        (None, "no_folder"),
        ("/etc", "folder_not_media"),
        ("{media}/../secret", "folder_not_media"),
        ("{media}-not", "folder_not_media"),
        ("{media}/vinyl", "folder_missing"),
    ],
    ids=["none", "elsewhere", "climbing", "beside", "missing"],
)
async def test_only_folders_below_the_media_folders_are_read(
    home: Home, music: Path, folder: str | None, error: str
) -> None:
    shown = await what(home, await start(home))
    folders = [] if folder is None else [folder.format(media=music)]
    shown = await fill(home, shown, **{CONF_FOLDERS: folders})
    assert shown["errors"] == {CONF_FOLDERS: error}


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"minimum": 60.0}, {CONF_MAXIMUM: "maximum_too_small"}),
        ({"first_year": 2000.0, "last_year": 1999.0}, {"base": "years_turned_round"}),
        ({"without_genres": ["rock", "furniture"]}, {"base": "unknown_genre"}),
    ],
    ids=["maximum", "years", "genre"],
)
async def test_rules_that_cannot_hold_are_told_and_what_was_said_stays(
    home: Home, music: Path, said: dict[str, Any], errors: dict[str, str]
) -> None:
    shown = await what(home, await start(home))
    shown = await fill(home, shown, **{CONF_FOLDERS: [str(music)]})
    shown = await fill(home, shown, **rules(**said))
    assert shown["errors"] == errors
    assert suggested(shown)[CONF_MINIMUM] == said.get("minimum", 20)
    placeholders = shown["description_placeholders"]
    assert placeholders
    assert placeholders["unknown"] == ("furniture" if "without_genres" in said else "")


async def test_only_a_history_has_recipes(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> None:
    lidarr = await begin_lidarr(hass, freezer, tmp_path, history={})
    assert lidarr.entry.supported_subentry_types == {}
    assert lidarr.home.entry.supported_subentry_types == {
        SUBENTRY_PLAYLISTS: {"supports_reconfigure": True}
    }


def suggested(shown: SubentryFlowResult) -> dict[str, Any]:
    """Give what the fields of a page hold already."""
    schema = shown["data_schema"]
    assert schema
    return {
        str(key): key.description["suggested_value"]
        for key in schema.schema
        if key.description and "suggested_value" in key.description
    }


def offered(shown: SubentryFlowResult, field: str) -> list[str]:
    """Return what a field of the first page lets choose."""
    assert shown["data_schema"]
    options = shown["data_schema"].schema[field].config["options"]
    return [one if isinstance(one, str) else one["value"] for one in options]


async def test_spotify_is_offered_once_there_is_an_account(home: Home) -> None:
    shown = await start(home)
    assert offered(shown, CONF_SOURCES) == ["files", "history"]
    assert offered(shown, CONF_TARGETS) == ["m3u8", "sonos"]
    account(home.hass, ANN, now=0.0)
    shown = await start(home)
    assert offered(shown, CONF_SOURCES)[2:] == ["spotify_saved", "spotify_playlists"]
    assert offered(shown, CONF_TARGETS)[2:] == ["spotify"]
    to_spotify = {CONF_SOURCES: ["spotify_saved"], CONF_TARGETS: ["spotify"]}
    shown = await what(home, shown, **to_spotify)
    done = await fill(home, shown, **rules())
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await home.settle()
    (recipe,) = recipes_of(home.entry)
    assert (recipe.sources, recipe.spotify) == ((SourceKind.SPOTIFY_SAVED,), None)


async def test_of_several_accounts_one_is_meant(home: Home) -> None:
    account(home.hass, ANN, now=0.0)
    account(home.hass, BEN, now=0.0)
    shown = await start(home)
    assert offered(shown, CONF_SPOTIFY) == ["acc-ann", "acc-ben"]
    to_spotify: dict[str, Any] = {CONF_SOURCES: ["history"], CONF_TARGETS: ["spotify"]}
    shown = await what(home, shown, **to_spotify)
    assert shown["errors"] == {CONF_SPOTIFY: "which_account"}
    shown = await what(home, shown, **to_spotify, **{CONF_SPOTIFY: "acc-ben"})
    done = await fill(home, shown, **rules())
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await home.settle()
    assert recipes_of(home.entry)[0].spotify == "acc-ben"
