from __future__ import annotations

import pytest
from django.utils import translation
from tests.stage import DAY, Stage

from fengqiao.foundation.design.charts import line_over_time
from fengqiao.foundation.design.moments import weekday_words


@pytest.mark.parametrize(("language", "words"), [("en", "Wed 16 Sep"), ("zh-hans", "9月16日 周三")])
def test_a_day_is_said_with_its_weekday_where_the_language_puts_it(stage: Stage, language: str, words: str) -> None:
    with translation.override(language):
        assert weekday_words(moment=DAY) == words


def test_a_line_leaves_room_for_its_last_figure_and_marks_it_outside_the_usual() -> None:
    line = line_over_time(values=[1, None, 2, 5], low=0, high=2, width=160, height=40, label_room=36)
    assert line is not None
    assert (line.last_words, line.is_outside) == ("5", True)
    assert line.trend.endswith(f"{line.last_x},{line.last_y}")
    assert line.last_x == 160 - 36 - 3
