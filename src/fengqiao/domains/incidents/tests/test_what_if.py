from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import OTHER_STATION, STATION, Stage

from fengqiao.domains.incidents.actions import what_if as turns
from fengqiao.domains.incidents.contracts.what_if import (
    TooFewCallsError,
    WhatIfClosedError,
    WhatIfPolicy,
    WhatIfPosts,
    WhatIfRecord,
    WhatIfState,
    WhatIfWish,
)
from fengqiao.domains.incidents.models import WhatIf
from fengqiao.domains.incidents.public import (
    cancel_what_if,
    count_units_today,
    get_what_if,
    list_what_ifs,
    request_what_if,
    take_what_if_turn,
)
from fengqiao.domains.incidents.tests.past_calls import load_past_calls
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

pytestmark = pytest.mark.django_db


def ask(stage: Stage, **wish: object) -> WhatIfRecord:
    given: dict[str, object] = {"unit_code": STATION, "units_today": 1, "units": 3, "weeks": 4, **wish}
    return request_what_if(actor=stage.actor("chief"), wish=WhatIfWish(**given))  # type: ignore[arg-type]


def finish(stage: Stage, asked: WhatIfRecord) -> WhatIfRecord:
    for _ in range(20):
        take_what_if_turn()
        found = get_what_if(actor=stage.actor("chief"), what_if_id=asked.id)
        if not found.is_open:
            return found
    raise AssertionError("the replay never ends")


def test_more_units_are_seen_to_make_fewer_wait_and_are_less_busy(scene: Stage) -> None:
    load_past_calls(count=900)
    found = finish(scene, ask(scene))

    assert found.state is WhatIfState.DONE
    today, wished = found.result["today"]["figures"], found.result["wished"]["figures"]
    assert today["calls"] == wished["calls"] == 900
    assert wished["late_share"] < today["late_share"]
    assert wished["busy_share"] < today["busy_share"]
    assert found.result["difference"]["late_share"]["high"] < 0


def test_the_same_choice_as_today_changes_nothing_at_all(scene: Stage) -> None:
    load_past_calls(count=200)
    found = finish(scene, ask(scene, units=1))

    assert found.result["today"]["figures"] == found.result["wished"]["figures"]
    assert found.result["difference"]["late_share"] == {"low": 0.0, "high": 0.0}


@pytest.mark.parametrize("policy", list(WhatIfPolicy))
def test_every_policy_and_fitted_posts_can_be_tried(scene: Stage, policy: WhatIfPolicy) -> None:
    load_past_calls(count=150)
    found = finish(scene, ask(scene, policy=policy, posts=WhatIfPosts.FITTED))

    assert found.state is WhatIfState.DONE, found.note
    assert found.result["wished"]["figures"]["km_a_day"] > 0
    assert found.result["assumptions"]["fitted_inside"] is True


def test_a_killed_worker_goes_on_with_the_next_week_and_finds_the_same(scene: Stage) -> None:
    load_past_calls(count=300)
    whole = finish(scene, ask(scene))

    asked = ask(scene)
    take_what_if_turn(seconds=0)
    parts = WhatIf.objects.get(pk=asked.id).parts
    assert 0 < len(parts) < WhatIf.objects.get(pk=asked.id).all_steps
    turns._held.clear()
    resumed = finish(scene, asked)

    assert resumed.result == whole.result


def test_a_replay_that_is_stopped_keeps_nothing_and_is_not_stopped_twice(scene: Stage) -> None:
    load_past_calls(count=100)
    asked = ask(scene)
    take_what_if_turn(seconds=0)
    chief = scene.actor("chief")

    stopped = cancel_what_if(actor=chief, what_if_id=asked.id)

    assert (stopped.state, stopped.result) == (WhatIfState.CANCELLED, None)
    assert WhatIf.objects.get(pk=asked.id).parts == {}
    assert take_what_if_turn() is False
    with pytest.raises(WhatIfClosedError):
        cancel_what_if(actor=chief, what_if_id=asked.id)


def test_a_replay_that_breaks_says_so_and_lets_the_next_one_run(scene: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    load_past_calls(count=100)
    asked = ask(scene)
    with monkeypatch.context() as broken:
        broken.setattr(turns.Scene, "live_through", lambda self, number: 1 / 0)
        take_what_if_turn()

    found = get_what_if(actor=scene.actor("chief"), what_if_id=asked.id)
    assert found.state is WhatIfState.FAILED
    assert "ZeroDivisionError" in found.note
    assert finish(scene, ask(scene)).state is WhatIfState.DONE


def test_a_handful_of_calls_is_not_replayed(scene: Stage) -> None:
    load_past_calls(count=29)
    with pytest.raises(TooFewCallsError):
        ask(scene)


def test_calls_without_a_place_are_left_out_and_counted(scene: Stage) -> None:
    load_past_calls(count=100, without_place=20)
    found = finish(scene, ask(scene))

    assert found.result["assumptions"]["without_place"] == 20
    assert found.result["assumptions"]["calls"] == 80
    assert found.result["assumptions"]["measured_service_share"] == 1.0


def test_theory_stands_beside_the_replay_and_says_when_everybody_would_wait_for_ever(scene: Stage) -> None:
    load_past_calls(count=2200)
    found = finish(scene, ask(scene, units_today=1, units=6))

    assert found.result["today"]["theory"]["wait_minutes"] is None
    assert found.result["wished"]["theory"]["waiting_share"] < 0.2


def test_nothing_of_a_person_is_stored(scene: Stage) -> None:
    load_past_calls(count=100)
    stored = json.dumps(finish(scene, ask(scene)).result)

    assert not any(word in stored for word in ("staff", "officer", "name", "张"))


def test_a_chief_tries_the_own_station_only_and_a_dispatcher_none(scene: Stage) -> None:
    load_past_calls(count=100)
    asked = ask(scene)

    with pytest.raises(NotVisibleError):
        request_what_if(actor=scene.actor("chief"), wish=WhatIfWish(unit_code=OTHER_STATION, units_today=1, units=2))
    with pytest.raises((NotAllowedError, NotVisibleError)):
        get_what_if(actor=scene.actor("dispatcher"), what_if_id=asked.id)
    assert [one.id for one in list_what_ifs(actor=scene.actor("chief"))] == [asked.id]


def test_who_asked_and_how_it_ended_is_in_the_audit(scene: Stage) -> None:
    load_past_calls(count=60)
    finish(scene, ask(scene))

    acts = list(AuditEntry.objects.filter(object_kind="what_if").order_by("pk").values_list("action", flat=True))
    assert acts == ["request_what_if", "finish_what_if"]


def test_units_of_the_running_shift_are_offered_as_today(scene: Stage) -> None:
    assert count_units_today(actor=scene.actor("chief"), path=scene.paths[STATION]) == 3


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_say_what_to_try_how_far_it_is_and_what_came_out(scene: Stage, client: Client, language: str) -> None:
    client.force_login(scene.user("chief"))  # type: ignore[arg-type]
    headers = {"accept-language": language}
    assert client.get(reverse("incidents:what_ifs"), headers=headers).status_code == 200
    load_past_calls(count=120)
    form = {"unit_code": STATION, "units_today": 1, "units": 2, "posts": "today", "policy": "move_up", "weeks": 4}
    answer = client.post(reverse("incidents:what_ifs"), {**form, "late_after_minutes": 8})
    assert answer.status_code == 302
    waiting = client.get(answer["Location"], headers=headers).content.decode()
    assert "<progress" in waiting

    what_if_id = WhatIf.objects.get().pk
    while take_what_if_turn():
        pass
    part = client.get(reverse("incidents:what_if_part", args=[what_if_id]), headers=headers)
    assert part["HX-Refresh"] == "true"
    page = client.get(answer["Location"], headers=headers).content.decode()
    assert "Erlang C" in page or "埃尔朗C公式" in page
    assert page.count("<figure") == 4
    assert client.get(reverse("incidents:what_ifs"), headers=headers).status_code == 200


def test_a_form_that_is_wrong_comes_back_with_its_words(scene: Stage, client: Client) -> None:
    client.force_login(scene.user("chief"))  # type: ignore[arg-type]
    page = client.post(reverse("incidents:what_ifs"), {"unit_code": "nowhere", "units": 0})
    assert page.status_code == 200
    assert 'class="error"' in page.content.decode()
