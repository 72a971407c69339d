"""What a scheme asks to be proved by paper (佐证材料要求): the kind alone, or with title, issuer, time, number and per whom.

    evidence: [教案, 授课照片]                                      words: one of each kind
    evidence:
      - {kind: 会议纪要, title: [领导小组], issuer: [教育工作], level: city, filled: [document_number, date],
         covers: "-2..0", dated: "0", per: year, count: 2, basis: {status: example}}

Years are counted from the period that is judged: 0 is that period, -1 the one before. Whether a catalogue has what is
asked for is judged in `dudao.facts.papers`; `evidence_load` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dudao.schemes.faults import Places
from dudao.values.periods import Period

if TYPE_CHECKING:
    from dudao.schemes.indicators import LegalBasis

LEVEL_WORDS = {
    "nation": ("国家级", "national"),
    "province": ("省级", "provincial"),
    "city": ("市级", "city"),
    "county": ("县级", "county"),
    "school": ("学校", "school"),
}
FILLED = {
    "document_number": ("文号", "document number"),
    "issuer": ("发文机关", "issuer"),
    "date": ("日期", "date"),
    "period": ("所属时期", "period"),
    "pages": ("页数", "pages"),
    "file": ("文件", "file"),
}
PER = {
    "body": ("", ""),
    "year": ("每年", "a year"),
    "school": ("每所学校", "a school"),
    "county": ("每个县", "a county"),
    "department": ("每个责任部门", "a department in charge"),
}


@dataclass(frozen=True, slots=True)
class Years:
    """From which year to which, counted from the judged period (0), both included; `first` None: however long ago.

    >>> Years(-2, 0).within(Period(date(2025, 1, 1), date(2026, 1, 1), "year"))
    (datetime.date(2023, 1, 1), datetime.date(2026, 1, 1))
    """

    first: int | None
    last: int

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.last)
        return f"{'' if self.first is None else self.first}..{self.last}"

    def within(self, judged: Period) -> tuple[date, date]:
        """The first day, and the day after the last; `date.min` where it is open."""
        start = date.min if self.first is None else shifted(judged, self.first).start
        return start, shifted(judged, self.last).end

    def each(self, judged: Period) -> Iterator[Period]:
        """Its years one by one; none where it is open."""
        if self.first is not None:
            yield from (shifted(judged, number) for number in range(self.first, self.last + 1))


def shifted(period: Period, years: int) -> Period:
    """The same stretch some years later, or earlier where negative; 29 February becomes 28 February.

    >>> shifted(Period(date(2024, 9, 1), date(2025, 9, 1), "school_year"), -1).label()
    '2023-2024'
    """
    return Period(_moved(period.start, years), _moved(period.end, years), period.kind)


def _moved(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28) if is_leap_day and years else day.replace(year=day.year + years)


@dataclass(frozen=True, slots=True)
class RequiredEvidence:
    """One thing that is to be proved by paper.

    Attributes:
        kind: the kind of material. `title`: one of these words stands in its title; () any.
        issuer: one of these words stands in its issuer; () any. `level`: whose level issued it, "" any.
        filled: columns of the catalogue that must be filled, of FILLED.
        covers: which years it must be about (its period; where it names none, its date). `dated`: in which its date must lie.
        per: for whom it is asked, of PER: the body as a whole, or each year of `covers`, each school …
        count: how many at least, for each of them.
        basis: what the requirement rests on; None where nothing is said.
        is_plain: whether the scheme names the kind and nothing else.
    """

    kind: str
    title: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    level: str = ""
    filled: tuple[str, ...] = ()
    covers: Years | None = None
    dated: Years | None = None
    per: str = "body"
    count: int = 1
    note_zh: str = ""
    note_en: str = ""
    basis: LegalBasis | None = None
    is_plain: bool = False
    places: Places = field(default=Places(), compare=False, repr=False)

    def words(self, lang: str = "zh") -> str:
        """The requirement in a sentence, without its years.

        >>> RequiredEvidence("会议纪要", title=("领导小组",), level="city", filled=("date",), per="year", count=2).words()
        '会议纪要：标题含“领导小组”，市级发文，须有日期，每年2份'
        """
        told = [*(self._zh() if lang == "zh" else self._en())]
        if lang == "zh":
            return f"{self.kind}：{'，'.join(told)}" if told else self.kind
        return f"{self.kind}: {', '.join(told)}" if told else self.kind

    def _zh(self) -> Iterator[str]:
        if self.title:
            yield "标题含" + "或".join(f"“{each}”" for each in self.title)
        if self.issuer:
            yield "发文机关含" + "或".join(f"“{each}”" for each in self.issuer)
        if self.level:
            yield f"{LEVEL_WORDS[self.level][0]}发文"
        if self.filled:
            yield "须有" + "、".join(FILLED[each][0] for each in self.filled)
        if self.covers:
            yield f"属于{_years_zh(self.covers)}"
        if self.dated:
            yield f"日期在{_years_zh(self.dated)}内"
        if self.count > 1 or self.per != "body":
            yield f"{PER[self.per][0]}{self.count}份"

    def _en(self) -> Iterator[str]:
        if self.title:
            yield "title with " + " or ".join(self.title)
        if self.issuer:
            yield "issued by " + " or ".join(self.issuer)
        if self.level:
            yield f"issued at {LEVEL_WORDS[self.level][1]} level"
        if self.filled:
            yield "with " + ", ".join(FILLED[each][1] for each in self.filled)
        if self.covers:
            yield f"of {_years_en(self.covers)}"
        if self.dated:
            yield f"dated in {_years_en(self.dated)}"
        if self.count > 1 or self.per != "body":
            yield f"{self.count} {PER[self.per][1]}".strip()


def _years_zh(years: Years) -> str:
    if years.first is None:
        return "评价期及以前" if years.last == 0 else f"评价期前{-years.last}年及以前"
    if years.first == years.last:
        return "评价期" if years.last == 0 else f"评价期前第{-years.last}年"
    return f"评价期及前{-years.first}年" if years.last == 0 else f"评价期前{-years.first}年至前{-years.last}年"


def _years_en(years: Years) -> str:
    if years.first is None:
        return "the period judged or before" if years.last == 0 else f"{-years.last} years before or earlier"
    if years.first == years.last:
        return "the period judged" if years.last == 0 else f"{-years.last} years before"
    return f"{-years.first} years before up to " + ("the period judged" if years.last == 0 else f"{-years.last} before")
