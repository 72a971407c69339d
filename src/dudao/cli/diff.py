"""`dudao report diff`: what changed between two versions of a report, figure by figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dudao.cli.files import write_whole
from dudao.cli.report import OutOption, deliver, know_format
from dudao.cli.session import Session
from dudao.diagnostics.verdict import ExitCode
from dudao.reports.compare.model import ReportDifference
from dudao.reports.compare.versions import compare_files
from dudao.reports.output.difference_as_json import difference_as_json
from dudao.reports.output.difference_as_text import render_difference
from dudao.reports.output.difference_page import render_difference_page
from dudao.reports.run import read_file


def register(app: typer.Typer) -> None:
    """Put the verb beside those of `dudao report`."""
    app.command("diff")(diff)


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="旧版本 / the old version")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="新版本 / the new version")],
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|html", help="输出格式 / format")
    ] = "text",
    out: OutOption = None,
    with_all: Annotated[
        bool, typer.Option("--all", help="json 也列出未变的 / json lists what is unchanged too")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="有差别时退出码为 1 / exit 1 where anything differs")
    ] = False,
) -> int:
    """比较两个版本：数字、引用、表述、章节的新增、删去和变动 / what changed between two versions."""
    session: Session = context.obj
    know_format(output_format, ("text", "json", "html"))
    session.progress("read")
    differences = compare_files(read_file(old), read_file(new))
    session.progress("write")
    _write(session, differences, output_format, out or new.with_name(f"{new.stem}.diff.html"), out, with_all)
    session.clear_progress()
    differs = not all(each.is_same for each in differences)
    return ExitCode.FOUND if differs and exit_code else ExitCode.CLEAN


def _write(
    session: Session,
    differences: tuple[ReportDifference, ...],
    output_format: str,
    page: Path,
    out: Path | None,
    with_all: bool,
) -> None:
    if output_format == "html":
        write_whole(page, render_difference_page(differences, lang=session.lang))
        session.tell(f"已写出 {page}", f"wrote {page}")
    elif output_format == "json":
        first, *others = [difference_as_json(each, with_unchanged=with_all) for each in differences]
        if others:
            first["others"] = others
        deliver(session, json.dumps(first, ensure_ascii=False, indent=1), out)
    else:
        deliver(session, "\n\n".join(render_difference(each, session.lang) for each in differences), out)
