"""The words of the page, in both languages; tests hold that none is missing."""

from __future__ import annotations

from html import escape

from dudao.diagnostics.model import Bilingual
from dudao.reports.bind.model import BindingState

STATES = {
    BindingState.AGREES: Bilingual("与数据一致", "agrees"),
    BindingState.DIFFERS: Bilingual("与数据不符", "differs"),
    BindingState.UNDECIDED: Bilingual("不能确定", "undecided"),
    BindingState.UNBOUND: Bilingual("没有对应数据", "unbound"),
}
VERDICTS = {
    "clean": Bilingual("未发现问题", "clean"),
    "warnings": Bilingual("有提醒", "warnings"),
    "errors": Bilingual("有错误", "errors"),
    "incomplete": Bilingual("检查不完整", "incomplete"),
}
WORDS = {
    "title": Bilingual("检查结果", "Check"),
    "text": Bilingual("报告正文", "The report"),
    "remarks": Bilingual("问题", "Remarks"),
    "figures": Bilingual("数字", "Figures"),
    "facts": Bilingual("数据", "Facts"),
    "panels": Bilingual("栏目", "Panels"),
    "none": Bilingual("没有发现问题。", "Nothing was found."),
    "no_figures": Bilingual("正文里没有数字。", "There are no figures in the text."),
    "no_facts": Bilingual(
        "检查时没有给出数据；用 --facts 给出后，每个数字旁会显示是否一致。",
        "No facts were given; with --facts every figure shows whether it agrees.",
    ),
    "no_bound": Bilingual("没有数字与给出的数据对应。", "No figure is tied to the facts given."),
    "authority": Bilingual("依据", "Authority"),
    "help": Bilingual("办法", "What to do"),
    "why": Bilingual("原因", "Why"),
    "more": Bilingual("依据与原因", "Authority and why"),
    "see": Bilingual("参见", "See"),
    "whole": Bilingual("全文", "whole text"),
    "keys": Bilingual(
        "键盘：j 下一条，k 上一条，Enter 到正文，/ 筛选，1 2 3 切换栏目",
        "Keys: j next, k previous, Enter to the text, / filter, 1 2 3 panels",
    ),
    "filter": Bilingual("按文字筛选", "Filter by text"),
    "by_level": Bilingual("按级别筛选", "Filter by level"),
    "by_family": Bilingual("按类别筛选", "Filter by family"),
    "by_baseline": Bilingual("按变化筛选", "Filter by change"),
    "by_state": Bilingual("按状态筛选", "Filter by state"),
    "printed": Bilingual("报告数字", "Printed"),
    "expected": Bilingual("应为", "expected"),
    "value": Bilingual("已知数据", "Known"),
    "state": Bilingual("状态", "State"),
    "metric": Bilingual("指标", "Metric"),
    "period": Bilingual("时期", "Period"),
    "role": Bilingual("作用", "Role"),
    "source": Bilingual("来源", "Source"),
    "characters": Bilingual("字", "characters"),
    "scheme": Bilingual("方案", "Scheme"),
    "day": Bilingual("判断日期", "Judged on"),
    "skip": Bilingual("跳到问题列表", "Skip to the remarks"),
    "table": Bilingual("表格", "Table"),
}


def word(name: str, lang: str) -> str:
    """One of the page's words, ready for HTML."""
    return escape(WORDS[name].in_language(lang))
