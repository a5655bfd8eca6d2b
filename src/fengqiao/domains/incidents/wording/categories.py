"""The labels of categories: content of the bureau's document, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language

from fengqiao.domains.incidents.contracts import CategoryNode
from fengqiao.domains.incidents.data.rules import category_rules


def category_tree() -> Sequence[CategoryNode]:
    """This function will return the categories with their subcategories, for forms and filters."""
    rules = category_rules()
    return [
        CategoryNode(
            code=category.value,
            label=_label(labels),
            children=tuple(
                (one.code, _label(one.labels)) for one in rules.subcategories.values() if one.category is category
            ),
        )
        for category, labels in rules.labels.items()
    ]


def category_text(*, category: str, subcategory: str = "") -> str:
    """This function will name a category, e.g. "Dispute · Neighbours (noise)"; an unknown code is shown as it is."""
    rules = category_rules()
    one = rules.subcategories.get(f"{category}/{subcategory}")
    if one is not None:
        return f"{_label(rules.labels[one.category])} · {_label(one.labels)}"
    labels = next((labels for known, labels in rules.labels.items() if known == category), None)
    first = _label(labels) if labels else category
    return f"{first} · {subcategory}" if subcategory else first


def _label(labels: Mapping[str, str]) -> str:
    return labels["zh"] if (get_language() or "zh").startswith("zh") else labels["en"]
