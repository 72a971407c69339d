"""The functions of the formula language: their arguments, what they give, and how a missing input counts.

The table is the language's reference; `docs/reference/formula.md` is made from it.
"""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, TRUTH, DATE, ANY = "number", "truth", "date", "any"


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the language.

    Attributes:
        takes: the kinds of its positional arguments; the last one may repeat where `repeats`.
        gives: number, truth, or any for the kind of its arguments. `unit`: how its unit follows: "same" as the
            arguments, "number" for a plain one, "rate", "count" for rows counted.
        is_aggregate: whether its arguments are read on each row of a group (`of:`, `within:`, `where:`, `weight:`).
    """

    name: str
    takes: tuple[str, ...]
    gives: str
    unit: str
    zh: str
    en: str
    repeats: bool = False
    is_aggregate: bool = False
    named: tuple[str, ...] = ()


GROUPED = ("of", "within", "where")
FUNCTIONS: dict[str, Function] = {
    each.name: each
    for each in (
        Function(
            "if", (TRUTH, ANY, ANY), ANY, "same", "条件成立取前者，否则取后者", "the first where the condition holds"
        ),
        Function("min", (NUMBER,), NUMBER, "same", "最小的一个", "the least of its arguments", repeats=True),
        Function("max", (NUMBER,), NUMBER, "same", "最大的一个", "the greatest of its arguments", repeats=True),
        Function("abs", (NUMBER,), NUMBER, "same", "绝对值", "without its sign"),
        Function("ceil", (NUMBER,), NUMBER, "number", "向上取整", "the next whole number up"),
        Function("floor", (NUMBER,), NUMBER, "number", "向下取整", "the next whole number down"),
        Function("round", (NUMBER, NUMBER), NUMBER, "same", "按位数四舍五入", "to so many digits, half away from zero"),
        Function("known", (ANY,), TRUTH, "", "有值（不是缺失或不适用）", "whether there is a value"),
        Function("applies", (ANY,), TRUTH, "", "适用", "whether it is not marked as not applicable"),
        Function("previous", (NUMBER,), NUMBER, "same", "上一期公布数", "the period before, as published"),
        Function("restated", (NUMBER,), NUMBER, "same", "上一期同口径数", "the period before, on the restated base"),
        Function(
            "growth", (NUMBER,), NUMBER, "rate", "比上一期的增长率", "growth over the period before", named=("base",)
        ),
        Function(
            "years_since",
            (DATE,),
            NUMBER,
            "number",
            "从某日到判定日的周年数",
            "whole years from a date to the day of judgement",
        ),
        Function("sum", (NUMBER,), NUMBER, "same", "各行之和", "over the rows", is_aggregate=True, named=GROUPED),
        Function(
            "mean",
            (NUMBER,),
            NUMBER,
            "same",
            "平均数，可加权",
            "with weights where given",
            is_aggregate=True,
            named=(*GROUPED, "weight"),
        ),
        Function("lowest", (NUMBER,), NUMBER, "same", "各行最小", "over the rows", is_aggregate=True, named=GROUPED),
        Function("highest", (NUMBER,), NUMBER, "same", "各行最大", "over the rows", is_aggregate=True, named=GROUPED),
        Function(
            "cv",
            (NUMBER,),
            NUMBER,
            "number",
            "差异系数（加权标准差÷加权平均数）",
            "weighted standard deviation over mean",
            is_aggregate=True,
            named=(*GROUPED, "weight"),
        ),
        Function(
            "count",
            (),
            NUMBER,
            "count",
            "符合条件的行数",
            "rows that meet the condition",
            is_aggregate=True,
            named=GROUPED,
        ),
        Function(
            "share",
            (TRUTH,),
            NUMBER,
            "rate",
            "符合条件的行所占比例，可加权",
            "part of the rows, or of their weight",
            is_aggregate=True,
            named=(*GROUPED, "weight"),
        ),
        Function(
            "all", (TRUTH,), TRUTH, "", "每一行都符合", "whether every row does", is_aggregate=True, named=GROUPED
        ),
        Function("any", (TRUTH,), TRUTH, "", "至少一行符合", "whether some row does", is_aggregate=True, named=GROUPED),
    )
}
