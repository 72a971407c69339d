"""A placeholder was left in the text (占位符未替换): XX市, x.x亿元, X月, 20xx年, empty brackets, digits gone."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.masking.what_is_masked import name_span, stands_for
from dudao.reports.rules.structure.sections import bare_sections

TEXTS = Texts(
    summary=Bilingual("占位符未替换", "A placeholder is left"),
    message=Bilingual("“{text}”是占位符，名称没有填写", "{text} is a placeholder; the name is not filled in"),
    why=Bilingual(
        "占位符说明文稿没有写完，或者遮蔽后的公开稿被当作报送稿；评审人无法核对。",
        "The draft is unfinished, or a masked public copy was taken for the one to send; nothing can be checked.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "报送稿填写真实名称；确需对外遮蔽的公开稿，全文应一律遮蔽，并保留一份未遮蔽的原件。",
        "Fill in the name in the copy sent up; a public copy that must be masked is masked throughout.",
    ),
    variants={
        "blank": Bilingual("“{text}”是占位符，内容没有填写", "{text} is a placeholder; nothing is filled in"),
        "value": Bilingual("“{text}”缺少数值", "{text} lacks its number"),
        "date": Bilingual("“{text}”日期没有填写", "the date {text} is not filled in"),
        "section": Bilingual("这里只有省略号，内容没有写", "only dots stand here; the text was not written"),
    },
    variant_help={
        "blank": Bilingual("补写内容，或删去这一项。", "Write what belongs here or remove the item."),
        "value": Bilingual(
            "向数据提供单位取得准确数值后填入，连同单位、年份一并核对；暂无数据的写明“未统计”，不要留空或填零。",
            "Get the exact number with unit and year from who keeps it; where there is none, say so: no blank, no zero.",
        ),
        "date": Bilingual(
            "写明具体的年、月、日；事项尚未发生的，改写为计划时间。",
            "Write the date; for what has not happened yet, write when it is planned.",
        ),
        "section": Bilingual("补写内容，或删去这一项。", "Write the text or remove the item."),
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told_elsewhere = {section.omission.start for section in bare_sections(context.given) if section.omission}
    people = {name_span(context, person).start for person in context.reading.people if person.masked}
    for placeholder in context.reading.placeholders:
        what = "name" if placeholder.start in people else stands_for(placeholder)
        if what == "template" or placeholder.start in told_elsewhere:
            continue
        is_name = what in ("place", "name")
        yield context.diagnostic(
            at=placeholder.span,
            params={"text": placeholder.text},
            variant=None if is_name else what,
            severity=Severity.WARNING if is_name else Severity.ERROR,
        )


RULE = Rule(code="MSK001", name="placeholder-left", severity=Severity.WARNING, find=find, texts=TEXTS)
