"""Facts of invented cities for drafts, and a draft with its check in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dudao.facts.contract import stages
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.reports.check import CheckResult
from dudao.reports.draft.amounts import PRINTED_UNITS
from dudao.reports.draft.bindings import write_bindings
from dudao.reports.draft.compose import compose_report
from dudao.reports.draft.document import OfficialDocument
from dudao.reports.draft.fact_book import known_measures
from dudao.reports.draft.plain import render_plain
from dudao.reports.run import CheckRequest, check_file
from dudao.reports.settings import CheckSettings
from dudao.schemes.drafting import Drafting
from dudao.schemes.drafting_load import load_drafting
from dudao.schemes.load import find_scheme, read_scheme
from dudao.schemes.model import Scheme
from dudao.values.periods import Period, parse_period

CITY, NORTH, SOUTH = "880500", "880521", "880522"
BODIES = f"""code,name,kind,parent_code
880000,清岚省,province,
{CITY},墨河市,city,880000
{NORTH},松亭县,county,{CITY}
{SOUTH},白苇县,county,{CITY}
"""
LEDGER_HEAD = "number,kind,date,body_code,actor,post,subject,place,planned,done,unit,deadline,responsible,document_number,evidence"
ISSUED = date(2024, 1, 15)
Row = Mapping[str, object]


def write_facts(
    folder: Path,
    city: Sequence[Row] = (),
    *,
    county: Sequence[Row] = (),
    ledger: Sequence[str] = (),
    bodies: str = BODIES,
    evidence: str = "",
) -> Path:
    """A folder of facts: rows of the city and of counties as mappings, lines of the ledger as typed."""
    folder.mkdir(parents=True, exist_ok=True)
    if bodies:
        (folder / "bodies.csv").write_text(bodies, "utf-8")
    for name, rows in (("city", city), ("county", county)):
        if rows:
            columns = list(dict.fromkeys(key for row in rows for key in row))
            lines = [",".join(columns), *(",".join(str(row.get(key, "")) for key in columns) for row in rows)]
            (folder / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    if ledger:
        (folder / "ledger.csv").write_text("\n".join([LEDGER_HEAD, *ledger]), "utf-8")
    if evidence:
        (folder / "evidence.csv").write_text(evidence, "utf-8")
    return folder


def year_of_city(period: int, **values: object) -> Row:
    return {"body_code": CITY, "period": period, **values}


def shipped() -> tuple[Scheme, Drafting]:
    """The scheme of a city government's duties, with what it says about drafting."""
    return scheme_in(find_scheme("government-duty-city/2021"))


def scheme_in(folder: Path) -> tuple[Scheme, Drafting]:
    scheme = read_scheme(folder)
    return scheme, load_drafting(folder, scheme, known_measures(), stages=stages(), units=PRINTED_UNITS)


def known_in(folder: Path) -> KnownFacts:
    return load_facts([folder]).known


def draft_from(folder: Path, *, period: str | None = None, day: date | None = ISSUED) -> OfficialDocument:
    scheme, drafting = shipped()
    return compose_report(scheme, drafting, known_in(folder), period=parse_period(period) if period else None, day=day)


def text_from(folder: Path, *, period: str | None = None, day: date | None = ISSUED) -> str:
    return draft_from(folder, period=period, day=day).plain


@dataclass(frozen=True)
class Checked:
    """A draft and what the checker said of it."""

    text: str
    result: CheckResult

    @property
    def errors(self) -> list[str]:
        return [
            f"{each.code} {each.message('zh')}" for each in self.result.diagnostics if each.severity.value == "error"
        ]

    @property
    def remarks(self) -> list[str]:
        """What is no open gap."""
        return [f"{each.code} {each.message('zh')}" for each in self.result.diagnostics if each.kind.value != "open"]

    @property
    def not_agreeing(self) -> list[str]:
        return [
            f"{each.quote.exact} {each.state}" for each in self.result.given.bindings if each.state.value != "agrees"
        ]


def checked(folder: Path, *, with_bindings: bool = True, year: int = 2023, day: date | None = ISSUED) -> Checked:
    """Draft from the facts of a folder as plain text, and check that with the same facts."""
    document = draft_from(folder, day=day)
    out = folder / "draft" / "自评报告.txt"
    out.parent.mkdir(exist_ok=True)
    out.write_text(render_plain(document), "utf-8")
    if with_bindings:
        write_bindings(document, out)
    settings = CheckSettings(period=_year(year), day=day)
    request = CheckRequest(settings=settings, facts=known_in(folder), scheme=shipped()[0])
    (result,) = check_file(out, request)
    return Checked(document.plain, result)


def _year(number: int) -> Period:
    period = parse_period(str(number))
    assert period is not None
    return period
