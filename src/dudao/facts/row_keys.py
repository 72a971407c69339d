"""What a row of a dataset is about: body, period, stage; and which rows are no data: totals, notes below the table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dudao.diagnostics.model import Bilingual, Diagnostic
from dudao.facts.bodybook import BodyBook, check_body, known_code
from dudao.facts.cells import WIDTHS, clean_text, parse_period_cell
from dudao.facts.contract import TableSchema, stages
from dudao.facts.headings import Heading, squashed
from dudao.facts.known import CellPlace, KnownBody
from dudao.facts.problems import label_of, problem
from dudao.facts.readers.contract import Sheet
from dudao.facts.records import Record
from dudao.facts.stage_words import parse_stage
from dudao.values.periods import Period, school_year, year

KEY_COLUMNS = frozenset(("body_code", "body_name", "period", "stage"))
GRAND_TOTAL = re.compile(r"(?:全[国省市县区]|本[市县区])?(?:合计|总计|总和)")
ANY_TOTAL = re.compile(r".{0,8}(?:合计|总计|小计|总和)|(?:全[国省市县区])?(?:平均|平均数|平均值|均值)|其中")
TOTAL_MARKS = ("计", "和", "均", "其")
"""One of these is in every word for a total."""
_CODE = re.compile(r"[0-9A-Za-z]{4,}")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})\s*[-—–~至]+\s*((?:19|20)\d{2})\s*学年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年度?(?!\s*\d{1,2}\s*月)|(?=[^\d年]|$))")


@dataclass(frozen=True, slots=True)
class RowKey:
    """What tells one row of a dataset from another."""

    body_code: str
    period: Period
    stage: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class TitlePeriod:
    """A period named above the table, in the sheet's name or the file's, and the words that name it."""

    period: Period
    words: str


def period_of_title(sheet: Sheet, heading: Heading) -> TitlePeriod | None:
    """The one period that the title rows name, else the sheet's name, else the file's; None where they name none or several."""
    titles = "　".join(clean_text(cell) for row in sheet.rows[: heading.top] for cell in row if cell not in (None, ""))
    for text in (titles, sheet.name, sheet.file.rpartition(".")[0]):
        plain = text.translate(WIDTHS)
        spans = {found[1]: found[0] for found in _SCHOOL_YEAR.finditer(plain)}
        if len(spans) == 1:
            start, words = next(iter(spans.items()))
            return TitlePeriod(school_year(int(start)), words)
        years = {found[1]: found[0] for found in _YEAR.finditer(plain)}
        if len(years) == 1 and not spans:
            number, words = next(iter(years.items()))
            return TitlePeriod(year(int(number)), words.strip())
    return None


def total_of(record: Record) -> str:
    """The word by which a row is a total of others (合计, 小计), "" where it is none."""
    first = record.filled[0] if record.text("body_code") == "" and record.filled else ""
    for cell in (record.text("body_code"), record.text("body_name"), record.text("period"), first):
        if any(mark in cell for mark in TOTAL_MARKS):
            text = "".join(cell.split())
            if ANY_TOTAL.fullmatch(text):
                return text
    return ""


def is_note(record: Record, book: BodyBook) -> bool:
    """Whether a row is words across the sheet, not data: nothing but one cell, which is neither a code nor a known name."""
    row = record.sheet.rows[record.row]
    if len(record.columns) < 3 or _has_more(row, 1 + len(record.left_out)):
        return False
    filled = record.filled
    if len(filled) != 1:
        return False
    text = filled[0]
    return not _CODE.fullmatch(text) and squashed(text) not in book.codes_of_name


def _has_more(row: list[Any], most: int) -> bool:
    """Whether more cells than so many are filled."""
    count = 0
    for cell in row:
        if cell is not None and cell != "":
            count += 1
            if count > most:
                return True
    return False


def key_of(
    record: Record, schema: TableSchema, book: BodyBook, title: TitlePeriod | None, problems: list[Diagnostic]
) -> RowKey | None:
    """The key of a row; None, with a problem, where it has none."""
    code = _body_code(record, schema, book, problems)
    if code is None:
        return None
    period = _period(record, title, problems)
    if period is None:
        return None
    stage = record.stage
    if stage is None and "stage" in schema.keys:
        stage = parse_stage(record.text("stage"), schema.own)
        if stage is None and record.text("stage") == "":
            problems.append(problem("key-missing", record.place, {"name": Bilingual("学段（stage）", "stage")}))
            return None
        if stage is None:
            nearest = [label_of(each) for each in stages(schema.own).values() if not each.parts]
            params = {"found": record.text("stage"), "nearest": nearest}
            problems.append(problem("stage-unknown", record.place_of("stage"), params))
            return None
    places = (record.place_of("body_name"), record.place_of("body_code"))
    check_body(code, record.text("body_name"), period, places, book, problems)
    rest = "|".join(record.text(name) for name in schema.keys if name not in KEY_COLUMNS)
    return RowKey(code, period, stage, rest)


def _period(record: Record, title: TitlePeriod | None, problems: list[Diagnostic]) -> Period | None:
    raw = record.cells.get("period")
    if type(raw) is str and (known := _period_of(raw)) is not None:
        return known
    if clean_text(raw) == "":
        if title is not None and "period" not in record.columns:
            return title.period
        problems.append(problem("key-missing", record.place, {"name": Bilingual("年度（period）", "period")}))
        return None
    period = parse_period_cell(raw)
    if period is None:
        problems.append(problem("period-unreadable", record.place_of("period"), {"found": clean_text(raw)}))
    return period


@lru_cache(maxsize=1_024)
def _period_of(text: str) -> Period | None:
    """The period that a text names; tables name few of them again and again."""
    return parse_period_cell(text)


def _body_code(record: Record, schema: TableSchema, book: BodyBook, problems: list[Diagnostic]) -> str | None:
    code, name = record.text("body_code"), record.text("body_name")
    if not code and name:
        code = book.codes_of_name.get(squashed(name), "") or ("" if book.is_given else name)
        if not code:
            problems.append(problem("body-unknown", record.place_of("body_name"), {"found": name}))
            return None
    if not code:
        problems.append(problem("key-missing", record.place, {"name": Bilingual("单位代码（body_code）", "body_code")}))
        return None
    code = known_code(code, record.place_of("body_code"), book, problems, name)
    if name and code not in book.bodies:
        book.add(KnownBody(code, name, schema.level))
    return code


def place_of_sheet(sheet: Sheet) -> CellPlace:
    """The place of a whole sheet."""
    return CellPlace(sheet.file, sheet.name if sheet.addressed else None)
