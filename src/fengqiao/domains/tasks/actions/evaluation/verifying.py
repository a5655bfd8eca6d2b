"""Use cases of sample verification: draw, ring, write down, talk, close. A difference opens a talk, nothing else."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence

from django.db import transaction

from fengqiao.domains.tasks.actions.evaluation.locking import wait_for
from fengqiao.domains.tasks.contracts.verifying import (
    CallOutcome,
    DrawRecord,
    NoteMissingError,
    NothingToDrawError,
    SecondPersonError,
    VerificationMoved,
    VerificationRecord,
    VerificationState,
)
from fengqiao.domains.tasks.models import Task, Verification, VerificationDraw
from fengqiao.domains.tasks.queries.evaluation.candidates import companions_of, drawable_visits
from fengqiao.domains.tasks.queries.evaluation.rules import rules_at
from fengqiao.domains.tasks.queries.evaluation.verifications import draw_record, rows_with_people, verification_record
from fengqiao.domains.tasks.workflow.evaluation.sampling import Candidate, draw
from fengqiao.domains.tasks.workflow.evaluation.second_looks import require_in_talk, state_after_call
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

SEED_BITS = 31
SAMPLED_DAYS = 30


@transaction.atomic
def draw_sample(
    *,
    actor: Actor,
    station_path: str,
    from_date: datetime.date | None = None,
    to_date: datetime.date | None = None,
    seed: int | None = None,
) -> DrawRecord:
    """This function will draw completed visits of a station for a call, spread over the rows; the last month if unsaid.

    The seed is stored, so that anybody can draw the same again. Raises NotVisibleError, NotAllowedError,
    NothingToDrawError.
    """
    require(actor, "tasks.draw_sample", station_path, view="tasks.verify")
    last = to_date or today()
    first = from_date or last - datetime.timedelta(days=SAMPLED_DAYS)
    # Two drawings of one station wait for each other: the household's rest is looked up before it is written.
    wait_for(name=f"draw:{station_path}")
    found = drawable_visits(station_path=station_path, from_date=first, to_date=last, on=today())
    chosen_seed = secrets.randbits(SEED_BITS) if seed is None else seed
    wanted = rules_at(path=station_path).rules.sample_size
    visits = draw(candidates=found.visits, wanted=wanted, seed=chosen_seed)
    if not visits:
        raise NothingToDrawError(station=station_path)
    row = VerificationDraw.objects.create(
        station_path=station_path,
        from_date=first,
        to_date=last,
        drawn_at=now(),
        drawn_by=actor.name,
        seed=chosen_seed,
        places=wanted,
        candidates=len(found.visits),
        left_out=found.left_out,
    )
    _store(row, visits)
    record(
        actor=actor,
        action="draw_sample",
        object_kind="verification",
        object_id=f"draw:{row.pk}",
        scope_path=station_path,
        details={"seed": chosen_seed, "count": len(visits), "tasks": [one.task_id for one in visits]},
    )
    publish(VerificationMoved(scope_path=station_path, object_id=f"draw:{row.pk}", state="drawn"), actor=actor)
    return draw_record(row)


def _store(row: VerificationDraw, visits: Sequence[Candidate]) -> None:
    chosen = {one.task_id: one for one in visits}
    tasks = {task.pk: task for task in Task.objects.filter(pk__in=chosen)}
    there = companions_of(chosen)
    Verification.objects.bulk_create(
        Verification(
            draw=row,
            task=tasks[pk],
            station_path=row.station_path,
            scope_path=tasks[pk].scope_path,
            household_key=one.household_key,
            drawn_date=today(),
            doer_id=tasks[pk].staff_id or 0,  # a completed task has its officer: constraint task_moves_by_somebody
            companions=[staff for staff in there.get(pk, []) if staff != tasks[pk].staff_id],
            state=VerificationState.DRAWN,
        )
        for pk, one in chosen.items()
    )


@transaction.atomic
def record_call(*, actor: Actor, verification_id: int, outcome: CallOutcome, note: str = "") -> VerificationRecord:
    """This function will write down what a call brought; a visit that is not confirmed opens a talk.

    Raises NotVisibleError, NotAllowedError, SecondPersonError, VerificationRefusedError, NoteMissingError (every
    outcome but confirmed and not reached needs words).
    """
    row = _locked(actor, verification_id, "tasks.verify")
    if actor.staff_id is None or actor.staff_id in (row.doer_id, *row.companions) or _verify_each_other(actor, row):
        raise SecondPersonError
    state = state_after_call(state=VerificationState(row.state), outcome=outcome)
    if outcome not in (CallOutcome.CONFIRMED, CallOutcome.NOT_REACHED) and not note.strip():
        raise NoteMissingError
    row.state, row.calls, row.called_at = state, row.calls + 1, now()
    row.verifier_id, row.call_note = actor.staff_id, note.strip()
    return _moved(actor=actor, row=row, action="record_call", details={"outcome": outcome.value})


def _verify_each_other(actor: Actor, row: Verification) -> bool:
    """In one drawing two people do not confirm each other."""
    return Verification.objects.filter(
        draw_id=row.draw_id, doer_id=actor.staff_id, verifier_id__in=[row.doer_id, *row.companions]
    ).exists()


@transaction.atomic
def add_officer_note(*, actor: Actor, verification_id: int, note: str) -> VerificationRecord:
    """This function will add the officer's own side to a talk about the own visit.

    Raises NotVisibleError for anybody else, VerificationRefusedError outside a talk, NoteMissingError.
    """
    row = Verification.objects.select_for_update().filter(pk=verification_id).first()
    if row is None or actor.staff_id is None or row.doer_id != actor.staff_id:
        raise NotVisibleError
    require_in_talk(VerificationState(row.state))
    if not note.strip():
        raise NoteMissingError
    row.officer_note = note.strip()
    return _moved(actor=actor, row=row, action="note_own_side", details={})


@transaction.atomic
def close_talk(*, actor: Actor, verification_id: int, is_explained: bool, note: str) -> VerificationRecord:
    """This function will close a talk with what came out of it; by a leader who did not do the visit.

    Raises NotVisibleError, NotAllowedError, SecondPersonError, VerificationRefusedError, NoteMissingError.
    """
    row = _locked(actor, verification_id, "tasks.close_questions")
    if actor.staff_id is None or actor.staff_id in (row.doer_id, *row.companions):
        raise SecondPersonError
    require_in_talk(VerificationState(row.state))
    if not note.strip():
        raise NoteMissingError
    row.state, row.is_explained, row.talk_note = VerificationState.TALKED, is_explained, note.strip()
    row.closed_by_id, row.closed_at = actor.staff_id, now()
    return _moved(actor=actor, row=row, action="close_talk", details={"is_explained": is_explained})


def _locked(actor: Actor, verification_id: int, permission: str) -> Verification:
    row = Verification.objects.select_for_update().filter(pk=verification_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, permission, row.station_path, view="tasks.verify")
    return row


def _moved(*, actor: Actor, row: Verification, action: str, details: dict[str, object]) -> VerificationRecord:
    row.save()
    record(
        actor=actor,
        action=action,
        object_kind="verification",
        object_id=row.pk,
        scope_path=row.station_path,
        details={"to": row.state, "task": row.task_id, **details},
    )
    publish(VerificationMoved(scope_path=row.station_path, object_id=str(row.pk), state=row.state), actor=actor)
    return verification_record(rows_with_people().get(pk=row.pk))
