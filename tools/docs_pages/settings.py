"""Every key of dudao.toml, from the tables by which the file is read, and the options of rules."""

from __future__ import annotations

from collections.abc import Mapping

from tools.docs_pages.markdown import beside, code, page, plain, table
from tools.docs_pages.rules import toml_value

from dudao.diagnostics.suppressions import REASONS
from dudao.reports.rules.registry import all_rules
from dudao.reports.settings import CHECK_KEYS, FILE_NAME, FORMS, SUPPRESSION_KEYS, Setting

ADDRESS = "docs/reference/settings.md"
LEAD = f"""放在报告所在文件夹或其上级文件夹的 `{FILE_NAME}`，UTF-8 编码。最近的一份有效；命令行上写的优先于它。写错的键会被拒绝，并提示最接近的写法。文件中的路径相对于它自己。

`{FILE_NAME}` in the folder of the report or in one above it; the nearest counts, and the command line goes before it. An unknown key is refused, with the nearest that exists. Paths in it are relative to the file."""


def settings_page() -> tuple[str, str]:
    """Address and content."""
    parts = [
        LEAD,
        "## `[check]` 一次检查 · A check",
        _keys(CHECK_KEYS),
        _example("[check]", CHECK_KEYS),
        "## `[[suppressions]]` 例外 · Accepted exceptions",
        "每条例外写明规则、理由、经手人和截止日期；到期或没有用上的例外会作为问题报告（[INT011、INT012](rules/engine.md)）。\n\n"
        "Each names code, reason, person and last day; one that is unused or over is reported.",
        _keys(SUPPRESSION_KEYS),
        _example("[[suppressions]]", SUPPRESSION_KEYS),
        "`reason` 的取值 · values of `reason`:",
        table(("值 Value", "含义 Meaning"), [(code(name), beside(each.zh, each.en)) for name, each in REASONS.items()]),
        "## `[rules.名称]` 规则选项 · Options of rules",
        _options(),
    ]
    return ADDRESS, page(f"设置 `{FILE_NAME}` · Settings", *parts)


def _keys(keys: Mapping[str, Setting]) -> str:
    rows = []
    for name, each in keys.items():
        form = FORMS[each.form][0]
        allowed = "<br>" + "、".join(code(one) for one in each.allowed) if each.allowed else ""
        rows.append(
            (
                code(name),
                beside(form.zh, form.en) + allowed,
                beside(each.default.zh, each.default.en),
                beside(each.meaning.zh, each.meaning.en),
                code(each.example),
            )
        )
    return table(("键 Key", "写法 Form", "默认 Default", "含义 Meaning", "例 Example"), rows)


def _example(head: str, keys: Mapping[str, Setting]) -> str:
    lines = "\n".join(f"{name} = {each.example}" for name, each in keys.items())
    return f"```toml\n{head}\n{lines}\n```"


def _options() -> str:
    rows = [
        (
            f"[{rule.code}](rules/{rule.code}-{rule.name}.md)",
            code(f"[rules.{rule.name}]"),
            code(name),
            code(toml_value(default)),
            beside(rule.option_texts[name].zh, rule.option_texts[name].en),
        )
        for rule in all_rules()
        for name, default in rule.options.items()
    ]
    return table(("规则 Rule", "位置 Table", "选项 Option", "默认 Default", plain("含义 Meaning")), rows)
