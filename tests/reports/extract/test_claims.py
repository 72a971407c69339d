"""Claims: each use of a word with its example and look-alike, figures beside it, headings, kinds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dudao.reports.extract.claim_uses import USES
from dudao.reports.extract.claims import extract_claims
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Heading
from dudao.reports.structure.build import report_from_text


def claims_of(text: str) -> list[str]:
    return [each.text for each in extract_reading(report_from_text(text)).claims]


@pytest.mark.parametrize("name", USES)
def test_each_use_has_an_example_and_a_look_alike(name: str) -> None:
    use = USES[name]
    assert claims_of(f"{use.example}。") == [use.example]
    assert claims_of(f"{use.look_alike}。") == []


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("教师待遇明显提高", "rise", "提高"),
        ("大班额比例逐年下降", "fall", "逐年下降"),
        ("学位供给充足", "level", "充足"),
        ("经费全部到位", "full", "全部到位"),
        ("教师工资不低于公务员", "compare", "不低于"),
        ("大班额全面消除", "none_left", "全面消除"),
        ("资助对象应助尽助", "full", "应助尽助"),
    ],
)
def test_kind_and_word(text: str, kind: str, word: str) -> None:
    (claim,) = extract_reading(report_from_text(text)).claims
    assert (claim.text, claim.kind, claim.word) == (text, kind, word)


@pytest.mark.parametrize(
    "text",
    [
        "入学率明显提高，达到98.6%。",
        "大班额占比由4.1%降至1.3%，下降明显。",
        "126个小区配套园全部完成治理。",
        "毛入园率达95%，位居全省前列。",
    ],
)
def test_a_figure_beside_it_is_its_figure(text: str) -> None:
    assert claims_of(text) == []


def test_a_figure_of_another_subject_is_not() -> None:
    assert claims_of("补助经费全部足额到位，到位率100%。") == ["补助经费全部足额到位"]


def test_headings_claim_nothing_and_do_not_belong_to_the_claim_behind_them() -> None:
    text = "（一）教育质量稳步提升。教师待遇明显改善。"
    report = report_from_text(text)
    headed = replace(report, headings=(Heading(2, "一", "教育质量稳步提升", 0, 12, "（一）", run_in=True),))
    assert [each.text for each in extract_claims(headed, ())] == ["教师待遇明显改善"]
