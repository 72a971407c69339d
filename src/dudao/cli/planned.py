"""What `dudao indicator compute` does for many bodies: the compiled plan on DuckDB or Spark. Loaded only when it is used."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dudao.cli.measuring import require_kind
from dudao.cli.planned_json import write_planned_json
from dudao.cli.report import deliver, parse_day, period_of
from dudao.cli.session import Session
from dudao.indicators.compile.compute import Outcome, Prepare, compute_many
from dudao.indicators.compile.engines import prepare_on_duckdb
from dudao.indicators.compile.folder_periods import latest_period
from dudao.indicators.compile.on_spark import prepare_on_spark
from dudao.indicators.compile.plan import compile_plan
from dudao.indicators.compile.reuse import Renewed, compute_changed
from dudao.indicators.compile.spark_session import spark_session
from dudao.indicators.output.as_files import sheets_of, write_workbook
from dudao.indicators.scheme_check import sound_edition
from dudao.indicators.symbols import Symbols
from dudao.indicators.told import COLUMNS as TOLD_COLUMNS
from dudao.indicators.told import CONCLUSIONS as TOLD_CONCLUSIONS
from dudao.schemes.indicators import Edition
from dudao.values.errors import MisuseError

LEVEL_NAMES = {
    "county": ("县", "counties"),
    "city": ("市", "cities"),
    "province": ("省", "provinces"),
    "nation": ("国家", "nations"),
}
VERDICTS = {
    "pass": ("达到", "pass"),
    "fail": ("未达到", "fail"),
    "incomplete": ("缺数据", "incomplete"),
    "not_applicable": ("不适用", "not applicable"),
}


def write_plan(session: Session, scheme: str, *, day: str | None, out: Path | None) -> None:
    """The numbered steps by which an edition is computed for many bodies."""
    edition = sound_edition(scheme, day=parse_day(day))
    deliver(session, compile_plan(edition, Symbols(edition)).render(), out)


@contextmanager
def duckdb_engine(store: Path | None) -> Iterator[Prepare]:
    """DuckDB in this process; with a directory where what was read is kept sorted."""
    yield partial(prepare_on_duckdb, store=store)


@contextmanager
def spark_engine(master: str | None, scratch: Path | None) -> Iterator[Prepare]:
    """Spark on the processors of this machine or on a cluster, as long as it is needed."""
    with spark_session(master or "local[*]", scratch) as spark:
        yield partial(prepare_on_spark, spark)


def write_planned(
    session: Session,
    scheme: str,
    folder: Path,
    prepare: Prepare,
    *,
    period: str | None,
    day: str | None,
    output_format: str,
    out: Path | None,
    reuse: Path | None = None,
) -> None:
    """Compute a scheme on a folder of plain tables and write its results; raises NotPlain for other tables.

    Args:
        reuse: a folder of kept results, from which all is taken that rests on unchanged rows.
    """
    issued = parse_day(day)
    edition = sound_edition(scheme, day=issued)
    asked = period_of(period) or latest_period(folder, edition.own)
    require_kind(asked, edition)
    session.progress("check")
    lang = "" if output_format == "text" else session.lang
    if reuse is None:
        outcome = compute_many(edition, folder, [asked], day=issued, prepare=prepare, lang=lang)
    else:
        renewed = compute_changed(edition, folder, asked, reuse, day=issued, prepare=prepare, lang=lang)
        outcome = renewed.outcome
    session.clear_progress()
    if reuse is not None:
        _tell_renewed(session, renewed)
    if output_format == "text":
        deliver(session, _summary(outcome, edition, session.lang), out)
    elif output_format == "csv" and out is None:
        with tempfile.TemporaryDirectory(prefix="dudao-results-") as kept:
            path = Path(kept) / "results.csv"
            outcome.write(path)
            deliver(session, path.read_text(encoding="utf-8").rstrip("\n"), None)
    elif out is None:
        raise MisuseError(
            f"--format {output_format} 须用 -o 写明文件", f"--format {output_format} needs a file: -o FILE"
        )
    elif output_format == "xlsx":
        _write_sheets(outcome, out)
    elif output_format == "json":
        write_planned_json(out, outcome, edition, folder, asked)
    else:
        outcome.write(out, output_format)
    if output_format != "text":
        session.tell(*_by_which(outcome))


def _tell_renewed(session: Session, renewed: Renewed) -> None:
    """How many bodies were worked out and how many taken from the kept results, level by level."""
    counts = [(level, count, renewed.taken[level]) for level, count in renewed.worked_out.items()]
    zh = "，".join(f"{LEVEL_NAMES[level][0]}重算 {count} 个、沿用 {kept} 个" for level, count, kept in counts)
    en = ", ".join(f"{count} {LEVEL_NAMES[level][1]} computed, {kept} kept" for level, count, kept in counts)
    session.tell(zh, en)


def _by_which(outcome: Outcome) -> tuple[str, str]:
    """Which indicators the exact evaluator gave, all of their results or some."""
    rows = outcome.fetch("SELECT indicator, bool_or(engine = 'plan') FROM results GROUP BY ALL ORDER BY ALL")
    some = outcome.fetch("SELECT DISTINCT indicator FROM results WHERE engine = 'exact' ORDER BY ALL")
    alone = [code for code, is_planned in rows if not is_planned]
    shared = [code for (code,) in some if code not in alone]
    zh, en = [f"成批计算 {len(rows) - len(alone)} 项指标"], [f"the plan computed {len(rows) - len(alone)} indicators"]
    if alone:
        zh.append(f"精确求值器计算 {'、'.join(alone)}")
        en.append(f"the exact evaluator {', '.join(alone)}")
    if shared:
        zh.append(f"并写出 {'、'.join(shared)} 的一部分")
        en.append(f"and some results of {', '.join(shared)}")
    return "，".join(zh), ", ".join(en)


def _write_sheets(outcome: Outcome, out: Path) -> None:
    results = outcome.fetch(outcome.query(TOLD_COLUMNS))
    decided = outcome.fetch(outcome.query(TOLD_CONCLUSIONS, table="conclusions"))
    write_workbook(out, sheets_of(results, decided, outcome.scores, outcome.lang), outcome.lang)


def _summary(outcome: Outcome, edition: Edition, lang: str) -> str:
    """How many bodies pass, fail or lack data, for each indicator and conclusion."""
    english = lang == "en"
    names = {each.code: (each.name_zh, each.name_en) for each in edition.indicators}
    names |= {each.code: (each.name_zh, each.name_en) for each in edition.conclusions}
    lines = [f"{edition.title_en if english else edition.title_zh}"]
    rows = outcome.fetch("SELECT indicator, verdict, count(*) FROM results GROUP BY ALL")
    rows += outcome.fetch("SELECT conclusion, verdict, count(*) FROM conclusions GROUP BY ALL")
    counts: dict[str, dict[str, int]] = {}
    for code, verdict, count in rows:
        counts.setdefault(code, {})[verdict] = count
    for code in names:
        if code in counts:
            told = "，".join(
                f"{word[english]} {counts[code][verdict]}"
                for verdict, word in VERDICTS.items()
                if verdict in counts[code]
            )
            lines.append(f"{code} {names[code][english]}：{told or sum(counts[code].values())}")
    again = outcome.judged_again
    lines.append(
        f"{again} results by the exact evaluator, where the plan was not sure or does not reach"
        if english
        else f"其中 {again} 个结果由精确求值器判定（贴近限值或计划不能计算的）"
    )
    return "\n".join(lines)
