"""`dudao report`: read, check, draft, compare."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dudao.cli.files import check_target, write_whole
from dudao.cli.session import Session
from dudao.diagnostics.as_text import render_diagnostics, render_summary
from dudao.diagnostics.baseline import load_baseline
from dudao.diagnostics.model import Severity
from dudao.diagnostics.verdict import ExitCode, exit_code_of, summarize
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.reports.check import CheckResult
from dudao.reports.output.reading_as_json import reading_as_json
from dudao.reports.output.reading_as_text import render_reading
from dudao.reports.output.result_as_json import result_as_json
from dudao.reports.rules.registry import all_rules
from dudao.reports.run import CheckRequest, check_file, read_file
from dudao.reports.settings import CheckSettings, ProjectSettings, check_options, find_settings
from dudao.schemes.load import load_scheme
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.errors import MisuseError
from dudao.values.periods import Period, parse_period

app = typer.Typer(help="报告：读取、检查、起草、比较 / read, check, draft, compare", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="报告文件 / the report")]
FormatOption = typer.Option("--format", help="输出格式 / format")
OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写入文件 / write to a file")]


@app.command("read")
def read(
    context: typer.Context,
    file: FileArgument,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
    out: OutOption = None,
) -> None:
    """读出报告里的提纲、数字、引用、事项和表述 / what the report says."""
    session: Session = context.obj
    know_format(output_format, ("text", "json"))
    if out is not None:
        check_target(out, [file])
    session.progress("read")
    readings = read_file(file)
    session.clear_progress()
    if output_format == "json":
        first, *others = [reading_as_json(reading) for reading in readings]
        if others:
            first["others"] = others
        deliver(session, json.dumps(first, ensure_ascii=False, indent=1), out)
    else:
        deliver(session, "\n\n".join(render_reading(reading, session.lang) for reading in readings), out)


@app.command("check")
def check(
    context: typer.Context,
    file: FileArgument,
    scheme: Annotated[str | None, typer.Option(metavar="ID", help="评价方案 / scheme")] = None,
    facts: Annotated[
        list[Path] | None, typer.Option(metavar="PATH", help="已知数据，可多次给出 / facts, may be repeated")
    ] = None,
    period: Annotated[str | None, typer.Option(metavar="P", help="被评价的时期 / period evaluated")] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="判断所依据的日期 / day judged on")] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="以往检查的 JSON / JSON of an earlier check")
    ] = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|sarif|html|docx", help="输出格式 / format")
    ] = "text",
    out: OutOption = None,
    fail_on: Annotated[
        str | None, typer.Option(metavar="error|warning|note", help="达到此级别时退出码为 1 / exit 1 at this level")
    ] = None,
) -> int:
    """检查报告，指出哪里不对、依据什么、怎么办 / check a report."""
    session: Session = context.obj
    know_format(output_format, ("text", "json", "sarif", "html", "docx"))
    settings = find_settings(file)
    if settings.lang and not session.lang_was_asked:
        session.lang = settings.lang
    if out is None and output_format in ("html", "docx"):
        out = beside(file, output_format)
    if out is not None:
        check_target(out, [file, *(facts or settings.facts)])
    asked = Asked(scheme, tuple(facts or ()), period, day, baseline, fail_on)
    request, severity = request_of(asked, settings, session)
    results = check_file(file, request, progress=session.progress)
    session.progress("write")
    _write_results(session, file, results, output_format, out)
    session.clear_progress()
    return worst_exit(results, severity)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stood on the command line; None where nothing was said."""

    scheme: str | None = None
    facts: tuple[Path, ...] = ()
    period: str | None = None
    day: str | None = None
    baseline: Path | None = None
    fail_on: str | None = None


def request_of(asked: Asked, settings: ProjectSettings, session: Session) -> tuple[CheckRequest, Severity]:
    """The command line over the settings file over the defaults."""
    check_options(settings.options, {rule.name: rule.options for rule in all_rules()}, settings.file)
    fail_on = asked.fail_on or settings.fail_on or "error"
    if fail_on not in [each.value for each in Severity]:
        raise MisuseError(f"--fail-on 只能是 error、warning 或 note，不是 {fail_on}", f"--fail-on: not {fail_on}")
    baseline = asked.baseline or settings.baseline
    scheme, facts = asked.scheme or settings.scheme, asked.facts or settings.facts
    told = CheckSettings(
        day=parse_day(asked.day) or settings.day,
        period=period_of(asked.period) or settings.period,
        select=settings.select,
        ignore=settings.ignore,
        report_limit=settings.report_limit,
        options=settings.options,
    )
    known_scheme = load_scheme(scheme, day=told.day) if scheme else None
    own = known_scheme.own if known_scheme else NO_OWN_TABLES
    return (
        CheckRequest(
            settings=told,
            scheme=known_scheme,
            facts=known_facts(facts, session, own) if facts else None,
            suppressions=settings.suppressions,
            baseline=load_baseline(baseline) if baseline else None,
            today=date.today(),  # noqa: DTZ011 - suppressions end by the office's own calendar
        ),
        Severity(fail_on),
    )


def known_facts(
    paths: tuple[Path, ...], session: Session, own: OwnTables = NO_OWN_TABLES, *, with_derived: bool = True
) -> KnownFacts:
    """The facts of some paths, read with what a scheme brings along; what is doubtful in them is told on standard error
    and does not stop the check."""
    session.progress("facts")
    loaded = load_facts(paths, own, with_derived=with_derived)
    for problem in loaded.problems:
        session.tell(problem.message("zh"), problem.message("en"))
    return loaded.known


def worst_exit(results: tuple[CheckResult, ...], severity: Severity) -> ExitCode:
    """The exit code of a file with one or more reports."""
    return max(
        (exit_code_of(each.diagnostics, fail_on=severity, is_incomplete=each.is_incomplete) for each in results),
        default=ExitCode.CLEAN,
    )


def _write_results(
    session: Session, file: Path, results: tuple[CheckResult, ...], output_format: str, out: Path | None
) -> None:
    if output_format == "json":
        deliver(session, json.dumps(_merged(results, session.lang), ensure_ascii=False, indent=1), out)
    elif output_format == "sarif":
        from dudao.diagnostics.as_sarif import as_sarif  # as the writers below: loaded for the one format asked for

        remarks = [each for result in results for each in result.diagnostics]
        complete = not any(result.is_incomplete for result in results)
        log = as_sarif(remarks, uri=file.name, lang=session.lang, is_complete=complete)
        deliver(session, json.dumps(log, ensure_ascii=False, indent=1), out)
    elif output_format == "html":
        from dudao.reports.output.page import render_page  # loaded when a page is asked for

        assert out is not None  # settled before the check
        write_whole(out, render_page(results, lang=session.lang))
        session.tell(f"已写出 {out}", f"wrote {out}")
    elif output_format == "docx":
        assert out is not None
        _write_annotated(session, file, results, out)
    else:
        deliver(session, "\n\n".join(_as_text(session, file, result, out is None) for result in results), out)


def beside(file: Path, ending: str) -> Path:
    """Where a page or a commented copy goes when nothing else is said: NAME.check.html beside NAME.docx."""
    return file.with_name(f"{file.stem}.check.{ending}") if file.name else file / f"report.check.{ending}"


def _write_annotated(session: Session, file: Path, results: tuple[CheckResult, ...], out: Path) -> None:
    """A commented copy; all reports of a file are in one copy."""
    from dudao.reports.output.annotated import annotate_reports  # loads lxml, for which no other format should wait

    checked = [(result.given.report, result.diagnostics) for result in results]
    with tempfile.TemporaryDirectory(prefix="dudao-") as folder:
        copy = Path(folder) / "copy.docx"
        annotate_reports(file, checked, copy, lang=session.lang, day=results[0].given.day)
        write_whole(out, copy.read_bytes())
    session.tell(f"已写出 {out}", f"wrote {out}")


def _merged(results: tuple[CheckResult, ...], lang: str) -> dict[str, Any]:
    first, *others = [result_as_json(result, lang) for result in results]
    if others:
        first["others"] = others
    return first


def _as_text(session: Session, file: Path, result: CheckResult, to_terminal: bool) -> str:
    body = render_diagnostics(
        result.diagnostics,
        file=str(file),
        lang=session.lang,
        colour=session.colour and to_terminal,
        width=session.width if to_terminal else None,
    )
    last = render_summary(summarize(result.diagnostics), result.verdict, lang=session.lang, rules=len(result.runs))
    return f"{body}\n\n{last}" if body else last


def deliver(session: Session, text: str, out: Path | None) -> None:
    """Print a result, or write it whole to the file asked for."""
    session.clear_progress()
    if out is None:
        session.say(text)
    else:
        write_whole(out, text + "\n")


def know_format(given: str, known: tuple[str, ...]) -> None:
    """Refuse a format that the command does not have, naming those it has."""
    if given not in known:
        raise MisuseError(
            f"--format 只能是 {'、'.join(known)}，不是 {given}",
            f"--format must be one of {', '.join(known)}, not {given}",
        )


def period_of(text: str | None) -> Period | None:
    """A period as typed, None where nothing was; raises MisuseError for what is no period."""
    if text is None:
        return None
    period = parse_period(text)
    if period is None:
        raise MisuseError(
            f"“{text}”不是时期；写成 2021、2020-2021（学年）或 2020-01..2021-09",
            f"{text!r} is no period; write 2021, 2020-2021 (school year) or 2020-01..2021-09",
        )
    return period


def parse_day(text: str | None) -> date | None:
    """A day as YYYY-MM-DD; raises MisuseError for anything else."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MisuseError(f"“{text}”不是日期；写成 2021-11-05", f"{text!r} is no date; write 2021-11-05") from None
