"""Links lead to the very track where an id says so, to a search otherwise, nowhere else."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.spindle.catalogue.services import SERVICE_NAMES
from custom_components.spindle.enrichment.links import (
    MUSICBRAINZ,
    Link,
    Linked,
    album_links,
    catalogue_items,
    service_of,
    track_links,
    usable_links,
)

MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"


def by_service(links: tuple[Link, ...]) -> dict[str, Link]:
    """Return links by their service; each service has one at most."""
    found = {link.service: link for link in links}
    assert len(found) == len(links)
    return found


def track(**known: object) -> Linked:
    """Return a track of which a name and the given are known."""
    return Linked(**{"artist": "AC/DC", "title": "T.N.T. & more", **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("service", "item", "url"),
    [
        (
            "spotify",
            "4uLU6hMCjMI75M1A2tKUQC",
            "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC",
        ),
        ("apple_music", "1440857781", "https://music.apple.com/de/song/1440857781"),
        ("deezer", "3135556", "https://www.deezer.com/track/3135556"),
        ("tidal", "77640617", "https://tidal.com/browse/track/77640617"),
        ("qobuz", "12345678", "https://open.qobuz.com/track/12345678"),
        ("youtube_music", "p3oxS5k4Suo", "https://music.youtube.com/watch?v=p3oxS5k4Suo"),
        ("amazon_music", "B00S66QOI6", "https://music.amazon.com/tracks/B00S66QOI6"),
        ("pandora", "TR:5831794", "https://www.pandora.com/TR:5831794"),
    ],
)
def test_an_id_leads_to_the_very_track(service: str, item: str, url: str) -> None:
    link = by_service(track_links(track(items={service: item}), country="DE"))[service]
    assert link == Link(service=service, url=url, exact=True)
    assert service_of(url) == service


def test_what_has_no_id_is_searched_for() -> None:
    links = by_service(track_links(track()))
    assert not any(link.exact for link in links.values())
    assert links["deezer"].url == "https://www.deezer.com/search/AC%2FDC%20T.N.T.%20%26%20more"
    assert links["apple_music"].url.startswith("https://music.apple.com/us/search?term=AC%2FDC+")


def test_an_isrc_finds_the_recording() -> None:
    links = by_service(track_links(track(isrc="gb-aye-68-00023")))
    assert links["spotify"].url == "https://open.spotify.com/search/isrc%3AGBAYE6800023"
    assert not links["spotify"].exact
    assert links[MUSICBRAINZ] == Link(
        service=MUSICBRAINZ, url="https://musicbrainz.org/isrc/GBAYE6800023", exact=True
    )


def test_a_recording_is_better_than_an_isrc_and_an_id_than_what_was_told() -> None:
    known = track(
        isrc="GBAYE6800023",
        mbid=MBID,
        items={"deezer": "1"},
        known={"deezer": "https://www.deezer.com/track/2", "x": "https://tidal.com/track/3"},
    )
    links = by_service(track_links(known))
    assert links[MUSICBRAINZ].url == f"https://musicbrainz.org/recording/{MBID}"
    assert links["deezer"].url == "https://www.deezer.com/track/1"
    assert links["tidal"] == Link(service="tidal", url="https://tidal.com/track/3", exact=True)


def test_exact_links_come_first_and_the_catalogue_after_the_services() -> None:
    links = track_links(track(mbid=MBID, items={"tidal": "1", "deezer": "2"}))
    assert [link.service for link in links[:3]] == ["deezer", "tidal", MUSICBRAINZ]
    assert [link.exact for link in links] == sorted((link.exact for link in links), reverse=True)


def test_sonos_radio_names_what_it_plays_from() -> None:
    assert catalogue_items({"sonos_radio": "dzrs.trk.2947516331"})["deezer"] == "2947516331"
    assert "deezer" not in catalogue_items({"sonos_radio": "tra.1234"})
    both = {"sonos_radio": "dzrs.trk.1", "deezer": "2"}
    assert catalogue_items(both)["deezer"] == "2"


def test_an_album_is_linked_by_its_release_group() -> None:
    album = Linked(
        artist="Björk",
        title="Homogenic",
        mbid=MBID,
        known={"deezer": "https://www.deezer.com/album/1", "evil": "https://evil.example/"},
    )
    links = by_service(album_links(album, country="is"))
    assert links[MUSICBRAINZ].url == f"https://musicbrainz.org/release-group/{MBID}"
    assert links["deezer"].exact
    assert links["apple_music"].url.endswith("/is/search?term=Bj%C3%B6rk+Homogenic")
    assert "evil" not in links


@pytest.mark.parametrize(
    "url",
    [
        "http://www.deezer.com/track/1",
        "https://deezer.com.evil.example/track/1",
        "https://evildeezer.com/track/1",
        "https://evil.example/?https://deezer.com",
        "https://deezer.com@evil.example/",
        "https://user:word@deezer.com/",
        "https://deezer.com:8443/",
        "https://deezer.com:port/",
        "https://evil.example\\@deezer.com/",
        "javascript:alert(1)//deezer.com",
        "https://deezer.com/\n",
        "https://deezer.com/" + "a" * 3000,
        "https://[deezer.com/",
        "https://dеezer.com/",  # noqa: RUF001 (a Cyrillic letter)
        "",
    ],
    ids=lambda url: ascii(url)[1:40],
)
def test_no_other_address_is_handed_on(url: str) -> None:
    assert service_of(url) is None
    assert usable_links([url, "https://www.deezer.com/track/1"]) == {
        "deezer": "https://www.deezer.com/track/1"
    }


@settings(max_examples=200)
@given(
    st.text(max_size=40),
    st.text(max_size=40),
    st.dictionaries(st.sampled_from(sorted(SERVICE_NAMES)), st.text(max_size=30), max_size=4),
    st.one_of(st.none(), st.text(max_size=3)),
)
def test_every_link_is_an_address_of_its_service(
    artist: str, title: str, items: dict[str, str], country: str | None
) -> None:
    """Whatever names and ids hold, no link leaves its service's own host."""
    named = Linked(artist=artist, title=title, items=items)
    for link in track_links(named, country=country):
        parts = urlsplit(link.url)
        assert parts.scheme == "https"
        assert link.url.isascii()
        assert link.url.isprintable()
        assert " " not in link.url
        assert service_of(link.url) == link.service
        assert "{" not in unquote(parts.path) or "{" in artist + title + "".join(items.values())
