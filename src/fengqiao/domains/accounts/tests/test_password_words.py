"""What is wrong with a password is told in the language of the page, whole: also by Django's own validators."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fengqiao.domains.accounts.actions import hash_password
from fengqiao.domains.accounts.contracts import WeakPasswordError


def told(password: str, language: str) -> list[str]:
    with override(language), pytest.raises(WeakPasswordError) as refused:
        hash_password(password=password)
    return list(refused.value.messages)


def test_a_short_and_common_password_is_refused_in_chinese_alone() -> None:
    assert told("123456", "zh-hans") == ["密码太短：至少要10个字符。", "这个密码太常见了。"]


def test_the_same_in_english() -> None:
    assert told("123456", "en")[0] == "This password is too short. It must contain at least 10 characters."
