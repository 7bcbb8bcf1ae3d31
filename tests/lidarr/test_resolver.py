"""From what is heard to what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from custom_components.spindle.catalogue.identity import track_key
from custom_components.spindle.enrichment.types import ALBUM, ARTIST
from custom_components.spindle.lidarr import resolver as resolving
from custom_components.spindle.lidarr.resolver import Resolver
from custom_components.spindle.lidarr.rules import Rules
from custom_components.spindle.lidarr.types import Policy
from custom_components.spindle.listening.types import Kind
from custom_components.spindle.store import (
    batches,
    facts,
    lidarr_queue,
    lidarr_reads,
    names,
    playlist_library,
    plays,
)
from custom_components.spindle.store.connection import transaction
from custom_components.spindle.store.facts import Fact, Field
from custom_components.spindle.store.lidarr_reads import Tab
from custom_components.spindle.store.lidarr_types import WantedKind, WantedReason, WantedStatus
from custom_components.spindle.store.playlist_types import LibraryTrack
from tests.store.conftest import create
from tests.store.examples import NOON, a_play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from custom_components.spindle.store.lidarr_types import WantedItem

DAY = 86_400.0
AUTOMATIC = Rules(policy=Policy.AUTOMATIC)
EVERYTHING = Rules(policy=Policy.AUTOMATIC, everything=True)


class Home:
    """A history, and what is known of it."""

    def __init__(self, path: Path) -> None:
        """Nothing has been heard yet."""
        self.db = create(path)
        self.now = NOON + 200 * DAY
        self.writes = 0

    # The clock, which stands still.

    def time(self) -> float:
        """Wall clock."""
        return self.now

    def monotonic(self) -> float:
        """Steady clock."""
        return self.now

    async def boot(self) -> str | None:
        """Name no run of the machine."""
        return None

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    # The store, without threads.

    async def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Ask the database."""
        return query(self.db, *args, **kwargs)

    async def write_bulk(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Change the database."""
        self.writes += 1
        with transaction(self.db):
            return command(self.db, *args, **kwargs)

    async def write_slices(self, *_args: Any, **_kwargs: Any) -> int:
        """Nobody here has that much to write."""
        raise NotImplementedError

    def resolver(self, rules: Rules) -> Resolver:
        """Return who judges the history by some rules."""
        return Resolver(self, rules, self)

    def hear(
        self, album: str, *, tracks: int = 3, days: int = 2, ago: float = 10.0, **given: Any
    ) -> int:
        """Play tracks of an album on some days, the first so many days ago; return its id."""
        batch = given.pop("batch", None)
        for number in range(max(tracks, days)):
            play = a_play(
                played_at=self.now - ago * DAY + number % days * DAY + number * 400,
                title=f"{album}, {number % tracks}",
                album=album,
                **{"artist": f"Artist of {album}", **given},
            )
            plays.record(self.db, play, batch=batch)
        artist = given.get("artist", f"Artist of {album}")
        found = names.find_album(self.db, artist, album)
        assert found is not None
        return found

    def know(
        self, album: int, number: int, confidence: float = 0.95, provider: str = "musicbrainz:isrc"
    ) -> None:
        """Learn an album's release group."""
        self.learn(ALBUM, album, Field.RELEASE_GROUP_MBID, number, confidence, provider)

    def learn(
        self, kind: Any, entity: int, field: Field, number: int, confidence: float, provider: str
    ) -> None:
        """Learn the id of a name."""
        fact = Fact(
            kind=kind,
            entity=entity,
            field=field,
            value=f"00000000-0000-0000-0000-{number:012d}",
            provider=provider,
            confidence=confidence,
            answered_at=self.now,
            ttl=None,
        )
        facts.learn(self.db, (fact,))

    def have(self, *albums: str, source: str = "spotify_saved", **given: Any) -> None:
        """Have a track of each album in a library, at Spotify unless it says otherwise."""
        tracks = [
            LibraryTrack(
                item=album,
                key=track_key(f"Artist of {album}", "One"),
                artist=f"Artist of {album}",
                title="One",
                album=album,
                **({"spotify_uri": f"spotify:track:{album}"} | given),
            )
            for album in albums
        ]
        playlist_library.keep(self.db, "recipe", source, tracks)

    def have_and_know(self, album: str, number: int, **given: Any) -> None:
        """Have an album of which the release group and the artist are known."""
        self.have(album, **given)
        found = names.find_album(self.db, f"Artist of {album}", album)
        artist = names.find_artist(self.db, f"Artist of {album}")
        assert found is not None
        assert artist is not None
        self.know(found, number)
        self.learn(ARTIST, artist, Field.ARTIST_MBID, 100 + number, 0.95, "musicbrainz:isrc")

    def hear_and_know(self, album: str, number: int, **given: Any) -> int:
        """Play an album of which the release group is known."""
        found = self.hear(album, **given)
        self.know(found, number)
        return found

    def items(self) -> dict[str, WantedItem]:
        """Return all items by the title of the album, or the artist's name."""
        shown = [one for tab in Tab for one in lidarr_reads.page(self.db, tab, 0, 500).items]
        return {one.album or one.artist: one for one in shown}

    def statuses(self) -> dict[str, tuple[WantedStatus, WantedReason | None]]:
        """Return where all items are, and why."""
        return {name: (one.status, one.reason) for name, one in self.items().items()}


@pytest.fixture
def home(path: Path) -> Iterator[Home]:
    """A household with an empty history."""
    home = Home(path)
    yield home
    home.db.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "spindle.db"


async def test_what_satisfies_the_rule_is_suggested_with_what_was_heard(home: Home) -> None:
    album = home.hear_and_know("Post", 1)
    home.hear_and_know("Two tracks", 2, tracks=2, days=2)
    home.hear_and_know("One day", 3, tracks=4, days=1)
    home.hear_and_know("Long ago", 4, ago=120)
    assert await home.resolver(Rules()).step() == 1
    assert list(home.items()) == ["Post"]
    suggested = home.items()["Post"]
    assert suggested.status is WantedStatus.SUGGESTED
    assert suggested.album_id == album
    evidence = suggested.evidence
    assert evidence is not None
    assert (evidence.tracks, evidence.days, evidence.plays, evidence.minutes) == (3, 2, 3, 8)


async def test_off_asks_for_nothing(home: Home) -> None:
    home.hear_and_know("Post", 1)
    assert await home.resolver(Rules(policy=Policy.OFF)).step() == 0
    assert home.items() == {}


async def test_automatic_queues_at_once_what_is_sure(home: Home) -> None:
    home.hear_and_know("Post", 1)
    home.know(home.hear("Likely"), 2, confidence=0.7)
    assert await home.resolver(AUTOMATIC).step() == 1
    assert home.statuses() == {
        "Post": (WantedStatus.QUEUED, None),
        "Likely": (WantedStatus.NOT_ELIGIBLE, WantedReason.AMBIGUOUS),
    }


async def test_near_misses_are_kept_for_review(home: Home) -> None:
    album = home.hear("Post")
    home.know(album, 1, confidence=0.75)
    home.know(album, 2, confidence=0.7, provider="listenbrainz:recording")
    await home.resolver(Rules()).step()
    assert home.statuses() == {"Post": (WantedStatus.NOT_ELIGIBLE, WantedReason.AMBIGUOUS)}
    mbid = "00000000-0000-0000-0000-000000000002"
    facts.correct(home.db, ALBUM, album, Field.RELEASE_GROUP_MBID, mbid, at=home.now)
    assert await home.resolver(AUTOMATIC).step() == 1, "a person's own word is sure"
    assert home.items()["Post"].status is WantedStatus.QUEUED


async def test_imported_plays_ask_for_nothing(home: Home) -> None:
    batch = batches.start(home.db, "import:lastfm", "", started_at=home.now)
    home.hear_and_know("Post", 1, batch=batch)
    assert await home.resolver(EVERYTHING).step() == 0
    assert home.items() == {}


async def test_what_only_stations_played_is_told_so(home: Home) -> None:
    home.hear_and_know("Post", 1, kind=Kind.RADIO)
    home.hear_and_know("Debut", 2, kind=Kind.RADIO)
    home.hear("Debut", ago=20)
    assert await home.resolver(Rules()).step() == 1
    assert home.statuses() == {
        "Post": (WantedStatus.NOT_ELIGIBLE, WantedReason.RADIO_ONLY),
        "Debut": (WantedStatus.SUGGESTED, None),
    }


async def test_id_that_becomes_known_later_opens_what_was_put_aside(home: Home) -> None:
    album = home.hear("Post")
    resolver = home.resolver(Rules())
    assert await resolver.step() == 0
    assert home.statuses() == {"Post": (WantedStatus.NOT_ELIGIBLE, WantedReason.NO_MBID)}
    assert (await resolver.step(), home.writes) == (0, 1), "what stands is not written again"
    home.know(album, 1)
    assert await resolver.step() == 1
    assert home.statuses() == {"Post": (WantedStatus.SUGGESTED, None)}


async def test_type_that_musicbrainz_tells_is_looked_at(home: Home) -> None:
    album = home.hear_and_know("Post", 1)
    fact = Fact(
        kind=ALBUM,
        entity=album,
        field=Field.RELEASE_TYPE,
        value="live",
        provider="musicbrainz:isrc",
        confidence=0.95,
        answered_at=home.now,
        ttl=None,
    )
    facts.learn(home.db, (fact,))
    assert await home.resolver(Rules()).step() == 0
    assert home.statuses() == {"Post": (WantedStatus.NOT_ELIGIBLE, WantedReason.LIVE)}


async def test_only_so_many_suggestions_wait_at_a_time_the_most_heard_first(home: Home) -> None:
    for number in range(6):
        home.hear_and_know(f"Album {number}", number + 1, tracks=3 + number)
    rules = Rules(most_open=4)
    assert await home.resolver(rules).step() == 4
    assert set(home.items()) == {"Album 5", "Album 4", "Album 3", "Album 2"}
    assert await home.resolver(rules).step() == 0
    lidarr_queue.refuse(home.db, (home.items()["Album 5"].id,), home.now)
    assert await home.resolver(rules).step() == 1
    assert home.items()["Album 1"].status is WantedStatus.SUGGESTED


async def test_rules_by_plays_time_service_and_room(home: Home) -> None:
    home.hear_and_know("Spotify", 1)
    home.hear_and_know("Deezer", 2, service="deezer", player="RINCON_BATH")
    for rules, wanted in (
        (Rules(services=frozenset({"deezer"})), {"Deezer"}),
        (Rules(rooms=frozenset({"RINCON_BATH"}), most_open=9), {"Deezer"}),
        (Rules(services=frozenset({"tidal"})), {"Deezer"}),
        (Rules(plays=4), {"Deezer"}),
        (Rules(minutes=9), {"Deezer"}),
        (Rules(minutes=8, plays=3), {"Deezer", "Spotify"}),
    ):
        await home.resolver(rules).step()
        assert set(home.items()) == wanted


async def test_what_is_there_is_never_asked_for(home: Home) -> None:
    home.hear_and_know("Post", 1)
    await home.resolver(AUTOMATIC).step()
    (claim,) = lidarr_queue.claim_adds(home.db, home.now, 1)
    available, reason = WantedStatus.AVAILABLE, WantedReason.ALREADY_AVAILABLE
    lidarr_queue.settle_aside(home.db, claim, available, reason, now=home.now)
    lidarr_queue.prune(home.db, home.now + 8 * DAY)
    assert await home.resolver(AUTOMATIC).step() == 0
    home.hear_and_know("Post (Deluxe)", 1)
    assert await home.resolver(AUTOMATIC).step() == 0, "an edition of the same album"
    assert home.items() == {}


async def test_suggestion_that_a_stricter_rule_does_not_make_is_withdrawn(home: Home) -> None:
    home.know(home.hear("Army of Me - Single"), 1)
    await home.resolver(EVERYTHING).step()
    home.know(home.hear("Violently Happy - Single"), 2)
    everything = Rules(everything=True)
    await home.resolver(everything).step()
    assert home.items()["Violently Happy - Single"].status is WantedStatus.SUGGESTED
    await home.resolver(Rules()).step()
    assert home.statuses()["Violently Happy - Single"] == (
        WantedStatus.NOT_ELIGIBLE,
        WantedReason.SINGLE,
    )
    assert home.items()["Army of Me - Single"].status is WantedStatus.QUEUED, "under way already"


async def test_everything_asks_for_artists_and_then_for_their_albums(home: Home) -> None:
    album = home.hear_and_know("Post", 1, tracks=1, days=1, ago=2000)
    home.hear("Nameless", tracks=1, days=1)
    (artist,) = home.db.execute("SELECT artist_id FROM album WHERE id = ?", (album,)).fetchone()
    home.learn(ARTIST, artist, Field.ARTIST_MBID, 7, 0.95, "musicbrainz:isrc")
    resolver = home.resolver(EVERYTHING)
    assert await resolver.step() == 2
    assert not resolver.has_more
    claims = lidarr_queue.claim_adds(home.db, home.now, 9)
    assert [claim.item.kind for claim in claims] == [WantedKind.ARTIST, WantedKind.ALBUM]
    assert claims[1].item.artist_mbid == "00000000-0000-0000-0000-000000000007"
    assert home.statuses()["Nameless"] == (WantedStatus.NOT_ELIGIBLE, WantedReason.NO_MBID)
    assert await resolver.step() == 0


async def test_everything_is_also_what_a_library_at_spotify_has(home: Home) -> None:
    home.have_and_know("Post", 1)
    home.have("Nameless")
    home.have_and_know("At home", 2, source="files", path="/media/a.flac", spotify_uri=None)
    resolver = home.resolver(EVERYTHING)
    assert await resolver.step() == 2
    assert not resolver.has_more
    assert home.statuses() == {
        "Artist of Post": (WantedStatus.QUEUED, None),
        "Post": (WantedStatus.QUEUED, None),
        "Artist of Nameless": (WantedStatus.NOT_ELIGIBLE, WantedReason.NO_MBID),
        "Nameless": (WantedStatus.NOT_ELIGIBLE, WantedReason.NO_MBID),
    }
    assert home.items()["Post"].evidence is None, "nobody has heard it"
    writes = home.writes
    assert (await resolver.step(), home.writes) == (0, writes), "what stands is not written again"


async def test_what_is_both_heard_and_had_is_one(home: Home) -> None:
    home.have("Post", source="spotify_playlists")
    home.hear_and_know("Post", 1)
    assert await home.resolver(EVERYTHING).step() == 1
    evidence = home.items()["Post"].evidence
    assert evidence is not None
    assert evidence.plays == 3
    assert await home.resolver(EVERYTHING).step() == 0


@pytest.mark.parametrize(
    "rules",
    [
        AUTOMATIC,
        Rules(),
        Rules(policy=Policy.OFF, everything=True),
        Rules(policy=Policy.AUTOMATIC, everything=True, rooms=frozenset({"RINCON_BATH"})),
        Rules(policy=Policy.AUTOMATIC, everything=True, services=frozenset({"deezer"})),
    ],
    ids=["automatic", "suggest", "off", "of a room", "of another service"],
)
async def test_no_other_rule_asks_for_a_library(home: Home, rules: Rules) -> None:
    home.have_and_know("Post", 1)
    assert await home.resolver(rules).step() == 0
    assert home.items() == {}


async def test_rules_that_name_spotify_ask_for_its_library(home: Home) -> None:
    home.have_and_know("Post", 1)
    rules = Rules(policy=Policy.AUTOMATIC, everything=True, services=frozenset({"spotify"}))
    assert await home.resolver(rules).step() == 2


@pytest.mark.parametrize(
    "rules",
    [AUTOMATIC, EVERYTHING, Rules(most_open=99)],
    ids=["automatic", "everything", "suggest"],
)
async def test_rounds_of_many_pages_leave_nothing_out(
    home: Home, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "PAGE", 4)
    monkeypatch.setattr(resolving, "PAGES", 2)
    for number in range(11):
        album = home.hear(f"Album {number}")
        if number % 3:
            home.know(album, number)
    if rules.everything:
        home.have(*(f"Had {number}" for number in range(9)))
    resolver = home.resolver(rules)
    steps, put = 1, await resolver.step()
    while resolver.has_more:
        put += await resolver.step()
        steps += 1
    assert steps > 1
    assert put == 7
    albums = [one for one in home.items().values() if one.kind is WantedKind.ALBUM]
    assert len(albums) == (20 if rules.everything else 11)


async def test_no_more_is_put_aside_than_is_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "MOST_ASIDE", 2)
    for number in range(4):
        home.hear(f"Album {number}")
    await home.resolver(Rules()).step()
    await home.resolver(Rules()).step()
    assert lidarr_reads.counted(home.db) == {WantedStatus.NOT_ELIGIBLE: 2}
