"""A run of text stands twice in a row (文字重复录入): “贯彻落实贯彻落实”, a title printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import StructureNote
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("文字重复", "A passage is doubled"),
    message=Bilingual("“{text}”连续重复", "{text} stands twice in a row"),
    why=Bilingual(
        "重复的文字多由复制粘贴或文本框叠印造成，会使句子不通，也会让字数和数据被重复计算。",
        "Doubled text comes from pasting or overprinted boxes; it breaks the sentence and counts figures twice.",
    ),
    authority=DRAFTING,
    help=Bilingual("对照原稿删去重复的一遍。", "Compare with the original and remove one copy."),
)


_SHORTEST_SENTENCE = 6
_SET_APART = ("应", "未", "已", "非", "新", "原")
"""What tells the first item of a list from the second: 应入学人数、入学人数."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for note in context.report.notes:
        if note.code == "doubled_run" and not _may_be_chance(context.text, note):
            yield context.diagnostic(
                at=Span(note.start, max(note.end, note.start + 1)), params={"text": note.text.strip() or "…"}
            )

    yield from _doubled_sentences(context)


def _doubled_sentences(context: RuleContext) -> Iterator[Diagnostic]:
    """A sentence that stands again right behind itself; the second is shown."""
    folded = context.report.folded
    before = Span(0, 0)
    for sentence in context.report.sentences:
        length = sentence.end - sentence.start
        if length == before.end - before.start >= _SHORTEST_SENTENCE and sentence.start - before.end <= 1:
            text = sentence.of(folded)
            if text == before.of(folded) and "\t" not in text and text[-1] in "。；！？":
                yield context.diagnostic(
                    at=sentence, labels={"前一遍": before}, params={"text": sentence.of(context.text)}
                )
        before = sentence


def _may_be_chance(text: str, note: StructureNote) -> bool:
    """Whether a short run repeats inside a clause by the way words meet: 领导小|组秘书|组秘书|股, 应|入学人数、|入学人数、."""
    if text[note.start - 1 : note.start] in _SET_APART and note.text.strip().endswith(("、", "和", "及")):
        return True
    inside = text[note.start - 1 : note.start].isalpha() and text[note.end : note.end + 1].isalpha()
    return inside and 2 <= len(note.text) <= 3


RULE = Rule(code="STR021", name="passage-doubled", severity=Severity.WARNING, find=find, texts=TEXTS)
