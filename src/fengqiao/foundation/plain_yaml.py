"""YAML that people wrote: plain values only, without references, of a depth that a reader follows.

A few lines of references can stand for more text than any machine holds, and a deep enough nest ends the reader itself.
"""

from __future__ import annotations

from typing import Any, Final

import yaml

LARGEST_TEXT: Final = 400_000
DEEPEST: Final = 40
"""Four times as deep as the deepest list that is shipped."""


class YamlRefusedError(ValueError):
    """What is wrong, as a code (too_large, alias, too_deep, syntax), and in which line."""

    code = "yaml_refused"

    def __init__(self, *, problem: str, line: int = 1, detail: str = "") -> None:
        super().__init__(f"line {line}: {detail or problem}")
        self.problem, self.line, self.detail = problem, line, detail


def check_plain(*, text: str) -> None:
    """This function will raise YamlRefusedError unless the text is YAML without references, not too long nor deep."""
    if len(text) > LARGEST_TEXT:
        raise YamlRefusedError(problem="too_large", detail=f"longer than {LARGEST_TEXT} characters")
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                raise YamlRefusedError(problem="alias", line=line, detail=str(event.anchor))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise YamlRefusedError(problem="too_deep", line=line, detail=f"deeper than {DEEPEST} levels")
    except yaml.YAMLError as error:
        raise _as_refused(error) from error


def _as_refused(error: yaml.YAMLError) -> YamlRefusedError:
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlRefusedError(problem="syntax", detail=str(error).splitlines()[0])
    mark = error.problem_mark or error.context_mark
    detail = error.problem or error.context or ""
    return YamlRefusedError(problem="syntax", line=mark.line + 1 if mark else 1, detail=detail)


def compose_plain(*, text: str) -> yaml.Node | None:
    """This function will return the document's nodes with their lines, None for an empty one.

    Raises YamlRefusedError.
    """
    check_plain(text=text)
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _as_refused(error) from error


def load_plain(*, text: str) -> Any:
    """This function will return the document's values. Raises YamlRefusedError."""
    check_plain(text=text)
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _as_refused(error) from error
    except ValueError as error:
        # A date such as 2026-13-45 is a wrong value to the reader of values, not to that of the text.
        raise YamlRefusedError(problem="syntax", detail=str(error)) from error
