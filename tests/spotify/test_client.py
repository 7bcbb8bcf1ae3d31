"""The client asks for what may be asked, reads what comes, and says clearly what was refused."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest

from custom_components.spindle.spotify.client import PAGE, WRITTEN
from custom_components.spindle.spotify.errors import (
    Gone,
    NotAllowed,
    NotAllowListed,
    NotPremium,
    QuotaExceeded,
    ScopeMissing,
    TokenRefused,
)
from custom_components.spindle.spotify.policy import Family
from custom_components.spindle.upstream.errors import Overdue, Rejected, Unreachable
from custom_components.spindle.upstream.types import GateState, Priority
from tests.simulators.limited_server.faults import Fault, Weather
from tests.simulators.limited_server.limiter import Limits
from tests.simulators.spotify.library import ME, SOMEBODY_ELSE
from tests.simulators.spotify.music import uri_of
from tests.simulators.spotify.resources import ACCOUNT
from tests.simulators.spotify.stage import Account, living
from tests.simulators.spotify.tokens import LIVES

if TYPE_CHECKING:
    from collections.abc import Sequence


def uris(*numbers: int) -> list[str]:
    return [uri_of(number) for number in numbers]


def spoilt(account: Account, *faults: Fault) -> None:
    """Have every call go wrong from now on, or none."""
    random = Random(3)  # noqa: S311 (it guards nothing)
    account.server.weather = Weather(random, share=1.0, kinds=faults) if faults else None


def test_who_has_signed_in() -> None:
    async def story(account: Account) -> None:
        me = await account.client.me()
        assert (me.account_id, me.user_id, me.name) == (ACCOUNT, ME, "Somebody")

    living(story)


def test_saved_tracks_come_fifty_a_call_from_any_offset(socket_enabled: None) -> None:
    del socket_enabled

    async def story(account: Account) -> None:
        account.server.library.save(*range(120))
        pages = [page async for page in account.client.saved_tracks()]
        assert [(page.offset, len(page.items), page.next_offset) for page in pages] == [
            (0, PAGE, 50),
            (50, PAGE, 100),
            (100, 20, None),
        ]
        newest = pages[0].items[0]
        assert (newest.track.uri, newest.track.title) == (uri_of(119), "Song 119")
        assert (newest.track.album, newest.track.year) == ("Volume 10", 1970)
        assert (newest.track.isrc, newest.track.seconds) == (None, 202.0)
        assert pages[0].items[1].track.isrc == "QZSPN1800118"
        [last] = [page async for page in account.client.saved_tracks(100)]
        assert last == pages[2]

    living(story, over_http=True)


def test_playlists_say_whose_they_are_and_tell_their_items_to_their_owner() -> None:
    async def story(account: Account) -> None:
        library = account.server.library
        mine = library.create("Mine", range(60), description="For the road")
        theirs = library.create("Theirs", range(5), owner=SOMEBODY_ELSE)
        [page] = [page async for page in account.client.playlists()]
        other, own = page.items
        assert (own.id, own.name, own.description) == (mine.id, "Mine", "For the road")
        assert (own.is_own, own.total, own.snapshot_id) == (True, 60, mine.snapshot_id)
        assert (other.id, other.is_own) == (theirs.id, False)
        items = [
            each async for page in account.client.playlist_items(mine.id) for each in page.items
        ]
        assert [item.uri for item in items] == mine.uris
        with pytest.raises(NotAllowed):
            await anext(account.client.playlist_items(theirs.id))
        with pytest.raises(Gone):
            await anext(account.client.playlist_items("playlist00000000000009"))

    living(story)


def test_what_was_withdrawn_is_passed_over_and_somebodys_own_files_are_told() -> None:
    async def story(account: Account) -> None:
        mine = account.server.library.create("Mine", range(3))
        mine.entries[1].is_withdrawn = True
        mine.entries[2].uri = "spotify:local:Somebody:Demos:Song:180"
        [page] = [page async for page in account.client.playlist_items(mine.id)]
        first, own = page.items
        assert page.total == 3
        assert first.uri == uri_of(0)
        assert (own.uri, own.track.is_local, own.track.id) == (mine.uris[2], True, None)
        assert (own.track.artist, own.track.seconds) == ("Somebody", 180.0)

    living(story)


def test_the_last_plays_come_the_latest_first() -> None:
    async def story(account: Account) -> None:
        assert (await account.client.recently_played(None)).plays == ()
        now = account.server.now()
        for number in range(60):
            account.server.library.play(number, at=now + 200 * number)
        page = await account.client.recently_played(None)
        assert [play.track.uri for play in page.plays] == uris(*range(59, 9, -1))
        assert page.is_full
        assert page.plays[0].played_at == pytest.approx(now + 200 * 59, abs=0.002)
        later = await account.client.recently_played(int((now + 200 * 57) * 1000))
        assert [play.track.uri for play in later.plays] == uris(59, 58)
        assert not later.is_full

    living(story)


def test_an_album_is_found_by_names_and_read() -> None:
    async def story(account: Account) -> None:
        client = account.client
        (album,) = await client.search_album('The Number "3s"', "Volume 9")
        assert (album.title, album.artists) == ("Volume 9", ("The Number 3s",))
        tracks = await client.album_tracks(album.id)
        assert [track.uri for track in tracks] == uris(*range(99, 110))
        assert await client.search_album("Nobody", "Nothing") == ()

    living(story)


def test_a_playlist_is_made_and_filled() -> None:
    async def story(account: Account) -> None:
        client = account.client
        made = await client.create_playlist("Pop #1", "Made by\nhand")
        assert (made.name, made.description, made.is_own, made.total) == (
            "Pop #1",
            "Made by hand",
            True,
            0,
        )
        held = account.server.library.playlists[made.id]
        await client.add_items(made.id, uris(1, 2, 3), 0)
        await client.add_items(made.id, uris(4), 1)
        assert held.uris == uris(1, 4, 2, 3)
        await client.remove_items(made.id, uris(2, 9))
        assert held.uris == uris(1, 4, 3)
        await client.replace_items(made.id, uris(5))
        assert held.uris == uris(5)

    living(story)


@pytest.mark.parametrize("count", [0, WRITTEN + 1])
def test_more_than_a_call_takes_is_a_refusal_not_a_part_of_it(count: int) -> None:
    async def story(account: Account) -> None:
        mine = account.server.library.create("Mine")
        with pytest.raises(Rejected):
            await account.client.add_items(mine.id, uris(*range(count)), 0)
        assert mine.uris == []

    living(story)


def test_what_is_refused_says_what_a_person_can_do() -> None:
    async def story(account: Account) -> None:
        client, server = account.client, account.server
        server.is_premium = False
        with pytest.raises(NotPremium):
            await client.me()
        server.is_premium, server.is_registered = True, False
        with pytest.raises(NotAllowListed):
            await client.me()
        server.is_registered = True
        narrow = server.tokens.access_token(frozenset())
        account.session._token = narrow
        with pytest.raises(ScopeMissing):
            await anext(client.saved_tracks())

    living(story)


def test_a_token_that_has_run_out_meanwhile_is_asked_for_anew() -> None:
    async def story(account: Account) -> None:
        await account.client.me()
        await asyncio.sleep(LIVES)
        await account.client.me()
        assert account.session.renewed == 1
        account.server.tokens.revoke()
        with pytest.raises(TokenRefused):
            await account.client.me(priority=Priority.PERSON)
        assert account.gate.status.state is GateState.AUTH_FAILED

    living(story)


def test_a_token_that_is_refused_is_tried_once_more_if_there_is_a_newer_one() -> None:
    async def story(account: Account) -> None:
        tokens = iter(["stale", account.server.tokens.access_token()])

        async def renewed() -> str:
            return next(tokens)

        account.client._wire._access_token = renewed
        await account.client.me()
        assert len(account.asked) == 2

    living(story)


def test_the_quota_of_the_day_is_told_from_the_pace() -> None:
    async def story(account: Account) -> None:
        await account.client.search_album("The Number 3s", "Volume 9")
        with pytest.raises(QuotaExceeded) as refused:
            await account.client.search_album("The Number 3s", "Volume 10")
        assert refused.value.at > account.server.now() + 80_000
        await account.client.me()
        assert account.gate.status.state is GateState.QUOTA_EXCEEDED
        assert account.gate.status.spent[Family.SEARCH] == 2

    living(story, Limits(calls=1_000, quotas={"search": 1}))


def test_a_refusal_for_seconds_is_no_quota() -> None:
    async def story(account: Account) -> None:
        for _ in range(3):
            await account.client.me()
        with pytest.raises(Overdue) as refused:
            await account.client.me()
        assert not isinstance(refused.value, QuotaExceeded)
        assert refused.value.at < account.server.now() + 120

    living(story, Limits(calls=3))


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.UNAVAILABLE, Fault.TRUNCATED])
def test_what_is_put_in_is_never_put_in_twice(fault: Fault) -> None:
    async def story(account: Account) -> None:
        mine = account.server.library.create("Mine")
        spoilt(account, fault)
        for number in range(10):
            with pytest.raises((Unreachable, Overdue)) as error:
                await account.client.add_items(mine.id, uris(number), 0)
            if isinstance(error.value, Unreachable):
                assert error.value.maybe_done
            await asyncio.sleep(600)
        assert len(mine.uris) == len(set(mine.uris))

    living(story)


def test_what_may_be_done_twice_is_done_again_by_itself() -> None:
    async def story(account: Account) -> None:
        mine = account.server.library.create("Mine")
        spoilt(account, Fault.UNAVAILABLE)
        write = asyncio.ensure_future(account.client.replace_items(mine.id, uris(1, 2)))
        await asyncio.sleep(0.5)
        spoilt(account)
        await write
        assert mine.uris == uris(1, 2)
        assert len(account.asked) == 2

    living(story)


def test_families_are_what_the_ledger_counts() -> None:
    async def story(account: Account) -> Sequence[str]:
        client = account.client
        made = await client.create_playlist("Pop", "")
        await client.add_items(made.id, uris(1), 0)
        await client.recently_played(None)
        [_ async for _ in client.saved_tracks()]
        [_ async for _ in client.playlists()]
        [_ async for _ in client.playlist_items(made.id)]
        await client.search_album("Nobody", "Nothing")
        await client.album_tracks("album00000000000000001")
        assert account.gate.status.budgets[Family.SEARCH] == 400
        return tuple(account.gate.status.spent)

    assert set(living(story)) == set(Family)
