"""Tracked changes were neither accepted nor refused (修订未处理)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.file_troubles import troubles

TEXTS = Texts(
    summary=Bilingual("修订未处理", "Tracked changes are left in the file"),
    message=Bilingual(
        "文件中还有未处理的修订（插入{inserted}处、删除{deleted}处），本次按接受全部修订核对",
        "tracked changes are left ({inserted} insertions, {deleted} deletions); the text was checked as if all were accepted",
    ),
    why=Bilingual(
        "带修订的文件报出后，对方能看到修改过程，不同软件显示的正文也可能不同。",
        "Others can see how the text was changed, and programs may show different texts.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual(
        "在“审阅”中逐处接受或拒绝修订，关闭修订后另存，再重新检查。",
        "Accept or refuse each change, switch tracking off, save and check again.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for problem, span in troubles(context, "tracked_changes"):
        yield context.diagnostic(
            at=span,
            params={"inserted": "?", "deleted": "?", **problem.params},
            subject=problem.quote[:40],
        )


RULE = Rule(code="STR029", name="tracked-changes-left", severity=Severity.WARNING, find=find, texts=TEXTS)
