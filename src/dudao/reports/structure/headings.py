"""Which numbered paragraphs are headings, standing alone or run in, and which are items of a list.

The rule (docs/en/reading.md): a number and a short phrase is a heading where text follows it, in the same paragraph
after the phrase's full stop or in the next ones, or where the text breaks off there; a numbered paragraph of one
sentence with nothing under it is an item. 一是 and 二是 are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dudao.reports.model import Heading
from dudao.reports.structure.markers import Marker, find_marker
from dudao.reports.structure.tables import is_contents_line

BARE, SENTENCE, RUN_IN = "bare", "sentence", "run_in"
LONGEST_BARE = 64
LONGEST_PHRASE = {1: 50, 2: 50, 3: 40, 4: 36}
"""Characters of a phrase that heads the text after its full stop, by level."""
SHORT = 15
"""Up to so many characters a phrase with a figure or 了 in it still heads."""
_STOP = re.compile(r"[。！？!?；;…]|(?<=[\u4e00-\u9fff）)”》])[.．](?=[\u4e00-\u9fff（(“《]|$)")
_COLON = re.compile(r"[：:]")
_STATEMENT = re.compile(
    r"\d(?:[\d.,]*)[ ]?(?:[%％‰]|[万亿]?元|个?百分点|[万余多]*[名人所个项次场份座栋套处家间台张户平])|(?:19|20)\d\d年[^度]|了|^我[市县区省州旗校局]|^全[市县区省州]|截至|目前|已[经于在有全]|^为(?!民)|^根据|^按照|^经(?![费济验营])"
)
_LABEL_END = re.compile(
    r"(?:情况|方面|问题|工作|措施|做法|成效|建设|保障|领导|管理|投入|队伍|经费|质量|改革|发展|安全|机制|打算|建议|计划|成绩|不足|原因|目标|任务|特色|亮点|经验)$"
)
_KNOWN_TITLE = re.compile(
    r"(?:(?:自查|自评)?(?:基本|工作|总体|主要)?(?:情况|概况)|(?:主要|基本|具体)?(?:工作)?(?:做法|成效|成绩)|(?:主要|重点)工作|(?:存在|面临)的?(?:主要)?(?:困难(?:和|与|及))?(?:问题|不足)(?:(?:和|与|及)(?:不足|困难|原因))?"
    r"|(?:下一?步|今后)(?:的)?(?:工作)?(?:打算|措施|计划|思路|安排|设想|建议)|自评(?:结果|结论|得分)(?:情况)?|整改(?:措施|情况)|意见(?:和|与|及)?建议)"
)
_PLAIN_TITLE = re.compile(r"基本情况|存在的?(?:主要)?问题|下一?步(?:工作)?(?:打算|措施|计划|安排)")
_GLUED_TEXT = re.compile(
    r"(?=(?:一是|首先|第一[，,]|20\d\d年|全[市县区省]|我[市县区省]|近年来|[xX]{2}[市县区])|[^，。；]{2,20}(?:辖|位于|共有))"
)
_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,30})\1")
_ITEM_END = frozenset("；;")


@dataclass(slots=True)
class Candidate:
    """A numbered paragraph that may be a heading.

    Attributes:
        paragraph: its index. start: where it stands in the text; begin, stop: its phrase; end: its end mark included.
        shape: bare (no end mark), sentence (one, with its end mark), run_in (text after the phrase).
        colon: the phrase ends with a colon. follows: what comes next: body, deeper, sibling, higher, table, end, close.
        siblings: number of the run of siblings it belongs to.
    """

    paragraph: int
    marker: Marker
    start: int
    begin: int
    stop: int
    end: int
    shape: str
    colon: bool = False
    generated: bool = False
    follows: str = "end"
    siblings: int = 0
    verdict: bool | None = None
    glued: bool = False


@dataclass(slots=True)
class Outlined:
    """What `find_headings` found: headings, paragraphs that are items of lists, headings glued to their text."""

    headings: list[Heading] = field(default_factory=list)
    items: set[int] = field(default_factory=set)
    glued: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """A paragraph as `find_headings` sees it: where it is, its kind, its generated number, its level by the markup."""

    start: int
    end: int
    kind: str
    numbering: str = ""
    markup_level: int | None = None


def find_headings(text: str, paragraphs: Sequence[Outline], truncated: bool) -> Outlined:
    """Headings in the order of the text; `truncated` where the text visibly breaks off."""
    candidates = _candidates(text, paragraphs)
    _look_ahead(text, paragraphs, candidates)
    _count_siblings(candidates)
    for candidate in candidates:
        candidate.verdict = _judge(text, candidate)
    _judge_by_siblings(text, candidates, truncated)
    found = Outlined()
    for candidate in candidates:
        if candidate.verdict:
            found.headings.append(_heading(text, candidate))
            if candidate.glued:
                found.glued.append(candidate.start)
        else:
            found.items.add(candidate.paragraph)
    unnumbered = _unnumbered(text, paragraphs, candidates)
    if unnumbered:
        found.headings = sorted(found.headings + unnumbered, key=lambda heading: heading.start)
    return found


def _candidates(text: str, paragraphs: Sequence[Outline]) -> list[Candidate]:
    found = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind != "body" or paragraph.start == paragraph.end:
            continue
        marker = find_marker(text, paragraph.start)
        if marker is None or paragraph.start + marker.length >= paragraph.end:
            continue
        candidate = _shape(text, index, paragraph, marker)
        if candidate is not None:
            found.append(candidate)
    return found


def _shape(text: str, index: int, paragraph: Outline, marker: Marker) -> Candidate | None:
    begin, end = paragraph.start + marker.length, paragraph.end
    again = find_marker(text, begin)
    if again is not None and again.number == marker.number:  # 一、一、基本情况: the number printed twice
        begin += again.length
    made = Candidate(index, marker, paragraph.start, begin, end, end, BARE, generated=bool(paragraph.numbering))
    stop = _STOP.search(text, begin, end)
    colon = _COLON.search(text, begin, stop.start() if stop else end)
    if stop is None:
        if is_contents_line(text[paragraph.start : end]):
            return None
        if colon is not None and colon.end() < end:
            return _cut_at_colon(text, made, colon)
        if colon is not None:
            made.stop, made.colon = colon.start(), True
        else:
            made.stop = begin + len(text[begin:end].rstrip(",，、 "))
        return made
    if colon is not None and (stop.start() - begin > LONGEST_PHRASE[marker.level] or colon.start() - begin <= 12):
        by_colon = _cut_at_colon(text, made, colon)
        if by_colon is not None:
            return by_colon
    made.stop, made.end = stop.start(), stop.end()
    rest = text[made.end : end].strip("。.”’）)")
    made.shape = RUN_IN if rest else SENTENCE
    glued = _glued_text(text, made, end)
    return glued or made


def _cut_at_colon(text: str, made: Candidate, colon: re.Match[str]) -> Candidate | None:
    """A phrase that ends with a colon, text after it: 经费方面：全市投入……。"""
    phrase = text[made.begin : colon.start()]
    rest = text[colon.end() : made.end]
    if not phrase or len(phrase) > 20 or "，" in phrase or "," in phrase or len(rest) < 20 or _STATEMENT.search(phrase):
        return made if _STOP.search(text, made.begin, made.end) is None else None
    if made.marker.level > 2 and not _LABEL_END.search(phrase):
        return None
    made.stop, made.end, made.shape, made.colon = colon.start(), colon.end(), RUN_IN, True
    return made


def _glued_text(text: str, made: Candidate, end: int) -> Candidate | None:
    """A usual title with its text run on without a mark: 一、基本情况全市辖4个县……。"""
    if made.marker.level > 2 or end - made.begin < 14:
        return None
    known = _KNOWN_TITLE.match(text, made.begin, end)
    if known is None:
        return None
    plain = _PLAIN_TITLE.fullmatch(known.group()) and "，" in text[known.end() : made.stop]
    if not plain and not _GLUED_TEXT.match(text, known.end(), end):
        return None
    return Candidate(
        made.paragraph,
        made.marker,
        made.start,
        made.begin,
        known.end(),
        known.end(),
        RUN_IN,
        generated=made.generated,
        glued=True,
    )


def _look_ahead(text: str, paragraphs: Sequence[Outline], candidates: Sequence[Candidate]) -> None:
    """What follows each candidate, as far as it tells heading from item."""
    by_paragraph = {candidate.paragraph: candidate for candidate in candidates}
    for candidate in candidates:
        after = candidate.paragraph + 1
        while after < len(paragraphs) and paragraphs[after].kind == "note":
            after += 1
        if after >= len(paragraphs):
            candidate.follows = "end"
            continue
        following = by_paragraph.get(after)
        kind = paragraphs[after].kind
        if following is not None:
            level, own = following.marker.level, candidate.marker.level
            candidate.follows = "deeper" if level > own else "sibling" if level == own else "higher"
        elif kind in ("table_row", "caption"):
            candidate.follows = "table"
        elif kind in ("body", "list_item"):
            candidate.follows = (
                "body" if text[paragraphs[after].start : paragraphs[after].end].strip("….·") else "omission"
            )
        else:
            candidate.follows = "close"


def _count_siblings(candidates: Sequence[Candidate]) -> None:
    """Number the runs of siblings: candidates of one level with none of a higher level between them."""
    current: dict[int, int] = {}
    runs = 0
    for candidate in candidates:
        level = candidate.marker.level
        for deeper in [each for each in current if each > level]:
            del current[deeper]
        # one run under one parent; a list that begins again at 1 is another
        if level not in current or (level > 2 and candidate.marker.ordinal == 1):
            runs += 1
            current[level] = runs
        candidate.siblings = current[level]


def _judge(text: str, candidate: Candidate) -> bool | None:
    """Heading, item, or (None) as its siblings are."""
    phrase = text[candidate.begin : candidate.stop]
    level = candidate.marker.level
    if not phrase.strip() or text[candidate.stop : candidate.stop + 1] in _ITEM_END:
        return False
    if candidate.marker.kind == "part" and candidate.shape != BARE:
        return False
    if candidate.shape == RUN_IN:
        return _judge_run_in(candidate, phrase, level)
    leads = candidate.follows in ("body", "deeper", "table", "omission")
    if candidate.shape == BARE:
        if len(phrase) > LONGEST_BARE or phrase.count("，") + phrase.count(",") > 3:
            return False
        if level == 1 or leads:
            return True
        return None
    if len(phrase) > LONGEST_PHRASE[level] or _is_statement(phrase):
        return False
    if leads:
        return True if candidate.follows != "body" or level <= 2 else None if len(phrase) > 25 else True
    return None


def _judge_run_in(candidate: Candidate, phrase: str, level: int) -> bool | None:
    if candidate.glued or candidate.colon:
        return True
    commas = phrase.count("，") + phrase.count(",")
    if len(phrase) > LONGEST_PHRASE[level] + 10 or commas > 4:
        return False
    if _is_statement(phrase):
        return None if level <= 2 and len(phrase) <= 30 else False
    if len(phrase) <= LONGEST_PHRASE[level] and commas <= 3:
        return True
    return None


def _is_statement(phrase: str) -> bool:
    return len(phrase) > SHORT and _STATEMENT.search(phrase) is not None


def _judge_by_siblings(text: str, candidates: Sequence[Candidate], truncated: bool) -> None:
    """Decide the open ones by what most of their siblings are, and unmask the last item of a list."""
    runs: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        runs.setdefault(candidate.siblings, []).append(candidate)
    for run in runs.values():
        sure = [each for each in run if each.verdict]
        items = [each for each in run if each.verdict is False]
        for index, each in enumerate(run):
            if each.verdict is None:
                each.verdict = _open_verdict(text, each, sure, items, run, truncated)
            elif each.verdict and index + 1 == len(run) and len(run) > 1 and _ends_a_list(text, each, run):
                each.verdict = False


def _open_verdict(
    text: str, each: Candidate, sure: list[Candidate], items: list[Candidate], run: list[Candidate], truncated: bool
) -> bool:
    last_of_text = each.follows == "end"
    if each.shape == RUN_IN:
        return len(sure) >= len(items) and len(sure) > 0
    if last_of_text and (each.shape == BARE or truncated):
        return bool(sure) or len(run) == 1
    if last_of_text:
        return bool(sure) and not items or len(run) == 1 and each.stop - each.begin <= 30
    if each.shape == BARE and each.marker.level <= 2:
        return len(run) == 1 or len(sure) >= max(1, len(items))
    return len(sure) > 0.5 * len(run) and each.stop - each.begin <= 30


def _ends_a_list(text: str, last: Candidate, run: list[Candidate]) -> bool:
    """Whether the last of a run of items only seems to head the text that follows the whole list."""
    others = run[:-1]
    if last.shape == RUN_IN or any(each.shape == RUN_IN and each.verdict for each in others):
        return False
    if last.marker.level == 1 or last.follows not in ("body", "table"):
        return False
    return all(not each.verdict and each.shape == last.shape for each in others)


def _heading(text: str, candidate: Candidate) -> Heading:
    printed = text[candidate.begin : candidate.stop]
    title = printed.strip()
    marker = candidate.marker
    clean = _undoubled(title)
    raw = title if clean != title else None
    if candidate.begin > candidate.start + marker.length:
        raw = text[candidate.start + marker.length : candidate.stop].strip()
    return Heading(
        level=marker.level,
        number=marker.number,
        title=clean,
        start=candidate.start,
        end=candidate.begin + len(printed.rstrip()),
        marker=marker.text,
        ordinal=marker.ordinal,
        run_in=candidate.shape == RUN_IN,
        generated=candidate.generated,
        raw=raw,
    )


def _undoubled(title: str) -> str:
    """A title with a run printed twice (基本情况基本情况) put right."""
    doubled = _DOUBLED.search(title)
    return title if doubled is None else title[: doubled.end(1)] + title[doubled.end() :]


def _unnumbered(text: str, paragraphs: Sequence[Outline], candidates: Sequence[Candidate]) -> list[Heading]:
    """Headings that only the markup names: styles with an outline level, h2, h3."""
    marked = [paragraph for paragraph in paragraphs if paragraph.markup_level is not None and paragraph.kind == "body"]
    if not marked:
        return []
    numbered = {candidate.start: candidate.marker.level for candidate in candidates if candidate.verdict}
    levels = _markup_levels(marked, numbered)
    known = {candidate.start for candidate in candidates}
    return [
        Heading(levels[paragraph.markup_level or 1], "", title, paragraph.start, paragraph.end)
        for paragraph in marked
        if paragraph.start not in known
        and (title := text[paragraph.start : paragraph.end].strip("：: "))
        and len(title) <= LONGEST_BARE
        and "。" not in title
    ]


def _markup_levels(marked: Sequence[Outline], numbered: dict[int, int]) -> dict[int, int]:
    """The level for each of the markup's: that of numbered headings with it, else by rank below the one above."""
    levels: dict[int, int] = {}
    for level in sorted({paragraph.markup_level or 1 for paragraph in marked}):
        shown = [numbered[each.start] for each in marked if each.markup_level == level and each.start in numbered]
        above = max((levels[each] for each in levels), default=0)
        levels[level] = max(set(shown), key=shown.count) if shown else min(above + 1, 4)
    return levels
