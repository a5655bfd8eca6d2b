"""Conditions in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import get_language, gettext, gettext_noop

from fengqiao.domains.duties.wording.names import FACTS, VALUES, name_of
from fengqiao.engines.duties.conditions import AllOf, AnyOf, Condition, FactValue, Not, Operator, Requirement

COMPARISONS = {
    Operator.EQUALS: gettext_noop("%(fact)s: %(value)s"),
    Operator.NOT_EQUALS: gettext_noop("%(fact)s is not %(value)s"),
    Operator.ONE_OF: gettext_noop("%(fact)s is one of %(value)s"),
    Operator.NONE_OF: gettext_noop("%(fact)s is none of %(value)s"),
    Operator.AT_LEAST: gettext_noop("%(fact)s at least %(value)s"),
    Operator.AT_MOST: gettext_noop("%(fact)s at most %(value)s"),
    Operator.CONTAINS: gettext_noop("%(fact)s includes %(value)s"),
}
NameFact = Callable[[str], str]
NameValue = Callable[[str, str], str]


def condition_words(
    requirements: Iterable[Requirement],
    *,
    name_fact: NameFact = lambda fact: name_of(fact, FACTS),
    name_value: NameValue = lambda fact, value: name_of(value, VALUES),
) -> str:
    """This function will word conditions, all of which must hold; `name_value` is given fact and value."""
    return gettext("; ").join(_words(one, name_fact, name_value) for one in requirements)


def case_words(case: Mapping[str, FactValue]) -> str:
    """This function will word the facts of a case; one that is not known is said to be so."""
    words = []
    for fact, value in case.items():
        if value is None:
            words.append(gettext("%(fact)s: not known") % {"fact": name_of(fact, FACTS)})
        elif value == ():
            words.append(gettext("%(fact)s: none of them") % {"fact": name_of(fact, FACTS)})
        else:
            words.append(condition_words([Condition(fact, Operator.EQUALS, value)]))
    return gettext("; ").join(words)


def enumeration(words: Iterable[str]) -> str:
    """This function will join words as the active language lists them."""
    return ("、" if (get_language() or "").startswith("zh") else ", ").join(words)


def _words(requirement: Requirement, name_fact: NameFact, name_value: NameValue) -> str:
    match requirement:
        case AllOf(parts):
            return gettext(" and ").join(_part(one, name_fact, name_value) for one in parts)
        case AnyOf(parts):
            return gettext(" or ").join(_part(one, name_fact, name_value) for one in parts)
        case Not(Condition(fact, Operator.CONTAINS, value)):
            words = {"fact": name_fact(fact), "value": _value(fact, value, name_value)}
            return gettext("%(fact)s does not include %(value)s") % words
        case Not(part):
            return gettext("not (%(words)s)") % {"words": _words(part, name_fact, name_value)}
        case Condition():
            return _one(requirement, name_fact, name_value)


def _part(requirement: Requirement, name_fact: NameFact, name_value: NameValue) -> str:
    words = _words(requirement, name_fact, name_value)
    return gettext("(%(words)s)") % {"words": words} if isinstance(requirement, AllOf | AnyOf) else words


def _one(condition: Condition, name_fact: NameFact, name_value: NameValue) -> str:
    value = _value(condition.fact, condition.value, name_value)
    return gettext(COMPARISONS[condition.operator]) % {"fact": name_fact(condition.fact), "value": value}


def _value(fact: str, value: FactValue, name_value: NameValue) -> str:
    if isinstance(value, bool):
        return name_of("true" if value else "false", VALUES)
    if isinstance(value, tuple):
        return enumeration(name_value(fact, one) for one in value)
    return name_value(fact, str(value))
