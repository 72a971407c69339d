"""`dudao bundle`: a sealed submission, verified offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="封存件：离线核验、列出内容 / sealed submissions", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="封存件 / bundle")]
FormatOption = Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写入文件 / write to a file")]


@app.command("verify")
def verify(
    context: typer.Context,
    file: FileArgument,
    expect: Annotated[
        str, typer.Option("--hash", metavar="HASH", help="回执或备案表上的哈希 / hash on the receipt or record form")
    ] = "",
    endorsements: Annotated[
        str, typer.Option(metavar="HASH", help="回执上签批记录的哈希 / hash of the endorsements on the receipt")
    ] = "",
    after: Annotated[
        Path | None, typer.Option(metavar="FILE", help="应接续的前一版封存件 / bundle that this one should replace")
    ] = None,
    output_format: FormatOption = "text",
    out: OutOption = None,
) -> int:
    """核验封存件：每一件都在、没有多出、内容没有改动 / whether a bundle is what was sealed."""
    from dudao.cli.sealed import Wanted, write_verification  # loaded here: other verbs do not wait for it

    return write_verification(context.obj, file, Wanted(expect, endorsements, after), output_format, out)


@app.command("show")
def show(
    context: typer.Context, file: FileArgument, output_format: FormatOption = "text", out: OutOption = None
) -> int:
    """列出封存件的内容，不核对 / what a bundle says of itself, not verified."""
    from dudao.cli.sealed import write_contents  # loaded here: other verbs do not wait for it

    return write_contents(context.obj, file, output_format, out)
