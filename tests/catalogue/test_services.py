"""A sid names its service only by evidence."""

from __future__ import annotations

import pytest

from custom_components.spindle.catalogue.services import (
    CUSTOM_SIDS,
    SERVICE_NAMES,
    VERIFIED_SIDS,
    display_name,
    service_for_sid,
    sid_for_service_type,
    sid_in_token,
    sid_of_slug,
    slug_for_name,
)

PROMISED_SLUGS = [
    "spotify",
    "apple_music",
    "amazon_music",
    "deezer",
    "tidal",
    "qobuz",
    "youtube_music",
    "soundcloud",
    "pandora",
    "tunein",
    "sonos_radio",
    "siriusxm",
    "plex",
    "audible",
    "bandcamp",
    "mixcloud",
    "music_assistant",
    "local_library",
    "airplay",
    "line_in",
    "tv",
    "http_stream",
    "unknown",
]


def test_the_slugs_are_those_others_rely_on() -> None:
    assert list(SERVICE_NAMES) == PROMISED_SLUGS


@pytest.mark.parametrize(
    ("sid", "slug"),
    [
        (2, "deezer"),
        (9, "spotify"),
        (12, "spotify"),
        (31, "qobuz"),
        (37, "siriusxm"),
        (157, "bandcamp"),
        (160, "soundcloud"),
        (174, "tidal"),
        (181, "mixcloud"),
        (201, "amazon_music"),
        (204, "apple_music"),
        (212, "plex"),
        (236, "pandora"),
        (239, "audible"),
        (254, "tunein"),
        (284, "youtube_music"),
        (303, "sonos_radio"),
        (333, "tunein"),
    ],
)
def test_verified_sids_with_a_slug(sid: int, slug: str) -> None:
    assert service_for_sid(sid) == slug


def test_every_slug_that_sonos_knows_has_a_sid() -> None:
    named = {service_for_sid(sid) for sid in VERIFIED_SIDS}
    ours = {"music_assistant", "local_library", "airplay", "line_in", "tv", "http_stream"}
    assert named.issuperset(set(PROMISED_SLUGS) - ours - {"unknown"})


@pytest.mark.parametrize("sid", [sid for sid in VERIFIED_SIDS if sid not in CUSTOM_SIDS])
def test_a_verified_sid_without_a_slug_is_a_number_with_a_name(sid: int) -> None:
    slug = service_for_sid(sid)
    assert slug in SERVICE_NAMES or slug == f"sid_{sid}"
    assert display_name(slug) not in {slug, ""}


def test_amazon_music_is_not_160_which_is_soundcloud() -> None:
    assert service_for_sid(160) == "soundcloud"
    assert service_for_sid(201) == "amazon_music"


def test_pandora_is_not_201_which_is_amazon_music() -> None:
    assert service_for_sid(201) != "pandora"
    assert service_for_sid(236) == "pandora"


def test_spotify_is_not_254_which_is_tunein() -> None:
    assert service_for_sid(254) == "tunein"
    assert {sid for sid in VERIFIED_SIDS if service_for_sid(sid) == "spotify"} == {9, 12}


def test_tunein_is_not_306_which_is_kollekt() -> None:
    assert service_for_sid(306) == "sid_306"
    assert display_name("sid_306") == "Atmosphere by Kollekt.fm"


def test_sonos_radio_is_not_313_which_is_juuqo() -> None:
    assert service_for_sid(313) == "sid_313"
    assert display_name("sid_313") == "Juuqo"
    assert service_for_sid(303) == "sonos_radio"


def test_deezer_and_apple_music_were_right_all_along() -> None:
    assert service_for_sid(2) == "deezer"
    assert service_for_sid(204) == "apple_music"


def test_no_table_names_a_number_that_users_assign() -> None:
    assert set(range(240, 254)) | {255} == CUSTOM_SIDS
    for sid in CUSTOM_SIDS:
        assert sid not in VERIFIED_SIDS
        assert service_for_sid(sid) == f"sid_{sid}"
        assert display_name(f"sid_{sid}") == f"sid_{sid}"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Spotify", "spotify"),
        ("YouTube Music", "youtube_music"),
        ("youtube_music", "youtube_music"),
        ("Tidal", "tidal"),
        ("TuneIn (New)", "tunein"),
        ("Plex", "plex"),
        ("My own bonob", None),
        ("Line-in", None),
        ("TV", None),
        ("", None),
        ("!!!", None),
    ],
)
def test_names_of_a_households_own_list(name: str, slug: str | None) -> None:
    assert slug_for_name(name) == slug


@pytest.mark.parametrize(
    ("service_type", "sid"),
    [(2311, 9), (3079, 12), (65031, 254), (77575, 303), (60423, 236), (7, None), (2312, None)],
)
def test_a_service_type_holds_its_sid(service_type: int, sid: int | None) -> None:
    assert sid_for_service_type(service_type) == sid


@pytest.mark.parametrize(
    ("token", "sid"),
    [
        ("SA_RINCON2311_X_#Svc2311-0-Token", 9),
        ("SA_RINCON9479_someone@example.com", 37),
        ("X_#Svc51463-f7c0f087-Token", 201),
        ("RINCON_AssociatedZPUDN", None),
        ("SA_RINCON99999999999999999999_", None),
        ("", None),
    ],
)
def test_an_account_token_holds_its_sid(token: str, sid: int | None) -> None:
    assert sid_in_token(token) == sid


@pytest.mark.parametrize(
    ("slug", "sid"), [("sid_306", 306), ("spotify", None), ("sid_", None), ("sid_" + "9" * 9, None)]
)
def test_the_number_in_a_slug(slug: str, sid: int | None) -> None:
    assert sid_of_slug(slug) == sid
