"""Clauses that claim something measurable and give no number for it: 均较上年有所增长, 全部达标, 大班额全面消除.

The words stand in `claim_words.csv` with what each claims; here is decided whether a clause claims it in earnest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dudao.reports.extract.clauses import Clause, Clauses
from dudao.reports.model import Claim, Figure, Report
from dudao.schemes.lexicons import alternatives, load_table, load_words

_WORDS = {word: (kind, use) for word, kind, use in load_table("claim_words")}
_BY_FIRST: dict[str, list[str]] = {}
for _word in _WORDS:
    _BY_FIRST.setdefault(_word[0], []).append(_word[1:])
_CLAIMING = re.compile("|".join(f"{first}(?:{alternatives(tuple(rest))})" for first, rest in sorted(_BY_FIRST.items())))

_STRONG = load_words("claim_degrees")
_WEAK = load_words("claim_weak_degrees")
_DEGREE = re.compile(rf"(?:{alternatives(_STRONG | _WEAK)})(?:得到|的|地|了)?\Z")
_LONGEST_DEGREE = max(len(word) for word in _STRONG | _WEAK) + 3
_CLOSERS = r"[”’\"」』）)》】\]]*"
_AT_END = re.compile(rf"了?(?P<degree>明显|显著|较快|较大|很大|迅速|突出|稳定)?(?:的?(?:态势|趋势|局面))?{_CLOSERS}\Z")
_IN_BRACKETS = re.compile(r"[(（][^()（）]{0,60}[)）]\Z")
_COMPARED = re.compile(r"(?:较|比|相比)(?:上|去|前|往|20|19|同期|年初|.{1,4}年)|同比|环比")
_MEASURABLE = re.compile(alternatives(load_words("measurable_subjects")))
_NOT_MEASURABLE = tuple(load_words("not_measurable_subjects"))
_LINKS = r"(?:[一二三四五六七八九十]是|同时|并且?|也|还|又|均|已|现|目前|近年来|[一二三]年来|\d{4}年|今年|全年|其中|此外|另外|第[一二三四]|(?:我|全)[省市县区州旗])*"
_AIM = re.compile(rf"{_LINKS}(?:{alternatives(load_words('claim_aims'))})")
_SOFT_AIM = re.compile(rf"{_LINKS}(?:{alternatives(load_words('claim_aims_soft'))})")
_OPEN = re.compile(alternatives(load_words("claim_open_words")))
_OWN_SUBJECT = re.compile(r"[一-鿿]")
_GIVES_THE_FIGURE = re.compile(
    r"(?:即|约|已|均|分别|总体|平均)?(?:达到?|为|由|从|增至|降至|升至|[提增下减降上][一-鿿]{1,2}[到至]|高出|高于|低于|多出|增长|增幅|增加|降幅|下降|减少"
    r"|同比|较|比|占|其中|超过|突破|上升|提高|提升|幅度|共?\d)"
)
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class _Hit:
    """A claiming word in its clause: `subject_end` is where the words of degree before it begin."""

    clause: Clause
    start: int
    end: int
    kind: str
    use: str
    word: str


def extract_claims(report: Report, figures: tuple[Figure, ...]) -> tuple[Claim, ...]:
    """Claims without a figure, in the order of the text, one a clause.

    `text` is the whole clause without its closing mark; `word` the claiming word as printed. A clause with a figure, one
    whose figure stands right beside it for the same subject (明显提高，达到98%), headings, titles in 《》, aims and
    shortcomings (推动质量提升, 尚未全面消除) are left out.
    """
    folded = report.folded
    clauses = Clauses(folded)
    starts = [figure.start for figure in figures]
    heading_starts = [heading.start for heading in report.headings]
    found: list[Claim] = []
    done = -1
    for match in _CLAIMING.finditer(folded):
        clause = clauses.at(match.start())
        if clause.index == done:
            continue
        kind, use = _WORDS[match.group()]
        hit = _Hit(clause, match.start(), match.end(), kind, use, match.group())
        if not _claims(folded, hit) or _is_in_heading(report, heading_starts, hit.start):
            continue
        if _is_in_title(folded, hit.start) or _has_figure(folded, clauses, clause, starts):
            continue
        start = _text_start(report, heading_starts, clause)
        text = report.text[start : clause.end]
        start += len(text) - len(text.lstrip())
        found.append(Claim(start, clause.end, text.strip(), kind, report.text[hit.start : hit.end]))
        done = clause.index
    return tuple(found)


def _claims(folded: str, hit: _Hit) -> bool:
    """Whether the word claims something here: by its use, its subject, and what the clause is for."""
    clause = hit.clause
    if _AIM.match(folded, clause.start, hit.start) or _OPEN.search(folded, clause.start, clause.end):
        return False
    if hit.use == "any":
        return True
    end = clause.end
    bracket = _IN_BRACKETS.search(folded, hit.end, end)
    tail = _AT_END.match(folded, hit.end, bracket.start() if bracket else end)
    if tail is None or _SOFT_AIM.match(folded, clause.start, hit.start):
        return False
    degree = _DEGREE.search(folded, max(clause.start, hit.start - _LONGEST_DEGREE), hit.start)
    subject_end = degree.start() if degree else hit.start
    subject = folded[clause.start : subject_end]
    if len(subject) < 2 or subject.endswith(_NOT_MEASURABLE):
        return False
    if hit.use == "end":
        return True
    if tail["degree"] or (degree and _is_strong(degree.group())) or _COMPARED.search(subject):
        return True
    return degree is not None and _MEASURABLE.search(subject) is not None


def _is_strong(degree: str) -> bool:
    return any(degree.startswith(word) or degree.endswith(word) for word in _STRONG)


def _is_in_title(folded: str, position: int) -> bool:
    low = max(0, position - _LONGEST_TITLE)
    return folded.rfind("《", low, position) > folded.rfind("》", low, position)


def _is_in_heading(report: Report, heading_starts: list[int], position: int) -> bool:
    index = bisect_right(heading_starts, position) - 1
    return index >= 0 and position < report.headings[index].end


def _text_start(report: Report, heading_starts: list[int], clause: Clause) -> int:
    """Where the clause's own text begins: behind a heading that runs into it."""
    index = bisect_right(heading_starts, clause.end) - 1
    if index >= 0 and clause.start < report.headings[index].end <= clause.end:
        return report.headings[index].end
    return clause.start


def _has_figure(folded: str, clauses: Clauses, clause: Clause, starts: list[int]) -> bool:
    """Whether a figure stands in the clause, or in the one beside it for the same subject."""
    if _figure_in(clause, starts):
        return True
    following = clauses.after(clause) if clauses.mark_after(clause) in ("，", ",", "：", ":") else None
    if following is not None and _figure_in(following, starts):
        behind = _GIVES_THE_FIGURE.match(folded, following.start, following.end)
        if behind is not None:
            return True
    if clauses.mark_before(clause) not in ("，", ","):
        return False
    previous = clauses.before(clause)
    return previous is not None and _figure_in(previous, starts) and _has_no_subject(folded, clause)


def _figure_in(clause: Clause, starts: list[int]) -> bool:
    index = bisect_left(starts, clause.start)
    return index < len(starts) and starts[index] < clause.end


_NO_SUBJECT = re.compile(
    rf"(?:{alternatives(_STRONG)}|较|比|同比|位居|位列|居全|名列|高于|低于|优于|远|略|超过|走在|处于|达到|提[升高]|增[长加]|下降|不低于|不高于|保持|逐年|且|并)"
)


def _has_no_subject(folded: str, clause: Clause) -> bool:
    """Whether a clause goes on about the subject of the one before: 达98%，位居全省前列."""
    return _NO_SUBJECT.match(folded, clause.start, clause.end) is not None
