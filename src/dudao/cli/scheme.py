"""`dudao scheme`: which schemes there are, what they ask, and whether a scheme folder is sound."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from dudao.cli.session import Session
from dudao.schemes.load import load_scheme, read_scheme, scheme_folders
from dudao.schemes.model import Scheme

app = typer.Typer(help="评价方案 / schemes", no_args_is_help=True)

FormatOption = Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")]


@app.command("list")
def list_schemes(context: typer.Context, output_format: FormatOption = "text") -> None:
    """列出随附的评价方案 / the schemes shipped."""
    session: Session = context.obj
    schemes = [read_scheme(folder) for folder in scheme_folders()]
    if output_format == "json":
        listed = [{"id": each.slug, "edition": each.edition, "title": each.title_zh} for each in schemes]
        session.say(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for each in schemes:
        title, status = (each.title_en, each.status_en) if session.lang == "en" else (each.title_zh, each.status_zh)
        session.say(f"{each.slug}/{each.edition}  {title}  [{status}]")


@app.command("show")
def show_scheme(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="代号或文件夹 / slug or folder")],
    output_format: FormatOption = "text",
) -> None:
    """说明一个评价方案的要点 / the points of a scheme."""
    session: Session = context.obj
    scheme = load_scheme(name)
    if output_format == "json":
        session.say(json.dumps(asdict(scheme), ensure_ascii=False, indent=2, default=str))
    else:
        session.say("\n".join(_lines(scheme, session.lang)))


@app.command("check")
def check_scheme(
    context: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="方案文件夹或代号 / scheme folder or slug")],
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="限值须有效的日期，默认今天 / day")] = None,
    output_format: FormatOption = "text",
) -> int:
    """检查一个方案：键、名称、单位、分档、日期、依据，并运行全部算例 / check a scheme and run its cases."""
    from dudao.cli.scheme_checking import write_check  # loaded here: other verbs do not wait for what computes

    return write_check(context.obj, path, day=day, output_format=output_format)


def _lines(scheme: Scheme, lang: str) -> list[str]:
    english = lang == "en"
    lines = [
        f"{scheme.slug}/{scheme.edition}  {scheme.title_en if english else scheme.title_zh}",
        f"[{scheme.status_en if english else scheme.status_zh}]",
    ]
    group = ""
    titles = dict(scheme.groups)
    for point in scheme.points:
        if point.group != group:
            group = point.group
            lines.append(f"\n{titles.get(group, group)}")
        lines.append(f"  {point.code}  {point.title_en if english else point.title_zh}")
        lines.append(f"       {point.asks_en if english else point.asks_zh}")
    if scheme.sections:
        joined = "、".join(section.title_zh for section in scheme.sections)
        lines.append(f"\n{'sections' if english else '必有章节'}  {joined}")
    return lines
