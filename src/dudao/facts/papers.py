"""Papers of a catalogue against what a scheme asks for: what counts, what does not and why, exactly what is missing.

A requirement is asked for the body as a whole or for each of several things (each year, school, county, department); each
of them is a share. A paper of the kind that does not count is told with its reasons, never left out silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dudao.schemes.evidence import FILLED, LEVEL_WORDS, RequiredEvidence, Years
from dudao.values.periods import Period, parse_period

Said = tuple[str, str]
"""Chinese and English."""
NAMED_AT_MOST = 3
DAY = date.resolution
ADMINISTRATIVE = re.compile(r"(?:[^省市县区州盟旗]{1,7}(?:省|自治区|市|州|盟|县|区|旗))+|[省市县区]")
LEVEL_OF_ENDING = {"省": "province", "治区": "province", "市": "city", "州": "city", "盟": "city"}
NATIONAL = ("国务院", "中共中央", "教育部", "财政部", "国家", "全国")
SCHOOL_ENDINGS = ("学校", "中学", "小学", "幼儿园", "学院", "中心校", "教学点")


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of a catalogue, as far as requirements ask. `provider`: the department that hands it in, "" unknown."""

    key: int | str
    title: str
    kind: str
    document_number: str = ""
    issuer: str = ""
    date: date | None = None
    period: str = ""
    pages: str = ""
    file: str = ""
    folder: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a catalogue.

    Attributes:
        judged: the period that is judged; None where it cannot be read, then nothing is said of times.
        schools, counties: names of those below the body. `departments`: in charge of the point.
        levels: names of governments around, with their level, for whoever issued a paper.
    """

    judged: Period | None
    schools: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """For one year, school … or the body as a whole (`name` empty): the papers that count."""

    name: Said
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One requirement and what the catalogue has of it.

    Attributes:
        shares: for whom it is asked; none where nobody is known for whom it could be asked.
        refused: papers of the kind that do not count, each with its reasons; `late` those whose time is over or wrong.
    """

    required: RequiredEvidence
    shares: tuple[Share, ...]
    refused: tuple[tuple[Paper, tuple[Said, ...]], ...]
    late: tuple[Paper, ...]

    @property
    def good(self) -> tuple[Paper, ...]:
        """Papers that count, each once."""
        return tuple({paper.key: paper for share in self.shares for paper in share.papers}.values())

    @property
    def lacking(self) -> tuple[Share, ...]:
        """Shares that have fewer papers than are asked for."""
        return tuple(share for share in self.shares if len(share.papers) < self.required.count)

    @property
    def is_met(self) -> bool:
        """Whether every share has as many as are asked for."""
        return bool(self.shares) and not self.lacking

    def missing(self) -> Iterator[Said]:
        """Exactly what is missing, a line each; nothing where it is met."""
        kind, count = self.required.kind, self.required.count
        named = " ".join(self.required.title)
        kind_zh = f"{kind}（{named}）" if named else kind
        if not self.shares:
            yield f"{kind}：没有登记应逐一提供的对象，无法判断", f"{kind}: nobody is recorded for whom it is asked"
        elif self.required.per in ("school", "county", "department"):
            yield from self._missing_of_many(kind_zh)
        else:
            for share in self.lacking:
                there = len(share.papers)
                more = (f"（应{count}份，已有{there}份）", f" ({there} of {count})") if there else ("", "")
                of = (f"{share.name[0]}的" if share.name[0] else "", f" of {share.name[1]}" if share.name[1] else "")
                yield (
                    f"缺{of[0]}{kind_zh}{count - there}份{more[0]}",
                    f"{count - there} {kind_zh}{of[1]} missing{more[1]}",
                )

    def _missing_of_many(self, kind: str) -> Iterator[Said]:
        lacking = self.lacking
        if lacking:
            first = [share.name for share in lacking[:NAMED_AT_MOST]]
            zh, en = "、".join(each[0] for each in first), ", ".join(each[1] for each in first)
            if len(lacking) > len(first):
                zh, en = f"{zh}等{len(lacking)}个", f"{en} and {len(lacking) - len(first)} more"
            each = f"各{self.required.count}份" if len(lacking) > 1 else f"{self.required.count}份"
            yield f"{zh}缺{kind}{each}", f"{kind} missing for {en}"


def standing_of(required: RequiredEvidence, papers: Iterable[Paper], around: Around) -> Standing:
    """What a catalogue has of one requirement.

    Args:
        papers: those that speak for the point; of other kinds they are passed over.
    Missing: a paper whose time cannot be told does not count where a time is asked for, and says so; where only the kind is
        asked for it counts.
    """
    shares = {name: [] for name in _share_names(required, around)}  # type: dict[Said, list[Paper]]
    refused, late = [], []
    for paper in papers:
        if paper.kind != required.kind:
            continue
        out_of_time = tuple(_time_faults(required, paper, around))
        reasons = (*_faults(required, paper, around), *out_of_time)
        names = () if reasons else tuple(_names_of(required, paper, around, tuple(shares)))
        for name in names:
            shares[name].append(paper)
        if not names:
            refused.append((paper, reasons or (_unnamed(required),)))
        if out_of_time:
            late.append(paper)
    held = tuple(Share(name, tuple(found)) for name, found in shares.items())
    return Standing(required, held, tuple(refused), tuple(late))


def standings_of(required: Sequence[RequiredEvidence], papers: Sequence[Paper], around: Around) -> tuple[Standing, ...]:
    """What a catalogue has of all that a point asks for; a paper that counts for one requirement is not refused by another
    of the same kind."""
    found = [standing_of(each, papers, around) for each in required]
    counted = {paper.key for standing in found for paper in standing.good}
    return tuple(
        Standing(
            each.required,
            each.shares,
            tuple((paper, why) for paper, why in each.refused if paper.key not in counted),
            tuple(paper for paper in each.late if paper.key not in counted),
        )
        for each in found
    )


# ─────────────── for whom it is asked ───────────────


def _share_names(required: RequiredEvidence, around: Around) -> Sequence[Said]:
    if required.per == "year":
        if around.judged is None or required.covers is None:
            return ()
        return [period_name(each) for each in required.covers.each(around.judged)]
    named = {"school": around.schools, "county": around.counties, "department": around.departments}.get(required.per)
    return [("", "")] if named is None else [(name, name) for name in dict.fromkeys(named)]


def period_name(period: Period) -> Said:
    """A period as people say it.

    >>> period_name(Period(date(2023, 9, 1), date(2024, 9, 1), "school_year"))
    ('2023—2024学年', '2023-2024')
    """
    if period.kind == "school_year":
        return f"{period.start.year}—{period.start.year + 1}学年", period.label()
    return (f"{period.start.year}年度" if period.kind == "year" else period.label()), period.label()


def _names_of(required: RequiredEvidence, paper: Paper, around: Around, names: Sequence[Said]) -> Iterator[Said]:
    """The shares that a paper counts for."""
    if required.per == "body":
        yield from names
    elif required.per == "year" and required.covers is not None and around.judged is not None:
        covered = _covered(paper)
        for period, name in zip(required.covers.each(around.judged), names, strict=True):
            if covered is not None and covered[0] < period.end and period.start < covered[1]:
                yield name
    elif required.per == "department":
        yield from (name for name in names if paper.provider == name[0])
    else:
        text = " ".join((paper.title, paper.issuer, paper.folder, paper.file))
        within = [name for name in names if name[0] in text]
        yield from (name for name in within if not any(name[0] in other[0] and name != other for other in within))


def _unnamed(required: RequiredEvidence) -> Said:
    """Why a paper that is right in itself counts for nobody."""
    return {
        "school": ("题名、发文机关和文件名里看不出是哪所学校的", "does not name one of the schools"),
        "county": ("题名、发文机关和文件名里看不出是哪个县的", "does not name one of the counties"),
        "department": ("不是由责任部门提供的", "not handed in by a department in charge"),
    }.get(required.per, ("看不出属于哪一年", "its year cannot be told"))


# ─────────────── why a paper does not count ───────────────


def _faults(required: RequiredEvidence, paper: Paper, around: Around) -> Iterator[Said]:
    if required.title and not any(word in paper.title for word in required.title):
        words = "或".join(f"“{each}”" for each in required.title)
        yield f"题名里没有{words}", f"the title lacks {' or '.join(required.title)}"
    if required.issuer and not any(word in paper.issuer for word in required.issuer):
        words = "或".join(f"“{each}”" for each in required.issuer)
        told = (f"是“{paper.issuer}”", f"is {paper.issuer}") if paper.issuer else ("没有填", "is empty")
        yield f"发文机关{told[0]}，应含{words}", f"the issuer {told[1]}, not {' or '.join(required.issuer)}"
    if required.level and (level := level_of_issuer(paper.issuer, around.levels)) != required.level:
        wanted, told_level = LEVEL_WORDS[required.level], LEVEL_WORDS.get(level, ("看不出级别", "unknown"))
        yield (
            f"发文机关应是{wanted[0]}，现为{told_level[0]}",
            f"the issuer should be {wanted[1]}, it is {told_level[1]}",
        )
    for column in required.filled:
        if not getattr(paper, column):
            yield f"缺{FILLED[column][0]}", f"no {FILLED[column][1]}"


def _time_faults(required: RequiredEvidence, paper: Paper, around: Around) -> Iterator[Said]:
    judged = around.judged
    if judged is None:
        return
    if required.is_plain and is_over(paper.period, judged):
        yield f"所属时期{paper.period}已过", f"its period {paper.period} is over"
    if required.covers is not None and not required.is_plain:
        covered, (start, end) = _covered(paper), required.covers.within(judged)
        if covered is None:
            yield "没有所属时期和日期，看不出属于哪一年", "neither period nor date: its year cannot be told"
        elif not (covered[0] < end and start < covered[1]):
            told = paper.period or str(paper.date)
            zh, en = span_name(required.covers, judged)
            yield f"时期{told}不在{zh}内", f"its time {told} is not in {en}"
    if required.dated is not None:
        start, end = required.dated.within(judged)
        zh, en = span_name(required.dated, judged)
        if paper.date is None:
            yield f"没有日期，应在{zh}内", f"no date; it should be in {en}"
        elif not start <= paper.date < end:
            yield f"日期{paper.date}在{zh}之外", f"its date {paper.date} is outside {en}"


def span_name(years: Years, judged: Period) -> Said:
    """From the first to the last day, as people say it.

    >>> span_name(Years(-2, 0), Period(date(2025, 1, 1), date(2026, 1, 1), "year"))[0]
    '2023-01-01至2025-12-31'
    """
    start, end = years.within(judged)
    last = end - DAY
    if years.first is None:
        return f"{last}及以前", f"the time up to {last}"
    return f"{start}至{last}", f"{start} to {last}"


def _covered(paper: Paper) -> tuple[date, date] | None:
    """The time a paper is about: its period, else the day of its date; half-open."""
    if (period := period_in(paper.period)) is not None:
        return period.start, period.end
    return (paper.date, paper.date + DAY) if paper.date is not None else None


def period_in(text: str) -> Period | None:
    """A time as people write it in a catalogue: 2023, 2023年, 2023—2024学年; None for anything else."""
    return parse_period(
        text.strip().removesuffix("学年").removesuffix("年度").removesuffix("年").replace("—", "-").replace("–", "-")
    )


def is_over(period: str, judged: Period) -> bool:
    """Whether a time ended before the judged one begins; what cannot be read as a time is not over."""
    covered = period_in(period)
    return covered is not None and covered.end <= judged.start


def level_of_issuer(issuer: str, levels: Mapping[str, str]) -> str:
    """Whose level issued a paper: nation, province, city, county or school; "" where that cannot be told.

    Args:
        levels: names of governments that are known, with their level; the longest that the issuer begins with decides.

    >>> level_of_issuer("松岚市澜城区教育局", {}), level_of_issuer("市财政局", {}), level_of_issuer("临江市教育局", {"临江市": "county"})
    ('county', 'city', 'county')
    >>> level_of_issuer("澜城区第一小学", {}), level_of_issuer("教育部办公厅", {}), level_of_issuer("督导办", {})
    ('school', 'nation', '')
    """
    text = issuer.strip().removeprefix("中共")
    if text.endswith(SCHOOL_ENDINGS):
        return "school"
    known = max((name for name in levels if name and text.startswith(name)), key=len, default="")
    chain = ADMINISTRATIVE.match(text)
    if known and (chain is None or chain.end() <= len(known)):
        return levels[known]
    if chain is not None:
        place = chain[0]
        return next((level for end, level in LEVEL_OF_ENDING.items() if place.endswith(end)), "county")
    return "nation" if text.startswith(NATIONAL) else ""
