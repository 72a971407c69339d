"""Heading numbers carry the wrong marks (序数标点不规范): （一）、  一.  1、  (1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Heading
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import NUMBER_MARKS
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("序数标点不规范", "Heading numbers carry the wrong marks"),
    message=Bilingual(
        "有{count}处序数写作“{found}”，应为“{due}”（首处在此）",
        "{count} numbers are written {found}, not {due} (first one here)",
    ),
    why=Bilingual(
        "“一”后用顿号，“（一）”“（1）”后不加标点，“1”后用圆点。",
        "、 follows 一, a dot follows 1, and nothing follows a number in brackets.",
    ),
    authority=NUMBER_MARKS,
    help=Bilingual("改为“{due}”的写法，全文一致。", "Write {due} throughout."),
)

_HAN, _DIGIT = "[一二三四五六七八九十百零〇]{1,4}", "[0-9０-９]{1,3}"
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (re.compile(rf"{_HAN}\s?[、.．,，:：]?"), re.compile(rf"{_HAN}、"), "{}、"),
    (re.compile(rf"[（(]\s?{_HAN}\s?[）)][、.．,，]?"), re.compile(rf"（{_HAN}）"), "（{}）"),
    (re.compile(rf"{_DIGIT}[.．、,，]"), re.compile(rf"{_DIGIT}[.．]"), "{}."),
    (re.compile(rf"[（(]\s?{_DIGIT}\s?[）)][、.．,，]?"), re.compile(rf"（{_DIGIT}）"), "（{}）"),
)
"""For each level: what a number looks like with any marks, its due form, and how the due form is shown."""
_NUMBER = re.compile(f"{_HAN}|{_DIGIT}")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    wrong: dict[tuple[int, str], list[tuple[Heading, str]]] = {}
    for heading in context.report.headings:
        printed = _printed(context, heading)
        if printed is None:
            continue
        level, text = printed
        if not _FORMS[level][1].fullmatch(text):
            wrong.setdefault((level, _NUMBER.sub("#", text)), []).append((heading, text))
    for (level, shape), found in wrong.items():
        heading, text = found[0]
        number = _NUMBER.search(text)
        yield context.diagnostic(
            at=Span(heading.start, heading.start + len(text)),
            params={"count": len(found), "found": text, "due": _FORMS[level][2].format(number[0] if number else "一")},
            subject=f"{level}{shape}",
        )


def _printed(context: RuleContext, heading: Heading) -> tuple[int, str] | None:
    """The form (0 to 3) and text of a heading's number with its marks; None for one without, or of other make (第一章)."""
    if not heading.marker:
        return None
    line = context.text[heading.start : heading.start + len(heading.marker) + 2]
    for level, (pattern, _, _) in enumerate(_FORMS):
        found = pattern.match(line)
        if found is not None and found.end() >= len(heading.marker.rstrip()):
            return level, found[0].rstrip()
    return None


RULE = Rule(
    code="LAY016",
    name="numbering-mark-malformed",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
