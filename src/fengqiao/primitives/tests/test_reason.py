import json
from datetime import date

from fengqiao.primitives.reason import Reason


def test_a_reason_survives_json() -> None:
    reason = Reason("cycle_due", {"due": date(2026, 3, 4), "events": ("a", "b"), "days": 3, "since": None})

    assert json.loads(json.dumps(reason.as_plain())) == {
        "code": "cycle_due",
        "parameters": {"due": "2026-03-04", "events": ["a", "b"], "days": 3, "since": None},
    }
