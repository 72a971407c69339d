"""The file carries a macro (文件含宏)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.file_troubles import place_in_words, troubles

TEXTS = Texts(
    summary=Bilingual("文件含宏", "The file carries a macro"),
    message=Bilingual("文件中含有宏程序（{quote}）", "the file carries a macro ({quote})"),
    why=Bilingual(
        "公文正文不需要宏；带宏的文件可能被邮件或填报系统拦截，也有安全风险。本系统不会运行它。",
        "A report needs no macro; such files are often blocked and are a risk. Dudao never runs it.",
    ),
    authority=HOUSE_RULE,
    help=Bilingual(
        "另存为不含宏的 .docx 再报送；来源不明的文件请交信息安全人员查看。",
        "Save as .docx without macros; have a file of unknown origin looked at.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for problem, span in troubles(context, "macro"):
        place, place_en = place_in_words(problem.place)
        yield context.diagnostic(
            at=span,
            params={"quote": problem.quote[:40], "place": place, "place_en": place_en, **problem.params},
            subject=problem.quote[:40],
        )


RULE = Rule(code="STR030", name="macro-in-file", severity=Severity.WARNING, find=find, texts=TEXTS)
