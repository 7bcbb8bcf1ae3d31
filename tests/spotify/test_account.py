"""What an account holds is read with few calls, and read whole."""

from __future__ import annotations

from random import Random

import pytest

from custom_components.spindle.spotify.account import (
    SavedTracks,
    changed_playlists,
    own_playlists,
)
from tests.simulators.spotify.library import SOMEBODY_ELSE, Library
from tests.simulators.spotify.music import uri_of
from tests.simulators.spotify.stage import Account, living

type Known = dict[str, float | None]


def have_saved(account: Account, count: int) -> Library:
    """Save songs, one a minute."""
    library = account.server.library
    for number in range(count):
        library.save(number, at=1_700_000_000.0 + 60 * number)
    return library


async def read(account: Account, known: Known) -> tuple[SavedTracks, list[str], int]:
    """Read, and keep in mind; returns the reading, what it told, and its calls."""
    before = len(account.server.calls)
    reading = SavedTracks(account.client, dict(known))
    told = []
    async for part in reading.read():
        for saved in part:
            told.append(saved.track.uri)
            known[saved.track.uri] = saved.added_at
    for uri in reading.gone:
        del known[uri]
    return reading, told, len(account.server.calls) - before


def held(account: Account) -> Known:
    """Return what the account holds in truth."""
    return {uri_of(number): at for number, at in account.server.library.saved.items()}


def test_everything_is_read_once_and_then_one_page() -> None:
    async def story(account: Account) -> None:
        have_saved(account, 230)
        known: Known = {}
        reading, told, calls = await read(account, known)
        assert (len(told), calls, reading.is_whole, reading.gone) == (230, 5, True, frozenset())
        reading, told, calls = await read(account, known)
        assert (told, calls, reading.is_whole) == ([], 1, True)

    living(story)


def test_what_is_new_is_told_and_the_reading_ends_where_it_is_known() -> None:
    async def story(account: Account) -> None:
        library = have_saved(account, 150)
        known: Known = {}
        await read(account, known)
        library.save(200, 201)
        library.save(3)
        reading, told, calls = await read(account, known)
        assert told == [uri_of(3), uri_of(201), uri_of(200)]
        assert (calls, reading.is_whole) == (2, True)
        assert known == held(account)

    living(story)


def test_what_is_gone_is_found_by_the_number_of_those_that_are_left() -> None:
    async def story(account: Account) -> None:
        library = have_saved(account, 230)
        known: Known = {}
        await read(account, known)
        library.let_go(5, 100)
        library.save(240)
        reading, told, _ = await read(account, known)
        assert (told, reading.is_whole) == ([uri_of(240)], True)
        assert reading.gone == {uri_of(5), uri_of(100)}
        library.let_go(*library.saved)
        reading, _, calls = await read(account, known)
        assert (len(reading.gone), calls, known) == (229, 1, {})

    living(story)


def test_a_reading_that_broke_off_goes_on_where_it_ended() -> None:
    async def story(account: Account) -> None:
        library = have_saved(account, 290)
        known: Known = {}
        async for part in SavedTracks(account.client, {}).read():
            known |= {saved.track.uri: saved.added_at for saved in part}
            if len(known) == 200:
                break
        library.save(295)
        reading, told, calls = await read(account, known)
        assert (len(told), calls, reading.is_whole) == (91, 4, True)
        assert known == held(account)

    living(story)


def test_a_list_that_changes_while_it_is_read_is_not_called_whole() -> None:
    async def story(account: Account) -> None:
        library = have_saved(account, 150)
        reading = SavedTracks(account.client, {})
        async for _ in reading.read():
            library.let_go(next(iter(library.saved)))
        assert not reading.is_whole
        assert reading.gone == frozenset()

    living(story)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_a_person_does_it_is_known_in_the_end(seed: int) -> None:
    random = Random(seed)  # noqa: S311 (it draws what a person does)

    async def story(account: Account) -> None:
        library = have_saved(account, 120)
        known: Known = {}
        for _ in range(4):
            stop_after = random.choice([1, 2, 99])
            parts = SavedTracks(account.client, dict(known)).read()
            async for part in parts:
                known |= {saved.track.uri: saved.added_at for saved in part}
                stop_after -= 1
                if not stop_after:
                    break
            await parts.aclose()
            library.let_go(*random.sample(list(library.saved), random.randrange(3)))
            library.save(*random.sample(range(300), random.randrange(4)))
        await read(account, known)
        await read(account, known)
        reading, _, _ = await read(account, known)
        assert reading.is_whole
        assert known == held(account)
        assert (await read(account, known))[2] == 1

    living(story)


def test_only_own_playlists_that_have_changed_are_read() -> None:
    async def story(account: Account) -> None:
        library = account.server.library
        mine = [library.create(f"Mine {number}", range(number)) for number in (3, 60, 0)]
        library.create("Theirs", range(5), owner=SOMEBODY_ELSE)
        own = await own_playlists(account.client)
        assert [each.id for each in own] == [each.id for each in reversed(mine)]
        known: dict[str, str] = {}
        read = [each async for each in changed_playlists(account.client, own, known)]
        assert {each.id: len(items) for each, items in read} == {
            each.id: len(each.uris) for each in mine
        }
        known |= {each.id: each.snapshot_id for each in own}
        mine[1].insert([uri_of(99)], account.server.now())
        before = len(account.asked)
        own = await own_playlists(account.client)
        changed = [each async for each in changed_playlists(account.client, own, known)]
        assert [(each.name, items[-1].uri) for each, items in changed] == [("Mine 60", uri_of(99))]
        assert len(account.asked) - before == 3

    living(story)
