"""The title is not set in the font and size of titles (标题字体字号不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import TITLE_TYPE
from dudao.reports.rules.layout.fonts import font_family, size_in_words
from dudao.reports.rules.layout.set_text import landmark

TEXTS = Texts(
    summary=Bilingual("标题字体字号不符", "The title is in the wrong type"),
    message=Bilingual("标题用{found}，应为二号小标宋", "the title is set in {found}, not in 小标宋 of 22 pt"),
    why=Bilingual("标题字体字号是公文格式的统一要求。", "Titles of official documents are set alike."),
    authority=TITLE_TYPE,
    help=Bilingual("将标题设为方正小标宋简体、二号。", "Set the title in 方正小标宋简体, 22 pt."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    title = landmark(context.report, "title")
    if title is None:
        return
    font, size = title.style.font, title.style.size
    found = []
    if font is not None and font_family(font) not in context.option("fonts"):
        found.append(font)
    if size is not None and size != context.option("size"):
        found.append(size_in_words(size))
    if found:
        yield context.diagnostic(at=title.span, params={"found": found})


RULE = Rule(
    code="LAY003",
    name="title-type-wrong",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"fonts": ("小标宋",), "size": 22.0},
    option_texts={
        "fonts": Bilingual("可用的标题字体，名称中含有即可", "fonts accepted for the title, as part of their name"),
        "size": Bilingual("标题字号，磅（二号为22磅）", "size of the title in points"),
    },
)
