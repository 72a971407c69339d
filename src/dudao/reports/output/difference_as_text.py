"""What changed between two versions, for people in a terminal: one line a difference."""

from __future__ import annotations

from decimal import Decimal

from dudao.diagnostics.model import Bilingual
from dudao.reports.compare.model import ReportDifference, State
from dudao.reports.output.difference_lines import GROUPS, Line, counts_in_words, lines_of, share_in_words

MARKS = {State.CHANGED: "~", State.CAME: "+", State.WENT: "-"}
SAME = Bilingual("数字、引用、表述和章节没有差别。", "Figures, documents, claims and sections are the same.")
SAME_TEXT = Bilingual("文字相同 {share}", "the same text: {share}")
LITTLE_IN_COMMON = Bilingual(
    "只有 {share} 的文字相同，可能不是同一份报告的两个版本。",
    "Only {share} of the text is the same: these may not be two versions of one report.",
)
ONE_SIDE = {
    "old": Bilingual("只有旧文件里有这份报告。", "Only the old file holds this report."),
    "new": Bilingual("只有新文件里有这份报告。", "Only the new file holds this report."),
}
LITTLE = Decimal("0.1")


def render_difference(difference: ReportDifference, lang: str = "zh") -> str:
    """The differences as lists by kind; ends without a line feed."""
    lines = [title_of(difference), foreword_of(difference, lang)]
    for name, entries in lines_of(difference, lang).items():
        if entries:
            lines += ["", f"{GROUPS[name].in_language(lang)}  {counts_in_words(entries, lang)}", *map(_line, entries)]
    return "\n".join(lines)


def title_of(difference: ReportDifference) -> str:
    """The title of the report, both where the versions differ in it."""
    names = [each.report.title or each.report.source.name for each in (difference.old, difference.new) if each]
    return names[0] if len(set(names)) == 1 else " → ".join(names)


def foreword_of(difference: ReportDifference, lang: str) -> str:
    """What is to be known before the lists: how much is the same, and whether these are two versions at all."""
    if difference.old is None or difference.new is None:
        return ONE_SIDE["old" if difference.new is None else "new"].in_language(lang)
    share = {"share": share_in_words(difference.same_text)}
    if difference.same_text < LITTLE and not difference.is_same:
        return LITTLE_IN_COMMON.fill(share, lang)
    told = SAME_TEXT.fill(share, lang)
    return f"{told}\n{SAME.in_language(lang)}" if difference.is_same else told


def _line(line: Line) -> str:
    values = " → ".join(each for each in (line.old, line.new) if each)
    what = "" if line.what in (line.old, line.new) else f"{line.what}  "
    if line.old == line.new:
        values = line.new
    notes = f"  {'，'.join(line.notes)}" if line.notes else ""
    return f"  {MARKS[line.state]} {what}{values}{notes}"
