"""Fills the templates of `data/calls.yaml` with places, things and people."""

from random import Random

from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.history.scenes import Scene
from fengqiao.demo.county.people import PHONE_PREFIX, NameBook

TITLES = ("先生", "女士")
ALIAS_SHARE = 0.4  # where people have a name of their own for an address, they use it that often
CALLER_PHONES = (2000, 9999)


class Wording:
    """Writes what callers say and what officers report."""

    def __init__(self, names: NameBook, aliases: dict[str, str], rng: Random) -> None:
        self._names, self._aliases, self._rng = names, aliases, rng
        self._slots: dict[str, list[str]] = read_data("calls.yaml")["slots"]

    def tell(self, template: str, feedback: list[str | dict[str, str]], outcome: str, scene: Scene) -> tuple[str, str]:
        """Give what the caller said and what the officer reported; both speak of the same things."""
        values = self._values(scene)
        return template.format_map(values), self._rng.choice(_fitting(feedback, outcome)).format_map(values)

    def caller(self) -> tuple[str, str]:
        """Give a caller as surname and title, and a telephone number that is not in use."""
        phone = f"{PHONE_PREFIX}{self._rng.randint(*CALLER_PHONES)}"
        return self._names.surname() + self._rng.choice(TITLES), phone

    def _values(self, scene: Scene) -> dict[str, str]:
        values = {slot: self._rng.choice(words) for slot, words in self._slots.items()}
        values["vehicle2"] = self._rng.choice([v for v in self._slots["vehicle"] if v != values["vehicle"]])
        alias = self._aliases.get(scene.address.code)
        values["place"] = alias if alias and self._rng.random() < ALIAS_SHARE else scene.address.short_text
        values["premise"] = scene.premise.name if scene.premise else scene.address.short_text
        return values


def _fitting(feedback: list[str | dict[str, str]], outcome: str) -> list[str]:
    """Those feedbacks that go with the outcome, else those that go with any."""
    exact = [entry["text"] for entry in feedback if isinstance(entry, dict) and entry["when"] == outcome]
    plain = [entry for entry in feedback if isinstance(entry, str)]
    return exact or plain or [entry["text"] for entry in feedback if isinstance(entry, dict)]
