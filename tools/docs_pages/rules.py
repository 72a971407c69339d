"""One page for every rule, the index of all, and one page each for the codes of data and of the engine itself."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.docs_pages.markdown import beside, code, page, plain, table
from tools.docs_pages.rule_cases import (
    codes_beside,
    document_of,
    examples_of,
    first_failing,
    first_silent,
    render_example,
)

from dudao.diagnostics.as_text import LEVELS
from dudao.diagnostics.model import Bilingual, Kind, Severity, Texts
from dudao.diagnostics.reference_pages import FOLDER, TOGETHER, reference_page
from dudao.diagnostics.suppressions import EXPIRED, REFUSED, UNUSED
from dudao.facts.problems import PROBLEMS
from dudao.reports.check import BROKEN_RULE, REMARKS_LEFT_OUT
from dudao.reports.rules.contract import Rule
from dudao.reports.rules.registry import FAMILIES, all_rules

KINDS = {
    Kind.FAIL: Bilingual("须改正", "to be mended"),
    Kind.REVIEW: Bilingual("请核：由人判断", "review: a person judges"),
    Kind.OPEN: Bilingual("待补：缺少内容", "open: something is missing"),
}
NEEDS = {
    "facts": Bilingual("已知数据（`--facts`）", "facts (`--facts`)"),
    "scheme": Bilingual("评价方案（`--scheme`）", "a scheme (`--scheme`)"),
    "word": Bilingual("Word 文件", "a Word file"),
}
STATUS = {"preview": "试行", "stable": "稳定", "deprecated": "将停用", "removed": "已停用"}
OWN_CODES = (
    ("INT001", "rule-broke", Severity.ERROR, Kind.OPEN, BROKEN_RULE),
    ("INT002", "remarks-left-out", Severity.WARNING, Kind.OPEN, REMARKS_LEFT_OUT),
    ("INT011", "suppression-unused", Severity.WARNING, Kind.FAIL, UNUSED),
    ("INT012", "suppression-expired", Severity.WARNING, Kind.FAIL, EXPIRED),
    ("INT013", "suppression-refused", Severity.WARNING, Kind.FAIL, REFUSED),
)
BRACES = "花括号里的内容由每一处的具体情况填入。<br>What stands in braces is filled in at each place."
_BRACED = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Declared:
    """A code with what a table of codes shows of it."""

    code: str
    name: str
    severity: Severity
    kind: Kind
    texts: Texts


def rule_pages() -> Iterator[tuple[str, str]]:
    """Address and content of every page about codes."""
    rules = all_rules()
    yield f"{FOLDER}/README.md", _index(rules)
    for rule in rules:
        yield reference_page(rule.code, rule.name), rule_page(rule)
    data = [Declared(each.code, each.name, each.severity, each.kind, each.texts) for each in PROBLEMS]
    yield f"{FOLDER}/{TOGETHER['DAT']}", _together("DAT 数据 · Submitted data", DATA_LEAD, data)
    own = [Declared(*each) for each in OWN_CODES]
    yield f"{FOLDER}/{TOGETHER['INT']}", _together("INT 程序自身 · Trouble in Dudao itself", ENGINE_LEAD, own)


DATA_LEAD = (
    "读取已知数据（`--facts`、`dudao data check`）时发现的问题。每一条都写明文件、工作表和单元格；有问题的值不会被悄悄采用。\n\n"
    "What is found when facts are read (`--facts`, `dudao data check`). Each names file, sheet and cell; "
    "a doubtful value is never used in silence."
)
ENGINE_LEAD = (
    "关于检查本身的问题，不是报告的问题；不能设例外。\n\n"
    "About the check itself, not about a report; these codes cannot be suppressed."
)


# ───────────────────────────── the page of a rule ─────────────────────────────


def rule_page(rule: Rule) -> str:
    """Everything a rule declares, and its first cases."""
    texts = rule.texts
    return page(
        f"{rule.code} {plain(texts.summary.zh)}",
        f"{plain(texts.summary.en)}",
        _facts_of(rule),
        "## 说什么 · What it says",
        _messages(texts),
        "## 为什么 · Why",
        beside(texts.why.zh, texts.why.en),
        "## 依据 · Authority",
        beside(texts.authority.zh, texts.authority.en),
        *([BRACES] if _BRACED.search(texts.authority.zh) and not _BRACED.search(texts.message.zh) else []),
        "## 怎么办 · How to mend",
        _helps(texts),
        *_options(rule),
        *_examples(rule),
        "## 相关 · Related",
        _related(rule),
    )


def _facts_of(rule: Rule) -> str:
    family, level, kind = FAMILIES[rule.family], LEVELS[rule.severity], KINDS[rule.kind]
    needs = "；".join(f"{NEEDS[each].zh} {NEEDS[each].en}" for each in sorted(rule.needs))
    rows = [
        ("名称 Name", code(rule.name)),
        ("类别 Family", f"[{rule.family} {family.zh} {family.en}](README.md#{rule.family.lower()})"),
        ("级别 Severity", f"{level.zh} {level.en}"),
        ("要求 Kind", f"{kind.zh} · {kind.en}"),
        ("状态 Status", f"{STATUS[rule.status.word]} {rule.status.word} · 自 since {rule.status.since}"),
    ]
    return table(("代码 Code", code(rule.code)), [*rows, *([("需要 Needs", needs)] if needs else [])])


def _messages(texts: Texts) -> str:
    shown = [beside(texts.message.zh, texts.message.en)]
    shown += [beside(each.zh, each.en) for each in texts.variants.values()]
    lines = "\n".join(f"- {each}" for each in shown)
    return f"{lines}\n\n{BRACES}" if _BRACED.search(lines) else lines


def _helps(texts: Texts) -> str:
    if not texts.variant_help:
        return beside(texts.help.zh, texts.help.en)
    return "\n".join(f"- {beside(each.zh, each.en)}" for each in (texts.help, *texts.variant_help.values()))


def _options(rule: Rule) -> list[str]:
    if not rule.options:
        return []
    texts = rule.option_texts
    rows = [
        (code(name), code(toml_value(value)), beside(texts[name].zh, texts[name].en))
        for name, value in rule.options.items()
    ]
    example = "\n".join(f"{name} = {toml_value(value)}" for name, value in rule.options.items())
    return [
        "## 选项 · Options",
        table(("选项 Option", "默认值 Default", "含义 Meaning"), rows),
        f"```toml\n# dudao.toml\n[rules.{rule.name}]\n{example}\n```",
    ]


def toml_value(value: object) -> str:
    """A default as it would be written in dudao.toml."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml_value(each) for each in value) + "]"
    return str(value) if isinstance(value, (int, float)) else f'"{value}"'


def _examples(rule: Rule) -> list[str]:
    parts = []
    failing, silent = first_failing(rule), first_silent(rule)
    if failing:
        parts += [f"## 例：会提示 · Reported: {plain(failing.case.title)}", render_example(rule, failing)]
    if silent:
        parts += [f"## 例：不提示 · Silent: {plain(silent.case.title)}", render_example(rule, silent)]
    document = document_of(rule)
    if document:
        count = len(examples_of(rule))
        parts.append(f"全部 {count} 个例子 · All {count} cases: [{document.name}]({_up(document)})")
    return parts


def _up(target: Path) -> str:
    """A link from the folder of rule pages to a file of the project."""
    return Path(os.path.relpath(target, FOLDER)).as_posix()


# ───────────────────────────── what belongs together ─────────────────────────────


@cache
def _linked() -> Mapping[str, frozenset[str]]:
    """Codes whose case documents name each other: rules that meet at the same passages."""
    known = {rule.code for rule in all_rules()}
    links: dict[str, set[str]] = {each: set() for each in known}
    for rule in all_rules():
        for other in codes_beside(rule) & known:
            links[rule.code].add(other)
            links[other].add(rule.code)
    return {each: frozenset(others) for each, others in links.items()}


def _related(rule: Rule) -> str:
    rules = all_rules()
    family = [each for each in rules if each.family == rule.family]
    at = family.index(rule)
    near = {each.code for each in family[max(0, at - 1) : at + 2]} | _linked()[rule.code]
    lines = [f"- {_link(each)}" for each in rules if each.code in near and each is not rule]
    source = Path("src").joinpath(*rule.find.__module__.split(".")).with_suffix(".py")
    return "\n".join([*lines, f"- [全部规则 · all rules](README.md)；[代码 · source]({_up(source)})"])


def _link(rule: Rule) -> str:
    summary = rule.texts.summary
    return f"[{rule.code}]({rule.code}-{rule.name}.md) {plain(summary.zh)} · {plain(summary.en)}"


# ───────────────────────────── tables of codes ─────────────────────────────


def _index(rules: Sequence[Rule]) -> str:
    counts = {level: sum(rule.severity is level for rule in rules) for level in Severity}
    lead = (
        f"共 {len(rules)} 条规则：错误 {counts[Severity.ERROR]} 条、提醒 {counts[Severity.WARNING]} 条、提示 {counts[Severity.NOTE]} 条。"
        "在命令行里看一条：`dudao rule show 代码`。级别后有“请核”的，由人判断。\n\n"
        f"{len(rules)} rules: {counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, {counts[Severity.NOTE]} notes. "
        "On the command line: `dudao rule show CODE`. Those marked *review* are for a person to judge."
    )
    parts = [lead, " · ".join(f"[{each} {label.zh}](#{each.lower()})" for each, label in FAMILIES.items())]
    for family, label in FAMILIES.items():
        own = [rule for rule in rules if rule.family == family]
        if own:
            parts += [f'<a id="{family.lower()}"></a>\n\n## {family} {label.zh} · {label.en}', _family(own)]
    parts += [
        f'<a id="int"></a>\n\n## INT {FAMILIES["INT"].zh} · {FAMILIES["INT"].en}',
        f"[{TOGETHER['INT']}]({TOGETHER['INT']})：" + "、".join(code(each[0]) for each in OWN_CODES),
        '<a id="dat"></a>\n\n## DAT 数据 · Submitted data',
        f"[{TOGETHER['DAT']}]({TOGETHER['DAT']})：`{PROBLEMS[0].code}` – `{PROBLEMS[-1].code}`",
    ]
    return page("规则 · Rules", *parts)


def _family(rules: Sequence[Rule]) -> str:
    rows = [
        (
            f"[{rule.code}]({rule.code}-{rule.name}.md)",
            beside(rule.texts.summary.zh, rule.texts.summary.en),
            _mark(rule.severity, rule.kind),
            "、".join(code(each) for each in sorted(rule.needs)),
        )
        for rule in rules
    ]
    return table(("代码 Code", "问题 Fault", "级别 Severity", "需要 Needs"), rows)


def _mark(severity: Severity, kind: Kind) -> str:
    level = LEVELS[severity]
    marks: Mapping[Kind, Callable[[str], str]] = {
        Kind.REVIEW: lambda shown: f"{shown}<br>*请核 review*",
        Kind.OPEN: lambda shown: f"{shown}<br>*待补 open*",
    }
    return marks.get(kind, str)(f"{level.zh} {level.en}")


def _together(title: str, lead: str, declared: Sequence[Declared]) -> str:
    parts = []
    for each in declared:
        parts.append(f'<a id="{each.code.lower()}"></a>\n\n## {each.code} `{each.name}`')
        parts.append(_mark(each.severity, each.kind).replace("<br>", " "))
        message = Bilingual(
            each.texts.message.zh.removeprefix("{place}："), each.texts.message.en.removeprefix("{place}: ")
        )
        rows = [
            ("消息 Message", beside(message.zh, message.en)),
            ("办法 Help", beside(each.texts.help.zh, each.texts.help.en)),
        ]
        parts.append(table(("", ""), rows))
    return page(title, lead, BRACES, *parts)
