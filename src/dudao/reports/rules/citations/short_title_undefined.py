"""A short title stands for no document named before (简称未交代): 《实施方案》 without its full title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.citations.titles import compared_form
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.schemes.lexicons import load_words

TEXTS = Texts(
    summary=Bilingual("文件简称未交代", "A short title is not introduced"),
    message=Bilingual("《{title}》指哪份文件，前文没有交代", "which document 《{title}》 means is not said before"),
    why=Bilingual(
        "只写简称，评审人不知道是哪份文件。", "By the short title alone a reviewer cannot tell which document is meant."
    ),
    authority=DRAFTING,
    help=Bilingual(
        "第一次出现时写全称和文号，后加“（以下简称《{title}》）”。",
        "At first mention give the full title and number, then （以下简称《{title}》）.",
    ),
)

_INTRODUCED = re.compile(r"(?:以下)?(?:统称|合称|简称)(?:为)?[“\"《]{0,2}$")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    generic = load_words("generic_short_titles")
    endings: set[str] = set()
    told: set[str] = set()
    folded = context.report.folded
    for document in context.reading.documents:
        form = compared_form(document.title)
        is_introduced = _INTRODUCED.search(folded, max(0, document.start - 8), document.start) is not None
        if form in generic and not is_introduced and form not in endings and form not in told:
            told.add(form)
            yield context.diagnostic(at=document.span, params={"title": document.title})
        endings.add(form) if is_introduced else endings.update(form[-length:] for length in range(2, min(len(form), 9)))


RULE = Rule(
    code="CIT010", name="short-title-undefined", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS
)
