"""The report is longer than its notice or scheme allows (超过规定字数).

Counted as the word processor counts 字数: each Chinese character and Chinese mark is one, each run of other characters
without a blank (a number with its unit sign, a Latin word) is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.structure.outline import title_span

TEXTS = Texts(
    summary=Bilingual("超过规定字数", "The report is too long"),
    message=Bilingual("全文约{count}字，超过规定的{limit}字", "about {count} characters; {limit} are allowed"),
    why=Bilingual("超过字数的报告可能被退回压缩。", "A report over the limit may be sent back to be shortened."),
    authority=Bilingual(
        "当年评价通知的字数要求（国家级见国教督办函〔2018〕16号：5000字以内）；字数由设置或方案给定",
        "the limit of the year's notice (nation: 国教督办函〔2018〕16号, up to 5,000 characters), as set in settings or scheme",
    ),
    help=Bilingual(
        "压缩{over}字以上：先删重复的认识类表述和可以放进附件的名单、清单。字数按文字处理软件“字数”一栏计算。",
        "Cut at least {over}: first repeated statements of principle, and lists that can go into attachments.",
    ),
)

_OTHERS = re.compile(r"([^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]+)")
"""What stands between Chinese characters and Chinese marks."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    limit = report_limit(context.given)
    if limit is None or len(context.text) <= limit:
        return
    count = count_characters(context.text)
    if count > limit:
        yield context.diagnostic(
            at=title_span(context.report), params={"count": count, "limit": limit, "over": count - limit}
        )


def report_limit(given: Given) -> int | None:
    """The limit in characters: the settings' own, else the scheme's; None where neither sets one."""
    return given.settings.report_limit or (given.scheme.report_limit if given.scheme else None)


def count_characters(text: str) -> int:
    """Characters as the word processor counts them (字数).

    >>> count_characters("全市投入12.5亿元，增长3%。")
    12
    """
    parts = _OTHERS.split(text)
    return sum(map(len, parts[::2])) + sum(len(others.split()) for others in parts[1::2])


RULE = Rule(code="STR014", name="report-too-long", severity=Severity.WARNING, find=find, texts=TEXTS)
