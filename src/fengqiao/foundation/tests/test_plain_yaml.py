from __future__ import annotations

import pytest

from fengqiao.foundation.plain_yaml import DEEPEST, LARGEST_TEXT, YamlRefusedError, compose_plain, load_plain

BOMB = "a: &a [x, x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(24)
)


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        (BOMB, "alias", 2),
        ("a: &a [*a]", "alias", 1),
        ("\n" + "[" * 20_000, "too_deep", 2),
        ("x: " + "a" * LARGEST_TEXT, "too_large", 1),
        ("a: [1, 2\nb: 3", "syntax", 2),
        ("a: \x00", "syntax", 1),
        ("a: 2026-13-45", "syntax", 1),
        ("!!python/object/apply:os.system [true]", "syntax", 1),
    ],
)
def test_what_is_no_plain_document_is_refused_with_its_line(text: str, problem: str, line: int) -> None:
    with pytest.raises(YamlRefusedError) as refused:
        load_plain(text=text)
    assert (refused.value.problem, refused.value.line) == (problem, line)


def test_a_plain_document_is_read() -> None:
    assert load_plain(text="a: [1, {b: 二}]") == {"a": [1, {"b": "二"}]}
    assert load_plain(text="[" * DEEPEST + "]" * DEEPEST)
    assert compose_plain(text="") is None
