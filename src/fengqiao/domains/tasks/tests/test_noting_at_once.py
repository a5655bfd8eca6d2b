"""Changes that come at the same moment, each with a connection of its own: none of them is followed by nobody."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connections, transaction
from tests.stage import OLD_TOWN

from fengqiao.domains.tasks.models import ChangedSubject
from fengqiao.domains.tasks.public import note_changes, regenerate_changed
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 30


class OpenChange:
    """A change with its note in a transaction that stays open until it is told to commit."""

    def __init__(self, change: tuple[str, str, str]) -> None:
        self._change = change
        self._noted, self._may_commit = Event(), Event()
        self._thread = Thread(target=self._run)

    def begin(self) -> None:
        self._thread.start()
        assert self._noted.wait(PATIENCE_SECONDS), "a second change of the subject waits for the first"

    def commit(self) -> None:
        self._may_commit.set()
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        try:
            with transaction.atomic():
                note_changes(reason="test", subjects=[self._change])
                self._noted.set()
                self._may_commit.wait(PATIENCE_SECONDS)
        finally:
            connections.close_all()


@pytest.fixture
def change(town: Town) -> tuple[str, str, str]:
    return town.stage.paths[OLD_TOWN], "address", "address-8"


def test_a_note_is_not_taken_while_a_second_change_of_its_subject_is_uncommitted(
    change: tuple[str, str, str],
) -> None:
    note_changes(reason="first", subjects=[change])
    second = OpenChange(change)
    second.begin()
    try:
        regenerate_changed(actor=SYSTEM)
        assert ChangedSubject.objects.filter(subject_id="address-8").exists(), "followed before the change was there"
    finally:
        second.commit()
    assert regenerate_changed(actor=SYSTEM).changes == 1
    assert not ChangedSubject.objects.exists()


def test_two_uncommitted_changes_of_one_subject_do_not_wait_for_each_other(change: tuple[str, str, str]) -> None:
    both = [OpenChange(change), OpenChange(change)]
    for one in both:
        one.begin()
    for one in both:
        one.commit()
    assert regenerate_changed(actor=SYSTEM).changes == 1
    assert not ChangedSubject.objects.exists()


def test_a_change_that_comes_while_its_note_is_taken_is_noted_anew(
    change: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fengqiao.domains.tasks.actions.generation import changed

    note_changes(reason="first", subjects=[change])
    taken: Callable[..., object] = changed._take

    def take_and_let_another_change_come(ids: list[int]) -> object:
        found = taken(ids)
        late = OpenChange(change)
        late.begin()
        late.commit()
        return found

    monkeypatch.setattr(changed, "_take", take_and_let_another_change_come)
    regenerate_changed(actor=SYSTEM)
    monkeypatch.undo()
    assert ChangedSubject.objects.filter(subject_id="address-8").count() == 1
