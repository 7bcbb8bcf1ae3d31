"""The state machine of one player, in virtual time."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
import pytest

from .clock import ManualClock
from .device import Player
from .errors import Refusal, UpnpError
from .media import Item, station, track
from .playback import Quirks, Topic, Transport

SAYS = track("spotify", "Nils Frahm", "Says", 40)
KYOTO = track("deezer", "Air", "Alone in Kyoto", 30)
KINGDOM = track("apple_music", "Moderat", "Bad Kingdom", 35)


class Observed:
    """A player, its clock, and what it told its listener."""

    def __init__(self, quirks: Quirks | None = None) -> None:
        self.clock = ManualClock(1000.0)
        self.told: list[tuple[str, str | None]] = []
        self.player = Player("RINCON_1", "Kitchen", self.clock, quirks or Quirks(), self._hear)

    def _hear(self, player: Player, topic: Topic) -> None:
        if topic is Topic.TRANSPORT:
            self.told.append((player.transport, player.item.title if player.item else None))

    def after(self, seconds: float) -> Player:
        """Let time pass and give the player."""
        self.clock.move(seconds)
        self.player.advance()
        return self.player

    def hear_anew(self) -> None:
        """Forget what was told so far."""
        self.told.clear()


@pytest.fixture
def observed() -> Observed:
    return Observed()


def refusal_of(error: pytest.ExceptionInfo[UpnpError]) -> Refusal:
    return error.value.refusal


def test_plays_by_way_of_transitioning(observed: Observed) -> None:
    observed.player.load_queue([SAYS])
    assert observed.player.transport is Transport.TRANSITIONING
    assert observed.after(5.1).position() == pytest.approx(5.0)
    assert observed.told == [("TRANSITIONING", "Says"), ("PLAYING", "Says")]


def test_goes_on_to_the_next_title_and_ends_with_none(observed: Observed) -> None:
    observed.player.load_queue([SAYS, KYOTO])
    assert observed.after(41).item == KYOTO
    assert observed.player.position() == pytest.approx(0.9)
    player = observed.after(30)
    assert (player.transport, player.item, player.position()) == (Transport.STOPPED, None, 0.0)
    assert observed.told[2:] == [("PLAYING", "Alone in Kyoto"), ("STOPPED", None)]


def test_a_queue_that_has_ended_plays_again_from_its_first_title(observed: Observed) -> None:
    observed.player.load_queue([SAYS])
    observed.after(50).play()
    assert observed.after(1).item == SAYS


def test_a_pause_keeps_the_position(observed: Observed) -> None:
    observed.player.load_queue([SAYS])
    observed.after(10.1).pause()
    assert observed.after(100).position() == pytest.approx(10)
    observed.player.play()
    assert observed.after(5.1).position() == pytest.approx(15)


def test_stop_goes_back_to_the_beginning_of_the_title(observed: Observed) -> None:
    observed.player.load_queue([SAYS])
    observed.after(10).stop()
    assert (observed.player.item, observed.player.position()) == (SAYS, 0.0)


def test_seeks_within_the_title(observed: Observed) -> None:
    observed.player.load_queue([SAYS, KYOTO])
    observed.after(5).seek(35)
    assert observed.after(4.1).item == SAYS
    assert observed.after(2).item == KYOTO


def test_a_silent_player_tells_a_seek_in_the_words_of_before() -> None:
    observed = Observed(Quirks(transitioning=0))
    observed.player.load_queue([SAYS])
    observed.after(5).seek(20)
    assert observed.told == [("PLAYING", "Says"), ("PLAYING", "Says")]


@pytest.mark.parametrize(
    ("aloud", "told"), [(False, ["PLAYING"]), (True, ["TRANSITIONING", "PLAYING"])]
)
def test_repeat_one_begins_anew(aloud: bool, told: list[str]) -> None:  # noqa: FBT001
    observed = Observed(Quirks(wrap_transitioning=aloud))
    observed.player.load_queue([SAYS])
    observed.player.set_play_mode("REPEAT_ONE")
    observed.after(39)
    observed.hear_anew()
    assert observed.after(3).position() == pytest.approx(1.9, abs=0.11)
    assert [transport for transport, _ in observed.told] == told


def test_repeat_all_begins_the_queue_anew(observed: Observed) -> None:
    observed.player.load_queue([SAYS, KYOTO])
    observed.player.set_play_mode("REPEAT_ALL")
    assert observed.after(71).item == SAYS


def test_skipping_backwards_and_beyond(observed: Observed) -> None:
    observed.player.load_queue([SAYS, KYOTO])
    observed.after(3).skip(1)
    assert observed.after(1).item == KYOTO
    observed.player.skip(-1)
    assert observed.player.item == SAYS
    with pytest.raises(UpnpError) as error:
        observed.player.skip(-1)
    assert refusal_of(error) is Refusal.ILLEGAL_SEEK_TARGET


def test_a_shuffled_queue_plays_every_title_once(observed: Observed) -> None:
    items = [track("spotify", "Artist", f"Title {number}", 10) for number in range(6)]
    observed.player.load_queue(items)
    observed.player.set_play_mode("SHUFFLE_NOREPEAT")
    observed.player.load_queue(items)
    heard: list[str] = []
    while (item := observed.after(1).item) is not None:
        if item.title not in heard[-1:]:
            heard.append(item.title)
    assert sorted(heard) == [item.title for item in items]
    assert heard != [item.title for item in items]


def test_tells_the_old_title_for_a_while_and_then_corrects_itself() -> None:
    observed = Observed(Quirks(stale=2))
    observed.player.load_queue([SAYS, KYOTO, KINGDOM])
    observed.after(39)
    observed.hear_anew()
    assert observed.after(2).item == KYOTO
    assert observed.player.told().item == SAYS
    assert observed.player.told().position == 40
    assert observed.player.next_item is None
    assert observed.after(2).told().item == KYOTO
    assert observed.player.next_item == KINGDOM
    assert len(observed.told) == 2


def test_crossfade_lets_the_next_title_begin_before_the_announced_end() -> None:
    observed = Observed(Quirks(crossfade=4))
    observed.player.load_queue([SAYS, KYOTO])
    observed.player.set_crossfade(on=True)
    assert observed.after(35.9).item == SAYS
    assert observed.after(0.3).item == KYOTO


def test_a_streams_position_counts_from_tuning_in(observed: Observed) -> None:
    observed.player.load(*station("tunein", "Groove Salad"))
    observed.after(30.1).says("Bonobo - Kerala")
    assert observed.after(30).position() == pytest.approx(60)
    assert observed.player.item is not None
    assert observed.player.item.stream_content == "Bonobo - Kerala"


def test_a_new_coordinator_goes_on_at_the_same_second(observed: Observed) -> None:
    successor = Player("RINCON_2", "Office", observed.clock, following="RINCON_1")
    observed.player.load_queue([SAYS, KYOTO])
    observed.after(12.1)
    successor.take_over(observed.player)
    assert successor.position() == pytest.approx(12)
    assert successor.container is not None
    assert successor.container.uri == "x-rincon-queue:RINCON_2#0"
    observed.clock.move(30)
    successor.advance()
    assert successor.item == KYOTO
    assert len(observed.player.queue) == 0


@pytest.mark.parametrize(
    ("uri", "refusal"),
    [
        ("x-rincon-stream:RINCON_1", Refusal.TRANSITION_NOT_AVAILABLE),
        ("x-sonos-htastream:RINCON_1:spdif", Refusal.TRANSITION_NOT_AVAILABLE),
    ],
)
def test_an_input_cannot_be_paused(observed: Observed, uri: str, refusal: Refusal) -> None:
    observed.player.point_at(uri)
    observed.player.play()
    with pytest.raises(UpnpError) as error:
        observed.after(1).pause()
    assert refusal_of(error) is refusal


def test_refuses_an_unknown_scheme(observed: Observed) -> None:
    with pytest.raises(UpnpError) as error:
        observed.player.point_at("gopher://somewhere")
    assert refusal_of(error) is Refusal.ILLEGAL_MIME_TYPE


@given(
    leaps=st.lists(st.floats(0.01, 30), max_size=20), mode=st.sampled_from(["NORMAL", "REPEAT_ALL"])
)
@settings(max_examples=40, deadline=None)
def test_it_does_not_matter_how_often_anybody_looks(leaps: list[float], mode: str) -> None:
    often, once = Observed(), Observed()
    for observed in (often, once):
        observed.player.load_queue([SAYS, KYOTO, KINGDOM])
        observed.player.set_play_mode(mode)
    for leap in leaps:
        often.after(leap)
    once.clock.seconds = often.clock.seconds
    once.player.advance()
    assert once.player.item == often.player.item
    assert once.player.position() == pytest.approx(often.player.position())
    assert once.told == often.told


def test_an_item_without_metadata_is_not_described() -> None:
    assert not Item(uri="x-rincon-stream:RINCON_1").described
    assert SAYS.described
