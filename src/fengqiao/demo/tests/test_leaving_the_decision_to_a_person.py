from __future__ import annotations

import pytest
from django.test import Client
from tests.stage import FERRY, OLD_TOWN, Stage, at

from fengqiao.demo.story import patience as patience_module
from fengqiao.demo.story.beats.contracts import Beat
from fengqiao.demo.story.patience import SECONDS_FOR_A_PERSON, Patience, is_reviewer_signed_in, looks
from fengqiao.demo.story.storyteller import ANOTHER_WAY, Storyteller
from fengqiao.demo.story.strands import ENDED, Played, Step, first_unplayed
from fengqiao.domains.cameras.contracts import WarningState
from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.simulation.contracts import ActTold, BeatTold, PlannedBeat, Text
from fengqiao.foundation.simulation.models import BeatState, PlayedAct, StoryBeat
from fengqiao.foundation.simulation.story import wish_to_jump
from fengqiao.foundation.simulation.telling import plan_beats

pytestmark = pytest.mark.django_db


def test_only_a_reviewer_of_the_place_who_is_signed_in_counts(stage: Stage, client: Client) -> None:
    assert not is_reviewer_signed_in(path=stage.paths[OLD_TOWN])
    client.force_login(stage.user("chief"))
    assert not is_reviewer_signed_in(path=stage.paths[OLD_TOWN])
    client.force_login(stage.user("reviewer"))
    assert is_reviewer_signed_in(path=stage.paths[OLD_TOWN])
    assert not is_reviewer_signed_in(path=stage.paths[FERRY])
    client.logout()
    assert not is_reviewer_signed_in(path=stage.paths[OLD_TOWN])


class Wall:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch, stage: Stage) -> Stage:
    """A warning of the old town that nobody has decided on: only its state and place are asked for."""

    class Pending:
        state = WarningState.PENDING

        class camera:  # noqa: N801
            scope_path = stage.paths[OLD_TOWN]

    monkeypatch.setattr(patience_module, "get_warning", lambda **_: Pending)
    return stage


def test_somebody_gets_three_minutes_of_the_wall_and_no_more(undecided: Stage, client: Client) -> None:
    wall = Wall()
    patience = Patience(clock=wall)
    assert not patience.lets_wait(warning_id="W")
    client.force_login(undecided.user("reviewer"))
    wall.seconds = SECONDS_FOR_A_PERSON - 1
    assert patience.lets_wait(warning_id="W")
    wall.seconds = SECONDS_FOR_A_PERSON
    assert not patience.lets_wait(warning_id="W")


def test_a_jump_waits_for_nobody(undecided: Stage, client: Client) -> None:
    client.force_login(undecided.user("reviewer"))
    wish_to_jump(actor=undecided.actor("chief"), to_at=at(10))
    assert not Patience(clock=Wall()).lets_wait(warning_id="W")


def _deciding(played: Played, patience: Patience | None) -> Step | None:
    decides = Step(at(8, 1), "S/take", ActTold)
    steps = looks(stem="S", begins=decides, warning_id="W", patience=patience, played=played)
    return first_unplayed(list(steps), played)


def test_the_scripted_reviewer_looks_again_until_the_wait_is_over() -> None:
    alone = _deciding({}, None)
    assert alone is not None
    assert (alone.code, alone.at) == ("S/take", at(8, 1))
    looked = {"S/look-0": {"waits": True, "at": at(8, 1).isoformat()}}
    again = _deciding(looked, Patience())
    assert again is not None
    assert (again.code, again.at) == ("S/look-1", at(8, 6))
    over = _deciding({**looked, "S/look-1": {"waits": False, "at": at(8, 6).isoformat()}}, Patience())
    assert over is not None
    assert (over.code, over.at) == ("S/take", at(8, 6))


class Rejected:
    """A strand that ends because somebody at a screen decided otherwise."""

    def next_step(self, played: Played) -> Step | None:
        return first_unplayed([Step(at(8), "S/take", self._act), Step(at(9), "S/done", ActTold)], played)

    def _act(self) -> ActTold:
        return ActTold(result={ENDED: True})


def _tell_nothing(played: Played) -> BeatTold:
    raise LookupError("S/done")


def test_a_beat_whose_thread_was_taken_over_is_over_and_says_so(stage: Stage) -> None:
    plan_beats(beats=[PlannedBeat("b", at(8), Text("一幕", "A beat"))])
    beat = Beat("b", at(8), ("S/done",), _tell_nothing)
    teller = Storyteller(strands=[Rejected()], beats=[beat], is_strict=False)
    set_clock(at=at(7, 59), rate=0)
    teller.advance_to(at(10))
    told = StoryBeat.objects.get(pk="b")
    assert told.state == BeatState.DONE
    assert told.what_en == ANOTHER_WAY.en
    assert not PlayedAct.objects.filter(pk="S/done").exists()
