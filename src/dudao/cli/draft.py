"""`dudao report draft`: a self-assessment report from a scheme and facts, in the official format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Put the verb beside those of `dudao report`."""
    app.command("draft")(draft)


def draft(
    context: typer.Context,
    scheme: Annotated[str, typer.Option(metavar="ID", help="评价方案 / scheme")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="写入 .docx、.pdf 或 .txt / the file")],
    facts: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="已知数据，可多次给出 / facts, may be repeated")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="P", help="报告的时期，默认为有数据的最近一年 / period, the latest with data")
    ] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="成文日期 / date of issue")] = None,
    body: Annotated[
        str | None, typer.Option(metavar="BODY", help="哪个单位的报告，名称或代码 / whose report, by name or code")
    ] = None,
) -> None:
    """依评价方案和已知数据起草自评报告，缺的数据留“待补” / draft a report; what is missing is left as a gap."""
    from dudao.cli.drafting import write_draft  # loaded here: no other verb waits for what writes reports

    write_draft(context.obj, scheme, out, facts=tuple(facts or ()), period=period, day=day, body=body)
