"""Page numbers are not in the due form or on the due side (页码样式不符)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import PageSetup
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import PAGE_NUMBER
from dudao.reports.rules.layout.fonts import size_in_words

TEXTS = Texts(
    summary=Bilingual("页码样式不符", "Page numbers are malformed"),
    message=Bilingual("页码样式不符：{found}", "page numbers are malformed: {found_en}"),
    why=Bilingual(
        "页码的样式和位置是公文格式的统一要求。", "Form and place of page numbers are set for all official documents."
    ),
    authority=PAGE_NUMBER,
    help=Bilingual(
        "改为“— 1 —”，四号宋体，勾选“奇偶页不同”，单页居右、双页居左。",
        "Use — 1 —, 宋体 14 pt; let odd and even pages differ, odd right and even left.",
    ),
)

DUE_FORM = re.compile(r"[—–―－─]{1,2} ?1 ?[—–―－─]{1,2}")
_SIDES = {
    "left": ("居左", "left"),
    "center": ("居中", "centred"),
    "right": ("居右", "right"),
    "justify": ("居左", "left"),
}


def find(context: RuleContext) -> Iterator[Diagnostic]:
    setup = next((each for each in context.source.page_setups if each.has_page_number), None)
    faults = [] if setup is None else list(_faults(setup, context.option("size")))
    if faults:
        yield context.diagnostic(
            at=None, params={"found": [zh for zh, _ in faults], "found_en": ", ".join(en for _, en in faults)}
        )


def _faults(setup: PageSetup, size: float) -> Iterator[tuple[str, str]]:
    form = setup.page_number_format or ""
    if form and not DUE_FORM.fullmatch(form.replace("\u3000", " ")):
        yield f"写作“{form}”", f"written {form}"
    stated = setup.page_number_style.size if setup.page_number_style else None
    if stated is not None and stated != size:
        yield f"字号为{size_in_words(stated)}", f"{stated:g} pt in size"
    odd, even = setup.page_number_align, setup.even_page_number_align
    if odd is not None and odd != "right":
        yield f"单页{_SIDES.get(odd, (odd, odd))[0]}", f"{_SIDES.get(odd, (odd, odd))[1]} on odd pages"
    if setup.odd_even_differ and even not in (None, "left", "justify"):
        yield f"双页{_SIDES.get(even or '', ('', ''))[0]}", f"{_SIDES.get(even or '', ('', ''))[1]} on even pages"
    if odd == "right" and even == "right" and not setup.odd_even_differ:
        yield "单双页没有分别设置", "the same on odd and even pages"


RULE = Rule(
    code="LAY011",
    name="page-number-malformed",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"size": 14.0},
    option_texts={
        "size": Bilingual("页码字号，磅（四号为14磅）", "size of the page number in points"),
    },
)
