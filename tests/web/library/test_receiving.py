"""A file comes in and ends as a document that waits: pages, texts, findings, proposals; or has failed, in plain words."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document as WordDocument

from dudao.web.library.storage import page_picture, public_pdf, thumbnail
from tests.web.library.stage_setting import REPORT, received, shown

pytestmark = pytest.mark.usefixtures("cast")


def word() -> bytes:
    """The report as a Word file."""
    document, target = WordDocument(), BytesIO()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("content", "name"), [(REPORT, "自评报告.txt"), (word(), "自评报告.docx")])
def test_a_report_is_read_to_its_figures(content: bytes | str, name: str) -> None:
    document = received(content, name)
    made = shown(document)
    assert (document.state, document.reason, made.problem) == ("waiting", "", "")
    assert (document.title, document.place, document.year) == (
        "云东市人民政府履行教育职责情况的自评报告",
        "云东市",
        2024,
    )
    assert (document.kind, document.level, document.issuer) == ("self_assessment", "city", "云东市人民政府")
    assert (str(document.report_date), document.body_id) == ("2025-03-05", "990100")
    assert [(each["number"] + each["title"], each["page"]) for each in made.outline] == [
        ("一、保障教育投入", 1),
        ("二、办好义务教育", 1),
    ]
    page = made.page_texts.get(number=1)
    figures = list(made.foundfigures.all())
    assert [(each.metric, each.text, each.year) for each in figures[:2]] == [
        ("一般公共预算教育经费", "64.69亿元", 2024),
        ("一般公共预算教育经费", "1.81%", 2024),
    ]
    assert figures[0].canonical == 6_469_000_000
    assert all("".join(page.text[each.start : each.end].split()) == each.text for each in figures)
    assert made.foundcitations.get().title == "云州省中小学校建设规划"
    assert str(made.foundevents.get().day) == "2024-09-10"
    assert "云东市" in made.foundplaces.values_list("name", flat=True)


def test_pages_have_pictures_thumbnails_and_lines_in_place() -> None:
    made = shown(received(REPORT))
    assert (made.pages, made.pictures) == (1, 1)
    assert page_picture(made, 1).read_bytes()[8:12] == b"WEBP"
    assert 0 < thumbnail(made, 1).stat().st_size < page_picture(made, 1).stat().st_size
    assert public_pdf(made).read_bytes().startswith(b"%PDF-")
    page = made.page_texts.get()
    assert "\n".join(line[4] for line in page.lines) == page.text
    assert all(0 < left < right < 1 and 0 < top < bottom < 1 for left, top, right, bottom, _ in page.lines)
