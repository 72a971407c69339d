"""The text breaks off (正文中断): said once; what would stand after the break is not reported as missing."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Report
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("正文中断", "The text breaks off"),
    message=Bilingual("正文到“{last}”处中断，其后内容缺失", "the text breaks off at {last}; what follows is missing"),
    why=Bilingual(
        "可能是预览页没有取全、复制时漏了后文，或者文件损坏。中断之后应有的内容（后续各节、落款、日期等）本次不再逐项提示。",
        "A preview page, an incomplete copy or a damaged file. What should follow (later sections, signature, date) is not "
        "reported one by one.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "取得完整的原件后重新检查；若文稿确实只写到这里，请把后文写完。",
        "Get the complete original and check again; if the draft really ends here, finish it.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    if report.truncated:
        at = _last_piece(report)
        quote = at.of(context.text).strip()
        yield context.diagnostic(at=at, params={"last": quote if len(quote) <= 24 else "…" + quote[-24:]})


def _last_piece(report: Report) -> Span:
    """The heading or sentence at which the text ends."""
    end = len(report.text.rstrip()) if report.truncated_at is None else report.truncated_at
    end = min(max(end, 1), len(report.text))
    if report.headings and report.headings[-1].end >= end - 1 and report.headings[-1].start < end:
        return report.headings[-1].span
    sentence = report.sentences[report.sentence_index(end - 1)] if report.sentences else Span(0, end)
    return Span(sentence.start, max(sentence.start + 1, min(sentence.end, len(report.text))))


RULE = Rule(code="STR009", name="text-breaks-off", severity=Severity.ERROR, find=find, texts=TEXTS)
