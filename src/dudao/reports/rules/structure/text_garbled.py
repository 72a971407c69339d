"""Characters were lost or garbled when the file was made (乱码): wrong encoding, or a font without a character table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("文字乱码", "Text is garbled"),
    message=Bilingual("这里有{count}个字符是乱码{printed}，无法核对", "{count} characters are garbled here{printed}"),
    why=Bilingual(
        "乱码处的文字和数字没有参与核对，也不能报出。",
        "Words and figures that are garbled were not checked and cannot be sent.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual(
        "从原文件重新导出或另存为 UTF-8 编码；PDF 请由原软件重新生成，使文字可以复制。",
        "Export again from the original as UTF-8; make a PDF anew so that its text can be copied.",
    ),
)

_HOLE = re.compile("\ufffd+(?:[ \u3000]*\ufffd+)*")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    printed = [problem for problem in context.source.problems if problem.code == "mojibake"]
    by_place = {problem.place: problem.quote for problem in reversed(printed)}
    found = False
    if "\ufffd" in context.text:
        for hole in _HOLE.finditer(context.text):
            found = True
            quote = by_place.get(context.report.place_at(hole.start()), "")
            yield context.diagnostic(
                at=Span(*hole.span()),
                params={"count": hole[0].count("\ufffd"), "printed": f"（{quote}）" if quote else ""},
            )
    if printed and not found:
        first = printed[0]
        yield context.diagnostic(at=None, params={"count": len(first.quote), "printed": f"（{first.quote}）"})


RULE = Rule(code="STR027", name="text-garbled", severity=Severity.ERROR, find=find, texts=TEXTS)
