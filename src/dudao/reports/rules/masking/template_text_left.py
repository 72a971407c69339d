"""Text of a form or model was left in (模板提示语未删除): 请填写…, 此处插入…, 待补充."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.masking.what_is_masked import stands_for

TEXTS = Texts(
    summary=Bilingual("模板提示语未删除", "Template text is left"),
    message=Bilingual("“{text}”是模板的提示语", "{text} is text of a template"),
    why=Bilingual("提示语说明这一处没有填写。", "It shows that nothing was filled in here."),
    authority=DRAFTING,
    help=Bilingual(
        "按提示补上内容，再删去提示语和括号。", "Fill in what it asks for, then delete it with its brackets."
    ),
    variants={"gap": Bilingual("“{text}”处的事实尚缺", "a fact is still missing at {text}")},
    variant_help={
        "gap": Bilingual(
            "向数据提供单位取得这一事实，填入台账或数据表后重新生成，或直接补写。",
            "Get the fact, add it to the ledger or dataset and draft again, or write it in.",
        )
    },
)

_GAP_WORDS = ("待补", "待填", "待核", "缺数据", "缺少数据", "数据待")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for placeholder in context.reading.placeholders:
        if stands_for(placeholder) != "template":
            continue
        is_gap = placeholder.text[1:].startswith(_GAP_WORDS)
        yield context.diagnostic(
            at=placeholder.span,
            params={"text": placeholder.text},
            variant="gap" if is_gap else None,
            kind=Kind.OPEN if is_gap else None,
            severity=Severity.WARNING if is_gap else None,
        )


RULE = Rule(code="MSK003", name="template-text-left", severity=Severity.ERROR, find=find, texts=TEXTS)
