"""The file holds text that is set as hidden (隐藏文字)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.file_troubles import place_in_words, troubles

TEXTS = Texts(
    summary=Bilingual("文件含隐藏文字", "The file holds hidden text"),
    message=Bilingual("{place}有隐藏文字“{quote}”，打印和阅读时看不到", "hidden text at {place_en}: {quote}"),
    why=Bilingual(
        "隐藏文字不在正文中显示，却会随文件一起发出，可能泄露草稿内容或影响查重、统计。",
        "Hidden text goes out with the file although nobody sees it; it may give away drafts or spoil counts.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual(
        "在文字处理软件中显示隐藏文字，确认后删除，或取消隐藏。",
        "Show hidden text in the word processor, then delete it or make it visible.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for problem, span in troubles(context, "hidden_text"):
        place, place_en = place_in_words(problem.place)
        yield context.diagnostic(
            at=span,
            params={"quote": problem.quote[:40], "place": place, "place_en": place_en, **problem.params},
            subject=problem.quote[:40],
        )


RULE = Rule(code="STR028", name="hidden-text", severity=Severity.WARNING, find=find, texts=TEXTS)
