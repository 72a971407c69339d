"""`dudao data`: forms for what is known, and whether a filled one can be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dudao.cli.session import Session
from dudao.diagnostics.as_json import diagnostic_as_json
from dudao.diagnostics.as_text import LEVELS
from dudao.diagnostics.verdict import ExitCode, exit_code_of
from dudao.facts.load import load_facts
from dudao.schemes.load import load_scheme
from dudao.values.errors import MisuseError

app = typer.Typer(help="数据表：生成表格、检查填好的数据 / forms and submitted data", no_args_is_help=True)

SchemeOption = Annotated[str | None, typer.Option("--scheme", metavar="ID", help="评价方案 / scheme")]


@app.command("form")
def form(
    context: typer.Context,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FORM.xlsx", help="写入的工作簿 / workbook to write")],
    scheme: SchemeOption = None,
    facts: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="已有数据，预先填入 / facts to fill in")
    ] = None,
) -> None:
    """生成数据表：数据、台账、佐证目录、用语 / an empty or prefilled form."""
    from dudao.facts.forms import write_form  # openpyxl is slow to load; no other command waits for it

    session: Session = context.obj
    known = load_facts(facts).known if facts else None
    try:
        write_form(out, scheme=load_scheme(scheme) if scheme else None, facts=known)
    except OSError as error:
        raise MisuseError(f"无法写入 {out}：{error.strerror}", f"cannot write {out}: {error.strerror}") from error
    session.tell(f"已写出 {out}", f"wrote {out}")


@app.command("check")
def check(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="工作簿或文件夹 / workbook or folder")],
    scheme: SchemeOption = None,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
) -> int:
    """检查填好的数据能否读懂 / whether filled data can be read."""
    session: Session = context.obj
    if scheme:
        load_scheme(scheme)
    loaded = load_facts([path])
    if output_format == "json":
        tables = [{"id": each.id, "file": each.file, "sheet": each.sheet, "rows": each.rows} for each in loaded.tables]
        problems = [diagnostic_as_json(each, session.lang) for each in loaded.problems]
        session.say(json.dumps({"tables": tables, "diagnostics": problems}, ensure_ascii=False, indent=1))
    else:
        for each in loaded.problems:
            level = LEVELS[each.severity].in_language(session.lang)
            session.say(f"{each.code} [{level}] {each.message(session.lang)}  {each.help(session.lang)}")
        rows = "，".join(f"{table.id} {table.rows} 行" for table in loaded.tables)
        english = ", ".join(f"{table.id} {table.rows} rows" for table in loaded.tables)
        session.say(f"read {english}" if session.lang == "en" else f"已读 {rows}")
    return ExitCode(exit_code_of(loaded.problems))
