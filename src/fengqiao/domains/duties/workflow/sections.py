"""Reading the fields of a YAML mapping strictly: every wrong one becomes a problem, none stops the reading.

Values are read from their raw text, not from YAML 1.1's guesses: 16:20 is a time, not the number 980.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

import yaml

from fengqiao.domains.duties.contracts import Text
from fengqiao.domains.duties.workflow.problem_list import ProblemList, found_in, line_of

CODE_PATTERN: Final = re.compile(r"[a-z][a-z0-9_]*")
TIME_PATTERN: Final = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
NUMBER_PATTERN: Final = re.compile(r"[+-]?\d+")
FLAGS: Final = {"true": True, "false": False}


class Section:
    """One mapping of the document. A method returns None (or the default) when the field is absent or wrong."""

    def __init__(self, *, node: yaml.Node, place: str, problems: ProblemList, known: Iterable[str]) -> None:
        self.node, self.place, self.problems = node, place, problems
        self._entries: dict[str, yaml.Node] = {}
        if isinstance(node, yaml.MappingNode):
            self._take_entries(node, frozenset(known))
        else:
            problems.add(node, place, "not_a_mapping", found=found_in(node))

    def _take_entries(self, node: yaml.MappingNode, known: frozenset[str]) -> None:
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in self._entries:
                self.problems.add(key, self.place_of(name), "duplicate_field", field=name)
            elif name not in known:
                self.problems.add_unknown(key, self.place_of(name), "field", name, known)
            else:
                self._entries[name] = value

    def __contains__(self, field: str) -> bool:
        return field in self._entries

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def place_of(self, field: str) -> str:
        """This function will write where a field stands, e.g. rows[3].window.opens."""
        return f"{self.place}.{field}" if self.place else field

    def at(self, field: str) -> yaml.Node:
        """This function will return the field's node, the section's own when the field is absent."""
        return self._entries.get(field, self.node)

    def note(self, field: str, code: str, /, **parameters: object) -> None:
        """This function will note a problem at a field."""
        self.problems.add(self.at(field), self.place_of(field), code, **parameters)

    def require(self, *fields: str, code: str = "missing") -> None:
        """This function will note each of these fields that is absent."""
        for field in fields:
            if field not in self._entries and isinstance(self.node, yaml.MappingNode):
                self.note(field, code, field=field)

    def text(self, field: str, default: str = "") -> str:
        """This function will read words; a list or a group of fields is a problem, empty words are missing ones."""
        node = self._entries.get(field)
        if node is None:
            return default
        value = scalar_of(node)
        if value is None or not value.strip():
            self.note(field, "not_text", found=found_in(node))
            return default
        return value.strip()

    def code(self, field: str) -> str:
        """This function will read an identifier."""
        value = self.text(field)
        if value and not CODE_PATTERN.fullmatch(value):
            self.note(field, "not_a_code", value=value)
            return ""
        return value

    def both(self, field: str) -> Text:
        """This function will read a text in Chinese and, where given, in English: {zh: …, en: …} or plain Chinese."""
        node = self._entries.get(field)
        if isinstance(node, yaml.MappingNode):
            return text_of(node, self.place_of(field), self.problems)
        return Text(self.text(field))

    def whole(self, field: str, *, lowest: int, highest: int, default: int | None = None) -> int | None:
        """This function will read a whole number within bounds (both included)."""
        node = self._entries.get(field)
        if node is None:
            return default
        value = scalar_of(node)
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        if value is None or not is_plain or not NUMBER_PATTERN.fullmatch(value):
            self.note(field, "not_a_number", value=value if value is not None else found_in(node))
            return default
        if not lowest <= int(value) <= highest:
            self.note(field, "out_of_range", value=value, lowest=lowest, highest=highest)
            return default
        return int(value)

    def flag(self, field: str) -> bool:
        """This function will read true or false; absent is false."""
        node = self._entries.get(field)
        if node is None:
            return False
        value = scalar_of(node)
        if value not in FLAGS:
            self.note(field, "not_a_flag", value=value if value is not None else found_in(node))
        return FLAGS.get(value or "", False)

    def day(self, field: str) -> datetime.date | None:
        """This function will read a date written as 2026-09-16."""
        node = self._entries.get(field)
        if node is None:
            return None
        value = scalar_of(node)
        try:
            return datetime.date.fromisoformat(value or "")
        except ValueError:
            self.note(field, "not_a_date", value=value if value is not None else found_in(node))
            return None

    def minute(self, field: str, default: int) -> int:
        """This function will read a time of day as minutes after midnight; 24:00 is the day's end."""
        node = self._entries.get(field)
        if node is None:
            return default
        value = scalar_of(node) or ""
        match = TIME_PATTERN.fullmatch(value)
        minute = int(match[1]) * 60 + int(match[2]) if match else -1
        if not 0 <= minute <= 24 * 60:
            self.note(field, "not_a_time", value=value or found_in(node))
            return default
        return minute

    def word(self, field: str, known: Iterable[str]) -> str:
        """This function will read one of some known words."""
        value = self.text(field)
        words = frozenset(known)
        if value and value not in words:
            self.problems.add_unknown(self.at(field), self.place_of(field), "word", value, words)
            return ""
        return value

    def items(self, field: str) -> Iterator[tuple[str, yaml.Node]]:
        """This function will yield the entries of a list with their places, counted from 1 as people count."""
        node = self._entries.get(field)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.note(field, "not_a_list", found=found_in(node))
            return
        if not node.value:
            self.note(field, "no_entries")
        for position, item in enumerate(node.value, start=1):
            yield f"{self.place_of(field)}[{position}]", item

    def texts(self, field: str) -> tuple[str, ...]:
        """This function will read a list of words."""
        found: list[str] = []
        for place, item in self.items(field):
            value = scalar_of(item)
            if value is None or not value.strip():
                self.problems.add(item, place, "not_text", found=found_in(item))
            elif value.strip() in found:
                self.problems.add(item, place, "duplicate_entry", value=value.strip())
            else:
                found.append(value.strip())
        return tuple(found)

    def section(self, field: str, known: Iterable[str]) -> Section | None:
        """This function will open the group of fields below a field, None when it is absent."""
        node = self._entries.get(field)
        if node is None:
            return None
        return Section(node=node, place=self.place_of(field), problems=self.problems, known=known)

    def entries(self, field: str) -> Iterator[tuple[str, yaml.Node, str]]:
        """This function will yield key, node and place of a group whose keys are codes of the author's own."""
        node = self._entries.get(field)
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self.note(field, "not_a_mapping", found=found_in(node))
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            place = f"{self.place_of(field)}.{name}"
            if not CODE_PATTERN.fullmatch(name):
                self.problems.add(key, place, "not_a_code", value=name)
            elif name in seen:
                self.problems.add(key, place, "duplicate_field", field=name)
            else:
                seen.add(name)
                yield name, value, place


def scalar_of(node: yaml.Node) -> str | None:
    """This function will return the raw text of a single value, None for nothing, a list or a group of fields."""
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)


def text_of(node: yaml.Node, place: str, problems: ProblemList) -> Text:
    """This function will read a text in one or both languages."""
    if isinstance(node, yaml.ScalarNode):
        value = scalar_of(node)
        if value is None or not value.strip():
            problems.add(node, place, "not_text", found=found_in(node))
        return Text((value or "").strip())
    section = Section(node=node, place=place, problems=problems, known=("zh", "en"))
    section.require("zh")
    return Text(section.text("zh"), section.text("en"))


__all__ = ["Section", "line_of", "scalar_of", "text_of"]
