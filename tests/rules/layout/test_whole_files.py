"""The family as a whole: silent on the official format, few and clear on a bare file, one remark for each deviation."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.reports.readers.word_files import docx_bytes
from tests.rules.layout.build_docx import TEXT, build_docx

from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.readers.word import read
from dudao.reports.rules.contract import Given
from dudao.reports.rules.layout import RULES
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import build_reports


def codes_of(path: Path) -> list[str]:
    (report,) = build_reports(read(path))
    given = Given(reading=extract_reading(report), settings=CheckSettings())
    return [remark.code for remark in check_reading(given, RULES).diagnostics]


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"grid": 28.95, "body": {"multiple": 1.0}},
        {"margins": [37.5, 34.6, 28, 26.4]},
        {"body": {"font": "FangSong", "pitch": 29}, "heading2": {"font": "KaiTi"}, "heading1": {"font": "SimHei"}},
        {"page_number": "－#－"},
    ],
    ids=["as the standard", "on a line grid", "within a millimetre", "other names of fonts", "other dashes"],
)
def test_the_official_format_gives_no_remark(tmp_path: Path, layout: dict[str, Any]) -> None:
    assert codes_of(build_docx(tmp_path / "report.docx", "", layout)) == []


def test_a_bare_file_gives_few_remarks_and_each_once(tmp_path: Path) -> None:
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "bare.docx"))
    counts = Counter(codes_of(tmp_path / "bare.docx"))
    assert {"LAY001", "LAY002", "LAY006", "LAY009", "LAY010"} <= set(counts)
    assert sum(counts.values()) <= 11
    assert max(count for code, count in counts.items() if code != "LAY012") == 1


def test_many_paragraphs_with_one_deviation_give_one_remark(tmp_path: Path) -> None:
    text = "\n".join(
        ["云州市2021年教育工作自评报告", *("全市教育工作稳步推进，各项指标均已按期完成任务。" for _ in range(300))]
    )
    assert codes_of(build_docx(tmp_path / "report.docx", text, {"body": {"size": 15}})) == ["LAY006"]


def test_a_lead_sentence_in_another_font_is_not_the_text(tmp_path: Path) -> None:
    def run(font: str, text: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:eastAsia="{font}"/><w:sz w:val="32"/></w:rPr><w:t>{text}</w:t></w:r>'

    lead = run("楷体_GB2312", "一是坚持把教育摆在优先发展的战略位置统筹谋划。")
    text = run("仿宋_GB2312", "全年研究教育议题17次。")
    indent = '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>'
    path = tmp_path / "report.docx"
    path.write_bytes(docx_bytes(f"<w:p>{indent}{lead}{text}</w:p><w:p>{indent}{text}{lead}</w:p>"))
    assert codes_of(path).count("LAY005") == 1
