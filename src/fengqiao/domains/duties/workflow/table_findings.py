"""What the table checker finds, as problems of the document."""

from __future__ import annotations

from collections.abc import Mapping

from fengqiao.domains.duties.contracts import FactRecord
from fengqiao.domains.duties.workflow.negative_rows import title_of_fact, title_of_value
from fengqiao.domains.duties.workflow.problem_list import ProblemList
from fengqiao.engines.duties.conditions import FactValue
from fengqiao.engines.duties.decision_table import DecisionTable
from fengqiao.engines.duties.table_check import FindingCode, check_table


def note_table_faults(
    *, table: DecisionTable, facts: Mapping[str, FactRecord], lines: Mapping[int, int], problems: ProblemList
) -> None:
    """This function will note rows that can never decide or that disagree; gaps are no fault: a person reviews."""
    for finding in check_table(table=table):
        if finding.code is FindingCode.UNCOVERED_CASE or finding.row_number is None:
            continue
        problems.add(
            lines[finding.row_number],
            f"rows (number {finding.row_number})",
            finding.code.value,
            number=finding.row_number,
            earlier=", ".join(str(number) for number in finding.earlier_rows),
            example=example_words(finding.example, facts),
        )


def uncovered_example(*, table: DecisionTable, facts: Mapping[str, FactRecord]) -> str:
    """This function will describe a case that no row covers, "" when every case is covered."""
    for finding in check_table(table=table):
        if finding.code is FindingCode.UNCOVERED_CASE:
            return example_words(finding.example, facts)
    return ""


def example_words(example: Mapping[str, FactValue], facts: Mapping[str, FactRecord]) -> str:
    """This function will word the facts of an example."""
    return ", ".join(
        f"{title_of_fact(facts, fact)} = {title_of_value(facts, fact, value)}" for fact, value in example.items()
    )
