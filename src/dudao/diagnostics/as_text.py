"""Remarks for people in a terminal: one block each, the place first, the passage below it, then what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Location, Severity
from dudao.diagnostics.verdict import Summary, Verdict

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


def render_diagnostic(each: Diagnostic, *, file: str, lang: str = "zh", colour: bool = False) -> str:
    """One remark in several lines, beginning with file and place; ends without a line feed."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text

    marks = [LEVELS[each.severity].in_language(lang), KINDS[each.kind].in_language(lang)]
    if each.baseline:
        marks.append(BASELINES[each.baseline].in_language(lang))
    if each.suppression:
        marks.append("已设例外" if lang != "en" else "suppressed")
    head = [file, *([place_in_words(each.location, lang)] if each.location else [])]
    lines = [
        f"{paint('  '.join(head), '1')}  {paint(each.code, COLOURS[each.severity])} "
        f"[{'·'.join(mark for mark in marks if mark)}]  {each.message(lang)}"
    ]
    if each.location is not None:
        lines += _passage(each.location, paint, COLOURS[each.severity])
    arrow = "参见" if lang != "en" else "see"
    for other in each.related:
        label = f"{other.label}：" if other.label and lang != "en" else f"{other.label}: " if other.label else ""
        lines.append(f"    {arrow} {place_in_words(other, lang)}  {label}{_one_line(other.quote)}")
    for title, text in (("依据", each.authority(lang)), ("办法", each.help(lang))):
        if text:
            english = {"依据": "authority", "办法": "help"}[title]
            lines.append(f"    {paint(title if lang != 'en' else english, '2')}  {text}")
    if each.suppression:
        lines.append(f"    {each.suppression}")
    return "\n".join(lines)


def place_in_words(place: Location, lang: str = "zh") -> str:
    """Where it stands, for people: 第3页 第12段, 表1 第2行第4列; the offset where the source has no paragraphs."""
    source = place.place
    words = []
    if source.page is not None:
        words.append(f"第{source.page}页" if lang != "en" else f"p. {source.page}")
    if source.part in PARTS:
        words.append(PARTS[source.part].in_language(lang))
    if source.table is not None:
        zh = f"表{source.table} 第{source.row}行第{source.column}列"
        words.append(zh if lang != "en" else f"table {source.table} row {source.row} column {source.column}")
    elif source.paragraph is not None:
        words.append(f"第{source.paragraph}段" if lang != "en" else f"par. {source.paragraph}")
    return " ".join(words) or (f"第{place.span.start + 1}字" if lang != "en" else f"character {place.span.start + 1}")


def _passage(place: Location, paint: Callable[[str, str], str], colour: str) -> list[str]:
    before = _one_line(place.prefix.rsplit("\n", 1)[-1])
    quote = _one_line(place.quote)
    after = _one_line(place.suffix.split("\n", 1)[0])
    marks = " " * width_of(before) + "^" * max(1, width_of(quote))
    return [f"    │ {before}{paint(quote, colour)}{after}", f"    │ {paint(marks, colour)}"]


def _one_line(text: str, limit: int = 90) -> str:
    flat = text.replace("\n", "⏎").replace("\t", " ")
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def width_of(text: str) -> int:
    """Columns a text takes in a terminal; Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def render_summary(summary: Summary, verdict: Verdict, *, lang: str = "zh", rules: int = 0) -> str:
    """The last line of a run: the verdict and how many of each level."""
    errors, warnings, notes = (summary.by_level[level.value] for level in Severity)
    if lang == "en":
        tail = f", {summary.suppressed} suppressed" if summary.suppressed else ""
        tail += f", {summary.gone} gone" if summary.gone else ""
        return f"{verdict.value}: {errors} errors, {warnings} warnings, {notes} notes{tail} ({rules} rules run)"
    tail = f"，已设例外 {summary.suppressed} 条" if summary.suppressed else ""
    tail += f"，已消除 {summary.gone} 条" if summary.gone else ""
    return f"{verdict.label_zh}：错误 {errors} 条，提醒 {warnings} 条，提示 {notes} 条{tail}（运行规则 {rules} 条）"


def render_diagnostics(diagnostics: Sequence[Diagnostic], *, file: str, lang: str = "zh", colour: bool = False) -> str:
    """All remarks, a blank line between two."""
    return "\n\n".join(render_diagnostic(each, file=file, lang=lang, colour=colour) for each in diagnostics)
