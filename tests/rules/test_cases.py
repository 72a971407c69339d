"""Every rule's case document (`<family>/<rule-name>.md`) holds: the stated remarks of that rule, and no others.

A document has second-level headings, one a case. Under each, in any order:

    ```report        the text of a report (or ```docx-like TOML for layout rules, see `tests/rules/layout`)
    ```context       optional TOML: date = 2021-11-05, period = "2021", scheme = "government-duty-city", limit = 5000,
                     kind = "docx" (as if read from such a file), problems = [{code = "macro", quote = "vbaProject.bin"}]
    ```facts NAME    optional CSV of one table (terms, ledger, evidence, city …), several allowed
    ```diagnostics   one line a remark: CODE 「quote」 (⏎ for a line feed), in the order of the text; empty for silence

Only remarks of codes that the document names in any of its cases, and of the rule itself, are compared.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.reports.rules.registry import all_rules
from tests.rules.case_documents import Case, cases_of, remarks_of

HERE = Path(__file__).parent
DOCUMENTS = sorted(HERE.glob("*/*.md"))
CASES = [case for document in DOCUMENTS for case in cases_of(document)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.title}")
def test_the_case_holds(case: Case, tmp_path: Path) -> None:
    assert remarks_of(case, tmp_path) == case.expected


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_each_rule_has_a_failing_and_a_silent_case(rule) -> None:
    own = [case for case in CASES if case.rule == rule.name]
    assert any(any(line.startswith(rule.code) for line in case.expected) for case in own), "no failing case"
    assert any(not any(line.startswith(rule.code) for line in case.expected) for case in own), "no silent case"
