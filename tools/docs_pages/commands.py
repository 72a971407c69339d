"""The commands with their arguments and options, from the command line's own declarations; and the exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from tools.docs_pages.markdown import beside, code, page, plain, table

from dudao.cli.commands import app
from dudao.diagnostics.verdict import ExitCode

ADDRESS = "docs/reference/commands.md"
LEAD = """`dudao 名词 动词`：先说对什么，再说做什么。`--lang` 和 `--debug` 可以写在任何位置；`dudao 名词 --help` 列出动词。

`dudao NOUN VERB`. `--lang` and `--debug` may stand anywhere; `dudao NOUN --help` lists the verbs.

ID 是方案的代号（`government-duty-city`）、代号加版本（`government-duty-city/2021`）或方案文件夹；P 是时期：`2021`、`2020-2021`（学年）、`2020-01..2021-09`；DAY 是日期：`2021-11-05`。

ID is the slug of a scheme, a slug with its edition, or a folder; P is a period: a year, a school year or a span of months; DAY is a day."""

EXITS = {
    ExitCode.CLEAN: ("没有达到 `--fail-on` 级别的问题", "nothing at or above `--fail-on`"),
    ExitCode.FOUND: ("有达到 `--fail-on` 级别的问题", "something at or above `--fail-on`"),
    ExitCode.MISUSE: (
        "用法有误，或文件读不了：一行话说明是什么、怎么办",
        "misuse, or a file that cannot be read: one line says what and how to mend it",
    ),
    ExitCode.TROUBLE: (
        "程序自身的问题；有规则运行出错时也是 3，检查不完整",
        "trouble in Dudao itself, also when a rule broke: the check is incomplete",
    ),
}


def commands_page() -> tuple[str, str]:
    """Address and content."""
    root = typer.main.get_command(app)
    parts = [LEAD, "## 总的选项 · Global options", _parameters(root)]
    for path, command in _commands(root, "dudao"):
        parts += [f"## `{path}`", beside(*_both(command.help)), code(usage(path, command)), _parameters(command)]
    parts += ["## 退出码 · Exit codes", _exit_codes()]
    return ADDRESS, page("命令 · Commands", *parts)


def _commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The commands that do something, with the words that call them."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        elif not command.hidden:
            yield f"{path} {name}", command


def usage(path: str, command: Any) -> str:
    """How a command is called, in one line.

    >>> root = typer.main.get_command(app)
    >>> usage("dudao rule show", root.commands["rule"].commands["show"])
    'dudao rule show CODE [--format text|json]'
    """
    words = [path]
    for each in command.params:
        shown = _metavar(each)
        if each.param_type_name == "option":
            shown = f"{each.opts[0]} {shown}".strip()
        shown = shown if each.required else f"[{shown}]"
        words.append(f"{shown}..." if getattr(each, "multiple", False) or each.nargs == -1 else shown)
    return " ".join(words)


def _metavar(parameter: Any) -> str:
    return "" if getattr(parameter, "is_flag", False) else parameter.metavar or parameter.name.upper()


def _parameters(command: Any) -> str:
    rows = [_row(each) for each in command.params]
    return table(("参数 Parameter", "含义 Meaning", "默认 Default"), rows) if rows else ""


def _row(parameter: Any) -> tuple[str, str, str]:
    if parameter.param_type_name == "argument":
        names = code(_metavar(parameter))
    else:
        names = "、".join(code(f"{each} {_metavar(parameter)}".strip()) for each in parameter.opts)
    default = "必填 required" if parameter.required else ""
    if parameter.default not in (None, False, ()) and not callable(parameter.default):
        default = code(str(parameter.default))
    return names.replace("|", "\\|"), beside(*_both(parameter.help)), default


def _both(text: str | None) -> tuple[str, str]:
    """The two languages of a help text, which stand on either side of a slash between blanks."""
    zh, _, en = (text or "").partition(" / ")
    return zh, en


def _exit_codes() -> str:
    rows = [(code(str(int(each))), f"{zh}<br>{en}") for each, (zh, en) in EXITS.items()]
    rows.append(("`130`", f"{plain('被中止（Ctrl-C）')}<br>stopped"))
    return table(("退出码 Code", "含义 Meaning"), rows)
