"""An attachment is announced and not in the file (附件有目录无正文)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import ATTACHMENTS
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("附件未附", "An attachment is absent"),
    message=Bilingual(
        "附件说明列有“{title}”，文件中没有找到", "the attachment {title} is announced and not in this file"
    ),
    why=Bilingual(
        "附件与正文具有同等效力，应当一并报送；也可能另行报送，请人工确认。",
        "Attachments count as part of the document and go with it; they may have been sent separately.",
    ),
    authority=ATTACHMENTS,
    help=Bilingual(
        "确认附件是否另册报送：是，则无须处理；否，则把附件另面编排在正文之后，名称与附件说明一致。",
        "See whether it is sent apart; if not, add it on a new page after the text under the announced name.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    if report.truncated:
        return
    present = [each for each in report.attachments if each.is_present]
    announced = [each for each in report.attachments if not each.is_present]
    is_copy = context.source.kind == "html" or report.hosting is not None
    if is_copy and not present:
        return  # a web page usually holds the report alone
    names = {_key(each.title) for each in present}
    numbers = {each.number for each in present if each.number is not None}
    for each in announced:
        if each.number in numbers or _key(each.title) in names or (len(announced) == len(present) == 1):
            continue
        yield context.diagnostic(at=Span(each.start, each.end), params={"title": each.title})


def _key(title: str) -> str:
    return "".join(letter for letter in title if letter.isalnum())


RULE = Rule(code="STR013", name="attachment-absent", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
