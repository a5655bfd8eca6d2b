"""Why a task is there, in words: conditions that became true and campaigns too."""

from __future__ import annotations

import datetime

import pytest
from django.utils.translation import override

from fengqiao.domains.tasks.wording.tasks import reason_text
from fengqiao.primitives.reason import Reason

DAY = datetime.date(2026, 9, 16)


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (
            Reason("condition_holds", {"last_done": None, "again_after_days": None}),
            "该行的条件已经成立",
            "the condition of the row has become true",
        ),
        (
            Reason("condition_holds", {"last_done": DAY, "again_after_days": 30}),
            "该行的条件仍然成立，上次办结于",
            "the condition of the row still holds, last done on",
        ),
        (Reason("campaign", {"first_date": DAY, "last_date": DAY}), "专项行动，", "campaign from"),
    ],
)
def test_the_reasons_of_standing_triggers_are_worded_in_both_languages(reason: Reason, zh: str, en: str) -> None:
    with override("zh-hans"):
        assert reason_text(reason).startswith(zh)
    with override("en"):
        assert reason_text(reason).startswith(en)
