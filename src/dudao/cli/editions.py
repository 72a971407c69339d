"""`dudao scheme diff, try, publish, export, import`: editions compared, tried on data, frozen, and as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dudao.cli.scheme import FormatOption
from dudao.diagnostics.verdict import ExitCode

OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写入文件 / write to a file")]
ExitOption = Annotated[bool, typer.Option("--exit-code", help="有差别时退出码为 1 / exit 1 where anything differs")]


def register(app: typer.Typer) -> None:
    """Put the verbs beside those of `dudao scheme`."""
    app.command("diff")(diff_schemes)
    app.command("try")(try_scheme)
    app.command("publish")(publish_scheme)
    app.command("export")(export_scheme)
    app.command("import")(import_scheme)


def diff_schemes(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="旧方案 / old scheme")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新方案 / new scheme")],
    output_format: FormatOption = "text",
    out: OutOption = None,
    exit_code: ExitOption = False,
) -> int:
    """比较两版方案：要点、指标、公式、限值、参数、计分 / what changed between two editions."""
    from dudao.cli.edition_comparing import write_scheme_difference  # loaded here: only this verb waits for it

    differs = write_scheme_difference(context.obj, old, new, output_format, out)
    return ExitCode.FOUND if differs and exit_code else ExitCode.CLEAN


def try_scheme(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="草案文件夹或代号 / draft folder or slug")],
    data: Annotated[list[Path], typer.Option("--data", metavar="PATH", help="数据，可多次给出 / data")],
    against: Annotated[
        str | None, typer.Option("--against", metavar="ID", help="对照的方案，默认同名现行版 / the edition in force")
    ] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="P", help="时期 / period")] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="限值依据的日期 / day of the limits")] = None,
    output_format: FormatOption = "text",
    out: OutOption = None,
    exit_code: ExitOption = False,
) -> int:
    """用已有数据试算草案，列出结论或等次变化的单位和起因 / try a draft edition on data."""
    from dudao.cli.edition_comparing import write_trial  # loaded here: only this verb waits for it

    differs = write_trial(context.obj, path, against, tuple(data), period, day, output_format, out)
    return ExitCode.FOUND if differs and exit_code else ExitCode.CLEAN


def publish_scheme(
    context: typer.Context, path: Annotated[str, typer.Argument(metavar="PATH", help="方案文件夹 / scheme folder")]
) -> None:
    """冻结一版方案：把内容的哈希写入锁文件 / freeze an edition by the hash of its content."""
    from dudao.cli.edition_comparing import write_lock  # loaded here: only this verb waits for it

    write_lock(context.obj, path)


def export_scheme(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="代号或文件夹 / slug or folder")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="X.xlsx", help="写入工作簿 / the workbook")],
) -> None:
    """把一版方案写成工作簿，供不写 YAML 的人修改 / an edition as a workbook."""
    from dudao.cli.scheme_workbook import write_workbook  # loaded here: only this verb waits for it

    write_workbook(context.obj, name, out)


def import_scheme(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="X.xlsx", help="工作簿 / the workbook")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="方案文件夹 / scheme folder")],
) -> None:
    """把工作簿读回方案文件夹；错误按工作表和单元格列出 / a workbook back to a scheme folder."""
    from dudao.cli.scheme_workbook import read_workbook  # loaded here: only this verb waits for it

    read_workbook(context.obj, file, out)
