"""A title mark 《 is not closed, or 》 stands without its 《 (书名号不配对)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import TITLE_MARKS
from dudao.reports.rules.citations.marks import mark_faults
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("书名号不配对", "Title marks are not paired"),
    message=Bilingual("“{text}”的书名号没有合上", "the title mark in {text} is not closed"),
    why=Bilingual(
        "书名号缺一半，文件名称从哪里到哪里就不明确，也无法核对这份文件。",
        "With half a pair, where the title ends is unclear and the document cannot be looked up.",
    ),
    authority=TITLE_MARKS,
    help=Bilingual("对照文件原名补上缺少的“》”。", "Add the missing 》 by the document's real title."),
    variants={
        "bracket": Bilingual("“{text}”里的括号不配对", "the brackets inside {text} are not paired"),
        "unopened": Bilingual("这里有“》”而前面没有“《”", "》 stands here without 《 before it"),
    },
    variant_help={
        "bracket": Bilingual(
            "对照文件原名补上缺少的括号或引号。", "Add the missing bracket by the document's real title."
        ),
        "unopened": Bilingual(
            "对照文件原名补上缺少的“《”，或删去多余的“》”。", "Add the missing 《 or remove the stray 》."
        ),
    },
)

_BRACKETS = (("（(", "）)"), ("〔", "〕"), ("“", "”"), ("〈", "〉"))
"""Opening and closing marks; half- and full-width ones pair with each other, since copies mix them."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for fault in mark_faults(context.given):
        if fault.kind != "nested":
            yield context.diagnostic(
                at=fault.span,
                params={"text": fault.span.of(context.text)},
                variant="unopened" if fault.kind == "unopened" else None,
            )
    for document in context.reading.documents:
        if document.closed and not _is_paired(document.title):
            yield context.diagnostic(at=document.span, params={"text": f"《{document.title}》"}, variant="bracket")


def _is_paired(title: str) -> bool:
    return all(sum(map(title.count, opening)) == sum(map(title.count, closing)) for opening, closing in _BRACKETS)


RULE = Rule(code="CIT002", name="title-marks-not-closed", severity=Severity.WARNING, find=find, texts=TEXTS)
