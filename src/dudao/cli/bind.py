"""`dudao report bind`: the bindings of a report with their states, and what a person says of them, kept beside the report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dudao.cli.report import Asked, FileArgument, OutOption, deliver, know_format, request_of
from dudao.cli.session import Session
from dudao.facts.known import KnownFacts
from dudao.reports.bind.decisions import Bound, Decision, decide, kept_bindings, list_bindings
from dudao.reports.bind.naming import find_fact
from dudao.reports.bind.saved import SavedBinding, bindings_path, load_bindings, save_bindings
from dudao.reports.output.listed_bindings import bindings_as_json, render_bindings
from dudao.reports.run import bind_readings, read_file
from dudao.reports.settings import find_settings
from dudao.values.errors import MisuseError

Ids = list[str] | None


def register(app: typer.Typer) -> None:
    """Put the verb beside those of `dudao report`."""
    app.command("bind")(bind)


def bind(
    context: typer.Context,
    file: FileArgument,
    facts: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="已知数据，可多次给出 / facts, may be repeated")
    ] = None,
    period: Annotated[str | None, typer.Option(metavar="P", help="被评价的时期 / period evaluated")] = None,
    confirm: Annotated[Ids, typer.Option(metavar="ID", help="确认这一处，可多次 / this binding is right")] = None,
    reject: Annotated[Ids, typer.Option(metavar="ID", help="否定这一处，可多次 / this binding is wrong")] = None,
    forget: Annotated[Ids, typer.Option(metavar="ID", help="撤回对这一处的说法 / take back what was said")] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="FACT", help="与一个 --confirm 合用：改绑到这项数据 / with one --confirm: to this fact"),
    ] = None,
    by: Annotated[str, typer.Option(metavar="PERSON", help="是谁说的 / who says so")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="说明 / a note")] = "",
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
    out: OutOption = None,
) -> None:
    """列出报告的数字、事项、文件各绑定到哪项数据，并记下人的确认或否定 / bindings, confirmed or rejected by people."""
    session: Session = context.obj
    know_format(output_format, ("text", "json"))
    request, _ = request_of(Asked(facts=tuple(facts or ()), period=period), find_settings(file), session)
    if request.facts is None:
        raise MisuseError(
            "请用 --facts 给出已知数据的文件夹或工作簿", "name the facts with --facts: a folder or workbook"
        )
    session.progress("read")
    readings, path = read_file(file), bindings_path(file)

    def bound_with(saved: tuple[SavedBinding, ...]) -> Bound:
        return list_bindings(bind_readings(readings, request, saved), saved)

    saved = load_bindings(path)
    bound = bound_with(saved)
    kept = _decided(bound, _decisions(confirm, reject, forget, to, bound, request.facts), by, note)
    save_bindings(path, kept, report=file.name)
    bound = bound_with(kept)
    if output_format == "json":
        shown = json.dumps(bindings_as_json(bound, readings, request.facts, path.name), ensure_ascii=False, indent=1)
    else:
        shown = render_bindings(bound, readings, request.facts, session.lang)
    deliver(session, shown, out)
    session.tell(f"已写出 {path}", f"wrote {path}")


def _decisions(
    confirm: Ids, reject: Ids, forget: Ids, to: str | None, bound: Bound, known: KnownFacts
) -> tuple[Decision, ...]:
    """What the command line says of which binding; one id is spoken of once."""
    confirmed, rejected, forgotten = confirm or [], reject or [], forget or []
    named = [*confirmed, *rejected, *forgotten]
    if len(named) != len(set(named)):
        raise MisuseError("同一个代号只能说一次", "speak of each id once")
    if to is not None and len(confirmed) != 1:
        raise MisuseError("--to 要与一个 --confirm 合用", "--to goes with one --confirm")
    fact = None
    if to is not None:
        kind = next((each.binding.subject_kind for each in bound.listed if each.id == confirmed[0]), "figure")
        fact = find_fact(to, known, kind)
    return (
        *(Decision("confirm", each, fact) for each in confirmed),
        *(Decision("reject", each) for each in rejected),
        *(Decision("forget", each) for each in forgotten),
    )


def _decided(bound: Bound, decisions: tuple[Decision, ...], person: str, note: str) -> tuple[SavedBinding, ...]:
    today = date.today()  # noqa: DTZ011 - the day on the office's own calendar
    kept = kept_bindings(bound)
    for decision in decisions:
        kept = decide(kept, bound.listed, decision, person=person, day=today, note=note)
    return kept
