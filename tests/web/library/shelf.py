"""Documents on stage: renditions made through the models, with pictures, lines and what was found, as the reader makes them."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from PIL import Image, ImageDraw

from dudao.web.accounts.models import Person
from dudao.web.library import storage
from dudao.web.library.models import (
    Document,
    FoundCitation,
    FoundEvent,
    FoundFigure,
    FoundPlace,
    PageText,
    Rendition,
    Version,
)
from dudao.web.library.states import DocumentState, FigureState, RenditionState
from tests.web.cast import NOW

WIDE, HIGH = 620, 877
NUMERALS = "十一二三四五六七八九"
TITLE = "云东市人民政府履行教育职责情况的自评报告"
STATES = (FigureState.AGREES, FigureState.DIFFERS, FigureState.UNDECIDED, FigureState.STATED)


def line_of(page: int, line: int, figures: int) -> str:
    """A line of a page; the first `figures` lines carry a figure."""
    if line == 0:
        return f"第{page}页上的工作情况"
    value = page * 100 + line
    return (
        f"全市共有教职工{value}人，较上年有所增加。" if line <= figures else f"第{line}行：各项工作稳步推进，成效明显。"
    )


def rendition_of(pages: int, figures: int, seed: str = "") -> Rendition:
    """A rendition that is ready: `pages` pages of twelve lines, `figures` figures on each."""
    key = hashlib.sha256(f"{pages} {figures} {seed}".encode()).hexdigest()
    found = Rendition.objects.filter(key=key).first()
    if found is not None:
        return found
    made = Rendition.objects.create(
        key=key,
        sha256=hashlib.sha256(f"file {key}".encode()).hexdigest(),
        suffix=".pdf",
        size=20_173,
        state=RenditionState.READY,
        pages=pages,
        pictures=pages,
        title=TITLE,
        made_at=NOW,
        outline=[
            {"level": 1, "number": "一、", "title": f"第{page}部分工作", "page": page, "anchor": f"h{page}"}
            for page in range(1, pages + 1)
        ],
    )
    for number in range(1, pages + 1):
        _page(made, number, figures)
    storage.public_pdf(made).write_bytes(b"%PDF-1.7 made for tests")
    return made


def _page(rendition: Rendition, number: int, figures: int) -> None:
    words = [line_of(number, line, figures) for line in range(max(12, figures + 2))]
    lines = [
        [0.1, round(0.05 + at * 0.9 / len(words), 4), 0.85, round(0.05 + (at + 0.6) * 0.9 / len(words), 4), each]
        for at, each in enumerate(words)
    ]
    text = "\n".join(words)
    PageText.objects.create(rendition=rendition, number=number, text=text, lines=lines, width=WIDE, height=HIGH)
    for line in range(1, figures + 1):
        printed = f"{number * 100 + line}人"
        start = text.index(printed)
        FoundFigure.objects.create(
            rendition=rendition,
            number=(number - 1) * figures + line,
            page=number,
            start=start,
            end=start + len(printed),
            text=printed,
            around=words[line],
            section=words[0],
            metric=f"{NUMERALS[number % 10]}类学校教职工数",
            value=Decimal(number * 100 + line),
            unit="人",
            canonical=Decimal(number * 100 + line),
            period="2020年",
            year=2020,
            role="level",
            comparison="yoy",
            change="+1.81%",
            state=STATES[line % 4],
        )
    found: dict[str, Any] = {"rendition": rendition, "number": number, "page": number, "start": 0, "end": 4}
    FoundCitation.objects.create(
        **found, text="《工作方案》", title=f"第{number}号工作方案", document_number=f"云政〔2020〕{number}号"
    )
    FoundEvent.objects.create(
        **found,
        text=f"第{number}次专题会议",
        kind="meeting",
        when=f"2020年{number % 12 + 1}月",
        day=date(2020, number % 12 + 1, 1),
    )
    FoundPlace.objects.create(**found, text="临江县", name=f"临江县第{number}小学", times=number)
    _pictures(rendition, number)


def _pictures(rendition: Rendition, number: int) -> None:
    path = storage.page_picture(rendition, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    ImageDraw.Draw(picture).text((60, 60), f"page {number}", fill="black")
    picture.save(path, "WEBP")
    picture.resize((90, 127)).save(storage.thumbnail(rendition, number), "WEBP")


def document_of(
    tier: str = "public",
    *,
    state: str = DocumentState.PUBLISHED,
    pages: int = 5,
    figures: int = 4,
    title: str = TITLE,
    seed: str = "",
    **given: Any,
) -> Document:
    """A document whose current version is such a rendition, handed in by the county's reporter."""
    rendition = rendition_of(pages, figures, seed)
    out = {"published_at": NOW} if state not in ("reading", "waiting", "submitted") else {}
    fixed: dict[str, Any] = {
        "kind": "self_assessment",
        "place": "云东市",
        "year": 2020,
        "source": "市政府网站",
        "views": 1234,
    }
    made = Document.objects.create(
        title=title,
        tier=tier,
        state=state,
        uploaded_at=NOW,
        report_date=date(2021, 10, 12),
        uploader=Person.objects.get(login="reporter"),
        pages=pages,
        size=20_173,
        **{**fixed, **out, **given},
    )
    version = Version.objects.create(
        document=made, number=1, rendition=rendition, name="自评报告.pdf", at=NOW, by="填报员甲"
    )
    made.current = version
    made.save()
    return made
