from __future__ import annotations

import asyncio
import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from tests.stage import Stage

from fengqiao.realtime import access as module
from fengqiao.realtime.access import AccessWatch, read_actors


def sign_in(stage: Stage, name: str) -> str:
    client = Client()
    client.force_login(stage.user(name))
    return str(client.session.session_key)


def test_each_session_has_its_own_person_with_the_roles_of_now(stage: Stage) -> None:
    chief, officer = sign_in(stage, "chief"), sign_in(stage, "officer")
    actors = read_actors({chief, officer, "nobody's"})
    assert actors == {chief: stage.actor("chief"), officer: stage.actor("officer")}


def test_two_sessions_of_one_person_are_both_known(stage: Stage) -> None:
    first, second = sign_in(stage, "chief"), sign_in(stage, "chief")
    assert set(read_actors({first, second})) == {first, second}


def test_a_changed_password_ends_what_was_signed_in_before(stage: Stage) -> None:
    key = sign_in(stage, "chief")
    user = get_user_model().objects.get(pk=stage.actor("chief").user_id)
    user.set_password("quite-another-stool")
    user.save()
    assert read_actors({key}) == {}


def test_a_session_that_has_run_out_is_nobody_s(stage: Stage) -> None:
    key = sign_in(stage, "chief")
    Session.objects.filter(session_key=key).update(expire_date=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert read_actors({key}) == {}


def test_a_person_who_was_shut_out_hears_nothing(stage: Stage) -> None:
    key = sign_in(stage, "chief")
    get_user_model().objects.filter(pk=stage.actor("chief").user_id).update(is_active=False)
    assert read_actors({key}) == {}


@pytest.mark.django_db(transaction=True)
def test_who_signs_out_is_gone_at_the_next_look(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECK_ACCESS_SECONDS", 0.1)
    client = Client()
    client.force_login(stage.user("chief"))
    key, other = str(client.session.session_key), sign_in(stage, "officer")

    async def look() -> None:
        watch = AccessWatch()
        assert await watch.join(key) == stage.actor("chief")
        assert await watch.join(other) == stage.actor("officer")
        await asyncio.to_thread(_sign_out, client)
        async with asyncio.timeout(10):
            while watch.actor_of(key) is not None:
                await asyncio.sleep(0.05)
        assert watch.actor_of(other) == stage.actor("officer")
        watch.leave(key)
        watch.leave(other)
        assert watch.actor_of(other) is None
        await asyncio.to_thread(connections.close_all)

    asyncio.run(look())
    module.ASKING.submit(connections.close_all).result()


def _sign_out(client: Client) -> None:
    client.session.flush()
    connections.close_all()
