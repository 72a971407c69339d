"""All rules: the tuples of the families joined with those of other packages' entry points; a doubled code is refused."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from dudao.diagnostics.model import Bilingual
from dudao.reports.rules import citations, claims, known, layout, masking, names, numbers, periods, structure
from dudao.reports.rules.contract import Rule
from dudao.values.errors import MisuseError

FAMILIES: dict[str, Bilingual] = {
    "MSK": Bilingual("遮蔽与隐私", "Masking and privacy"),
    "NAM": Bilingual("名称与职务", "Names and posts"),
    "STR": Bilingual("结构与覆盖", "Structure and coverage"),
    "NUM": Bilingual("数字", "Numbers"),
    "PER": Bilingual("时期", "Periods"),
    "CIT": Bilingual("文件引用", "Citations"),
    "CLM": Bilingual("表述", "Claims"),
    "FAC": Bilingual("与已知数据核对", "Against known facts"),
    "LAY": Bilingual("公文版式", "Layout of Word files"),
    "INT": Bilingual("程序自身", "Trouble in Dudao itself"),
}

OWN = (masking, names, structure, numbers, periods, citations, claims, known, layout)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule in the order of its code. Raises MisuseError where two rules share a code or a name."""
    rules = [rule for family in OWN for rule in family.RULES]
    for entry in entry_points(group="dudao.rules"):
        rules.extend(entry.load())
    rules.sort(key=lambda rule: rule.code)
    for first, second in zip(rules, rules[1:], strict=False):
        if first.code == second.code:
            raise MisuseError(
                f"规则代码 {first.code} 重复：{first.name}、{second.name}", f"rule code {first.code} is doubled"
            )
    return tuple(rules)


def rule_by_code(code: str) -> Rule:
    """The rule of a code or a name; raises MisuseError for one that does not exist."""
    for rule in all_rules():
        if code.upper() == rule.code or code.lower() == rule.name:
            return rule
    raise MisuseError(
        f"没有规则 {code}；用 dudao rule list 查看全部规则", f"there is no rule {code}; see them with: dudao rule list"
    )
