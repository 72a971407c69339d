"""The twin of a shared report, as text, web page, Word file and PDF: whichever comes in, the same document comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dudao.web.library.models import Document
from dudao.web.library.storage import page_picture, public_pdf
from tests.web.library.stage_setting import received, shown

pytestmark = pytest.mark.usefixtures("cast")
TWIN = Path("examples/library/twin")
HEADINGS = [
    "一、健全领导体制,推动教育改革落地情况",
    "(一)完善党委统一领导机制",
    "(二)推进评价改革",
    "(三)开展专项行动",
    "二、落实投入和资源保障,解决群众关切问题情况",
    "(四)保证教育投入",
    "(五)增加公办学位供给",
    "(六)办好普惠性学前教育",
    "(七)加强教师队伍建设",
    "(八)推动职业教育产教融合发展",
]
FIGURES = "4次 27项 21项 14份 52.36亿元 4.12% 35所 28所 14所 2.1万个 0.37个百分点 22所 53.8% 89.6% 9所 864名 912名 3个 1,250名"


def told(document: Document) -> dict[str, Any]:
    """What must be the same, however the page was saved."""
    made = shown(document)
    return {
        "title": document.title,
        "of_document": (document.state, document.kind, document.level, document.tier, document.year),
        "hosting": {name: document.proposed[name]["value"] for name in ("views", "size", "pages", "upload_date")},
        "report_date": document.report_date,
        "headings": [each["number"] + each["title"] for each in made.outline],
        "figures": " ".join(each.text for each in made.foundfigures.all()),
        "cited": [each.title for each in made.foundcitations.all()],
        "events": [(each.kind, str(each.day)) for each in made.foundevents.all()],
        "remarks": sorted(each["code"] for each in made.diagnostics["remarks"] if not each["code"].startswith("LAY")),
        "truncated": made.diagnostics["truncated"],
        "personal": [(each["kind"], each["text"]) for each in made.personal],
        "summary": [each["title"] for each in made.summary],
        "text_key": made.text_key,
    }


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """What was told of the forms that were read so far."""
    return {}


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf"])
def test_the_twin_reads_the_same_in_each_form(suffix: str, answers: dict[str, Any]) -> None:
    document = received((TWIN / f"report{suffix}").read_bytes(), f"报告{suffix}")
    found = told(document)
    assert found["title"] == "市人民政府履行教育职责情况的自评报告"
    assert found["of_document"] == ("waiting", "self_assessment", "city", "members", 2023)
    assert found["hosting"] == {"views": "999+", "size": "21.4KB", "pages": "12 页", "upload_date": "2025-03-18"}
    assert found["report_date"] is None
    assert found["headings"] == HEADINGS
    assert found["figures"] == FIGURES
    assert found["truncated"]
    assert ("official", "陈望川") in found["personal"]
    assert found == answers.setdefault("first", found)
    made = shown(document)
    assert made.pictures == made.pages >= 1
    assert page_picture(made, made.pages).exists()
    assert public_pdf(made).exists()
    assert "changed" not in "".join(each.text for each in made.page_texts.all())
