"""Reads of the verification desk."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Count, F, Q, QuerySet

from fengqiao.domains.tasks.contracts.verifying import (
    TO_CALL,
    DrawRecord,
    SampleResult,
    VerificationRecord,
    VerificationState,
)
from fengqiao.domains.tasks.models import Verification, VerificationDraw
from fengqiao.domains.tasks.queries.evaluation.months import next_month
from fengqiao.domains.tasks.queries.tasks import contact_of, task_record
from fengqiao.domains.tasks.wording import in_language
from fengqiao.domains.tasks.workflow.evaluation.shares import share_of
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require, scoped

MOST_LISTED = 200


def verification_record(row: Verification) -> VerificationRecord:
    """This function will turn a row into the value that others may hold."""
    task = row.task
    assert task.completed_at is not None
    return VerificationRecord(
        id=row.pk,
        draw_id=row.draw_id,
        task_id=task.pk,
        state=VerificationState(row.state),
        title=in_language(task.title_zh, task.title_en),
        subject_kind=task.subject_kind,
        subject_id=task.subject_id,
        subject_label=task.subject_label,
        address_text=task.address_text,
        scope_path=row.scope_path,
        station_path=row.station_path,
        list_code=task.list_code,
        row_number=task.row_number,
        completed_at=task.completed_at,
        doer_id=row.doer_id,
        doer_name=row.doer.name,
        verifier_name=row.verifier.name if row.verifier else "",
        call_note=row.call_note,
        called_at=row.called_at,
        calls=row.calls,
        officer_note=row.officer_note,
        talk_note=row.talk_note,
        is_explained=row.is_explained,
        closed_by=row.closed_by.name if row.closed_by else "",
        closed_at=row.closed_at,
    )


def rows_with_people() -> QuerySet[Verification]:
    """This function will select verifications with what their records need."""
    return Verification.objects.select_related("task", "doer", "verifier", "closed_by")


def list_verifications(*, actor: Actor, station_path: str) -> Sequence[VerificationRecord]:
    """This function will list a station's calls, those to be made first, then by the time they were drawn.

    Whoever did a visit or was there does not find it among the calls to make. Raises NotVisibleError, NotAllowedError.
    """
    require(actor, "tasks.verify", station_path, view="tasks.verify")
    rows = rows_with_people().filter(station_path=station_path)
    mine = Q(state__in=TO_CALL) & (Q(doer_id=actor.staff_id) | Q(companions__contains=[actor.staff_id or 0]))
    records = [verification_record(row) for row in rows.exclude(mine).order_by("-drawn_date", "pk")[:MOST_LISTED]]
    return sorted(records, key=lambda one: one.state not in TO_CALL)


def get_verification(*, actor: Actor, verification_id: int) -> VerificationRecord:
    """This function will return one verification: for those who verify, and for the doer once a talk is open.

    Raises NotVisibleError.
    """
    row = rows_with_people().filter(pk=verification_id).first()
    if row is None or not _may_see(actor, row):
        raise NotVisibleError
    return verification_record(row)


def _may_see(actor: Actor, row: Verification) -> bool:
    if holds(actor, "tasks.verify", row.station_path):
        return True
    is_own = actor.staff_id is not None and row.doer_id == actor.staff_id and bool(paths_for(actor, "tasks.view_own"))
    return is_own and row.state in (VerificationState.IN_TALK, VerificationState.TALKED)


def own_talks(*, actor: Actor) -> Sequence[VerificationRecord]:
    """This function will list the open talks about the actor's own visits."""
    if actor.staff_id is None or not paths_for(actor, "tasks.view_own"):
        return []
    rows = rows_with_people().filter(doer_id=actor.staff_id, state=VerificationState.IN_TALK)
    return [verification_record(row) for row in rows.order_by("called_at", "pk")]


def list_draws(*, actor: Actor, station_path: str) -> Sequence[DrawRecord]:
    """This function will list the last drawings of a station, with all that repeats them."""
    require(actor, "tasks.verify", station_path, view="tasks.verify")
    rows = VerificationDraw.objects.filter(station_path=station_path).annotate(drawn=Count("visits"))
    return [_draw_record(row, row.drawn) for row in rows.order_by("-drawn_at", "-pk")[:12]]


def draw_record(row: VerificationDraw) -> DrawRecord:
    """This function will turn a row into the value that others may hold."""
    return _draw_record(row, row.visits.count())


def _draw_record(row: VerificationDraw, drawn: int) -> DrawRecord:
    return DrawRecord(
        id=row.pk,
        station_path=row.station_path,
        from_date=row.from_date,
        to_date=row.to_date,
        drawn_at=row.drawn_at,
        drawn_by=row.drawn_by,
        seed=row.seed,
        places=row.places,
        drawn=drawn,
        candidates=row.candidates,
        left_out=row.left_out,
    )


def confirmed_counts(*, under: str, month: datetime.date) -> Mapping[tuple[str, str, int], tuple[int, int]]:
    """This function will count by (place, list, row) of the visits of a month: confirmed, and all who could say.

    A talk that explained the matter counts as confirmed; an open talk as not confirmed.
    """
    rows = (
        Verification.objects.filter(scope_path__startswith=under)
        .filter(drawn_date__gte=month, drawn_date__lt=next_month(month))
        .values("scope_path", code=F("task__list_code"), number=F("task__row_number"))
        .annotate(
            confirmed=Count("pk", filter=Q(state=VerificationState.CONFIRMED) | Q(is_explained=True)),
            asked=Count("pk", filter=Q(state__in=SAYING)),
        )
    )
    return {
        (row["scope_path"], row["code"], row["number"]): (row["confirmed"], row["asked"])
        for row in rows
        if row["asked"]
    }


SAYING = [VerificationState.CONFIRMED, VerificationState.IN_TALK, VerificationState.TALKED]
"""Calls in which somebody could say whether the visit took place."""


def sample_result(*, actor: Actor, station_path: str, fewest: int) -> SampleResult:
    """This function will sum up what a station's calls brought, with the interval of the share."""
    rows = scoped(Verification.objects.filter(station_path=station_path), paths_for(actor, "tasks.verify"))
    by_state = Counter(rows.values_list("state", flat=True))
    explained = rows.filter(is_explained=True).count()
    confirmed = by_state[VerificationState.CONFIRMED] + explained
    return SampleResult(
        drawn=sum(by_state.values()),
        to_call=sum(by_state[one] for one in TO_CALL),
        not_reached=by_state[VerificationState.NOT_REACHED],
        declined=by_state[VerificationState.DECLINED],
        could_not_say=by_state[VerificationState.REACHED],
        in_talk=by_state[VerificationState.IN_TALK],
        confirmed=share_of(count=confirmed, of=sum(by_state[one] for one in SAYING), fewest=fewest),
    )


def contact_of_visit(*, actor: Actor, verification_id: int) -> tuple[str, str] | None:
    """This function will return whom to ring about a visit: the premises' contact. None for residents.

    A resident's telephone is a personal record: it opens with a reason only. Raises NotVisibleError.
    """
    row = rows_with_people().select_related("task__staff").filter(pk=verification_id).first()
    if row is None or not holds(actor, "tasks.verify", row.station_path):
        raise NotVisibleError
    return contact_of(task_record(row.task))
