"""What the demonstration refuses, in words for the person who started it."""

from __future__ import annotations


class DemoError(Exception):
    """Base of what stops the demonstration; the message says what to do."""

    code = "demo"


class NotADemoError(DemoError):
    """The database holds a real station: nothing invented is ever loaded into it, and nothing dropped."""

    code = "not_a_demo"


class OtherDayError(DemoError):
    """The database tells another seed or date."""

    code = "other_day"
