"""Groups: who leads whom, and what becomes of the music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from defusedxml import ElementTree
import pytest

from .clock import ManualClock
from .errors import Refusal, UpnpError
from .media import track
from .playback import Quirks, Transport
from .stage import build_household

if TYPE_CHECKING:
    from .household import Household, Speaker

SAYS = track("spotify", "Nils Frahm", "Says", 40)


class Home:
    """Three speakers, the first of which plays."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        rooms = {"Kitchen": Quirks(), "Office": Quirks(), "Living Room": Quirks()}
        self.household: Household = build_household(rooms, clock=self.clock)
        self.kitchen, self.office, self.living = self.household.speakers
        self.regroupings = 0
        self.household.listener = self._count
        self.kitchen.player.load_queue([SAYS])
        self.clock.move(10.1)
        self.kitchen.player.advance()

    def _count(self) -> None:
        self.regroupings += 1

    def groups(self) -> list[list[str]]:
        """Name the groups by their rooms, coordinators first."""
        return [[each.player.name for each in group] for group in self.household.groups]


@pytest.fixture
def home() -> Home:
    return Home()


def join(home: Home, speaker: Speaker, target: Speaker) -> None:
    home.household.join(speaker, target.player.uid)


def test_everybody_begins_alone(home: Home) -> None:
    assert home.groups() == [["Kitchen"], ["Office"], ["Living Room"]]


def test_a_follower_names_its_coordinator(home: Home) -> None:
    join(home, home.office, home.kitchen)
    assert home.groups() == [["Kitchen", "Office"], ["Living Room"]]
    assert home.office.player.following == home.kitchen.player.uid
    assert home.regroupings == 1


def test_joining_a_follower_is_joining_its_group(home: Home) -> None:
    join(home, home.office, home.kitchen)
    join(home, home.living, home.office)
    assert home.groups() == [["Kitchen", "Office", "Living Room"]]
    assert home.living.player.following == home.kitchen.player.uid


def test_a_follower_that_leaves_is_silent(home: Home) -> None:
    join(home, home.office, home.kitchen)
    home.household.leave(home.office)
    assert home.groups() == [["Kitchen"], ["Living Room"], ["Office"]]
    assert (home.office.player.following, home.office.player.item) == (None, None)
    assert home.kitchen.player.transport is Transport.PLAYING


def test_a_coordinator_that_leaves_hands_the_music_on(home: Home) -> None:
    join(home, home.office, home.kitchen)
    join(home, home.living, home.kitchen)
    home.household.leave(home.kitchen)
    assert home.groups() == [["Office", "Living Room"], ["Kitchen"]]
    assert home.office.player.item == SAYS
    assert home.office.player.position() == pytest.approx(10)
    assert home.living.player.following == home.office.player.uid
    assert (home.kitchen.player.item, len(home.kitchen.player.queue)) == (None, 0)


def test_leaving_alone_changes_nothing(home: Home) -> None:
    home.household.leave(home.kitchen)
    assert home.regroupings == 0
    assert home.kitchen.player.item == SAYS


def test_nobody_joins_a_stranger_or_itself(home: Home) -> None:
    for uid in ("RINCON_STRANGER", home.office.player.uid):
        with pytest.raises(UpnpError) as error:
            home.household.join(home.office, uid)
        assert error.value.refusal is Refusal.TRANSITION_NOT_AVAILABLE


def test_a_vanished_coordinator_takes_the_music_with_it(home: Home) -> None:
    join(home, home.office, home.kitchen)
    home.household.vanish(home.kitchen, "powered off")
    assert home.groups() == [["Living Room"], ["Office"]]
    assert home.office.player.item is None
    home.household.come_back(home.kitchen)
    assert home.groups() == [["Living Room"], ["Office"], ["Kitchen"]]
    assert home.kitchen.boot_number == 2


def test_the_topology_names_members_and_the_vanished(home: Home) -> None:
    join(home, home.office, home.kitchen)
    home.household.vanish(home.living, "powered off")
    root = ElementTree.fromstring(home.household.zone_group_state())
    groups = {
        group.get("Coordinator"): [member.get("ZoneName") for member in group]
        for group in root.iter("ZoneGroup")
    }
    assert groups == {home.kitchen.player.uid: ["Kitchen", "Office"]}
    assert [(each.get("ZoneName"), each.get("Reason")) for each in root.iter("Device")] == [
        ("Living Room", "powered off")
    ]


def test_a_regrouping_gives_the_group_a_new_name(home: Home) -> None:
    before = home.household.group_id(home.kitchen)
    join(home, home.office, home.kitchen)
    assert home.household.group_id(home.kitchen) != before
    assert home.household.group_id(home.office) == home.household.group_id(home.kitchen)
