"""The title is cut off (标题不完整): it ends in dots, in half a word, or with an open bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import TITLE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import title_span

TEXTS = Texts(
    summary=Bilingual("标题不完整", "The title is cut off"),
    message=Bilingual("标题在“{tail}”处断开，缺少后半部分", "the title breaks off at {tail}"),
    why=Bilingual(
        "标题应当写明发文机关、事由和文种；断开的标题多由列表页或文件名截断而来。",
        "A title names body, subject and kind of document; a cut one usually comes from a list page or a file name.",
    ),
    authority=TITLE,
    help=Bilingual(
        "按原件补全标题，以“报告”等文种结尾。",
        "Complete the title from the original; it ends with the kind of document.",
    ),
)

_CUT = re.compile(
    r"(?:…+|\.{2,}|。{2,}|[的和与及对、，,]|关于|(?:自评|自查|评估|总结|情况|述职|督导)报|(?<![疫实国民详舆险灾])情|履行|教育职"
    r"|(?<=[查况结估])自|(?<![职员分])工)$"
)
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"))


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    title = (report.title or "").strip()
    if not title:
        return
    is_open = any(title.count(opening) > title.count(closing) for opening, closing in _PAIRS)
    if _CUT.search(title) or is_open:
        yield context.diagnostic(at=title_span(report), params={"tail": title[-8:]})


RULE = Rule(code="STR020", name="title-cut", severity=Severity.WARNING, find=find, texts=TEXTS)
