"""Running text is not set in 仿宋 (正文字体不符)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import BODY_TYPE
from dudao.reports.rules.layout.fonts import font_family
from dudao.reports.rules.layout.set_text import running_text

TEXTS = Texts(
    summary=Bilingual("正文字体不符", "Running text is in the wrong font"),
    message=Bilingual(
        "正文有{count}段用{fonts}，应为仿宋（首处在此）",
        "{count} paragraphs are set in {fonts}, not 仿宋 (first one here)",
    ),
    why=Bilingual("正文一般用仿宋体，全文应当一致。", "Running text is set in 仿宋 throughout."),
    authority=BODY_TYPE,
    help=Bilingual(
        "选中正文，将中文字体设为仿宋_GB2312或仿宋。", "Set the text's East Asian font to 仿宋_GB2312 or 仿宋."
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    due = context.option("fonts")
    wrong = [each for each in running_text(context) if each.style.font and font_family(each.style.font) not in due]
    if wrong:
        fonts = [font for font, _ in Counter(each.style.font for each in wrong).most_common(3)]
        yield context.diagnostic(at=wrong[0].span, params={"count": len(wrong), "fonts": fonts})


RULE = Rule(
    code="LAY005",
    name="body-font-wrong",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
    options={"fonts": ("仿宋",)},
    option_texts={
        "fonts": Bilingual("可用的正文字体，名称中含有即可", "fonts accepted for the body, as part of their name"),
    },
)
