"""`dudao indicator`: compute a scheme on data, explain any number of it, compare two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dudao.diagnostics.verdict import ExitCode

app = typer.Typer(help="指标：计算、解释、比较 / indicators", no_args_is_help=True)

SchemeOption = Annotated[str, typer.Option("--scheme", metavar="ID", help="评价方案 / scheme")]
DataOption = Annotated[list[Path], typer.Option("--data", metavar="PATH", help="数据，可多次给出 / data")]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="P", help="时期，默认为有数据的最近一期 / period, the latest with data"),
]
GradesOption = Annotated[
    str | None,
    typer.Option("--grades", metavar="ID", help="方案 grades/ 里的等次标准 / grades of the scheme's grades/"),
]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写入文件 / write to a file")]


@app.command("compute")
def compute(
    context: typer.Context,
    scheme: SchemeOption,
    data: DataOption,
    period: PeriodOption = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="限值依据的日期 / day of the limits")] = None,
    grades: GradesOption = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|csv|parquet|xlsx", help="输出格式 / format")
    ] = "text",
    out: OutOption = None,
    with_trace: Annotated[bool, typer.Option("--trace", help="json 附算法 / json with traces")] = False,
    engine: Annotated[
        str,
        typer.Option(
            metavar="auto|exact|duckdb|spark",
            help="计算方式，默认按数据多少选 / by what; by the size of the data where it is left out",
        ),
    ] = "auto",
    brief: Annotated[
        bool, typer.Option("--brief", help="只列各单位的结论、得分和等次 / only verdicts, scores and grades")
    ] = False,
    master: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="spark：local[N] 或 spark://主机:端口，默认本机 / spark: local[N] or spark://HOST:PORT; this machine where it is left out",
        ),
    ] = None,
    scratch: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="spark：各机器共用的中间文件夹 / spark: a folder that all its machines share for what lies between",
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="duckdb：整理好的数据存在此文件夹，数据未变时直接用 / duckdb: keep the data sorted in DIR, used again while unchanged",
        ),
    ] = None,
    reuse: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="duckdb：结果存在此文件夹，再算时只算数据变了的县及其上级 / duckdb: keep the results in DIR; only counties whose data changed, and the bodies above, are computed again",
        ),
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="只列出计算步骤 / only list the numbered steps")] = False,
) -> None:
    """按评价方案计算全部指标，给出结论 / compute the indicators of a scheme."""
    if plan:
        from dudao.cli.planned import write_plan  # loaded here: what compiles plans takes half a second to load

        write_plan(context.obj, scheme, day=day, out=out)
        return
    from dudao.cli.measuring import write_computed  # loaded here: the verbs of reports do not wait for what computes

    write_computed(
        context.obj,
        scheme,
        tuple(data),
        engine=engine,
        period=period,
        day=day,
        grades=grades,
        output_format=output_format,
        with_trace=with_trace,
        is_brief=brief,
        out=out,
        master=master,
        scratch=scratch,
        store=store,
        reuse=reuse,
    )


@app.command("explain")
def explain(
    context: typer.Context,
    scheme: SchemeOption,
    data: DataOption,
    body: Annotated[str, typer.Option(metavar="CODE", help="单位代码 / body")],
    indicator: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="指标、结论或分组代码；总分写 TOTAL / indicator, conclusion or group; TOTAL: the score"
        ),
    ],
    stage: Annotated[str, typer.Option(metavar="S", help="学段 / stage")] = "",
    period: PeriodOption = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="限值依据的日期 / day of the limits")] = None,
    grades: GradesOption = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|html", help="输出格式 / format")
    ] = "text",
    full: Annotated[bool, typer.Option("--full", help="text 也展开每一行 / text opens every row too")] = False,
    out: OutOption = None,
) -> None:
    """解释一个数、结论或得分：到公式、限值依据和原始单元格 / how a number, verdict or score came about."""
    from dudao.cli.explaining import Asked, write_explanation  # loaded here: other verbs do not wait for what explains

    write_explanation(
        context.obj,
        scheme,
        tuple(data),
        Asked(body, indicator, stage),
        period=period,
        day=day,
        grades=grades,
        output_format=output_format,
        is_full=full,
        out=out,
    )


@app.command("diff")
def diff_runs(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD", help="上一次的 JSON 结果 / JSON of the earlier run")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="这一次的 JSON 结果 / JSON of the later run")],
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
    out: OutOption = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="有差别时退出码为 1 / exit 1 where anything differs")
    ] = False,
) -> int:
    """比较两次计算：值、限值、结论、得分、等次的变化和起因 / what changed between two runs, and through what."""
    from dudao.cli.explaining import write_run_difference  # loaded here: other verbs do not wait for what explains

    differs = write_run_difference(context.obj, old, new, output_format, out)
    return ExitCode.FOUND if differs and exit_code else ExitCode.CLEAN
