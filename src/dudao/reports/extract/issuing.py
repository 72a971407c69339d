"""What ties a day and an issuing body to a title: the words right before it (市政府2021年5月印发《…》) or right behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dudao.reports.model import TimeMention
from dudao.schemes.lexicons import alternatives, load_words


@dataclass(frozen=True, slots=True)
class Issuing:
    """When a document was issued, as a label, and by whom, as printed; None where the text does not say."""

    date: str | None = None
    issuer: str | None = None


NOTHING = Issuing()

ISSUED = r"(?:印发|下发|出台|制定|制发|发布|颁布|公布|签发|修订|审议通过|转发|发出|编制|推出|制订|印制|颁发|下达)"
"""Verbs by which a document comes into being."""

_VERB_AT_END = re.compile(
    r"(?:先后|又|还|随即|及时|牵头|率先|专门|联合|共同|分别|相继|正式|研究|会同|在全[省市县区国]率先|再次|首次|已|也|均|专题){0,4}"
    rf"(?:(?:制定|研究|修订|起草|编制|审议通过)(?:并|、)?)?{ISSUED}(?:了|实施|施行|执行|并实施|的)?[“\"]?\Z"
)
_BODY_AT_END = re.compile(
    r"(?:人民政府|政府|[省市县区州旗党工常编]委|委员会|领导小组|办公厅|办公室|[局厅部]|中央|国务院|督导室|督导办|委办|府办|编办|学校|学院"
    r"|中学|小学|幼儿园|集团|总工会|卫健委|发改委|妇联|残联|科协|部门|单位|常务会议|常委会|人大|政协)"
    r"(?:等[二两三四五六七八九十\d]{0,2}个?(?:部门|单位|部委|厅局))?(?:联合|共同|牵头)?\Z"
)
_TOGETHER = re.compile(r"(?:联合|共同|牵头)\Z")
_LEADING = re.compile(rf"(?:{alternatives(load_words('words_before_bodies'))})+")
_TIME_HEAD = re.compile(
    r".*[0-9XxＸ*×一二三四五六七八九十](?:年|月份?|日)(?:以来|起|初|底|末|中旬|上旬|下旬)?[，,]?", re.DOTALL
)
_PASSED_ON = re.compile(r".*(?:转发|批转|印发)了?(?=[一-鿿])", re.DOTALL)
_NOT_A_BODY = re.compile(r"的[一-鿿]{3,}|了|各级|有关部门|相关部门|各部门|各单位|要求|精神|贯彻|落实|制定|《")
_CLAUSE_START = re.compile(r"[。；;！？!?\n》:：]")
_LINK = re.compile(r"(?:[，,、 ]|由|经|又|还|先后|正式|起){0,4}\Z")
_OTHER_VERB = re.compile(
    r"召开|举行|开展|成立|达到|实现|完成|启动|以来|期间|要求|部署|组织|投入|新建|作出|对照|调研|获|被"
)
_DATED = frozenset(("day", "month", "year", "relative"))
_WINDOW = 64
_LONGEST_ISSUER = 40


def issuing_verb_before(folded: str, start: int) -> int | None:
    """Where the issuing verb begins that leads to a title (印发, 联合出台了); None where none does."""
    verb = _VERB_AT_END.search(folded, _clause_start(folded, start), start)
    return verb.start() if verb is not None else None


def issuing_before(folded: str, text: str, start: int, times: tuple[TimeMention, ...], time_ends: list[int]) -> Issuing:
    """Day and body that the words before a title tie to it.

    A day counts where an issuing verb follows it (2020年9月,市政府印发《…》); a body also where it stands right before the
    title (按照省教育督导委员会办公室《…》). 我市 is no issuer: it names no body.
    """
    low = _clause_start(folded, start)
    verb = _VERB_AT_END.search(folded, low, start)
    if verb is None:
        return Issuing(None, _body_ending_at(folded, text, low, start))
    high = verb.start()
    time = _last_time(times, time_ends, low, high)
    issuer = None
    if time is not None and _LINK.match(folded, time.end, high) is not None:
        issuer = _body_ending_at(folded, text, low, time.start)
    issuer = issuer or _body_ending_at(folded, text, low, high)
    if time is not None and not _may_tie(folded, time.end, high):
        time = None
    return Issuing(_label(time), issuer)


def issuing_after(
    folded: str, text: str, title: tuple[int, int], times: tuple[TimeMention, ...], time_ends: list[int]
) -> Issuing:
    """Day and body that the words behind a title tie to it: 《…》于2020年3月印发, 《…》由区政府印发, 《…》（2019年）.

    `title` is where it starts and where it, or the number behind it, ends.
    """
    start, end = title
    behind_title = issued_behind(folded, end)
    if behind_title is not None and behind_title["who"]:
        time = _last_time(times, time_ends, max(0, start - 16), start)
        is_near = time is not None and folded[time.end : start] in ("", "，", ",")
        inside = bisect_left(time_ends, end + 1)
        if inside < len(times) and times[inside].end <= behind_title.start("who"):
            time, is_near = times[inside], True
        return Issuing(_label(time) if is_near else None, text[behind_title.start("who") : behind_title.end("who")])
    index = bisect_left(time_ends, end + 2)
    if index >= len(times) or not end <= times[index].start <= end + 6:
        return NOTHING
    time = times[index]
    if time.kind not in _DATED:
        return NOTHING
    between, behind = folded[end : time.start], folded[time.end : time.end + 16]
    if between in ("(", "（"):
        return Issuing(_label(time)) if behind[:1] in (")", "）") else NOTHING
    is_tied = between in ("于", "已于", "自", "，于", ",于", "在") and _ISSUED_LATER.match(behind) is not None
    return Issuing(_label(time)) if is_tied else NOTHING


def issued_behind(folded: str, end: int) -> re.Match[str] | None:
    """The words behind a title that say it was issued (由区政府正式印发, 于2020年3月印发), `who` being the body; None where none do."""
    return _ISSUED_BEHIND.match(folded, end)


_ISSUED_BEHIND = re.compile(
    rf"(?:已|业已|现已|也)?(?:(?:[于自][^，,。；;！\n《》]{{4,14}}?)?(?:由|经)(?P<who>[^，,。；;！\n《》]{{2,30}}?)|[于自][^，,。；;！\n《》]{{4,14}}?)"
    rf"(?:正式|联合|共同|研究|制定|并|批准|审议){{0,3}}{ISSUED}"
)
_ISSUED_LATER = re.compile(rf"[^。；;！\n《》，,]{{0,12}}?(?:{ISSUED}|实施|施行|生效)")


def _clause_start(folded: str, start: int) -> int:
    low = max(0, start - _WINDOW)
    for found in _CLAUSE_START.finditer(folded, low, start):
        low = found.end()
    return low


def _may_tie(folded: str, time_end: int, verb_start: int) -> bool:
    """A day is tied to the verb over its issuer and one comma at most; another verb between them cuts the tie."""
    if verb_start - time_end > 40:
        return False
    between = folded[time_end:verb_start]
    return between.count("，") + between.count(",") <= 1 and _OTHER_VERB.search(between) is None


def _last_time(times: tuple[TimeMention, ...], time_ends: list[int], low: int, high: int) -> TimeMention | None:
    index = bisect_right(time_ends, high) - 1
    if index < 0 or times[index].start < low:
        return None
    time = times[index]
    return time if time.kind in _DATED and time.period is not None else None


def _label(time: TimeMention | None) -> str | None:
    return time.period.label() if time is not None and time.period is not None else None


def _body_ending_at(folded: str, text: str, low: int, high: int) -> str | None:
    """The body or bodies named at the end of some words, as printed; None where the words end in something else."""
    while high > low and folded[high - 1] in " ，,于自在":
        high -= 1
    if _BODY_AT_END.search(folded, low, high) is None:
        return None
    together = _TOGETHER.search(folded, low, high)
    high = together.start() if together else high
    begin = max(low, *(folded.rfind(mark, low, high) + 1 for mark in "，,。；;：:《》“”\n（()）"))
    passed_on = _PASSED_ON.match(folded, begin, high)
    begin = passed_on.end() if passed_on else begin
    for _ in range(2):
        lead = _LEADING.match(folded, begin, high)
        begin = lead.end() if lead else begin
        time = _TIME_HEAD.match(folded, begin, high)
        begin = time.end() if time else begin
        if lead is not None and lead.group().endswith("会同"):
            return None
    name = text[begin:high].strip()
    if not 2 <= len(name) <= _LONGEST_ISSUER or _NOT_A_BODY.search(name):
        return None
    return name
