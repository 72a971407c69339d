"""Headings are not set in the font of their level (层次标题字体不符): 一、黑体 （一）楷体 1.仿宋."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Heading
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import HEADING_TYPE
from dudao.reports.rules.layout.fonts import font_family
from dudao.reports.rules.layout.set_text import SetText, set_headings

DUE = {1: ("黑体",), 2: ("楷体",), 3: ("仿宋",), 4: ("仿宋",)}
SHAPES = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}

TEXTS = Texts(
    summary=Bilingual("层次标题字体不符", "Headings are in the wrong font"),
    message=Bilingual(
        "“{shape}”一级标题有{count}处用{font}，应为{due}（首处在此）",
        "{count} headings of level {shape} are set in {font}, not {due} (first one here)",
    ),
    why=Bilingual("各层次标题用不同字体，层次才一目了然。", "Each level has its own font, so that the outline shows."),
    authority=HEADING_TYPE,
    help=Bilingual("将“{shape}”一级标题统一设为三号{due}。", "Set headings of level {shape} in {due}, 16 pt."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    headings = list(set_headings(context.report))
    has_second = any(heading.level == 2 for heading, _ in headings)
    wrong: dict[int, list[SetText]] = {}
    for heading, text in headings:
        if text.style.font and font_family(text.style.font) not in _due(heading, has_second=has_second):
            wrong.setdefault(heading.level, []).append(text)
    for level, found in sorted(wrong.items()):
        fonts = list(dict.fromkeys(each.style.font for each in found))
        yield context.diagnostic(
            at=found[0].span,
            params={"shape": SHAPES[level], "count": len(found), "font": fonts[:3], "due": DUE[level][0]},
            subject=str(level),
        )


def _due(heading: Heading, *, has_second: bool) -> tuple[str, ...]:
    """The fonts of a heading's level. With two levels only, 1. may follow 一、 and takes the second level's font."""
    due = DUE.get(heading.level, ())
    return (*due, "楷体") if heading.level == 3 and not has_second else due


RULE = Rule(
    code="LAY007",
    name="heading-font-wrong",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
