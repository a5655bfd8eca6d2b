"""Reads of backtests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fengqiao.domains.duties.contracts import BacktestPage, BacktestRecord, BacktestState, DraftRecord, RowRecord, Text
from fengqiao.domains.duties.models import BacktestJob
from fengqiao.domains.duties.queries.in_force import duty_lists_in_force, parsed_document
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.domains.organisation.public import get_unit_at
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere, scoped


def list_backtests(*, digest: str, path: str) -> Sequence[BacktestRecord]:
    """This function will list the backtests of exactly this text at a place, the newest first."""
    rows = BacktestJob.objects.filter(digest=digest, scope_path=path).defer("parts").order_by("-requested_at", "-pk")
    return [backtest_record(row) for row in rows]


def has_backtest(*, digest: str, path: str) -> bool:
    """This function will tell whether exactly this text was tried on past days at a place."""
    return BacktestJob.objects.filter(digest=digest, scope_path=path, state=BacktestState.DONE).exists()


def needs_backtest(*, document: str, digest: str, path: str) -> bool:
    """This function will tell whether a signer is to be asked why: a duty list that was not tried as it stands."""
    parsed, _ = read_document(document)
    return parsed is not None and parsed.duty_list is not None and not has_backtest(digest=digest, path=path)


def backtests_beside(*, actor: Actor, draft: DraftRecord) -> dict[str, Any]:
    """This function will return what a draft's page says of backtests: those of this text, and whether one is asked."""
    parsed, _ = read_document(draft.document)
    is_duty_list = parsed is not None and parsed.duty_list is not None
    backtests = list_backtests(digest=draft.digest, path=draft.scope_path) if is_duty_list else ()
    return {
        "is_duty_list": is_duty_list,
        "backtests": backtests,
        "needs_backtest": is_duty_list and not any(one.state is BacktestState.DONE for one in backtests),
        "may_backtest": is_duty_list and holds(actor, "duties.backtest", draft.scope_path),
    }


def get_backtest_page(*, actor: Actor, backtest_id: int) -> BacktestPage:
    """This function will return a backtest with the names of its desks and rows. Raises NotVisibleError."""
    paths = require_somewhere(actor, "duties.view_drafts")
    row = scoped(BacktestJob.objects.filter(pk=backtest_id), paths).first()
    if row is None:
        raise NotVisibleError
    parsed = parsed_document(row.document)
    record = backtest_record(row)
    return BacktestPage(
        record=record,
        title=parsed.title,
        unit_name=get_unit_at(path=row.scope_path).name,
        may_cancel=record.is_open and holds(actor, "duties.backtest", row.scope_path),
        desks=_named_desks(record),
        rows=_named_rows(row, record),
        overlaps=_named_overlaps(row, record),
    )


def backtest_record(row: BacktestJob) -> BacktestRecord:
    """This function will turn a backtest into the value that others may hold."""
    return BacktestRecord(
        id=row.pk,
        state=BacktestState(row.state),
        scope_path=row.scope_path,
        digest=row.digest,
        list_code=row.list_code,
        list_version=row.list_version,
        first_date=row.first_date,
        last_date=row.last_date,
        share_percent=row.share_percent,
        seed=row.seed,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        finished_at=row.finished_at,
        compared_with=tuple(row.compared_with),
        done_steps=row.done_steps,
        all_steps=row.all_steps,
        inputs_digest=row.inputs_digest,
        result=row.result,
        note=row.note,
    )


def _named_desks(record: BacktestRecord) -> list[dict[str, Any]]:
    if record.result is None:
        return []
    return [{**desk, "place": get_unit_at(path=desk["path"]).name} for desk in record.result["desks"]]


def _row_names(row: BacktestJob) -> dict[tuple[str, int], tuple[Text, RowRecord]]:
    """Rows of the lists in force then, and over them those of the text that was tried."""
    on = row.requested_at.astimezone(local_zone()).date()
    names = {
        (one.record.code, record.number): (one.record.title, record)
        for one in duty_lists_in_force(on=on, path=row.scope_path)
        for record in one.rows
    }
    parsed = parsed_document(row.document)
    return {**names, **{(parsed.code, record.number): (parsed.title, record) for record in parsed.rows}}


def _named_rows(row: BacktestJob, record: BacktestRecord) -> list[dict[str, Any]]:
    if record.result is None:
        return []
    names = _row_names(row)
    return [{**one, **_named(names, one["list"], one["number"])} for one in record.result["rows"]]


def _named_overlaps(row: BacktestJob, record: BacktestRecord) -> list[dict[str, Any]]:
    if record.result is None:
        return []
    names = _row_names(row)
    return [
        {**one, "row": _named(names, *one["row"]), "other": _named(names, *one["other"])}
        for one in record.result["overlaps"]
    ]


def _named(names: dict[tuple[str, int], tuple[Text, RowRecord]], code: str, number: int) -> dict[str, Any]:
    title, record = names.get((code, number), (Text(code), None))
    return {"list_title": title, "number": number, "duty": record.duty if record else Text(f"{code} {number}")}
