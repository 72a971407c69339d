"""The formula language of schemes: how it is written, its functions, how a missing input counts."""

from __future__ import annotations

from tools.docs_pages.markdown import beside, code, page, table

from dudao.schemes.formula.functions import FUNCTIONS, NUMBER, TRUTH, Function
from dudao.schemes.formula.parse import DEEPEST, LONGEST, MOST_TOKENS
from dudao.schemes.formula.parse import __doc__ as grammar

ADDRESS = "docs/reference/formula.md"
LEAD = f"""方案里的指标用一种小语言写公式：数（可带单位，如 `85%`、`8000[元/生]`）、名称、`+ - * /`、比较、`and or not in`、函数。单位随运算推定，对不上的会被拒绝，并指出行和列。全角的括号、逗号、加减号照样可用；`#` 之后是说明。一个公式最多 {LONGEST} 个字符、{MOST_TOKENS} 个词和符号、{DEEPEST} 层。

A small typed language for the indicators of a scheme: numbers (with a unit where needed), names, `+ - * /`, comparisons, `and or not in`, functions. Units follow by algebra; what does not fit is refused with line and column. A formula has at most {LONGEST} characters, {MOST_TOKENS} words and marks and {DEEPEST} levels."""
KINDS = {NUMBER: "数 number", TRUTH: "真假 truth", "any": "任意 any"}
UNITS = {
    "same": "同参数 as its arguments",
    "number": "无 none",
    "rate": "比率 rate",
    "count": "个数 count",
    "": "",
}
NAMED = {
    "of": ("在哪张表的各行上算", "the table whose rows are read"),
    "within": ("只在同一范围的各行上算", "only rows of the same group"),
    "where": ("只算符合条件的行", "only rows that meet a condition"),
    "weight": ("权数", "the weight of a row"),
    "base": ("增长率的基数：公布数或同口径数", "the base of a growth: published or restated"),
}


def formula_page() -> tuple[str, str]:
    """Address and content."""
    single = [each for each in FUNCTIONS.values() if not each.is_aggregate]
    grouped = [each for each in FUNCTIONS.values() if each.is_aggregate]
    return ADDRESS, page(
        "公式 · Formulas",
        LEAD,
        "## 例 · Examples",
        f"```text\n{examples()}\n```",
        "## 函数 · Functions",
        _functions(single),
        "## 各行上的函数 · Functions over rows",
        _functions(grouped),
        "## 具名参数 · Named arguments",
        table(
            ("参数 Argument", "含义 Meaning"), [(code(f"{name}:"), f"{zh}<br>{en}") for name, (zh, en) in NAMED.items()]
        ),
    )


def examples() -> str:
    """The formulas that the reader's own docstring shows."""
    return "\n".join((grammar or "").strip().splitlines()[2:])


def _functions(functions: list[Function]) -> str:
    heads = ("函数 Function", "给出 Gives", "单位 Unit", "含义 Meaning")
    rows = [
        (code(signature(each)), KINDS[each.gives], UNITS[each.unit], beside(each.zh, each.en)) for each in functions
    ]
    return table(heads, rows)


def signature(function: Function) -> str:
    """How a function is called.

    >>> signature(FUNCTIONS["min"]), signature(FUNCTIONS["cv"])
    ('min(number, ...)', 'cv(number, of:, within:, where:, weight:)')
    """
    words = [*function.takes, *(["..."] if function.repeats else []), *(f"{each}:" for each in function.named)]
    return f"{function.name}({', '.join(words)})"
