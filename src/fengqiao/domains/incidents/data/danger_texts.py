"""The labelled call texts, and the ear learnt from them: `python -m` of this module learns and writes it anew."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fengqiao.domains.incidents.data.rules import written_danger_rules
from fengqiao.engines.dispatching.second_ear import Ear, train_ear

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE / "labelled_texts"
EAR: Final = HERE / "danger_ear.json"
WRITTEN_BEFORE: Final = ("danger_calls", "ordinary_calls", "danger_paraphrases_1", "danger_paraphrases_2")
"""What rule and ear were made with."""
KEPT_APART: Final = ("danger_paraphrases_3",)
"""Written when both were finished, and used for nothing but this figure."""


@dataclass(frozen=True, slots=True)
class LabelledCall:
    is_danger: bool
    reason: str
    text: str


def read_texts(*names: str) -> list[LabelledCall]:
    """This function will read sets of labelled texts: label, reason, text, with tabs between."""
    calls = []
    for name in names:
        for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            label, reason, text = line.split("\t")
            calls.append(LabelledCall(label == "danger", reason, text))
    return calls


def learn_ear() -> Ear:
    """This function will learn the ear from every text that is not kept apart."""
    texts = [(one.text, one.is_danger) for one in read_texts(*WRITTEN_BEFORE)]
    return train_ear(texts=texts, variants=dict(written_danger_rules().variants))


def as_document(ear: Ear) -> dict[str, Any]:
    """This function will return the ear as it is shipped."""
    return dataclasses.asdict(ear)


if __name__ == "__main__":
    EAR.write_text(json.dumps(as_document(learn_ear()), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
