"""`dudao indicator`: compute a scheme on data, and explain any number of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="指标：计算、解释 / indicators", no_args_is_help=True)

SchemeOption = Annotated[str, typer.Option("--scheme", metavar="ID", help="评价方案 / scheme")]
DataOption = Annotated[list[Path], typer.Option("--data", metavar="PATH", help="数据，可多次给出 / data")]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="P", help="时期，默认为有数据的最近一期 / period, the latest with data"),
]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写入文件 / write to a file")]


@app.command("compute")
def compute(
    context: typer.Context,
    scheme: SchemeOption,
    data: DataOption,
    period: PeriodOption = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="限值依据的日期 / day of the limits")] = None,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json|csv", help="输出格式 / format")] = "text",
    out: OutOption = None,
) -> None:
    """按评价方案计算全部指标，给出结论 / compute the indicators of a scheme."""
    from dudao.cli.measuring import write_results  # loaded here: the verbs of reports do not wait for what computes

    write_results(context.obj, scheme, tuple(data), period=period, day=day, output_format=output_format, out=out)


@app.command("explain")
def explain(
    context: typer.Context,
    scheme: SchemeOption,
    data: DataOption,
    body: Annotated[str, typer.Option(metavar="CODE", help="单位代码 / body")],
    indicator: Annotated[str, typer.Option(metavar="CODE", help="指标代码 / indicator")],
    stage: Annotated[str, typer.Option(metavar="S", help="学段 / stage")] = "",
    period: PeriodOption = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="限值依据的日期 / day of the limits")] = None,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
    out: OutOption = None,
) -> None:
    """解释一个数：从结论到公式、限值依据和原始单元格 / how a number came about."""
    from dudao.cli.measuring import (
        Asked,
        write_trace,
    )  # loaded here: the verbs of reports do not wait for what computes

    asked = Asked(body, indicator, stage)
    write_trace(context.obj, scheme, tuple(data), asked, period=period, day=day, output_format=output_format, out=out)
