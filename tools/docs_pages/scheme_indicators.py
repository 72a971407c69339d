"""A page for each scheme shipped: what it concludes, and of each indicator the article, formula, limits by date and a worked case."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.docs_pages.markdown import beside, code, page, plain, table

from dudao.indicators.cases import run_case
from dudao.indicators.output.as_text import render_trace
from dudao.indicators.output.wording import STATUSES, basis_words
from dudao.schemes.edition import read_edition
from dudao.schemes.formula.nodes import Name, walk
from dudao.schemes.formula.render import plain as number
from dudao.schemes.indicators import Edition, Indicator, IndicatorCase, LegalBasis, Parameter
from dudao.schemes.load import scheme_folders
from dudao.schemes.strict import Faults

FOLDER = "docs/reference/schemes"
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "=", "!=": "≠"}
MOST_LINES, LONGEST_LINE = 24, 200


def address_of(slug: str, edition: str) -> str:
    """Where a scheme's page stands, from docs/reference."""
    return f"schemes/{slug}-{edition}.md"


def scheme_pages() -> Iterator[tuple[str, str]]:
    """Address and content of each page."""
    for folder in scheme_folders():
        edition = read_edition(folder, Faults())
        yield f"docs/reference/{address_of(edition.slug, edition.edition)}", _page(edition)


def _page(edition: Edition) -> str:
    named = f"`{edition.slug}/{edition.edition}`"
    official = "" if edition.is_official else f"**{plain(edition.status_zh)} · {plain(edition.status_en)}**"
    parts = [
        f"{plain(edition.title_en)} · {named} · [全部方案 all schemes](../schemes.md)",
        official or beside(edition.status_zh, edition.status_en),
        "限值按日期列出；没有核实的注明。算例是方案里的测试，由程序运行后写出。<br>Limits stand by date, unconfirmed ones say so. "
        "The worked cases are tests of the scheme, written as the program ran them.",
    ]
    if edition.conclusions:
        parts += ["## 结论 · Conclusions", _conclusions(edition)]
    if edition.gates:
        parts += ["## 一票否决和降等 · Vetoes and downgrades", _gates(edition)]
    if edition.grades:
        grades = [(plain(each.name_zh), plain(each.name_en), f"≥ {number(each.low)}") for each in edition.grades]
        parts += ["## 等次 · Grades", table(("等次", "Grade", "总分 Points"), grades)]
    used: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="dudao-cases-") as work:
        for indicator in _first_levels(edition):
            parts += _indicator(edition, indicator, used, Path(work) / indicator.code)
    return page(plain(edition.title_zh), *parts)


def _first_levels(edition: Edition) -> list[Indicator]:
    """Each indicator once, as it was written, by group and code; those for higher levels of government are the same."""
    seen: dict[str, Indicator] = {}
    for indicator in edition.indicators:
        seen.setdefault(str(indicator.origin), indicator)
    return sorted(
        seen.values(),
        key=lambda each: (
            each.group or "~",
            [(part.isdigit(), part.zfill(4)) for part in re.findall(r"\d+|\D+", each.code)],
        ),
    )


def _conclusions(edition: Edition) -> str:
    rows = []
    for each in edition.conclusions:
        asked = "、".join(code(need) for need in each.needs) or code(each.rule.text if each.rule else "")
        rows.append((f"**{each.code}** {beside(each.name_zh, each.name_en)}", asked, _bases(each.basis)))
    return table(("结论 Conclusion", "须达到 Needs", "依据 Basis"), rows)


def _gates(edition: Edition) -> str:
    rows = [
        (
            f"**{each.code}** {beside(each.name_zh, each.name_en)}",
            code(each.when.text),
            each.at_most,
            _bases(each.basis),
        )
        for each in edition.gates
    ]
    return table(("事项 Matter", "何时 When", "至多 At most", "依据 Basis"), rows)


def _bases(bases: Sequence[LegalBasis]) -> str:
    return "<br>".join(
        f"{plain(basis_words(each, 'zh'))}（{STATUSES[each.status][0]} {STATUSES[each.status][1]}）" for each in bases
    )


def _indicator(edition: Edition, indicator: Indicator, used: set[str], work: Path) -> list[str]:
    facts = [
        ("量什么 Measures", beside(indicator.measures_zh, indicator.measures_en)),
        ("层级 Grain", code(indicator.grain) + ("：" + "、".join(map(code, indicator.stages)) if indicator.stages else "")),
        ("适用 Applies", code(indicator.applies.text) if indicator.applies else ""),
        ("不适用 Does not apply", beside(indicator.applies_reason_zh, indicator.applies_reason_en)),
        ("单位 Unit", plain(indicator.unit)),
        ("限值 Limit", _limit(indicator)),
        ("例外 Exceptions", "<br>".join(_exemptions(indicator))),
        ("判定 Verdict", "由人判定 judged by people" if indicator.verdict == "judged" else ""),
        ("得分 Marks", _marks(indicator)),
        ("依据 Basis", _bases(indicator.basis)),
        ("佐证材料 Evidence", "<br>".join(beside(each.words(), each.words("en")) for each in indicator.evidence)),
        ("可能怎么做假 How it is gamed", beside(indicator.gaming_zh, indicator.gaming_en)),
    ]  # fmt: skip
    title = f"{indicator.code} {plain(indicator.name_zh)}" + ("（中间步骤 step）" if indicator.is_helper else "")
    parts = [f"## {title}", plain(indicator.name_en)]
    if indicator.formula:
        parts.append(f"```\n{indicator.formula.text.strip()}\n```")
    parts.append(table(("", ""), [(name, told) for name, told in facts if told]))
    for parameter in _parameters(edition, indicator):
        if parameter.id in used:
            parts.append(f"{code(parameter.id)} {plain(parameter.name_zh)}：见上文 · stands above.")
        else:
            used.add(parameter.id)
            parts.append(f"{code(parameter.id)} {plain(parameter.name_zh)} · {plain(parameter.name_en)}")
            parts.append(_values(parameter))
    return parts + _worked(edition, indicator, work)


def _limit(indicator: Indicator) -> str:
    if indicator.threshold is None:
        return ""
    return f"{SIGNS[indicator.threshold.operator]} {code(indicator.threshold.limit.text)}".replace(">", "&gt;").replace(
        "<", "&lt;"
    )


def _exemptions(indicator: Indicator) -> Iterator[str]:
    for each in indicator.exemptions:
        limit = f"：{code(each.limit.text)}" if each.limit else ""
        yield f"{beside(each.reason_zh, each.reason_en)}{limit}"


def _marks(indicator: Indicator) -> str:
    return f"{number(indicator.scoring.marks)}（{indicator.scoring.method}）" if indicator.scoring else ""


def _parameters(edition: Edition, indicator: Indicator) -> list[Parameter]:
    names = {node.id for each in indicator.all_expressions for node in walk(each.node) if isinstance(node, Name)}
    return [each for each in edition.parameters if each.id in names]


def _values(parameter: Parameter) -> str:
    """The values of a parameter by date, each with whom it is for and what it rests on."""
    rows = []
    for each in parameter.values:
        days = f"{each.valid_from or '—'} → {each.valid_to or '…'}"
        whom = "、".join(filter(None, (each.stage, each.kind, each.place)))
        source = f"<br>来源 source: {plain(each.basis.source)}" if each.basis.source and each.basis.instrument else ""
        rows.append(
            (days, whom, f"{number(each.value)} {plain(parameter.unit)}".strip(), _bases((each.basis,)) + source)
        )
    return table(("日期 From → to", "对谁 For", "值 Value", "依据 Basis"), rows)


def _worked(edition: Edition, indicator: Indicator, work: Path) -> list[str]:
    """The first case that comes to a verdict or value: its rows, and how the number came about."""
    case = next((each for each in indicator.cases if each.state == "known"), None)
    if case is None:
        return []
    result = run_case(edition, indicator, case, work, is_traced=True).result
    assert result is not None
    assert result.trace is not None
    lines = render_trace(result.trace, "zh").splitlines()
    more = [f"……另有 {len(lines) - MOST_LINES} 行"] if len(lines) > MOST_LINES else []
    shown = [each if len(each) <= LONGEST_LINE else f"{each[:LONGEST_LINE]}…" for each in lines[:MOST_LINES]]
    return [f"算例 Worked case：{plain(case.name)}", *_rows(case), "```\n" + "\n".join([*shown, *more]) + "\n```"]


def _rows(case: IndicatorCase) -> Iterator[str]:
    for name, rows in case.tables:
        if name == "bodies":
            continue
        columns = list(dict.fromkeys(column for row in rows for column, _ in row))
        heads = [code(name), *columns[1:]]
        yield table(heads, [[plain(dict(row).get(column, "")) for column in columns] for row in rows])
