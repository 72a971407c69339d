"""What is known about data before anything is computed from them (数据质量报告): completeness, logic, experience, outliers.

All of it are remarks and counts: nothing here changes a value, and no score follows from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dudao.diagnostics.model import Bilingual, Diagnostic
from dudao.facts.bodybook import is_valid_in
from dudao.facts.check_values import check_values
from dudao.facts.contract import table_schema
from dudao.facts.known import CellPlace, Fact, KnownFacts, KnownTable
from dudao.facts.load import LoadedFacts
from dudao.facts.problems import problem
from dudao.facts.row_keys import KEY_COLUMNS
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.absence import State
from dudao.values.periods import Period

GROUPS = {
    "reading": Bilingual("读取", "reading"),
    "completeness": Bilingual("完整性", "completeness"),
    "logic": Bilingual("逻辑校验", "logic check"),
    "experience": Bilingual("经验校验", "experience check"),
}
_GROUP_OF = {
    "logic-check-fails": "logic",
    **dict.fromkeys(("outside-usual-range", "far-from-last-year", "far-from-peers", "unit-suspected"), "experience"),
    **dict.fromkeys(("body-without-rows", "body-gone-or-new", "column-absent", "table-absent"), "completeness"),
}
KINDS_OF_TABLE = {"school_stage": "school", "school": "school", "kindergarten": "kindergarten", "county": "county"}
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class ColumnCoverage:
    """How the cells of one column were filled in; the counts add up to the rows of the table. `known` includes zeros."""

    table: str
    column: str
    label_zh: str
    label_en: str
    known: int
    not_collected: int
    not_applicable: int
    withheld: int

    @property
    def rows(self) -> int:
        return self.known + self.not_collected + self.not_applicable + self.withheld


@dataclass(frozen=True, slots=True)
class QualityReport:
    """The tables with their hashes, how full they are, and every remark: reading first, then completeness, logic, experience."""

    tables: tuple[KnownTable, ...]
    digest: str
    coverage: tuple[ColumnCoverage, ...]
    remarks: tuple[Diagnostic, ...]
    own: OwnTables = NO_OWN_TABLES
    """What the scheme brings along with which the data were read."""

    @property
    def counts(self) -> dict[str, int]:
        """How many remarks each group has, all groups named."""
        found = Counter(group_of(each) for each in self.remarks)
        return {name: found[name] for name in GROUPS}


def group_of(remark: Diagnostic) -> str:
    """The group of a remark about data: reading, completeness, logic or experience."""
    return _GROUP_OF.get(remark.name, "reading")


def make_quality_report(
    loaded: LoadedFacts, needed: Mapping[str, frozenset[str]] | None = None, before: KnownFacts | None = None
) -> QualityReport:
    """The report on loaded data.

    Args:
        needed: columns by table that a scheme reads; what of them is absent is told, and coverage is on them alone.
        before: last year's data to compare with.
    """
    given = [fact for fact in loaded.known.facts if not fact.derived_from and fact.reference.table != "computed"]
    history = before.facts if before else ()
    completeness = [
        *(_absent(loaded, given, needed) if needed else ()),
        *_without_rows(loaded, given),
        *(_gone_or_new(loaded, given, before) if before else ()),
    ]
    checks = check_values(given, history, loaded.known.own)
    remarks = sorted((*completeness, *checks), key=lambda each: list(GROUPS).index(group_of(each)))
    coverage = tuple(_coverage(given, needed, loaded.known.own))
    return QualityReport(loaded.tables, loaded.known.digest, coverage, (*loaded.problems, *remarks), loaded.known.own)


def _coverage(
    facts: Sequence[Fact], needed: Mapping[str, frozenset[str]] | None, own: OwnTables
) -> Iterator[ColumnCoverage]:
    counts: dict[str, dict[str, Counter[State]]] = defaultdict(lambda: defaultdict(Counter))
    for fact in facts:
        counts[fact.reference.table][fact.reference.field][fact.state] += 1
    for table, columns in counts.items():
        schema = table_schema(table, own)
        for column in (*schema.fields, *schema.accepted):
            states = columns.get(column.id)
            if states is None or (needed is not None and column.id not in needed.get(table, ())):
                continue
            yield ColumnCoverage(
                table,
                column.id,
                column.label_zh,
                column.label_en,
                states[State.VALUE] + states[State.ZERO],
                states[State.NOT_COLLECTED],
                states[State.NOT_APPLICABLE],
                states[State.WITHHELD],
            )


def _absent(loaded: LoadedFacts, facts: Sequence[Fact], needed: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
    """Tables and columns that a scheme reads and the data do not have."""
    there: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        there[fact.reference.table].add(fact.reference.field)
    for table, columns in needed.items():
        schema = table_schema(table, loaded.known.own)
        if schema.kind != "dataset":
            there[table] = {each.id for each in schema.fields} if table in loaded.known.given else set()
        if not there[table]:
            if any(each.id == table for each in loaded.tables):
                continue  # a sheet without rows is told when it is read
            yield problem(
                "table-absent", _place_of_table(loaded, table), {"name": schema.label_zh, "name_en": schema.label_en}
            )
            continue
        missing = [
            each
            for each in schema.fields
            if each.id in columns and each.id not in there[table] and each.id not in (*schema.keys, *KEY_COLUMNS)
        ]
        if missing:
            params = {
                "name": schema.label_zh,
                "name_en": schema.label_en,
                "found": _some([each.label_zh for each in missing]),
                "found_en": _some([each.label_en for each in missing]),
            }
            yield problem("column-absent", _place_of_table(loaded, table), params)


def _place_of_table(loaded: LoadedFacts, table: str) -> CellPlace:
    found = next((each for each in loaded.tables if each.id == table), None)
    if found is None:
        return CellPlace(loaded.tables[0].file if loaded.tables else "—")
    return CellPlace(found.file, found.sheet)


def _latest(facts: Iterable[Fact]) -> dict[str, tuple[Period, set[str]]]:
    """By table the latest period and the bodies that have a row of it."""
    found: dict[str, tuple[Period, set[str]]] = {}
    for fact in facts:
        if fact.period.label() != fact.reference.period:
            continue
        table = fact.reference.table
        if table not in found or fact.period.start > found[table][0].start:
            found[table] = (fact.period, set())
        if fact.period.start == found[table][0].start:
            found[table][1].add(fact.body_code)
    return found


def _without_rows(loaded: LoadedFacts, facts: Sequence[Fact]) -> Iterator[Diagnostic]:
    """Bodies of the table of bodies that a table of the latest period should have and has not."""
    if "bodies" not in loaded.known.given:
        return
    for table, (period, there) in _latest(facts).items():
        kind = KINDS_OF_TABLE.get(table)
        expected = [body for body in loaded.known.bodies if body.kind == kind and is_valid_in(body, period)]
        missing = {body.code: body.name for body in expected if body.code not in there}
        if kind and missing and there & {body.code for body in expected}:
            params = {
                "name": table_schema(table, loaded.known.own).label_zh,
                "name_en": table_schema(table, loaded.known.own).label_en,
                "found": _some(list(missing.values())),
                "expected": period.label(),
            }
            yield problem("body-without-rows", _place_of_table(loaded, table), params)


def _gone_or_new(loaded: LoadedFacts, facts: Sequence[Fact], before: KnownFacts) -> Iterator[Diagnostic]:
    """Bodies that had rows last year and have none now, or the other way round."""
    names = {body.code: body.name for body in (*before.bodies, *loaded.known.bodies)}
    past = _latest(fact for fact in before.facts if not fact.derived_from)
    for table, (_, now) in _latest(facts).items():
        if table not in past:
            continue
        for codes, zh, en in (
            (past[table][1] - now, "上年有、今年没有", "there last year, not now"),
            (now - past[table][1], "今年新增", "new this year"),
        ):
            if codes:
                named = _some([f"{names.get(code, '')}（{code}）" for code in sorted(codes)])
                params = {"name": named, "found": zh, "found_en": en}
                yield problem("body-gone-or-new", _place_of_table(loaded, table), params)
    yield from _renamed(loaded, before)


def _renamed(loaded: LoadedFacts, before: KnownFacts) -> Iterator[Diagnostic]:
    """Bodies whose name or superior is another than last year, where the table of bodies has no row of what was."""
    if not {"bodies"} <= loaded.known.given & before.given:
        return
    now: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for body in loaded.known.bodies:
        now[body.code].add((body.name, body.parent_code))
    for body in before.bodies:
        if body.code in now and (body.name, body.parent_code) not in now[body.code]:
            name, parent = sorted(now[body.code])[-1]
            named = f"{body.code} {body.name} → {name}" + (
                f"（{body.parent_code} → {parent}）" if parent != body.parent_code else ""
            )
            params = {"name": named, "found": "更名或改变隶属", "found_en": "renamed or moved"}
            yield problem("body-gone-or-new", _place_of_table(loaded, "bodies"), params)


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f" …（{len(names)}）" if len(names) > MOST_NAMED else "")
