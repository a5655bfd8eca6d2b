"""A text goes to the browser's editor and comes back as the same characters."""

from __future__ import annotations

import html
import re

from django.template import engines
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.domains.duties.forms import DraftActForm
from fengqiao.domains.duties.public import shipped_documents
from fengqiao.domains.duties.workflow.documents import read_document

# What a form can carry: no surrogate halves, no NUL; a lone carriage return is a line end to every browser.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
EDITOR = '<textarea name="document">\n{{ text }}</textarea>'


def through_the_browser(text: str) -> str:
    """What the editor posts when nobody touches it: one line break after the tag is dropped, line ends become CRLF."""
    page = engines["django"].from_string(EDITOR).render({"text": text})
    [content] = re.findall(r"(?s)<textarea[^>]*>\n(.*)</textarea>", page)
    return html.unescape(content).replace("\n", "\r\n")


@given(text=st.text(CHARACTERS, max_size=300))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    form = DraftActForm({"seen_digest": "0", "document": through_the_browser(text)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["document"] == text


@settings(deadline=None, max_examples=15)  # a whole list is read twice for each example
@given(
    document=st.sampled_from(list(shipped_documents().values())),
    comment=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40),
    place=st.integers(min_value=0, max_value=400),
)
def test_a_commented_list_comes_back_with_comments_and_the_same_meaning(
    document: str, comment: str, place: int
) -> None:
    lines = document.split("\n")
    lines.insert(min(place, len(lines)), f"# {comment}")
    text = "\n".join(lines)
    form = DraftActForm({"seen_digest": "0", "document": through_the_browser(text)})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["document"] == text
    before, after = read_document(document)[0], read_document(form.cleaned_data["document"])[0]
    assert before is not None
    assert after is not None
    assert (before.duty_list, before.rows, before.table, before.boundary) == (
        after.duty_list,
        after.rows,
        after.table,
        after.boundary,
    )
