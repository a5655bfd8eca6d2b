"""Deciding on advice to move up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.incidents.public import decide_move
from fengqiao.domains.incidents.wording import error_text
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_POST
def decide(request: FengqiaoRequest, advice_id: int) -> HttpResponse:
    """This door will take what a person decided and lead back to the room."""
    is_accepted = request.POST.get("decision") == "yes"
    try:
        advice = decide_move(actor=request.actor, advice_id=advice_id, is_accepted=is_accepted)
    except IncidentsError as error:
        messages.error(request, error_text(error))
    else:
        moved = _("Noted: %(unit)s moves to %(place)s. Tell the crew.") % {
            "unit": advice.shown["call_sign"],
            "place": advice.shown["place"],
        }
        messages.success(request, moved if is_accepted else _("Noted: nobody moves."))
    return redirect("incidents:command_room")
