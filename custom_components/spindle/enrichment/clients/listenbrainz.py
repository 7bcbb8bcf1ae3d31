"""ListenBrainz: what MusicBrainz knows of many recordings, artists or albums, in one call.

https://listenbrainz.readthedocs.io/en/latest/users/api/metadata.html. Needs no account; only
the lookup by names (``/metadata/lookup``) asks for a token, and is not used:
https://github.com/metabrainz/listenbrainz-server (``webserver/views/metadata_api.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ...catalogue.identity import read_mbid
from ...upstream.types import Outcome, Policy, Request, Verdict, Window
from ...upstream.verdict import classify_http
from . import reading
from .answers import Credit, Tag
from .client import Client

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .reading import Row

BASE: Final = "https://api.listenbrainz.org/1"
HOST: Final = "api.listenbrainz.org"
RECORDING_BATCH: Final = 100
"""Recordings of one call: the service takes 1,000, an answer of some 10 KB each."""
MBID_BATCH: Final = 50
"""Artists or albums of one call: they are asked for in its address."""
_MOST_DIGITS: Final = 9


def policy(user_agent: str) -> Policy:
    """Return the limits: the service's defaults, until its headers say what holds.

    30 calls an address in every ten seconds:
    https://github.com/metabrainz/brainzutils-python (``brainzutils/ratelimit.py``)
    """
    return Policy(
        service="listenbrainz",
        fastest=2.5,
        burst=5,
        window=Window(calls=25, seconds=10.0),
        rate_penalty=10.0,
        headers={"User-Agent": user_agent, "Accept": "application/json"},
        classify=classify,
    )


def classify(status: int, headers: Mapping[str, str], body: Any) -> Verdict:
    """Judge an answer, and read how much of the window is left.

    https://listenbrainz.readthedocs.io/en/latest/users/api/index.html#rate-limiting
    """
    told = {key.lower(): value for key, value in headers.items()}
    remaining = _whole(told.get("x-ratelimit-remaining"))
    resets_in = _whole(told.get("x-ratelimit-reset-in"))
    verdict = classify_http(status, headers, body)
    return replace(
        verdict,
        remaining=remaining,
        resets_in=resets_in,
        retry_after=resets_in if verdict.outcome is Outcome.LIMITED else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingMetadata:
    """What is known of a recording, its artists and the album it is best known from."""

    credits: tuple[Credit, ...]
    release_group_mbid: str | None
    album: str | None
    year: int | None
    """Of that album's release, which may be later than the recording's first."""
    tags: tuple[Tag, ...]
    """Of the recording itself."""
    artist_tags: Mapping[str, tuple[Tag, ...]]
    """By the MBID of each artist."""
    album_tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenBrainz(Client):
    """Asks ListenBrainz."""

    base: str = BASE

    async def recordings(self, mbids: Sequence[str]) -> dict[str, RecordingMetadata]:
        """Return what is known of at most ``RECORDING_BATCH`` recordings, by MBID.

        What it does not know is left out. Raises UpstreamError.
        """
        body = await self._call(
            Request(
                method="POST",
                url=f"{self.base}/metadata/recording/",
                family="metadata",
                json={
                    "recording_mbids": list(mbids[:RECORDING_BATCH]),
                    "inc": "artist tag release",
                },
                idempotent=True,  # It only asks; there is no room for so many in an address.
                priority=self.priority,
                patience=self.patience,
            )
        )
        return {mbid: _recording(row) for mbid, row in _by_mbid(body)}

    async def artist_tags(self, mbids: Sequence[str]) -> dict[str, tuple[Tag, ...]]:
        """Return the tags of at most ``MBID_BATCH`` artists, by MBID.

        What it does not know is left out. Raises UpstreamError.
        """
        body = await self._ask(
            "/metadata/artist/",
            family="metadata",
            params={"artist_mbids": ",".join(mbids[:MBID_BATCH]), "inc": "tag"},
        )
        return {
            reading.mbid(row, "artist_mbid"): _tags(
                reading.rows(reading.inner(row, "tag"), "artist")
            )
            for row in reading.rows({"artists": body}, "artists")
        }

    async def album_tags(self, mbids: Sequence[str]) -> dict[str, tuple[Tag, ...]]:
        """Return the tags of at most ``MBID_BATCH`` release groups, by MBID.

        What it does not know is left out. Raises UpstreamError.
        """
        body = await self._ask(
            "/metadata/release_group/",
            family="metadata",
            params={"release_group_mbids": ",".join(mbids[:MBID_BATCH]), "inc": "tag"},
        )
        return {
            mbid: _tags(reading.rows(reading.inner(row, "tag"), "release_group"))
            for mbid, row in _by_mbid(body)
        }


def _by_mbid(body: Any) -> Iterable[tuple[str, Row]]:
    """Yield the objects of an answer with the MBIDs they stand under."""
    for key, value in reading.row(body, "metadata").items():
        mbid = read_mbid(key)
        if mbid is None:
            raise reading.wrong("metadata")
        yield mbid, reading.row(value, "metadata")


def _recording(row: Row) -> RecordingMetadata:
    release, tag = reading.inner(row, "release"), reading.inner(row, "tag")
    artists = reading.rows(reading.inner(row, "artist"), "artists")
    return RecordingMetadata(
        credits=tuple(map(_credit, artists)),
        release_group_mbid=reading.some_mbid(release, "release_group_mbid"),
        album=reading.text(release, "name"),
        year=reading.year(release, "year"),
        tags=_tags(reading.rows(tag, "recording")),
        artist_tags=_tags_by_artist(tag),
        album_tags=_tags(reading.rows(tag, "release_group")),
    )


def _credit(row: Row) -> Credit:
    return Credit(
        name=reading.name(row, "name"),
        mbid=reading.mbid(row, "artist_mbid"),
        joined=reading.joint(row, "join_phrase"),
    )


def _tags_by_artist(row: Row) -> dict[str, tuple[Tag, ...]]:
    of: dict[str, list[Row]] = {}
    for tag in reading.rows(row, "artist"):
        of.setdefault(reading.mbid(tag, "artist_mbid"), []).append(tag)
    return {mbid: _tags(rows) for mbid, rows in of.items()}


def _tags(rows: Iterable[Row]) -> tuple[Tag, ...]:
    """Return what people call it, most of them first."""
    named = [
        Tag(name=name, count=count, is_genre=reading.some_mbid(row, "genre_mbid") is not None)
        for row in rows
        if (count := reading.count(row, "count")) > 0 and (name := reading.text(row, "tag"))
    ]
    return tuple(sorted(named, key=lambda tag: (-tag.count, tag.name)))


def _whole(value: str | None) -> int | None:
    """Return a number of a header, within reason, or None."""
    if value is None or not value.isascii() or not value.isdigit():
        return None
    return int(value[:_MOST_DIGITS])
