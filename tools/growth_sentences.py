"""Wordings of a growth: two amounts and a rate, in the many orders, verbs, signs and brackets that reports use.

Each wording is a function of one `GrowthRow`; the checker is tried with all of them on real and on invented amounts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class GrowthRow:
    """An amount of one year, the one before and the printed rate (signed, in per cent)."""

    place: str
    metric: str
    unit: str
    year: int
    previous: Decimal
    current: Decimal
    rate: Decimal

    @property
    def size(self) -> str:
        return f"{abs(self.rate)}%"

    @property
    def signed(self) -> str:
        return f"{self.rate}%"

    @property
    def p(self) -> str:
        return f"{self.previous}{self.unit}"

    @property
    def c(self) -> str:
        return f"{self.current}{self.unit}"

    @property
    def before(self) -> int:
        return self.year - 1

    def verb(self, rise: str = "增长", fall: str = "下降") -> str:
        return rise if self.rate >= 0 else fall

    def went(self, rise: str = "增加到", fall: str = "减少到") -> str:
        """The verb of the path, by the amounts, not by the rate."""
        return rise if self.current >= self.previous else fall

    def difference(self) -> str:
        return f"{abs(self.current - self.previous)}{self.unit}"

    def in_scale(self, value: Decimal) -> str:
        """The amount in the next larger unit (元 to 万元, 万元 to 亿元), not rounded."""
        larger = {"元": "万元", "万元": "亿元"}.get(self.unit)
        return f"{value}{self.unit}" if larger is None else f"{value.scaleb(-4)}{larger}"

    def with_commas(self, value: Decimal) -> str:
        return f"{value:,}{self.unit}"


def full_width(text: str) -> str:
    return text.translate(str.maketrans("0123456789.%-", "０１２３４５６７８９．％－"))


WORDINGS: dict[str, Callable[[GrowthRow], str]] = {
    "than": lambda r: f"{r.year}年，{r.place}{r.metric}为{r.c}，比上年的{r.p}{r.verb()}{r.size}。",
    "from_to": lambda r: f"{r.place}{r.metric}由上年的{r.p}{r.went()}{r.c}，{r.verb()}{r.size}。",
    "two_years": lambda r: f"{r.before}年{r.place}{r.metric}{r.p}，{r.year}年达到{r.c}，同比{r.verb()}{r.size}。",
    "bracket": lambda r: f"{r.year}年{r.metric}{r.c}（上年为{r.p}），{r.verb('增加', '减少')}{r.size}。",
    "bracket_after": lambda r: f"{r.year}年{r.metric}{r.c}，同比{r.verb()}{r.size}（{r.before}年为{r.p}）。",
    "rate_first": lambda r: (
        f"{r.metric}同比{r.verb()}{r.size}，由{r.before}年的{r.p}{r.went('增至', '降至')}{r.year}年的{r.c}。"
    ),
    "noun": lambda r: f"{r.metric}上年{r.p}，本年{r.c}，增幅{r.signed}。",
    "noun_by_way": lambda r: (
        f"{r.metric}从上年{r.p}{r.went('提高到', '下降到')}今年{r.c}，{r.verb('增幅', '降幅')}为{r.size}。"
    ),
    "signed_verb": lambda r: f"{r.year}年{r.metric}{r.c}，上年同期{r.p}，同比增长{r.signed}。",
    "against": lambda r: (
        f"与{r.before}年的{r.p}相比，{r.year}年{r.metric}{r.verb('提高', '降低')}{r.size}，达到{r.c}。"
    ),
    "on_the_base": lambda r: f"在上年{r.p}的基础上，{r.year}年{r.metric}{r.verb()}{r.size}，为{r.c}。",
    "listed": lambda r: (
        f"{r.metric}和教育费附加分别为{r.c}、5.00亿元，比上年的{r.p}、4.00亿元分别{r.verb()}{r.size}、"
        f"{'' if r.rate >= 0 else '增长'}25.00%。"
    ),
    "listed_with_minus": lambda r: (
        f"{r.metric}、教育费附加分别由{r.p}、4.00亿元变为{r.c}、5.00亿元，分别增长{r.signed}、25.00%。"
    ),
    "two_scales": lambda r: f"{r.year}年{r.metric}{r.in_scale(r.current)}，比上年的{r.p}{r.verb()}{r.size}。",
    "years_listed": lambda r: f"{r.before}年、{r.year}年{r.place}{r.metric}分别为{r.p}、{r.c}，{r.verb()}{r.size}。",
    "two_sentences": lambda r: (
        f"{r.before}年，{r.place}{r.metric}{r.p}。{r.year}年，{r.metric}{r.c}，同比{r.verb()}{r.size}。"
    ),
    "in_brackets": lambda r: f"{r.metric}从{r.p}{r.went('上升到', '下降到')}{r.c}（{r.verb()}{r.size}）。",
    "with_difference": lambda r: (
        f"{r.year}年{r.metric}{r.c}，较{r.before}年的{r.p}{r.went('增加', '减少')}{r.difference()}，{r.verb()}{r.size}。"
    ),
    "colon": lambda r: f"{r.metric}：{r.before}年{r.p}，{r.year}年{r.c}，增长率{r.signed}。",
    "level_of": lambda r: f"{r.year}年{r.place}{r.metric}{r.c}，比{r.before}年{r.p}的水平{r.verb()}了{r.size}。",
    "semicolon": lambda r: f"{r.metric}达{r.c}，同比{r.verb()}{r.size}；上年为{r.p}。",
    "commas": lambda r: f"{r.metric}{r.with_commas(r.current)}，较上年{r.with_commas(r.previous)}{r.verb()}{r.size}。",
    "full_width": lambda r: full_width(f"{r.year}年{r.metric}为{r.c}，比上年的{r.p}{r.verb()}{r.size}。"),
    "half_width_marks": lambda r: f"{r.year}年{r.metric}{r.c},上年为{r.p},{r.verb()}{r.size}。",
    "last_year_named": lambda r: f"去年{r.metric}{r.p}，今年{r.c}，{r.verb()}{r.size}。",
    "invested": lambda r: f"全年投入{r.metric}{r.c}，较上一年度的{r.p}净{r.verb('增', '减')}{r.size}。",
}
"""Ways to state one growth. The rate's own sign chooses the verb, the amounts choose the verb of the path."""


def on_same_basis(sentence: str) -> str:
    """The sentence with a restated base named, before its last clause."""
    body = sentence.removesuffix("。")
    return f"{body}（按同口径计算）。"
