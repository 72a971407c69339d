"""Clauses that claim something measurable and give no number for it: 均较上年有所增长, 全部达标, 大班额全面消除.

The words stand in `claim_words.csv`; `claim_uses.py` tells when one claims in earnest; here figures are looked for beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dudao.reports.extract.claim_uses import STRONG_DEGREES, Hit, claims_in_earnest, word_end
from dudao.reports.extract.clause_spans import Clause, Clauses
from dudao.reports.model import Claim, Figure, Report
from dudao.schemes.lexicons import alternatives, load_table

_WORDS = {word: (kind, use) for word, kind, use in load_table("claim_words")}
_BY_FIRST: dict[str, list[str]] = {}
for _word in _WORDS:
    _BY_FIRST.setdefault(_word[0], []).append(_word[1:])
_CLAIMING = re.compile("|".join(f"{first}(?:{alternatives(tuple(rest))})" for first, rest in sorted(_BY_FIRST.items())))

_GIVES_THE_FIGURE = re.compile(
    r"(?:即|约|已|均|分别|总体|[年月]?人均|平均|总量|总数|规模)?(?:达到?|为|由|从|增至|降至|升至|[提增下减降上][一-鿿]{1,2}[到至]|高出|高于|低于|多出|增长|增幅|增加|降幅|下降|减少"
    r"|同比|较|比|占|其中|超过|突破|上升|提高|提升|幅度|共?\d)"
)
_LONGEST_TITLE = 120


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
    done_until = 0
    for match in _CLAIMING.finditer(folded):
        if match.start() < done_until:
            continue
        clause = clauses.at(match.start())
        if not clause.is_readable:
            continue
        kind, use = _WORDS[match.group()]
        hit = Hit(clause, match.start(), match.end(), kind, use)
        if not claims_in_earnest(folded, hit) or _is_in_heading(report, heading_starts, hit.start):
            continue
        if _is_in_title(folded, hit.start) or _has_figure(folded, clauses, hit, figures, starts):
            continue
        start = _text_start(report, heading_starts, clause)
        text = report.text[start : clause.end]
        start += len(text) - len(text.lstrip())
        found.append(Claim(start, clause.end, text.strip(), kind, report.text[hit.start : word_end(folded, hit)]))
        done_until = clause.end
    return tuple(found)


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


def _has_figure(folded: str, clauses: Clauses, hit: Hit, figures: tuple[Figure, ...], starts: list[int]) -> bool:
    """Whether a figure stands in the clause, or in the one beside it for the same subject; the word itself (没有一所) is none."""
    clause = hit.clause
    if "\t" in (row := folded[clause.start : clause.end]) and any(letter.isdigit() for letter in row):
        return True  # a row of a table gives its numbers in the cells beside
    inside = _figures_in(clause, starts)
    if any(not figures[index].start < hit.end or figures[index].end <= hit.start for index in inside):
        return True
    following = clauses.after(clause) if clauses.mark_after(clause) in ("，", ",", "：", ":") else None
    if following is not None and _figures_in(following, starts):
        behind = _GIVES_THE_FIGURE.match(folded, following.start, following.end)
        if behind is not None:
            return True
    if clauses.mark_before(clause) not in ("，", ","):
        return False
    previous = clauses.before(clause)
    return previous is not None and bool(_figures_in(previous, starts)) and _has_no_subject(folded, clause)


def _figures_in(clause: Clause, starts: list[int]) -> range:
    return range(bisect_left(starts, clause.start), bisect_left(starts, clause.end))


_NO_SUBJECT = re.compile(
    rf"(?:{alternatives(STRONG_DEGREES)}|较|比|同比|位居|位列|居全|名列|高于|低于|优于|远|略|超过|走在|处于|达到|提[升高]|增[长加]|下降|不低于|不高于|保持|逐年|且|并|实现(?:了)?(?:翻番|翻一番|翻两番|倍增))"
)


def _has_no_subject(folded: str, clause: Clause) -> bool:
    """Whether a clause goes on about the subject of the one before: 达98%，位居全省前列."""
    return _NO_SUBJECT.match(folded, clause.start, clause.end) is not None
