"""Which Spotify account a recipe means, and what is said when it is not there."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntryState
import pytest

from custom_components.spindle.playlist_entry import _sources, _targets
from custom_components.spindle.playlist_spotify import MISSING, SEVERAL, async_account
from custom_components.spindle.playlists.absent import AbsentSource, AbsentTarget
from custom_components.spindle.playlists.sources.spotify import PlaylistsSource, SavedSource
from custom_components.spindle.playlists.spotify_account import SpotifyAccount
from custom_components.spindle.playlists.targets.spotify import SpotifyTarget
from custom_components.spindle.playlists.types import Impossible, Recipe, SourceKind, TargetKind
from custom_components.spindle.spotify.policy import Family, policy
from tests.sonos_household import Home
from tests.spotify_home import ANN, BEN, account

if TYPE_CHECKING:
    from pathlib import Path

    from freezegun.api import FrozenDateTimeFactory
    from homeassistant.core import HomeAssistant

RECIPE = Recipe(
    id="recipe",
    name="Genres",
    sources=(SourceKind.SPOTIFY_SAVED, SourceKind.SPOTIFY_PLAYLISTS),
    targets=(TargetKind.SPOTIFY,),
)


@pytest.fixture(name="home")
async def home_fixture(hass: HomeAssistant, freezer: FrozenDateTimeFactory, tmp_path: Path) -> Home:
    """A household whose history runs, and lets ListenBrainz Labs be asked."""
    hass.config.media_dirs = {"local": str(tmp_path)}
    home = Home.make(hass, freezer, tmp_path, public_services=["metabrainz_labs"])
    await home.set_up()
    return home


def signed_in(hass: HomeAssistant, who: dict[str, str]) -> Any:
    """Have somebody's account be ready; return its runtime."""
    entry = account(hass, who, now=0.0)
    entry.mock_state(hass, ConfigEntryState.LOADED)
    status = SimpleNamespace(budgets={}, spent={Family.SEARCH: 320})
    gate = SimpleNamespace(
        status=status, policy=policy("test"), may_call_at=lambda _family, _priority: 0.0
    )
    entry.runtime_data = SimpleNamespace(
        client=object(), gate=gate, account_id=who["account_id"], may_write=True
    )
    return entry.runtime_data


async def test_the_only_account_is_meant_and_its_budget_says_how_long_it_takes(home: Home) -> None:
    runtime = signed_in(home.hass, ANN)
    found = async_account(home.hass, home.entry, RECIPE)
    assert isinstance(found, SpotifyAccount)
    assert (found.client, found.may_write) == (runtime.client, True)
    assert found.ids is not None
    assert found.days({Family.CREATE: 32}) == 0.1
    assert found.days({Family.CREATE: 32, Family.SEARCH: 321}) == 3.0
    assert found.describe("Pop") == "Pop, from the music at home. Made by Spindle."


async def test_of_several_accounts_the_named_one_is_meant(home: Home) -> None:
    signed_in(home.hass, ANN)
    runtime = signed_in(home.hass, BEN)
    assert async_account(home.hass, home.entry, RECIPE) is SEVERAL
    bens = async_account(home.hass, home.entry, replace(RECIPE, spotify="acc-ben"))
    assert isinstance(bens, SpotifyAccount)
    assert bens.client is runtime.client
    nobodys = replace(RECIPE, spotify="acc-nobody")
    assert async_account(home.hass, home.entry, nobodys) is MISSING


async def test_a_recipe_has_what_reads_and_publishes_or_says_why_not(home: Home) -> None:
    household: Any = None
    sources = _sources(home.hass, home.entry, RECIPE)
    (target,) = _targets(home.hass, home.entry, household, RECIPE)
    assert [type(one) for one in (*sources, target)] == [AbsentSource, AbsentSource, AbsentTarget]
    assert await sources[0].check() == await target.check() == (MISSING,)
    with pytest.raises(Impossible):
        await target.publish((), progress=lambda _: None)
    signed_in(home.hass, ANN)
    saved, playlists = _sources(home.hass, home.entry, RECIPE)
    assert isinstance(saved, SavedSource)
    assert isinstance(playlists, PlaylistsSource)
    (target,) = _targets(home.hass, home.entry, household, RECIPE)
    assert isinstance(target, SpotifyTarget)
