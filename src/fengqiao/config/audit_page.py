"""The auditor's page: who did or read what, and whether the chain holds."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.config.audit_values import call_signs_in
from fengqiao.config.audit_words import ACTS, act_text, details_text, object_text, person_text
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.audit.verifying import verify_chain
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere, scoped
from fengqiao.foundation.scoping.requests import FengqiaoRequest

ROWS = 50


@login_required
@require_GET
def audit_log(request: FengqiaoRequest) -> HttpResponse:
    """This page will list audit entries, newest first; `?verify` also reads the whole chain."""
    actor: Actor = request.actor
    paths = require_somewhere(actor, "audit.view")
    rows = _filtered(scoped(AuditEntry.objects.order_by("-id"), paths), request)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    call_signs = call_signs_in(entries=[(one.object_kind, one.object_id, one.details) for one in page])
    context: dict[str, Any] = {
        "page": page,
        "lines": [
            (
                one,
                person_text(name=one.actor_name),
                act_text(code=one.action),
                object_text(kind=one.object_kind),
                details_text(details=one.details, kind=one.object_kind, call_signs=call_signs),
                call_signs.get(one.object_id, one.object_id),
            )
            for one in page
        ],
        "acts": sorted(((code, str(words)) for code, words in ACTS.items()), key=lambda act: act[1]),
        "query": request.GET,
        "report": verify_chain() if "verify" in request.GET else None,
    }
    return render(request, "config/audit_log.html", context)


def _filtered(rows: QuerySet[AuditEntry], request: FengqiaoRequest) -> QuerySet[AuditEntry]:
    who, act, what = (request.GET.get(name, "").strip() for name in ("who", "act", "object"))
    if who:
        rows = rows.filter(actor_name__icontains=who)
    if act:
        rows = rows.filter(action=act)
    return rows.filter(object_id=what) if what else rows
