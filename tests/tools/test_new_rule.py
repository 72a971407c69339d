"""The scaffold of a rule: three places, a code of its own, and a first case that fails until the rule is written."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from tools.new_rule import CASES, RULES, next_code, scaffold

from dudao.reports.check import check_reading
from dudao.reports.rules.contract import Rule
from tests.promises.project import ROOT
from tests.rules.case_documents import cases_of, given_of

NAME = "total-not-sum-of-parts"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / RULES / "claims", tmp_path / RULES / "claims")
    return tmp_path


def scaffolded_rule(project: Path) -> Rule:
    file = project / RULES / "claims" / "total_not_sum_of_parts.py"
    spec = importlib.util.spec_from_file_location("scaffolded", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rule = module.RULE
    assert isinstance(rule, Rule)
    return rule


def test_it_writes_three_places_with_the_next_code(project: Path) -> None:
    expected = next_code(project / RULES / "claims")
    assert scaffold(project, "claims", NAME, "0.1") == expected
    init = (project / RULES / "claims" / "__init__.py").read_text("utf-8")
    assert init.endswith("    total_not_sum_of_parts.RULE,\n)\n")
    assert init.count("total_not_sum_of_parts") == 2
    compile(init, "__init__.py", "exec")
    rule = scaffolded_rule(project)
    assert (rule.code, rule.name) == (expected, NAME)


def test_its_first_case_fails_and_its_second_holds(project: Path) -> None:
    scaffold(project, "claims", NAME, "0.1")
    rule = scaffolded_rule(project)
    first, second = cases_of(project / CASES / "claims" / f"{NAME}.md")
    assert first.expected
    assert not second.expected
    for case in (first, second):
        assert not check_reading(given_of(case, project), (rule,)).diagnostics


@pytest.mark.parametrize(
    ("family", "name", "said"),
    [
        ("sums", NAME, "there are: claims"),
        ("claims", "TotalWrong", "kebab case"),
        ("claims", "claim-without-figure", "exists"),
    ],
)
def test_it_refuses_what_will_not_do(project: Path, family: str, name: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        scaffold(project, family, name, "0.1")
