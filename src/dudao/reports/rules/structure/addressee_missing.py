"""A whole formal report names no body that it is sent to (缺主送机关)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Report
from dudao.reports.rules.authorities import ADDRESSEE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import is_formal, title_span

TEXTS = Texts(
    summary=Bilingual("缺主送机关", "The addressee is missing"),
    message=Bilingual("标题之下没有主送机关", "no body is addressed under the title"),
    why=Bilingual(
        "报告属上行文，应当写明主送机关；对外公开的版本可以省略。",
        "A report is sent upwards and names the body it is sent to; a copy made public may leave it out.",
    ),
    authority=ADDRESSEE,
    help=Bilingual(
        "报送稿请在标题下一行顶格写主送机关全称或规范化简称，后加全角冒号；公开稿可不处理。",
        "In the copy sent up, write the addressee flush left on the line under the title, with a full-width colon.",
    ),
)

_COLON = re.compile(r"^[^。；，\n]{2,60}[:：]$")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    if is_formal(report) and not report.addressee and not _addresses_someone(report):
        yield context.diagnostic(at=title_span(report))


def _addresses_someone(report: Report) -> bool:
    """Whether a short paragraph that ends in a colon stands right under the title, whatever it says (a form's blank)."""
    bodies = [each for each in report.paragraphs[:4] if each.kind == "body"]
    return bool(bodies) and _COLON.search(report.text, bodies[0].start, bodies[0].end) is not None


RULE = Rule(code="STR010", name="addressee-missing", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
