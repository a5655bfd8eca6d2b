"""What is wrong in a condition, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

_COMPARE = gettext_noop('Compare one fact with a value, e.g. capacity >= 50 or kind in ["hotel", "pawn"].')
_SIMPLER = gettext_noop("Split the row into several rows, or ask for less in one.")

CONDITION_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "condition_twice": (
        gettext_noop("The row has both “condition” and “%(field)s”."),
        gettext_noop("Keep one: write everything into “condition”."),
    ),
    "condition_unquoted": (
        gettext_noop("YAML takes the exclamation mark for something of its own."),
        gettext_noop("Put the condition in single quotes: condition: '!has_car_park'."),
    ),
    "expression_unknown_fact": (
        gettext_noop("“%(value)s” is no fact here."),
        gettext_noop("Texts stand in quotation marks. Facts that may be asked for here: %(known)s."),
    ),
    "expression_types": (
        gettext_noop("“%(operator)s” cannot compare %(left)s with %(right)s."),
        gettext_noop("Texts stand in quotation marks, numbers and true or false do not; numbers are whole."),
    ),
    "expression_type": (
        gettext_noop("“%(operator)s” cannot be used with %(left)s."),
        gettext_noop("&&, || and ! join conditions; compare the fact with a value first."),
    ),
    "expression_ends": (
        gettext_noop("The condition ends too early."),
        gettext_noop("Finish it, or remove the sign before."),
    ),
    "expression_single_equals": (
        gettext_noop("A single = compares nothing."),
        gettext_noop('Write two: tier == "monthly".'),
    ),
    "expression_open_quote": (
        gettext_noop("A quotation mark is opened here and not closed."),
        gettext_noop("Close it with the same mark."),
    ),
    "expression_unreadable": (
        gettext_noop("“%(found)s” cannot be read here."),
        gettext_noop("Join conditions by && (and), || (or), ! (not); set brackets where both && and || stand."),
    ),
    "expression_number": (gettext_noop("This number is too large."), gettext_noop("Write a smaller whole number.")),
    "expression_too_deep": (gettext_noop("The brackets are nested too deeply."), _SIMPLER),
    "expression_too_long": (gettext_noop("The condition has more than %(limit)s characters."), _SIMPLER),
    "not_a_condition": (gettext_noop("This is a value, not a condition."), _COMPARE),
    "expression_arithmetic": (
        gettext_noop("A condition does not calculate."),
        gettext_noop("Work the number out and compare the fact with it: capacity >= 50."),
    ),
    "expression_function": (
        gettext_noop("“%(function)s” is a function; conditions use none."),
        _COMPARE,
    ),
    "expression_macro": (
        gettext_noop("A condition does not look at single entries of a list in this way."),
        gettext_noop('Ask whether the fact holds a value: "elderly_alone" in kinds.'),
    ),
    "expression_set": (
        gettext_noop("“%(fact)s” holds several values and cannot be compared as a whole."),
        gettext_noop('Ask whether it holds one: "elderly_alone" in kinds.'),
    ),
    "expression_either": (
        gettext_noop("A condition does not choose with ? and :."),
        gettext_noop("Write it with && (and), || (or) and ! (not)."),
    ),
    "expression_constant": (
        gettext_noop("A fixed value stands where a fact was expected: it decides nothing."),
        gettext_noop("Remove it, or compare a fact."),
    ),
    "expression_compares": (gettext_noop("One fact and fixed values were expected here."), _COMPARE),
    "expression_order": (
        gettext_noop("“%(fact)s” has no larger and smaller values."),
        gettext_noop("Use == or !=, or “in” with the values in square brackets."),
    ),
    "expression_no_values": (
        gettext_noop("The square brackets after “%(fact)s in” are empty."),
        gettext_noop("Name at least one value."),
    ),
    "never_true": (
        gettext_noop(
            "Row %(number)d can never fire: no value of “%(fact)s” meets its conditions;"
            " e.g. “%(example)s” fails “%(failing)s”."
        ),
        gettext_noop("Check the values and whether the conditions exclude each other; docs list what a fact can be."),
    ),
    "never_true_together": (
        gettext_noop(
            "Row %(number)d can never fire: its conditions exclude each other; e.g. “%(example)s” meets the others"
            " and fails “%(failing)s”."
        ),
        gettext_noop("Loosen one of them, or write || where one of several is enough."),
    ),
    "settles_never": (
        gettext_noop(
            "Row %(number)d is never settled so: no value of “%(fact)s” meets the conditions of resolved_when;"
            " e.g. “%(example)s” fails “%(failing)s”."
        ),
        gettext_noop("Check the values and whether the conditions exclude each other; docs list what a fact can be."),
    ),
    "settles_never_together": (
        gettext_noop(
            "Row %(number)d is never settled so: the conditions of resolved_when exclude each other;"
            " e.g. “%(example)s” meets the others and fails “%(failing)s”."
        ),
        gettext_noop("Loosen one of them, or write || where one of several is enough."),
    ),
    "too_entangled": (
        gettext_noop("The conditions of row %(number)d have more cases than can be checked."),
        _SIMPLER,
    ),
}
