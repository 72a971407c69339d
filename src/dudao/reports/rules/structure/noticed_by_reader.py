"""Something else that the reader noticed and that no rule of its own speaks of (读取时发现的其他情况)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import HOUSE_RULE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.file_troubles import place_in_words, span_of

TEXTS = Texts(
    summary=Bilingual("读取时发现的其他情况", "The reader noticed something else"),
    message=Bilingual("读取文件时发现：{what}{place}", "noticed when reading: {what_en} {place_en}"),
    why=Bilingual("这部分内容可能没有完整参与核对。", "This part may not have been checked in full."),
    authority=HOUSE_RULE,
    help=Bilingual(
        "对照原件看这里的内容是否完整，必要时另存后重新检查。", "Compare with the original; save anew if needed."
    ),
)

_SPOKEN_OF = frozenset({"mojibake", "hidden_text", "tracked_changes", "macro", "external_reference", "hidden_mark"})
_IN_WORDS = {
    "control_characters": ("文中夹有控制字符，已略去", "control characters, left out"),
    "unread_part": ("有一部分内容没有读取", "a part that was not read"),
    "no_text_layer": ("这一页是扫描图片，没有文字层，未读取", "a scanned page without text, not read"),
    "no_unicode_map": ("这一页的字体没有字符对照表，文字未读取", "a page whose fonts give no characters, not read"),
    "damaged_page": ("这一页已损坏，未读取", "a damaged page, not read"),
    "cut_file": ("文件在中途断开，可能缺页", "the file breaks off, pages may be missing"),
    "read_by_ocr": ("这一页由图片识别得到，请对照原件", "a page read by OCR, to be compared with the original"),
    "low_confidence": ("图片识别没有把握的文字", "words that OCR was not sure of"),
}


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[tuple[str, str]] = set()
    for problem in context.source.problems:
        key = (problem.code, problem.quote)
        if problem.code in _SPOKEN_OF or key in told:
            continue
        told.add(key)
        place, place_en = place_in_words(problem.place)
        what, what_en = _IN_WORDS.get(problem.code, (problem.code, problem.code))
        yield context.diagnostic(
            at=span_of(context.report, problem),
            params={
                "what": what,
                "what_en": what_en,
                "place": f"（{place}）" if place else "",
                "place_en": place_en,
            },
            subject=f"{problem.code} {problem.quote}",
        )


RULE = Rule(code="STR032", name="noticed-by-reader", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
