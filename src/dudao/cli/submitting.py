"""What `dudao data` does: loaded by its verbs only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dudao.cli.files import cannot_write, check_target, write_whole
from dudao.cli.report import know_format, period_of
from dudao.cli.session import Session
from dudao.cli.tables import tables_as_json
from dudao.diagnostics.as_json import diagnostic_as_json
from dudao.diagnostics.as_text import LEVELS
from dudao.diagnostics.verdict import ExitCode, exit_code_of
from dudao.facts.contract import table_schema
from dudao.facts.forms import MeasuringForm, write_form
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.facts.marked import marked_copy
from dudao.facts.package import package_of
from dudao.facts.quality_report import GROUPS, ColumnCoverage, QualityReport, group_of, make_quality_report
from dudao.indicators.needed_columns import asked_columns, columns_by_point, items_judged, stages_measured
from dudao.reports.draft.content import read_sentences
from dudao.schemes.edition import load_edition
from dudao.schemes.formula.faults import nearest_or_all
from dudao.schemes.indicators import Edition
from dudao.schemes.load import load_scheme, read_scheme
from dudao.schemes.model import Scheme
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.errors import MisuseError, UnreadableError

WHOLE = ("judged", "veto")
"""Tables of what people conclude: a form asks for the ground and the day too, though no formula reads them."""
MOST_ALIKE = 20
"""Remarks of one kind that the text shows; JSON and the marked copy have all of them."""


def write_a_form(
    session: Session,
    out: Path,
    scheme: str | None,
    facts: tuple[Path, ...],
    data: tuple[Path, ...],
    period: str | None,
    *,
    by_stage: bool = False,
    points: tuple[str, ...] = (),
) -> None:
    """Write a form: of a scheme that only measures, what its formulas read; of one for reports every column of its tables.

    Args:
        points: of a scheme with points, only the columns that these ask for: what one department reports.
    """
    check_target(out, (*facts, *data))
    loaded_scheme = load_scheme(scheme) if scheme else None
    measured = _measured(scheme)
    own = _own_of(scheme, measured)
    known = load_facts(facts, own, with_derived=False).known if facts else None
    before = load_facts(data, own, with_derived=False).known if data else None
    measuring = None
    columns = columns_of_form(measured) if measured is not None else {}
    if points:
        columns = _columns_of_points(loaded_scheme, measured, points)
    is_for_reports = loaded_scheme is not None and bool(loaded_scheme.ledger_kinds) and not points
    if measured is not None and not is_for_reports:
        whole = {
            table: frozenset(each.id for each in table_schema(table, own).fields) for table in WHOLE if table in columns
        }
        beside = () if by_stage else stages_measured(measured)
        measuring = MeasuringForm({**columns, **whole}, _items(measured, columns), before, period_of(period), beside)
    elif before is not None and known is None:
        known = before  # a form for reports has no sheets of last year: what is known is filled in
    try:
        write_form(out, scheme=loaded_scheme, facts=known, measuring=measuring, also=columns, own=own)
    except OSError as error:
        raise cannot_write(out, error) from error
    session.tell(f"已写出 {out}", f"wrote {out}")


def _measured(scheme: str | None) -> Edition | None:
    """The edition of a scheme that computes indicators; None for one that only outlines reports."""
    if scheme is None:
        return None
    edition = load_edition(scheme)
    return edition if edition.indicators else None


def _own_of(scheme: str | None, edition: Edition | None) -> OwnTables:
    """What the scheme brings along, whether it measures or only outlines reports."""
    if edition is not None:
        return edition.own
    return load_scheme(scheme).own if scheme else NO_OWN_TABLES


def columns_of_form(edition: Edition) -> Mapping[str, frozenset[str]]:
    """The columns that a form of the edition's level asks for, those that its draft prints included."""
    folder = Path(edition.folder)
    return asked_columns(edition, edition.level, read_sentences(folder, read_scheme(folder)))


def _columns_of_points(
    scheme: Scheme | None, edition: Edition | None, points: tuple[str, ...]
) -> Mapping[str, frozenset[str]]:
    """The columns that some points of a scheme ask for, with those that tell rows apart; refused where there is no such point."""
    if scheme is None or edition is None:
        raise MisuseError("--point 要和 --scheme 一起用", "--point goes with --scheme")
    known = {each.code: each.indicators for each in scheme.points}
    for point in points:
        if point not in known:
            zh, en = nearest_or_all(point, list(known))
            raise MisuseError(f"方案没有要点 {point}{zh}", f"the scheme has no point {point}{en}")
    folder = Path(edition.folder)
    drafting = read_sentences(folder, read_scheme(folder))
    asked = columns_by_point(edition, edition.level, known, drafting)
    found = {
        table: frozenset(column for column, codes in columns.items() if not set(points).isdisjoint(codes))
        for table, columns in asked.items()
    }
    datasets = {table: table_schema(table, edition.own) for table, columns in found.items() if columns}
    return {
        table: found[table] | {*schema.keys, *({"body_name"} & set(schema.by_id))}
        for table, schema in datasets.items()
        if schema.kind == "dataset"
    }


def _items(edition: Edition, columns: Mapping[str, frozenset[str]]) -> dict[str, dict[str, str]]:
    codes = items_judged(edition)
    return {"judged": codes} if "judged" in columns and codes else {}


def write_quality_report(
    session: Session, path: Path, scheme: str | None, data: tuple[Path, ...], output_format: str, out: Path | None
) -> int:
    """Say what is known of submitted data before anything is computed; the exit code tells whether it must be mended."""
    know_format(output_format, ("text", "json"))
    if out is not None:
        check_target(out, [path])
    edition = _measured(scheme)
    own = _own_of(scheme, edition)
    session.progress("facts")
    loaded = load_facts([path], own, with_derived=False)
    before: KnownFacts | None = load_facts(data, own, with_derived=False).known if data else None
    session.progress("check")
    report = make_quality_report(loaded, columns_of_form(edition) if edition else None, before)
    if out is not None:
        session.progress("write")
        write_whole(out, marked_copy(path, report.remarks, session.lang))
    session.clear_progress()
    if output_format == "json":
        session.say(json.dumps(report_as_json(report, session.lang), ensure_ascii=False, indent=1))
    else:
        _say(session, report)
    if out is not None:
        session.tell(f"已写出标注的副本 {out}", f"wrote the marked copy {out}")
    return ExitCode(exit_code_of(report.remarks))


def report_as_json(report: QualityReport, lang: str) -> dict[str, Any]:
    """The quality report as plain values; its keys are public."""
    return {
        "data_hash": report.digest,
        "tables": tables_as_json(report.tables),
        "summary": report.counts,
        "completeness": [
            {
                "table": each.table,
                "column": each.column,
                "label": each.label_en if lang == "en" else each.label_zh,
                "rows": each.rows,
                "known": each.known,
                "not_collected": each.not_collected,
                "not_applicable": each.not_applicable,
                "withheld": each.withheld,
            }
            for each in report.coverage
        ],
        "diagnostics": [{**diagnostic_as_json(each, lang), "group": group_of(each)} for each in report.remarks],
    }


def _say(session: Session, report: QualityReport) -> None:
    alike: Counter[tuple[str, str]] = Counter()
    for each in report.remarks:
        level = LEVELS[each.severity].in_language(session.lang)
        kind = (each.code, str(each.params.get("rule", "")))
        alike[kind] += 1
        if alike[kind] > MOST_ALIKE:
            continue
        session.say(f"{each.code} [{level}] {each.message(session.lang)}  {each.help(session.lang)}")
    for (code, rule), count in alike.items():
        if count > MOST_ALIKE:
            more, named = count - MOST_ALIKE, f"{code} {rule}".strip()
            session.say(f"{named}: {more} more alike" if session.lang == "en" else f"{named}：同类还有 {more} 条")
    for line in _gaps(report, session.lang):
        session.say(line)
    counted = [(name, GROUPS[name].in_language(session.lang), count) for name, count in report.counts.items() if count]
    rows = "，".join(f"{table.id} {table.rows} 行" for table in report.tables)
    english = ", ".join(f"{table.id} {table.rows} rows" for table in report.tables)
    session.say(f"read {english}" if session.lang == "en" else f"已读 {rows}")
    if counted and session.lang == "en":
        session.say("remarks: " + ", ".join(f"{label} {count}" for _, label, count in counted))
    elif counted:
        session.say("问题：" + "，".join(f"{label} {count} 条" for _, label, count in counted))


def _gaps(report: QualityReport, lang: str) -> list[str]:
    """One line a table: the columns that are not filled in everywhere."""
    by_table: dict[str, list[ColumnCoverage]] = {}
    for each in report.coverage:
        if each.not_collected:
            by_table.setdefault(each.table, []).append(each)
    lines = []
    for table, columns in by_table.items():
        schema = table_schema(table, report.own)
        if lang == "en":
            named = ", ".join(f"{each.label_en} {each.not_collected}/{each.rows}" for each in columns)
            lines.append(f"not collected in {schema.label_en}: {named}")
        else:
            named = "，".join(f"{each.label_zh} {each.not_collected}/{each.rows}" for each in columns)
            lines.append(f"{schema.label_zh}未采集：{named}")
    return lines


def write_package(session: Session, path: Path, out: Path, title: str, scheme: str | None = None) -> int:
    """Write what is known as a data package; data that cannot be read without error are not packed."""
    loaded = load_facts([path], _own_of(scheme, _measured(scheme)), with_derived=False)
    if exit_code_of(loaded.problems) != ExitCode.CLEAN:
        raise UnreadableError(
            f"{path} 的数据有必须改正的问题，没有打包；先运行 dudao data check {path}",
            f"{path} has problems that must be mended, nothing was packed; run: dudao data check {path}",
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise MisuseError(f"{out} 已有内容；请给一个新的文件夹", f"{out} holds something already; give a new folder")
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(out, error) from error
    files = package_of(loaded.known, out.name.lower() or "data", title or path.stem)
    for name, content in files.items():
        write_whole(out / name, content)
    session.tell(f"已写出 {len(files)} 个文件到 {out}", f"wrote {len(files)} files to {out}")
    return ExitCode.CLEAN
