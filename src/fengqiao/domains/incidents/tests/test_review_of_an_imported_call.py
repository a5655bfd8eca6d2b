"""An imported call may wait for its review without a result of ours: it can be approved all the same."""

from __future__ import annotations

import pytest
from tests.stage import Stage

from fengqiao.domains.incidents.contracts import IncidentState
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.public import review_feedback
from fengqiao.domains.incidents.tests.scene import WENCHANG, call
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db


def test_it_is_approved_as_closed_by_those_who_were_there(scene: Stage) -> None:
    taken = call(scene, "邻居吵架", address_code=WENCHANG, position=None)
    Incident.objects.filter(pk=taken.summary.id).update(state=IncidentState.FEEDBACK, feedback_result="")
    record = review_feedback(actor=SYSTEM, incident_id=taken.summary.id, is_approved=True, note="")
    assert record.summary.state is IncidentState.APPROVED
