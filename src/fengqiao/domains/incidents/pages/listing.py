"""The list of incidents: query form, table, export."""

from __future__ import annotations

import csv

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.incidents.actions.exporting import export_incidents
from fengqiao.domains.incidents.forms import ListForm
from fengqiao.domains.incidents.public import category_text, list_incidents, origin_text, state_text
from fengqiao.domains.incidents.queries.incidents import count_matching
from fengqiao.foundation.clock.clock import local_now
from fengqiao.foundation.scoping.requests import FengqiaoRequest
from fengqiao.foundation.tables import harmless

ROWS = 50
BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets of this country's offices open UTF-8 only with it."""
HEADER = ("number", "state", "category", "origin", "received", "place", "text")


@login_required
@require_GET
def listing(request: FengqiaoRequest) -> HttpResponse:
    """This page will list incidents, newest first; the address holds the filter and the place in the list."""
    actor = request.actor
    form = ListForm(request.GET)
    query = form.query()
    rows = list_incidents(actor=actor, query=query, limit=ROWS + 1, after=request.GET.get("after"), with_units=False)
    context = {
        "form": form,
        "query": query,
        "rows": rows[:ROWS],
        "last": rows[ROWS - 1].number if len(rows) > ROWS else "",
        "count": count_matching(actor=actor, query=query),
        "is_first": not request.GET.get("after"),
    }
    return render(request, "incidents/list.html", context)


@login_required
@require_POST
def export(request: FengqiaoRequest) -> HttpResponse:
    """This file will be the rows of the list; who took them out is recorded."""
    rows = export_incidents(actor=request.actor, query=ListForm(request.GET).query())
    moment = local_now()
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="incidents-{moment:%Y%m%d-%H%M}.csv"'
    writer = csv.writer(response)
    writer.writerow((*HEADER, harmless(f"{request.user.get_username()} {moment:%Y-%m-%d %H:%M}")))
    for row in rows:
        writer.writerow(
            (
                harmless(row.number),
                state_text(state=row.state),
                category_text(category=row.category, subcategory=row.subcategory),
                origin_text(origin=row.origin),
                row.received_at.astimezone(moment.tzinfo).isoformat(timespec="seconds"),
                harmless(row.place_text),
                harmless(row.text),
            )
        )
    return response
