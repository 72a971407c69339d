"""A cited title lacks its kind of document (文件名称不完整): 《关于加强…工作》."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import TITLE
from dudao.reports.rules.citations.titles import kind_of
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("文件名称不完整", "A cited title is incomplete"),
    message=Bilingual("《{title}》没有文种，名称不完整", "《{title}》 does not end with a kind of document"),
    why=Bilingual(
        "公文标题以文种结尾；缺了文种，分不清是通知、意见还是方案。",
        "A title ends with its kind; without it, notice, opinion or plan is left open.",
    ),
    authority=TITLE,
    help=Bilingual("对照文件原件补全名称。", "Complete the title from the document."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for document in context.reading.documents:
        title = document.title
        begins = title.startswith("关于") or "关于" in title[:16]
        if not begins or not document.closed or title in told or kind_of(title) is not None:
            continue
        if "…" in title or len(title) < 6:
            continue
        told.add(title)
        yield context.diagnostic(at=document.span, params={"title": title})


RULE = Rule(code="CIT009", name="document-title-incomplete", severity=Severity.NOTE, find=find, texts=TEXTS)
