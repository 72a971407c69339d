"""The file loads something from outside when it is opened (文件引用外部内容)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.file_troubles import troubles

TEXTS = Texts(
    summary=Bilingual("文件引用外部内容", "The file refers to something outside"),
    message=Bilingual(
        "文件打开时会加载外部内容“{quote}”（共{count}处）",
        "opening the file loads something from outside: {quote} ({count} in all)",
    ),
    why=Bilingual(
        "外部模板、图片或对象会随对方网络环境变化，也可能泄露打开者的信息。本系统没有加载它。",
        "What is outside may change or give away who opens the file. Dudao did not load it.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual(
        "把图片和对象嵌入文件，断开外部链接后另存。", "Embed pictures and objects, break the links and save."
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    found = list(troubles(context, "external_reference"))
    if found:
        problem, span = found[0]
        yield context.diagnostic(
            at=span, params={"quote": problem.quote[:60], "count": len(found)}, subject=problem.code
        )


RULE = Rule(code="STR031", name="external-reference-in-file", severity=Severity.WARNING, find=find, texts=TEXTS)
