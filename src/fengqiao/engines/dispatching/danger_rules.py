"""The list of danger words as a bureau edits it: classes of words, terms made of them, and what takes a match back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fengqiao.engines.dispatching.second_ear import Ear

DEFAULT_GAP: Final = 4


class InvalidDangerRulesError(ValueError):
    """The list of danger words cannot be read; the message names the place."""

    code = "invalid_danger_rules"


class Reach(StrEnum):
    """How far a frame takes matches back: in its clause, up to and with its clause, or in the whole text."""

    CLAUSE = "clause"
    BEFORE = "before"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DangerTerm:
    """Parts that follow each other with at most `max_gap` characters between; each has alternatives.

    `code` says what is feared, e.g. "threat_to_kill": (("要", "会"), ("杀", "砍死")) finds 要把我杀了.
    """

    code: str
    parts: tuple[tuple[str, ...], ...]
    max_gap: int = DEFAULT_GAP

    def __post_init__(self) -> None:
        if not self.code or not self.parts or not all(all(part) and part for part in self.parts):
            raise InvalidDangerRulesError(f"term {self.code!r} needs a code, and words in every part")


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that show a match to be no danger now: of the past, played, asked about, joked, over.

    `unless`: words that bring it back. `spares`: codes that it never takes back.
    """

    name: str
    words: tuple[str, ...]
    reach: Reach = Reach.CLAUSE
    unless: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DangerRules:
    """The terms; negations with the light words that may stand between them and a match; harmless phrases; frames.

    `ear`: hears what the terms do not; None where none was learnt.
    """

    version: int
    terms: tuple[DangerTerm, ...]
    negations: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    not_negations: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    ear: Ear | None = None


_KNOWN: Final = frozenset(
    {"version", "classes", "terms", "negations", "light", "not_negations", "harmless", "frames", "variants"}
)


def read_danger_rules(*, document: Mapping[str, object]) -> DangerRules:
    """Return the rules of a plain document, as a YAML file holds them.

    `classes`: name → words, used in terms as <name>. `terms`: `{code, any: [word, …]}` or `{code, parts: [[word, …],
    …], max_gap}`. `negations`, `light`, `not_negations`, `harmless`: lists of words. `frames`: `{name, words, reach,
    unless, spares}`. `variants`: what is meant → how it is also written.
    Raises InvalidDangerRulesError naming the place.
    """
    unknown = sorted(set(document) - _KNOWN)
    if unknown:
        raise InvalidDangerRulesError(f"unknown entries: {', '.join(unknown)}")
    terms, frames = document.get("terms"), document.get("frames", [])
    if not isinstance(terms, list) or not terms:
        raise InvalidDangerRulesError("terms must be a list with at least one entry")
    if not isinstance(frames, list):
        raise InvalidDangerRulesError("frames must be a list")
    classes = _read_classes(document.get("classes", {}))
    return DangerRules(
        version=_whole_number(document.get("version"), place="version"),
        terms=tuple(_read_term(term, classes, place=f"terms[{index}]") for index, term in enumerate(terms)),
        negations=_words(document.get("negations", []), classes, place="negations"),
        light=_words(document.get("light", []), classes, place="light"),
        not_negations=_words(document.get("not_negations", []), classes, place="not_negations"),
        harmless=_words(document.get("harmless", []), classes, place="harmless"),
        frames=tuple(_read_frame(frame, classes, place=f"frames[{index}]") for index, frame in enumerate(frames)),
        variants=_read_variants(document.get("variants", {})),
    )


def _read_classes(value: object) -> dict[str, tuple[str, ...]]:
    """A class may name classes that stand above it."""
    if not isinstance(value, Mapping):
        raise InvalidDangerRulesError("classes must name lists of words")
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in value.items():
        classes[f"<{name}>"] = _words(words, classes, place=f"classes.{name}")
    return classes


def _read_variants(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise InvalidDangerRulesError("variants must name lists of words")
    return tuple(
        (written, str(meant))
        for meant, words in value.items()
        for written in _words(words, {}, place=f"variants.{meant}")
    )


def _read_term(term: object, classes: Mapping[str, tuple[str, ...]], *, place: str) -> DangerTerm:
    if not isinstance(term, Mapping) or not isinstance(term.get("code"), str):
        raise InvalidDangerRulesError(f"{place}: a term needs a code")
    if ("any" in term) == ("parts" in term):
        raise InvalidDangerRulesError(f"{place}: a term has either any or parts")
    parts = [term["any"]] if "any" in term else term["parts"]
    if not isinstance(parts, list):
        raise InvalidDangerRulesError(f"{place}: parts must be a list of lists of words")
    return DangerTerm(
        code=term["code"],
        parts=tuple(_words(part, classes, place=f"{place}.parts[{index}]") for index, part in enumerate(parts)),
        max_gap=_whole_number(term.get("max_gap", DEFAULT_GAP), place=f"{place}.max_gap"),
    )


def _read_frame(frame: object, classes: Mapping[str, tuple[str, ...]], *, place: str) -> Frame:
    if not isinstance(frame, Mapping) or not isinstance(frame.get("name"), str):
        raise InvalidDangerRulesError(f"{place}: a frame needs a name")
    reach = frame.get("reach", Reach.CLAUSE)
    if reach not in {one.value for one in Reach}:
        raise InvalidDangerRulesError(f"{place}.reach must be one of {', '.join(Reach)}")
    words = _words(frame.get("words", []), classes, place=f"{place}.words")
    if not words:
        raise InvalidDangerRulesError(f"{place}: a frame needs words")
    return Frame(
        name=frame["name"],
        words=words,
        reach=Reach(reach),
        unless=_words(frame.get("unless", []), classes, place=f"{place}.unless"),
        spares=_words(frame.get("spares", []), {}, place=f"{place}.spares"),
    )


def _words(value: object, classes: Mapping[str, tuple[str, ...]], *, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise InvalidDangerRulesError(f"{place} must be a list of words")
    missing = [word for word in value if word.startswith("<") and word not in classes]
    if missing:
        raise InvalidDangerRulesError(f"{place}: no class {', '.join(missing)}")
    return tuple(dict.fromkeys(one for word in value for one in classes.get(word, (word,))))


def _whole_number(value: object, *, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidDangerRulesError(f"{place} must be a whole number")
    return value
