"""What readers of the invented library say: comments with replies, complaints with their answers and an appeal, favourites."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from dudao.web.accounts.models import Person
from dudao.web.acting import VISITOR
from dudao.web.demo.library import FOLDER, KEEPER
from dudao.web.demo.stage import Stage
from dudao.web.library.models import Document, FoundFigure
from dudao.web.library.states import DocumentState
from dudao.web.readers.actions import grant_membership
from dudao.web.readers.own import choose, switch_favourite
from dudao.web.voices.actions.comments import Said, move_comment, write_comment
from dudao.web.voices.actions.complaints import Claimed, make_complaint, step_complaint
from dudao.web.voices.models import Complaint
from dudao.web.voices.states import ComplaintKind, Side

COMMENTS = "comments.csv"
PEN_NAMES = {"inspector": "督学老顾", "supervisor": "省督导办", "lanjiang": "澜江联络员", "yunzhou": "云州联络员"}
FAVOURITES = {
    "yunzhou": ("云岭省对市级人民政府履行教育职责评价办法.docx", "2025年云岭省教育事业发展统计公报.pdf"),
    "inspector": ("澜江市2025年度自评报告.pdf", "对云州市的督导意见书.pdf", "云州市整改情况报告.docx"),
}
TWIN = "市人民政府履行教育职责情况的自评报告（网页）.html"
FIGURE_DISPUTED, FIGURE_ASKED = "澜江市2025年度自评报告.pdf", "临江县义务教育优质均衡自查报告.docx"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a complaint: so many days ago, by whom, what, with which words."""

    days_ago: int
    side: Side
    by: str
    move: str
    words: str = ""


def let_people_speak(stage: Stage) -> None:
    """Pen names, favourites, a membership, then what is said."""
    for login, name in PEN_NAMES.items():
        choose(pen_name=name, keeps_history=True, by=stage.acting(login))
    for login, files in FAVOURITES.items():
        for number, file in enumerate(files):
            switch_favourite(document=document_called(file), by=stage.acting(login), at=stage.days.at(-15, 9, number))
    member = Person.objects.get(login="inspector").pk
    grant_membership(person_id=member, ends_on=stage.days.day(365), by=stage.acting(KEEPER), at=stage.days.at(0, 8))
    write_comments(stage)
    complain(stage)


def document_called(file: str) -> Document:
    """The public document that was handed in under a file's name."""
    return Document.objects.get(state=DocumentState.PUBLISHED, current__name=file)


def write_comments(stage: Stage) -> None:
    """Every line of the folder's comments; a keeper decides of each some hours later, but for what still waits."""
    addresses: dict[str, str] = {}
    with (stage.example.folder.parent / FOLDER / COMMENTS).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            document, ago = document_called(row["file"]), -int(row["days_ago"])
            figure = FoundFigure.objects.filter(rendition__versions=document.current, text=row["figure"]).first()
            said = Said(
                text=row["text"],
                answers=addresses.get(row["answers"], ""),
                page=int(row["page"]) if row["page"] else None,
                figure=figure.number if figure else None,
            )
            by, at = stage.acting(row["by"]), stage.days.at(ago, 9)
            made = write_comment(document=document.address, said=said, by=by, at=at)
            addresses[row["name"]] = made.address
            keeper, later = stage.acting("operator"), stage.days.at(ago, 16)
            if row["state"] == "shown":
                move_comment(comment=made.address, move="show", by=keeper, at=later)
            elif row["state"] == "refused":
                move_comment(comment=made.address, move="refuse", fault=row["reason"], by=keeper, at=later)


PRESS = Claimed(
    kind=ComplaintKind.INFRINGEMENT,
    name="青岭教育资料社",
    is_organisation=True,
    contact="0870-0000001",
    work="《市级政府履职自评材料汇编》第 12 至 15 页，与本文第 1 页相同",
    right="著作权人",
    claim="本社汇编时对原件作过摘编和注释，网页转载没有注明出处。要求注明来源。",
)
READER = Claimed(
    kind=ComplaintKind.WRONG,
    name="一名读者",
    contact="reader@mail.example",
    work="第 1 页：一般公共预算教育经费43.12亿元，比上年增长3.34%",
    claim="与省公布的42.74亿元不一致，要求撤下或更正。",
    page=1,
)
PARENT = Claimed(
    kind=ComplaintKind.WRONG,
    name="一名家长",
    contact="parent@mail.example",
    work="“存在的问题”一段：第三实验小学生均体育运动场馆面积6.88平方米",
    claim="操场扩建后孩子们已在使用，请核对这个数是哪一天的，并在文中写明。",
    page=1,
)
COMPLAINTS: tuple[tuple[str, int, Claimed, tuple[Step, ...]], ...] = (
    (
        TWIN,
        40,
        PRESS,
        (
            Step(38, Side.OFFICE, KEEPER, "ask", "请提供汇编的出版信息和相同页的对照。"),
            Step(35, Side.COMPLAINANT, "", "supply", "已补充版权页和对照表：第 12 页第二段起与网页逐字相同。"),
            Step(31, Side.OFFICE, KEEPER, "uphold", "经比对，转载没有注明出处。文档是公开文件，予以保留，注明出处。"),
        ),
    ),
    (
        FIGURE_DISPUTED,
        12,
        READER,
        (
            Step(9, Side.UPLOADER, "lanjiang", "answer", "报告用的是预算执行数，公告是决算数，口径不同，均有来源。"),
            Step(5, Side.OFFICE, KEEPER, "reject", "页面已标明“与公布数据不一致”，口径不同不构成撤下的理由。"),
            Step(1, Side.COMPLAINANT, "", "appeal", "报告正文没有写明口径，读者无从知道，请复核。"),
        ),
    ),
    (FIGURE_ASKED, 1, PARENT, ()),
)
"""One upheld after more was asked for, one refused and appealed, one that nobody has looked at yet."""


def complain(stage: Stage) -> None:
    """Every complaint with what became of it."""
    for file, ago, claimed, steps in COMPLAINTS:
        made = _made(stage, file, claimed, ago)
        for step in steps:
            _step(stage, made, step)


def _made(stage: Stage, file: str, claimed: Claimed, ago: int) -> Complaint:
    document, at = document_called(file), stage.days.at(-ago, 10)
    return make_complaint(document=document.address, claimed=claimed, is_true=True, by=VISITOR, at=at)


def _step(stage: Stage, complaint: Complaint, step: Step) -> None:
    by = stage.acting(step.by) if step.by else VISITOR
    at = stage.days.at(-step.days_ago, 11)
    step_complaint(complaint_id=complaint.pk, move=step.move, side=step.side, words=step.words, by=by, at=at)
