from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from fengqiao.integrations.call_exports.errors import MappingInvalidError
from fengqiao.integrations.call_exports.mapping import read_mapping, shipped_mapping

GOOD: dict[str, Any] = {
    "source": "town",
    "columns": {"external_id": "id", "received_at": "time", "text": "what"},
    "time": {"zone": "Asia/Shanghai"},
    "categories": {"by": "kind", "exact": {415: "dispute/neighbour_noise"}, "default": "other"},
    "units": {"by": "beat", "default": "619999410000"},
}


def written(tmp_path: Path, **changes: Any) -> Path:
    path = tmp_path / "mapping.yaml"
    path.write_text(yaml.safe_dump({**GOOD, **changes}))
    return path


def test_the_shipped_example_is_a_valid_mapping() -> None:
    path = shipped_mapping(source="oakland_calls")
    assert path is not None
    assert read_mapping(path=path).source == "oakland"


def test_numbers_that_yaml_reads_as_numbers_are_words_of_the_export(tmp_path: Path) -> None:
    assert read_mapping(path=written(tmp_path)).categories.exact == {"415": "dispute/neighbour_noise"}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"time": {"zone": "Asia/Fengqiao"}}, "time.zone"),
        ({"columns": {"external_id": "id"}}, "columns.received_at"),
        ({"colums": {}}, "colums"),
        ({"source": "Town Hall"}, "source"),
        ({"encoding": "utf-9"}, "encoding"),
        (
            {"categories": {"by": "kind", "patterns": [{"match": "(", "to": "other"}]}},
            "categories.patterns no. 1: match",
        ),
    ],
)
def test_every_mistake_is_named_with_its_place(tmp_path: Path, changes: dict[str, Any], place: str) -> None:
    with pytest.raises(MappingInvalidError) as refused:
        read_mapping(path=written(tmp_path, **changes))
    assert place in {problem.place for problem in refused.value.problems}


def test_a_misspelt_column_is_told_in_words_with_the_name_that_was_meant(tmp_path: Path) -> None:
    columns = {"external_id": "id", "received_at": "time", "recieved_at": "time", "text": 7}
    with pytest.raises(MappingInvalidError) as refused:
        read_mapping(path=written(tmp_path, columns=columns))
    told = {problem.place: problem.what for problem in refused.value.problems}
    assert "did you mean received_at?" in told["columns.recieved_at"]
    assert "external_id" in told["columns.recieved_at"]
    assert told["columns.text"] == "must be a list, not 7"


def test_a_category_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(MappingInvalidError, match=r"categories.default is 'quarrel'; use one of .*dispute"):
        read_mapping(path=written(tmp_path, categories={"by": "kind", "default": "quarrel"}))


def test_a_file_that_is_no_yaml_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("source: [")
    with pytest.raises(MappingInvalidError, match="is not YAML"):
        read_mapping(path=path)


def test_a_missing_mapping_says_so(tmp_path: Path) -> None:
    with pytest.raises(MappingInvalidError, match="cannot be read"):
        read_mapping(path=tmp_path / "none.yaml")


def test_references_that_would_multiply_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("a: &a [x, x]\nunits: {by: beat, codes: {1: *a}}\n")
    with pytest.raises(MappingInvalidError, match="line 2"):
        read_mapping(path=path)
