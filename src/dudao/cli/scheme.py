"""`dudao scheme`: which schemes there are, what they ask, and whether a scheme folder is sound."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from dudao.cli.report import parse_day
from dudao.cli.session import Session
from dudao.diagnostics.verdict import ExitCode
from dudao.indicators.cases import run_cases
from dudao.indicators.scheme_check import check_edition
from dudao.schemes.edition import read_edition
from dudao.schemes.indicators import Edition
from dudao.schemes.load import find_scheme, load_scheme, read_scheme, scheme_folders
from dudao.schemes.model import Scheme
from dudao.schemes.strict import Faults

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
    from dudao.cli.drafting import read_sentences  # loaded here: no other verb waits for what writes reports

    session: Session = context.obj
    asked = parse_day(day) or date.today()  # noqa: DTZ011 - limits hold by the office's own calendar
    scheme = load_scheme(path)
    read_sentences(find_scheme(path), scheme)
    faults, notes = Faults(), Faults()
    edition = read_edition(find_scheme(path), faults)
    check_edition(edition, faults, notes, day=asked)
    outcomes = () if faults.found else run_cases(edition)
    for outcome in outcomes:
        for zh, en in outcome.faults:
            name = f"{outcome.indicator.code} {outcome.case.name}"
            faults.add(outcome.case.origin, f"算例“{name}”：{zh}", f"case {name}: {en}")
    if output_format == "json":
        told = {"scheme": f"{edition.slug}/{edition.edition}", "hash": edition.digest, "cases": len(outcomes)}
        told |= {"faults": _told(faults, session.lang), "notes": _told(notes, session.lang)}
        session.say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        session.say("\n".join(_check_lines(scheme, edition, faults, notes, len(outcomes), session.lang)))
    return ExitCode.FOUND if faults.found else ExitCode.CLEAN


def _told(faults: Faults, lang: str) -> list[dict[str, str | int]]:
    return [
        {"file": each.origin.file, "line": each.origin.line, "message": each.en if lang == "en" else each.zh}
        for each in faults.found
    ]


def _check_lines(
    scheme: Scheme, edition: Edition, faults: Faults, notes: Faults, cases: int, lang: str
) -> Iterator[str]:
    english = lang == "en"
    for word, found in (("error" if english else "错误", faults), ("note" if english else "提示", notes)):
        for each in sorted(found.found, key=lambda one: (one.origin.file, one.origin.line)):
            yield f"{each.origin}: {word}: {each.en if english else each.zh}"
    name = f"{scheme.slug}/{scheme.edition}"
    if english:
        yield (
            f"{name}: {len(faults.found)} errors, {len(notes.found)} notes; {len(scheme.points)} points, "
            f"{len(edition.indicators)} indicators, {cases} cases run"
        )
    else:
        yield (
            f"{name}：错误 {len(faults.found)} 条，提示 {len(notes.found)} 条；要点 {len(scheme.points)} 个，"
            f"指标 {len(edition.indicators)} 个，运行算例 {cases} 个"
        )


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
