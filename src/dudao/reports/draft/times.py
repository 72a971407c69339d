"""Sentences of a paragraph in a row: the year is said once, not at the head of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dudao.reports.draft.traces import bare

_TIME = re.compile(r"\d{4}(?:—\d{4})?(?:学年|年)(?:\d{1,2}月)?(?:\d{1,2}日|底)?")
_TITLES = re.compile(r"《[^》]*》(?:（[^）]*）)?|【[^】]*】")


def join_sentences(sentences: Iterable[str], year_words: str) -> str:
    """One paragraph; a sentence that begins with the year leaves it out where the time said last is that year.

    A sentence that begins with a comma goes on with the one before it, and is left out where that one is a gap. After a
    sentence on documents, whose year is that of their issue, the year is said again.

    >>> join_sentences(("2021年，甲。", "2021年，乙。", "截至2021年9月底丙。", "2021年，丁。"), "2021年")
    '2021年，甲。乙。截至2021年9月底丙。2021年，丁。'
    >>> join_sentences(("2021年，支出增长1%。", "，实现只增不减。"), "2021年"), join_sentences(("【待补：支出】", "，增长。"), "2021年")
    ('2021年，支出增长1%，实现只增不减。', '【待补：支出】')
    """
    text = before = ""
    for sentence in sentences:
        lead = f"{year_words}，"
        if year_words and sentence.startswith(lead) and "《" not in before and _last_time(text) == year_words:
            sentence = sentence.removeprefix(lead)
        if sentence.startswith("，"):
            text, sentence = text.removesuffix("。"), sentence if text.endswith("。") else ""
        text += sentence
        before = sentence or before
    return text


def _last_time(text: str) -> str:
    times = _TIME.findall(_TITLES.sub("", bare(text)))
    return times[-1] if times else ""
