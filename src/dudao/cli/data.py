"""`dudao data`: forms for what is known, whether a filled one is sound, and data packages of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="数据表：生成表格、检查填好的数据、打包 / forms and submitted data", no_args_is_help=True)

SchemeOption = Annotated[str | None, typer.Option("--scheme", metavar="ID", help="评价方案 / scheme")]
LastYearOption = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="PATH", help="上年数据，用来对照，可多次给出 / last year's data, to compare with"),
]
PathArgument = Annotated[
    Path, typer.Argument(metavar="PATH", help="工作簿、文件夹或数据包 / workbook, folder, package")
]


@app.command("form")
def form(
    context: typer.Context,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FORM.xlsx", help="写入的工作簿 / workbook to write")],
    scheme: SchemeOption = None,
    facts: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="已有数据，预先填入 / facts to fill in")
    ] = None,
    data: LastYearOption = None,
    period: Annotated[
        str | None, typer.Option(metavar="P", help="要填的时期，默认为上年数据的下一期 / period to fill in")
    ] = None,
    by_stage: Annotated[
        bool, typer.Option("--by-stage", help="各学段不并排，一个学段一行 / one row a stage, not stages side by side")
    ] = False,
    point: Annotated[
        list[str] | None,
        typer.Option(
            metavar="POINT",
            help="只要这个要点要用的列，可重复（按部门分表） / only the columns of a point, may be repeated",
        ),
    ] = None,
) -> None:
    """生成数据表；测算用的方案只列公式要用的列 / an empty or prefilled form."""
    from dudao.cli.submitting import write_a_form  # openpyxl is slow to load; no other command waits for it

    write_a_form(
        context.obj,
        out,
        scheme,
        tuple(facts or ()),
        tuple(data or ()),
        period,
        by_stage=by_stage,
        points=tuple(point or ()),
    )


@app.command("check")
def check(
    context: typer.Context,
    path: PathArgument,
    scheme: SchemeOption = None,
    data: LastYearOption = None,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
    out: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="MARKED.xlsx", help="写出标注了问题的副本 / write a marked copy"),
    ] = None,
) -> int:
    """检查填好的数据：能否读懂、是否完整、逻辑校验和经验校验 / a quality report on filled data."""
    from dudao.cli.submitting import write_quality_report  # loaded here: other verbs do not wait for schemes and checks

    return write_quality_report(context.obj, path, scheme, tuple(data or ()), output_format, out)


@app.command("pack")
def pack(
    context: typer.Context,
    path: PathArgument,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="写入的文件夹 / folder to write")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="数据包的标题 / title of the package")] = "",
    scheme: SchemeOption = None,
) -> int:
    """把数据写成数据包（CSV 和 datapackage.json），可以公开 / write a data package that can be published."""
    from dudao.cli.submitting import write_package  # loaded here: other verbs do not wait for readers

    return write_package(context.obj, path, out, title, scheme)
