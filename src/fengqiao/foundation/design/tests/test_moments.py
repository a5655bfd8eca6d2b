from __future__ import annotations

import pytest

from fengqiao.foundation.design.moments import minute_clock_words


@pytest.mark.parametrize(
    ("minute", "words"),
    [(536.0, "08:56"), (536.5, "08:56"), (536.9, "08:56"), (537, "08:57"), (1439.9, "23:59"), (1440, "00:00")],
)
def test_a_clock_shows_the_minute_that_has_begun(minute: float, words: str) -> None:
    assert minute_clock_words(minute=minute) == words
