"""Bodies as Spotify sends them, as it sent them before, and as nobody should."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.spotify import answers, values
from custom_components.spindle.upstream.errors import BadAnswer

TRACK: dict[str, Any] = {
    "uri": "spotify:track:4iV5W9uYEdYUVa79Axb7Rh",
    "id": "4iV5W9uYEdYUVa79Axb7Rh",
    "name": "Snow on  the Water",
    "type": "track",
    "artists": [{"name": "Marit Holm"}, {"name": None}, None, {"name": "The Lanterns"}],
    "album": {"id": "a1", "name": "Fjord Songs", "release_date": "2011-03", "artists": []},
    "external_ids": {"isrc": "no-abc-11-00001"},
    "duration_ms": 215_040,
}

KEYS = [
    "items",
    "item",
    "track",
    "uri",
    "id",
    "name",
    "total",
    "next",
    "album",
    "artists",
    "owner",
    "snapshot_id",
    "added_at",
    "played_at",
    "duration_ms",
    "external_ids",
    "isrc",
    "display_name",
]
keys = st.sampled_from(KEYS)
bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=20,
)


def test_a_track_is_read() -> None:
    track = answers.track(TRACK)
    assert (track.title, track.artists, track.artist) == (
        "Snow on the Water",
        ("Marit Holm", "The Lanterns"),
        "Marit Holm",
    )
    assert (track.album, track.album_artist) == ("Fjord Songs", None)
    assert (track.year, track.isrc, track.seconds) == (2011, "NOABC1100001", 215.04)
    assert (track.is_local, track.is_episode) == (False, False)


@pytest.mark.parametrize(
    "missing", ["artists", "album", "external_ids", "duration_ms", "id", "type"]
)
def test_what_a_track_does_not_tell_is_not_known(missing: str) -> None:
    for row in ({**TRACK, missing: None}, {k: v for k, v in TRACK.items() if k != missing}):
        assert answers.track(row).title == "Snow on the Water"


def test_an_item_is_read_by_its_new_name_and_by_its_old_one() -> None:
    new = answers.playlist_item({"added_at": "2026-01-27T20:30:00Z", "item": TRACK})
    old = answers.playlist_item({"added_at": "2026-01-27T20:30:00Z", "track": TRACK, "item": None})
    assert new == old
    assert new.added_at == datetime(2026, 1, 27, 20, 30, tzinfo=UTC).timestamp()


def test_an_episode_is_told_from_a_track() -> None:
    row = {"item": {"uri": "spotify:episode:1", "name": "Today", "type": "episode", "show": {}}}
    assert answers.playlist_item(row).track.is_episode


def test_a_page_counts_what_cannot_be_read() -> None:
    body = {"items": [{"track": TRACK}, None, {"track": None}, 7], "total": 9, "next": "https://…"}
    page = answers.page(body, answers.saved_track, 4)
    assert (len(page.items), page.total, page.offset, page.next_offset) == (1, 9, 4, 8)
    last = answers.page({**body, "next": None}, answers.saved_track, 4)
    assert last.next_offset is None
    assert answers.page({"items": [], "next": "x"}, answers.saved_track, 4).next_offset is None


def test_an_account_from_before_its_id_is_known_by_its_user() -> None:
    old = answers.profile({"id": "somebody", "display_name": None})
    assert (old.account_id, old.name) == ("somebody", "somebody")


def test_a_list_of_playlists_is_read_by_the_old_name_of_its_items() -> None:
    row = {"id": "1", "name": None, "snapshot_id": "s", "tracks": {"total": 3}, "owner": None}
    playlist = answers.playlist(row, "somebody")
    assert (playlist.name, playlist.total, playlist.is_own) == ("", 3, False)


@given(body=bodies)
@settings(max_examples=40, deadline=None)
def test_whatever_comes_is_an_answer_or_a_bad_one(body: Any) -> None:
    for read in (
        answers.profile,
        answers.recent_page,
        lambda one: answers.page(one, answers.saved_track, 0),
        lambda one: answers.page(one, answers.playlist_item, 0),
        lambda one: answers.playlist(values.row(one, "x"), "me"),
        lambda one: answers.album(values.row(one, "x")),
    ):
        try:
            read(body)
        except BadAnswer:
            continue
