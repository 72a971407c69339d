"""Remarks for people in a terminal: one block each, the place first, the passage below it, then what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dudao.diagnostics.labels import label_in_language
from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Location, Severity
from dudao.diagnostics.verdict import Summary, Verdict
from dudao.diagnostics.visible import cut_to_width, folded_lines, one_line, width_of

LEVELS = {
    Severity.ERROR: Bilingual("错误", "error"),
    Severity.WARNING: Bilingual("提醒", "warning"),
    Severity.NOTE: Bilingual("提示", "note"),
}
KINDS = {Kind.FAIL: Bilingual("", ""), Kind.REVIEW: Bilingual("请核", "review"), Kind.OPEN: Bilingual("待补", "open")}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
PARTS = {
    "header": Bilingual("页眉", "header"),
    "footer": Bilingual("页脚", "footer"),
    "footnote": Bilingual("脚注", "footnote"),
    "text_box": Bilingual("文本框", "text box"),
    "hidden": Bilingual("隐藏文字", "hidden text"),
}
BASELINES = {
    "new": Bilingual("新", "new"),
    "unchanged": Bilingual("未变", "unchanged"),
    "updated": Bilingual("有变", "updated"),
    "gone": Bilingual("已消除", "gone"),
}
SUPPRESSED = Bilingual("已设例外", "suppressed")
AUTHORITY = Bilingual("依据", "authority")
HELP = Bilingual("办法", "help")
PASSAGE = 80
"""Columns of a quoted passage where no terminal says how wide it is."""


def render_diagnostic(
    each: Diagnostic, *, file: str, lang: str = "zh", colour: bool = False, width: int | None = None
) -> str:
    """One remark in several lines, beginning with file and place; ends without a line feed.

    Args:
        width: columns of the terminal, to which long lines are broken; None (a file, a pipe) leaves them whole, and
            shortens only the passage quoted.
    """
    paint = _painter(colour)
    head = [one_line(file), *([place_in_words(each.location, lang)] if each.location else [])]
    begins = f"{'  '.join(head)}  {each.code} [{marks_in_words(each, lang)}]  "
    shown = (
        f"{paint('  '.join(head), '1')}  {paint(each.code, COLOURS[each.severity])} [{marks_in_words(each, lang)}]  "
    )
    lines = [shown + _folded(one_line(each.message(lang)), width_of(begins), 4, width)]
    if each.location is not None:
        lines += _passage(each.location, paint, COLOURS[each.severity], width or PASSAGE)
    see = "参见" if lang != "en" else "see"
    for other in each.related:
        label = label_in_language(other.label, lang)
        label = f"{label}：" if label and lang != "en" else f"{label}: " if label else ""
        quoted = cut_to_width(one_line(other.quote), (width or PASSAGE) // 2)
        lines.append(f"    {see} {place_in_words(other, lang)}  {one_line(label)}{quoted}")
    for title, text in ((AUTHORITY, each.authority(lang)), (HELP, each.help(lang))):
        if text:
            word = title.in_language(lang)
            indent = 6 + width_of(word)
            lines.append(f"    {paint(word, '2')}  {_folded(one_line(text), indent, indent, width)}")
    if each.suppression:
        lines.append(f"    {one_line(each.suppression.in_language(lang))}")
    return "\n".join(lines)


def _painter(colour: bool) -> Callable[[str, str], str]:
    return lambda text, code: f"\x1b[{code}m{text}\x1b[0m" if colour and text else text


def marks_in_words(each: Diagnostic, lang: str) -> str:
    """Level, kind, whether it is new, and whether it is an accepted exception: 错误·请核·新增."""
    marks = [LEVELS[each.severity], KINDS[each.kind]]
    if each.baseline:
        marks.append(BASELINES[each.baseline])
    if each.suppression:
        marks.append(SUPPRESSED)
    return "·".join(word for mark in marks if (word := mark.in_language(lang)))


def _folded(text: str, first: int, others: int, width: int | None) -> str:
    return text if width is None else "\n".join(folded_lines(text, first=first, others=others, width=width))


def place_in_words(place: Location, lang: str = "zh") -> str:
    """Where it stands, for people: 第3页 第12段, 表1 第2行第4列; the offset where the source has no paragraphs."""
    source = place.place
    words = []
    if source.page is not None:
        words.append(f"第{source.page}页" if lang != "en" else f"p. {source.page}")
    if source.part in PARTS:
        words.append(PARTS[source.part].in_language(lang))
    if source.table is not None:
        words.append(f"表{source.table}" if lang != "en" else f"table {source.table}")
        if source.row is not None and source.column is not None:
            zh = f"第{source.row}行第{source.column}列"
            words.append(zh if lang != "en" else f"row {source.row} column {source.column}")
    elif source.paragraph is not None:
        words.append(f"第{source.paragraph}段" if lang != "en" else f"par. {source.paragraph}")
    return " ".join(words) or (f"第{place.span.start + 1}字" if lang != "en" else f"character {place.span.start + 1}")


def _passage(place: Location, paint: Callable[[str, str], str], colour: str, width: int) -> list[str]:
    """The line of the text with the quote marked below; surroundings give way where the line would be too long."""
    room = width - 6
    quote = cut_to_width(one_line(place.quote), room)
    before, after = one_line(place.prefix.rsplit("\n", 1)[-1]), one_line(place.suffix.split("\n", 1)[0])
    left = room - width_of(quote)
    before = cut_to_width(before, max(left // 2, left - width_of(after)), keep_end=True) if left > 3 else ""
    after = cut_to_width(after, left - width_of(before)) if left - width_of(before) > 1 else ""
    marks = " " * width_of(before) + "^" * max(1, width_of(quote))
    return [f"    │ {before}{paint(quote, colour)}{after}", f"    │ {paint(marks, colour)}"]


def render_summary(summary: Summary, verdict: Verdict, *, lang: str = "zh", rules: int = 0) -> str:
    """The last line of a run: the verdict and how many of each level."""
    errors, warnings, notes = (summary.by_level[level.value] for level in Severity)
    if lang == "en":
        counted = ", ".join(
            f"{count} {word}{'' if count == 1 else 's'}"
            for count, word in ((errors, "error"), (warnings, "warning"), (notes, "note"))
        )
        tail = f", {summary.suppressed} suppressed" if summary.suppressed else ""
        tail += f", {summary.gone} gone" if summary.gone else ""
        return f"{verdict.value}: {counted}{tail} ({rules} rules run)"
    tail = f"，已设例外 {summary.suppressed} 条" if summary.suppressed else ""
    tail += f"，已消除 {summary.gone} 条" if summary.gone else ""
    return f"{verdict.label_zh}：错误 {errors} 条，提醒 {warnings} 条，提示 {notes} 条{tail}（运行规则 {rules} 条）"


def render_diagnostics(
    diagnostics: Sequence[Diagnostic], *, file: str, lang: str = "zh", colour: bool = False, width: int | None = None
) -> str:
    """All remarks, a blank line between two."""
    return "\n\n".join(
        render_diagnostic(each, file=file, lang=lang, colour=colour, width=width) for each in diagnostics
    )
