"""`dudao report diff`: what changed between two versions of a report, figure by figure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dudao.cli.report import OutOption
from dudao.diagnostics.verdict import ExitCode


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
    from dudao.cli.comparing import write_difference  # loaded here: no other verb waits for comparing

    differs = write_difference(context.obj, old, new, output_format, out, with_all=with_all)
    return ExitCode.FOUND if differs and exit_code else ExitCode.CLEAN
