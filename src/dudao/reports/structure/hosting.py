"""Chrome of the hosting page in plain lines, before and after the body: told apart, and its facts kept as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dudao.reports.model import BlockKind
from dudao.reports.structure.characters import COLONS, ends_sentence, has_marks
from dudao.reports.structure.drafts import joined_squashed, squash
from dudao.reports.structure.hosting_words import (
    AFTER_ALL,
    BARE_VIEWS,
    COMMENTS,
    LABEL,
    LABEL_START,
    MORE_HIDDEN,
    SERVICE,
    SUMMARY_LABEL,
    UNSURE_LABELS,
    VALUES,
)
from dudao.reports.structure.lines import Line
from dudao.reports.structure.markers import find_marker
from dudao.reports.structure.page_marks import is_page_mark
from dudao.reports.structure.repeats import BREAKS_OFF, OPENING, SAMPLE, repeated_lines, repeats

HEAD = 80
"""Lines at the top among which chrome is looked for; sharing sites print far fewer."""
TAIL = 400
BARE, BARE_LINES = 60, 60
"""Characters at least, and lines at most, of a repeated opening that no label announces."""
STRANGERS = 4
"""Lines between two of the page's own that may belong to neither page nor body (titles, names of sites)."""
_VALUE_END = re.compile(r"\s{2,}|[|｜【\[\u3000]|\s*字[号体]|\s*打印|\s*分享|\s*收藏|\s+视力|\s*[（(]?\s*大\s*中\s*小")
_SPACED_LABEL = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff]){1,4}[ \u3000]*[:：]")
_BELOW = frozenset(("editor", "views", "source", "date", "publisher"))
"""Keys of labelled lines that also stand between the text and the foot of a page."""
_TITLE_LIKE = re.compile(r"报告|自评|自查|汇报|总结|情况|公报|督导|履行")


@dataclass(frozen=True, slots=True)
class Chrome:
    """What a line of the page says: facts by key, and whether it can be nothing else than the page's own."""

    facts: tuple[tuple[str, str], ...]
    sure: bool
    weight: int = 1


@dataclass(slots=True)
class Hosted:
    """A text freed from its page.

    `facts` as printed; `says_more` when the page says that it does not show the whole; `summary` is the repeated
    opening that was left out, "" if none.
    """

    lines: list[Line]
    facts: dict[str, Any] = field(default_factory=dict)
    says_more: bool = False
    summary: str = ""


def take_hosting(lines: list[Line], given: Mapping[str, Any] | None) -> Hosted:
    """Lines without the chrome of their page, and what the chrome says; `given` are facts a reader knew before."""
    own = [line for line in lines if line.kind is BlockKind.HOSTING]
    hosted = Hosted([line for line in lines if line.kind is not BlockKind.HOSTING] if own else lines)
    for line in own:
        _keep(hosted, classify(line.text))
        hosted.says_more = hosted.says_more or MORE_HIDDEN.fullmatch(line.text) is not None
    # the end first: a summary printed there would make the opening look like one
    _take_tail(hosted)
    _take_bare_summary(hosted)
    _take_head(hosted)
    if given:
        hosted.facts |= {key: value for key, value in given.items() if value}
    return hosted


def classify(text: str) -> Chrome | None:
    """What a line of a page is, None for a line of a document; bare numbers and dates are never sure.

    >>> classify("来源：市教育局 发布时间：2021-11-05 浏览次数：123").facts
    (('source', '市教育局'), ('date', '2021-11-05'), ('views', '123'))
    >>> classify("16 页").facts, classify("999+").facts, classify("海报制作投入3万元。")
    ((('pages', '16 页'),), (('views', '999+'),), None)
    """
    if len(text) > 200:
        return None
    bare = squash(text)
    for key, pattern in VALUES:
        if pattern.fullmatch(bare):
            return Chrome(((key, text),) if key else (), sure=key != "date" and len(bare) > 1)
    if BARE_VIEWS.fullmatch(bare):
        return Chrome((("views", text),), sure=False)
    text = _with_closed_label(text)
    if LABEL_START.match(text):
        facts = tuple(_labelled(text))
        sure = any(key not in UNSURE_LABELS for key, _ in facts) or len(facts) > 1
        return Chrome(facts, sure or not facts and len(text) < 12, max(1, len(facts)))
    if SERVICE.match(text) and not (ends_sentence(text) and len(text) > 60):
        return Chrome(tuple(_labelled(text)), sure=True)
    return None


def _with_closed_label(text: str) -> str:
    """索 引 号：… with its label closed up."""
    label = _SPACED_LABEL.match(text)
    return squash(label.group()) + text[label.end() :] if label else text


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    labels = list(LABEL.finditer(text))
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        value = _VALUE_END.split(text[label.end() : end].strip(), maxsplit=1)[0].strip(" \u3000】])）;；,，/")
        if value:
            yield label.lastgroup or "", value


def _keep(hosted: Hosted, chrome: Chrome | None) -> None:
    for key, value in chrome.facts if chrome else ():
        if key == "flags":
            flags = hosted.facts.setdefault("flags", [])
            if value not in flags:
                flags.append(value)
        else:
            hosted.facts.setdefault(key, value)


def _take_head(hosted: Hosted) -> None:
    lines = hosted.lines
    seen: dict[int, Chrome] = {}
    last = weight = sure = 0
    summary = ""
    strangers: list[int] = []
    for index, line in enumerate(lines[:HEAD]):
        chrome = classify(line.text) if line.kind is not BlockKind.CELL else None
        if chrome is not None:
            seen[index] = chrome
            weight += chrome.weight
            if chrome.sure:
                sure += chrome.weight
                last, strangers = index + 1, []
        elif SUMMARY_LABEL.fullmatch(line.text):
            seen[index] = Chrome((), True)
        elif _is_summary(lines, index):
            seen[index], summary = Chrome((), True), line.text
            last, strangers = index + 1, []
        elif _is_body(line) or len(strangers) >= STRANGERS:
            break
        else:
            strangers.append(index)
    if not sure or weight < 2:
        return
    hosted.summary = summary or hosted.summary
    while last in seen and not _looks_like_date_of_report(lines, last):
        last += 1
    for index in range(last):
        _keep(hosted, seen.get(index))
    titles = _own_titles(lines, last, [index for index in range(last) if index not in seen])
    hosted.lines = [lines[index] for index in titles] + lines[last:]


def _is_body(line: Line) -> bool:
    text = line.text
    if len(text) > 25 and has_marks(text) or ends_sentence(text) and len(text) > 12:
        return True
    marker = find_marker(text)
    return marker is not None and marker.level <= 2 or len(text) > 4 and text[-1] in COLONS


def _is_summary(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    return len(text) > 60 and repeats(text, joined_squashed(lines[index + 1 : index + 200]))


def _looks_like_date_of_report(lines: Sequence[Line], index: int) -> bool:
    """Whether a date or number after the chrome stands under the title, so that it is the report's own."""
    return (
        index > 0 and _TITLE_LIKE.search(lines[index - 1].text) is not None and classify(lines[index - 1].text) is None
    )


def _own_titles(lines: Sequence[Line], last: int, strangers: list[int]) -> list[int]:
    """Lines among the chrome that are the report's title: those that are not printed again after it."""
    if not strangers or last >= len(lines):
        return []
    follows = squash(lines[last].text)
    for index in strangers:
        name = squash(lines[index].text)
        if name == follows or len(follows) > 8 and (name.startswith(follows[:8]) or follows.startswith(name[:8])):
            return []
    if (
        _TITLE_LIKE.search(follows)
        and not has_marks(follows)
        and find_marker(follows) is None
        and follows[-1] not in "：:"
    ):
        return []
    titles = [index for index in strangers if _TITLE_LIKE.search(lines[index].text)]
    if not titles:
        return [max(strangers, key=lambda index: len(lines[index].text))] if len(strangers) == 1 else []
    end = titles[-1]
    begin = end
    while begin - 1 in strangers and len(squash(lines[begin - 1].text)) > 4:
        begin -= 1
    return list(range(begin, end + 1))


def _take_tail(hosted: Hosted) -> None:
    lines = hosted.lines
    floor = max(1, len(lines) - TAIL)
    start = len(lines)
    for index in range(floor, len(lines)):
        line = lines[index]
        summary = _summary_below(lines, index)
        is_last = summary or len(line.text) <= 120 and AFTER_ALL.fullmatch(line.text)
        if is_last and _is_tail(lines[index : summary.start] + lines[summary.stop :]):
            start = index
            hosted.summary = "".join(each.text for each in lines[summary.start : summary.stop])
            break
    while start > 1 and (
        _is_page_line(lines[start - 1].text) or start < len(lines) and _is_label_below(lines[start - 1].text)
    ):
        start -= 1
    if start == len(lines):
        return
    tail = lines[start:]
    hosted.lines = lines[:start]
    body = ""
    for line in tail:
        found = COMMENTS.fullmatch(line.text)
        if found:
            hosted.facts.setdefault("comments", found[1])
        elif MORE_HIDDEN.fullmatch(line.text):
            hosted.says_more = True
        elif len(line.text) > 40:
            body = body or joined_squashed(hosted.lines)
            if repeats(SUMMARY_LABEL.sub("", line.text, count=1), body):
                hosted.summary = line.text
        elif LABEL_START.match(line.text):
            _keep(hosted, classify(line.text))


def _summary_below(lines: Sequence[Line], label: int) -> range:
    """The lines below a label (摘要：) that repeat the opening, cut at the width of the page; an empty range where none do."""
    if not SUMMARY_LABEL.match(lines[label].text):
        return range(label, label)
    first = label
    while first < len(lines) and SUMMARY_LABEL.fullmatch(lines[first].text):
        first += 1
    return range(first, first + repeated_lines([line.text for line in lines[first:]], _opening(lines[:label])))


def _opening(lines: Sequence[Line]) -> str:
    """What the first lines say, as far as a summary is looked up in it."""
    said = ""
    for line in lines:
        if len(said) >= OPENING:
            break
        said += squash(line.text)
    return said


def _is_tail(rest: Sequence[Line]) -> bool:
    """Whether nothing of a document stands in the last lines: no chapter, and mostly lines of the page."""
    for line in rest:
        marker = find_marker(line.text) if len(line.text) <= 60 else None
        if marker is not None and marker.level <= 2 and marker.kind != "part":
            return False
    if SUMMARY_LABEL.match(rest[0].text) or COMMENTS.fullmatch(rest[0].text):
        return sum(_is_page_line(line.text) or len(line.text) > 60 for line in rest) >= 0.3 * len(rest)
    return sum(_is_page_line(line.text) or len(line.text) <= 40 for line in rest) >= 0.7 * len(rest)


def _is_page_line(text: str) -> bool:
    if len(text) > 160:
        return False
    if AFTER_ALL.fullmatch(text) or MORE_HIDDEN.fullmatch(text):
        return True
    chrome = classify(text)
    return (
        chrome is not None and chrome.sure and not (chrome.facts and chrome.facts[0][0] in ("pages", "price", "rating"))
    )


def _is_label_below(text: str) -> bool:
    chrome = classify(text) if len(text) <= 60 and LABEL_START.match(text) else None
    return chrome is not None and bool(chrome.facts) and all(key in _BELOW for key, _ in chrome.facts)


def _take_bare_summary(hosted: Hosted) -> None:
    """Last lines without a label that repeat the opening, as some sites print it under the text."""
    lines = hosted.lines
    if len(lines) < 4:
        return
    first = _bare_summary(lines)
    if first < len(lines):
        hosted.summary = "".join(line.text for line in lines[first:])
        hosted.lines = lines[:first]
        while len(hosted.lines) > 1 and _is_page_line(hosted.lines[-1].text):
            hosted.lines.pop()


def _bare_summary(lines: Sequence[Line]) -> int:
    """Where the last lines begin that repeat the opening: one paragraph, or cut lines that end in dots as no text does."""
    last = lines[-1]
    if len(last.text) >= BARE and repeats(
        last.text, joined_squashed(lines[:-1])[: 4 * len(last.text) + 2000], at_start=True
    ):
        return len(lines) - 1
    words = [line.text for line in lines[-BARE_LINES:] if not is_page_mark(line.text)]
    if not BREAKS_OFF.search("".join(words[-2:])):
        return len(lines)
    opening = _opening(lines)
    for first in range(max(4, len(lines) - BARE_LINES), len(lines) - 1):
        begin = squash(lines[first].text)[:SAMPLE]
        if len(begin) == SAMPLE and begin in opening[:200]:
            words = [line.text for line in lines[first:] if not is_page_mark(line.text)]
            if sum(map(len, words)) >= BARE and repeated_lines(words, _opening(lines[:first])) == len(words):
                return first
    return len(lines)
