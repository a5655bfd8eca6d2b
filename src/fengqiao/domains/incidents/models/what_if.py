from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fengqiao.domains.incidents.contracts.what_if import WhatIfState
from fengqiao.foundation.scoping.fields import ScopePathField


class WhatIf(models.Model):
    """A replay that a chief asked for. `parts`: what is done so far, week by week, so that a restart goes on."""

    scope_path = ScopePathField()
    state = models.CharField(max_length=12)
    wish = models.JSONField()
    first_date = models.DateField()
    last_date = models.DateField()
    seed = models.BigIntegerField()
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done_steps = models.PositiveIntegerField(default=0)
    all_steps = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(WhatIfState)), name="what_if_state_known"),
            models.CheckConstraint(condition=Q(first_date__lte=F("last_date")), name="what_if_has_days"),
            models.CheckConstraint(
                condition=Q(state=WhatIfState.DONE, result__isnull=False, finished_at__isnull=False)
                | ~Q(state=WhatIfState.DONE) & Q(result__isnull=True),
                name="what_if_done_has_a_result",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "requested_at"], name="what_ifs_of_place")]
