"""What is wrong with a password is said in the reader's language, also where Django has no words for it yet."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation


def test_a_short_and_common_password_is_refused_in_chinese() -> None:
    with translation.override("zh-hans"):
        try:
            validate_password("password")
        except ValidationError as error:
            said = error.messages
    assert len(said) == 2
    assert not [words for words in said if re.search("[A-Za-z]", words)]
    assert "10" in said[0]
