"""What `dudao indicator` does: loaded by its verbs only."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from dudao.cli.report import deliver, know_format, known_facts, parse_day, period_of
from dudao.cli.session import Session
from dudao.cli.tables import tables_as_json
from dudao.facts.bodybook import is_valid_in
from dudao.facts.known import KnownFacts
from dudao.indicators.output.as_csv import results_as_csv
from dudao.indicators.output.as_files import write_results_parquet, write_results_workbook
from dudao.indicators.output.as_json import results_as_json
from dudao.indicators.output.as_text import render_results
from dudao.indicators.output.summary import render_summary
from dudao.indicators.run import run_edition
from dudao.indicators.scheme_check import sound_edition
from dudao.schemes.grade_sets import graded_by
from dudao.schemes.indicators import Edition
from dudao.values.errors import MissingToolError, MisuseError, UnreadableError
from dudao.values.periods import Period

FORMATS = ("text", "json", "csv", "parquet", "xlsx")
ENGINES = ("auto", "exact", "duckdb", "spark")
PLANNED = {"duckdb": "plan", "spark": "spark"}
"""Engines of the compiled plan, each with its extra."""


def write_computed(
    session: Session,
    scheme: str,
    data: tuple[Path, ...],
    *,
    engine: str,
    period: str | None,
    day: str | None,
    grades: str | None,
    output_format: str,
    with_trace: bool,
    is_brief: bool,
    out: Path | None,
    master: str | None = None,
    scratch: Path | None = None,
    store: Path | None = None,
    reuse: Path | None = None,
) -> None:
    """Compute by the engine asked for; with auto, a folder of many schools goes to DuckDB where its tables are plain."""
    know_format(output_format, FORMATS)
    if engine not in ENGINES:
        named = ", ".join(ENGINES)
        raise MisuseError(f"--engine 只能是 {named}，不是 {engine}", f"--engine must be one of {named}, not {engine}")
    asks_exact = bool(grades) or with_trace or is_brief or (output_format == "json" and out is None)
    is_plannable = len(data) == 1 and data[0].is_dir() and not asks_exact
    if engine in PLANNED and not is_plannable:
        raise MisuseError(
            f"--engine {engine} 只用于一个数据文件夹，不带 --grades、--trace、--brief；json 须用 -o 写明文件",
            f"--engine {engine} takes one folder of data, no --grades, --trace or --brief; json needs a file: -o FILE",
        )
    if engine != "spark" and (master or scratch):
        raise MisuseError(
            "--master 和 --scratch 只用于 --engine spark", "--master and --scratch go with --engine spark"
        )
    for name, given in (("--store", store), ("--reuse", reuse)):
        if engine not in ("duckdb", "auto") and given:
            raise MisuseError(f"{name} 只用于 --engine duckdb", f"{name} goes with --engine duckdb")
    if (engine in PLANNED or (engine == "auto" and is_plannable and (reuse or _is_large(data[0])))) and _is_planned(
        *(session, scheme, data[0], engine, master, scratch, store, reuse),
        period=period,
        day=day,
        output_format=output_format,
        out=out,
    ):
        return
    write_results(
        session,
        scheme,
        data,
        period=period,
        day=day,
        grades=grades,
        output_format=output_format,
        with_trace=with_trace,
        is_brief=is_brief,
        out=out,
    )


def _is_planned(
    session: Session,
    scheme: str,
    data: Path,
    engine: str,
    master: str | None,
    scratch: Path | None,
    store: Path | None,
    reuse: Path | None,
    *,
    period: str | None,
    day: str | None,
    output_format: str,
    out: Path | None,
) -> bool:
    """Whether the compiled plan wrote the results; what hinders it is an error where it was asked for."""
    try:
        planned = import_module("dudao.cli.planned")  # only here: what compiles plans takes half a second to load
    except ModuleNotFoundError as error:
        if engine in PLANNED:
            raise MissingToolError(
                f"缺 {error.name}：安装 dudao[{PLANNED[engine]}] 后再用 --engine {engine}",
                f"{error.name} is not installed: --engine {engine} needs dudao[{PLANNED[engine]}]",
            ) from error
        return False
    try:
        on = planned.spark_engine(master, scratch) if engine == "spark" else planned.duckdb_engine(store)
        with on as prepare:
            planned.write_planned(
                *(session, scheme, data, prepare),
                period=period,
                day=day,
                output_format=output_format,
                out=out,
                reuse=reuse,
            )
    except UnreadableError as error:
        if engine in PLANNED:
            raise
        session.tell(error.zh, error.en)
        return False
    return True


LARGE = {".parquet": 2_000_000, ".csv": 20_000_000}
"""Bytes of tables from which a plan pays: some five thousand schools."""


def _is_large(folder: Path) -> bool:
    return any(sum(path.stat().st_size for path in folder.glob(f"*{suffix}")) > most for suffix, most in LARGE.items())


def write_results(
    session: Session,
    scheme: str,
    data: tuple[Path, ...],
    *,
    period: str | None,
    day: str | None,
    grades: str | None,
    output_format: str,
    with_trace: bool,
    is_brief: bool,
    out: Path | None,
) -> None:
    """Compute a scheme on data and write its results."""
    know_format(output_format, FORMATS)
    if is_brief and output_format != "text":
        raise MisuseError("--brief 只用于 text 格式", "--brief is for text only")
    if output_format in ("parquet", "xlsx") and out is None:
        raise MisuseError(
            f"--format {output_format} 须用 -o 写明文件", f"--format {output_format} needs a file: -o FILE"
        )
    issued = parse_day(day)
    edition = graded_by(sound_edition(scheme, day=issued), grades)
    facts = known_facts(data, session, edition.own, with_derived=False)
    asked = asked_period(period, facts, edition)
    session.progress("check")
    results = run_edition(edition, facts, asked, day=issued, is_traced=with_trace)
    session.clear_progress()
    if output_format == "json":
        printed = results_as_json(results, session.lang) | {"tables": tables_as_json(facts.tables)}
        deliver(session, json.dumps(printed, ensure_ascii=False, indent=1), out)
    elif output_format in ("parquet", "xlsx") and out is not None:
        (write_results_parquet if output_format == "parquet" else write_results_workbook)(out, results, session.lang)
    elif output_format == "csv":
        deliver(session, results_as_csv(results, lang=session.lang).rstrip("\n"), out)
    else:
        name_of = names_at(facts, asked)
        if is_brief:
            shown = render_summary(results, edition, name_of, session.lang)
        else:
            shown = render_results(results, edition, name_of, session.lang, most=None if out else 400)
        deliver(session, shown, out)


def asked_period(period: str | None, facts: KnownFacts, edition: Edition) -> Period:
    """The period asked for, else the latest year or school year that data speak of; of the kind that the scheme computes.

    Raises:
        MisuseError: the data name no period; or a calendar year for a scheme that computes school years.
    """
    kinds = ("school_year",) if edition.period_kind == "school_year" else ("year", "school_year")
    periods = [fact.period for fact in facts.facts if fact.period.kind in kinds]
    asked = period_of(period) or max(periods, key=lambda each: each.start, default=None)
    if asked is None:
        raise MisuseError("数据里没有可用的时期，请用 --period 写明", "the data name no period; give --period")
    require_kind(asked, edition)
    return asked


def require_kind(asked: Period, edition: Edition) -> None:
    """Refuse a calendar year for a scheme that computes school years (`period: school_year`)."""
    if asked.kind == "year" and edition.period_kind == "school_year":
        following = f"{asked.label()}-{asked.start.year + 1}"
        raise MisuseError(
            f"方案 {edition.slug} 按学年计算，不能算年度 {asked.label()}；学年写作 --period {following}",
            f"{edition.slug} computes school years, not the year {asked.label()}; write --period {following}",
        )


def names_at(facts: KnownFacts, period: Period) -> Callable[[str], str]:
    """What a body was called at the end of the period; a renamed one has a row for each name."""
    in_order = sorted(facts.bodies, key=lambda body: (is_valid_in(body, period), body.valid_from or date.min))
    names = {body.code: body.name for body in in_order}
    return lambda code: names.get(code, code)
