"""Words beside related places: every one that a rule uses has an English form."""

from __future__ import annotations

import re
from pathlib import Path

from dudao.diagnostics.labels import ENGLISH, label_in_language

IN_RULES = re.compile(r"labels=\{(.*?)\}", re.DOTALL)
WORD = re.compile(r'"([^"\n]*[\u4e00-\u9fff][^"\n]*)"(?=:| if| else)|else "([^"\n]+)"')


def used() -> set[str]:
    found: set[str] = set()
    for path in Path("src/dudao/reports/rules").rglob("*.py"):
        for inside in IN_RULES.findall(path.read_text("utf-8")):
            found |= {one or other for one, other in WORD.findall(inside)}
    return found


def test_every_label_of_a_rule_has_an_english_form() -> None:
    plain = {each for each in used() if "{" not in each}
    assert len(plain) > 20
    assert plain - ENGLISH.keys() == set()


def test_labels_with_a_number_or_a_figure() -> None:
    assert label_in_language("分项12", "en") == "part 12"
    assert label_in_language("也要用到它：8.3%", "en") == "needs it too: 8.3%"
    assert label_in_language("从未见过", "en") == "从未见过"
    assert not re.search("[\u4e00-\u9fff]", "".join(ENGLISH.values()))
