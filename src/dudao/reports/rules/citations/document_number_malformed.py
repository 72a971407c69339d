"""A document number is not in the due form (发文字号不规范): year without 〔〕, 第, leading zeros, no 号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Severity, Texts
from dudao.reports.model import DocumentNumber
from dudao.reports.rules.authorities import DOCUMENT_NUMBER
from dudao.reports.rules.citations.document_number_differs import wrong_numbers
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("发文字号不规范", "A document number is malformed"),
    message=Bilingual("发文字号“{text}”不规范：{fault}", "the document number {text} is malformed: {fault_en}"),
    why=Bilingual("发文字号写错，评审人就查不到这份文件。", "With a wrong number the document cannot be found."),
    authority=DOCUMENT_NUMBER,
    help=Bilingual("对照文件原件改为“{due}”的写法。", "Compare with the document and write it like {due}."),
)

_SQUARE = re.compile(r"[\[［【(（{〖](?:19|20)\d\d[\]］】)）}〗]")
_NO_BRACKETS = re.compile(r"(?<![〔\[［【(（\d])(?:19|20)\d\d(?![\d〕\]］】)）])")
_SHORT_YEAR = re.compile(r"[〔\[［【(（]\d\d[〕\]］】)）]")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told = {number for number, _ in wrong_numbers(context.given)}
    masked = {placeholder.start for placeholder in context.reading.placeholders}
    keeps_marks = context.source.kind in ("docx", "pdf")
    for number in context.reading.document_numbers:
        if (
            number.well_formed
            or number.start in told
            or any(position in masked for position in range(number.start, number.end))
        ):
            continue
        fault, fault_en, is_bracket = _fault(context.report.folded[number.start : number.end])
        yield context.diagnostic(
            at=number.span,
            params={"text": number.text, "fault": fault, "fault_en": fault_en, "due": _due_form(number)},
            fixes=[Fix(number.span, _due_form(number), "suggested")] if is_bracket and number.year else (),
            severity=Severity.NOTE if is_bracket and not keeps_marks else None,
        )


def _fault(text: str) -> tuple[str, str, bool]:
    """What is wrong, in both languages, and whether it is only the kind of bracket."""
    if "第" in text:
        return "顺序号前不加“第”", "no 第 before the serial", False
    if re.search(r"[〕\]）)】］]\s*0\d", text):
        return "顺序号不编虚位", "no leading zero in the serial", False
    if not text.rstrip().endswith("号"):
        return "缺少“号”字", "号 is missing", False
    if _SHORT_YEAR.search(text):
        return "年份应标全称", "the year must be full", False
    if _SQUARE.search(text):
        return "年份应当用六角括号“〔〕”", "the year belongs in 〔〕", True
    if _NO_BRACKETS.search(text):
        return "年份没有用六角括号“〔〕”括入", "the year is not in 〔〕", False
    return "年份和顺序号的写法有误", "year or serial is miswritten", False


def _due_form(number: DocumentNumber) -> str:
    serial = (number.serial or "").lstrip("0") or "×"
    return f"{number.agency}〔{number.year or '××××'}〕{serial}号"


RULE = Rule(code="CIT001", name="document-number-malformed", severity=Severity.WARNING, find=find, texts=TEXTS)
