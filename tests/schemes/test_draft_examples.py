"""The examples of docs/zh/draft-scheme.md and docs/en/draft-scheme.md are files that load and draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dudao.facts.contract import stages
from dudao.facts.load import load_facts
from dudao.reports.draft.amounts import PRINTED_UNITS
from dudao.reports.draft.compose import compose_report
from dudao.reports.draft.fact_book import known_measures
from dudao.schemes.drafting import ENTRY_SLOTS, STATEMENTS
from dudao.schemes.drafting_load import load_drafting
from dudao.schemes.load import find_scheme, read_scheme

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / lang / "draft-scheme.md" for lang in ("zh", "en")]
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def drafted(page: Path, folder: Path) -> str:
    (example,) = EXAMPLE.findall(page.read_text("utf-8"))
    (folder / "draft.yaml").write_text(example, "utf-8")
    scheme = read_scheme(find_scheme("government-duty-city/2021"))
    drafting = load_drafting(folder, scheme, known_measures(), stages=stages(), units=PRINTED_UNITS)
    return compose_report(scheme, drafting, load_facts([ROOT / "examples" / "yunzhou"]).known).plain


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_example_drafts(page, tmp_path) -> None:
    text = drafted(page, tmp_path)
    assert "全市一般公共预算教育支出60.93亿元，比上年的58.72亿元增长3.78%，实现只增不减。" in text


def test_the_whole_example_says_what_the_page_says(tmp_path) -> None:
    text = drafted(PAGES[0], tmp_path)
    assert "2021年，全市现有各级各类学校928所，其中幼儿园448所、小学327所" in text
    assert "比上年提高0.12个百分点" in text
    assert "计划新建公办幼儿园45所，截至2021年9月底已完成18所，完成率40%" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_names_every_statement_and_slot(page) -> None:
    text = page.read_text("utf-8")
    assert [word for word in STATEMENTS if f"| `{word}` |" not in text] == []
    assert [slot for slot in ENTRY_SLOTS if f"`{{{slot}}}`" not in text] == []
