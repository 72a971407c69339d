"""People with the posts printed beside them: 市委书记张某某, 县长陈志远, 王建国同志, 习近平总书记."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dudao.reports.extract.names import SURNAMES, name_end, name_start
from dudao.reports.model import Person, Placeholder, Report
from dudao.schemes.lexicons import alternatives, load_words

_ROLES = load_words("roles")
_POSTS = load_words("posts") | _ROLES
_LAST = re.escape("".join(sorted({post[-1] for post in _POSTS})))
_FIRST_OF_SURNAME = re.escape(
    "".join(sorted({name[0] for name in SURNAMES | load_words("name_beginnings_of_other_peoples")}))
)
_AFTER_POST = re.compile(rf"[{_LAST}][ :：]?(?=[{_FIRST_OF_SURNAME}])")
# Each pattern begins with one class, so that the engine can skip to it; what may stand before is looked for backwards.
_TITLE = re.compile(r"[书主秘督同市县区州旗乡镇局厅部处科校园院所站](?:记|任|席|书长|学|志|长)")
_TITLE_WORDS = frozenset(("书记", "主任", "主席", "秘书长", "督学", "同志")) | {
    f"{office}长" for office in "市县区州旗乡镇局厅部处科校园院所站"
}
_RANKS = ("常务副", "第一", "党委", "党组", "副", "总")
_CITIES = load_words("cities")
_LEADERS = load_words("national_leaders")
_LEADER = re.compile(alternatives(_LEADERS))
_TITLE_BEHIND = re.compile(r"(?:常务)?副?(?:书记|主任|[市县区州旗镇乡局校园院处科]长)|同志")
_LEADER_POST = re.compile(r"(?:总书记|主席|同志)")
_NEXT_NAME = re.compile(r"[、和及](?=[一-鿿])")
_STOPS = re.compile(r"[，,。；;：:！!？?\n（）()“”《》 0-9A-Za-z、]")
_LEADING = re.compile(
    rf"(?:(?!组织部)(?:{alternatives(load_words('words_before_bodies'))})|时任|原任|现任|召集|带着|包括|即|及其|成立|分别由|时)+"
)
_MASKED_PLACE = re.compile(r"[Xx×*○]{1,4}\Z")
_LONGEST_POST = 24
_CHAINED = frozenset("、兼和及")


def extract_people(report: Report, placeholders: tuple[Placeholder, ...]) -> tuple[Person, ...]:
    """Every name that stands beside a post, in the order of the text; the span covers post and name.

    `name` and `post` are as printed (市委副书记、市长), without blanks between; a name that is a placeholder in part or whole is `masked`.
    National leaders are found everywhere, with their own post (总书记) or the one printed before them.
    """
    text, folded = report.text, report.folded
    found = [
        *_leaders(text, folded),
        *_masked(text, folded, placeholders),
        *_named_after_posts(text, folded),
        *_named_before_posts(text, folded),
    ]
    found.sort(key=lambda person: (person.start, -person.end))
    kept: list[Person] = []
    done = 0
    for person in found:
        if person.start >= done:
            kept.append(person)
            done = person.end
    return tuple(kept)


def _named_after_posts(text: str, folded: str) -> Iterator[Person]:
    floor = 0
    for hit in _AFTER_POST.finditer(folded):
        post_end = hit.start() + 1
        post = _post_ending_at(folded, post_end)
        if not post:
            continue
        start = hit.end()
        end = name_end(folded, start, strict=post in _ROLES)
        if not end:
            continue
        begin = post_start(folded, post_end, post, floor=floor)
        printed = text[begin:post_end]
        yield Person(begin, end, text[start:end], printed)
        floor = end
        for person in _following(text, folded, end, printed):
            yield person
            floor = person.end


def _following(text: str, folded: str, end: int, post: str) -> Iterator[Person]:
    """Names that share a post: 副市长王建国、李明."""
    for _ in range(12):
        link = _NEXT_NAME.match(folded, end)
        if link is None:
            return
        start = link.end()
        end = name_end(folded, start)
        if not end:
            return
        yield Person(start, end, text[start:end], post)


def _named_before_posts(text: str, folded: str) -> Iterator[Person]:
    for hit in _TITLE.finditer(folded):
        if hit.group() not in _TITLE_WORDS:
            continue
        begin = _with_rank(folded, hit.start())
        start = name_start(folded, begin)
        if start < 0 or folded[start : begin + 1] in _CITIES:
            continue
        yield Person(start, hit.end(), text[start:begin], None if hit.group() == "同志" else text[begin : hit.end()])


def _with_rank(folded: str, start: int) -> int:
    """Where a title begins with its rank: 副 of 副市长, 党委 of 党委书记."""
    for _ in range(2):
        rank = next((rank for rank in _RANKS if folded.endswith(rank, 0, start)), "")
        start -= len(rank)
    return start


def _masked(text: str, folded: str, placeholders: Sequence[Placeholder]) -> Iterator[Person]:
    """Masked names: a placeholder right after a post, or a surname with a mask (李XX, 张某某)."""
    previous_end, previous_post = -1, ""
    for placeholder in placeholders:
        if placeholder.kind in ("year", "ellipsis", "template", "stripped", "brackets"):
            continue
        start, end = placeholder.start, placeholder.end
        at = start - 1 if folded[start - 1 : start] in (" ", ":", "：") and start else start
        post = _post_ending_at(folded, at)
        has_surname = placeholder.text[0] in SURNAMES and len(placeholder.text) <= 5
        is_listed = previous_end == start - 1 and folded[previous_end] in "、和"
        if (
            not (post and _is_bare(placeholder.text))
            and not has_surname
            and not (is_listed and _is_bare(placeholder.text))
        ):
            continue
        after = _TITLE_BEHIND.match(folded, end)
        if post:
            begin = post_start(folded, at, post)
            printed: str | None = text[begin:at]
        elif after is not None and after.group() != "同志":
            begin, end, printed = start, after.end(), text[end : after.end()]
        else:
            begin, printed = start, previous_post if is_listed else None
        yield Person(begin, end, placeholder.text, printed, masked=True)
        previous_end, previous_post = placeholder.end, printed or ""


_BARE_MASK = re.compile(r"[一-鿿]?[^一-鿿]+[一-鿿]?|[一-鿿]?某+")


def _is_bare(text: str) -> bool:
    """Whether a placeholder is a mask alone or with one character (xxx, 李XX), no place or number."""
    return _BARE_MASK.fullmatch(text) is not None and text[-1] not in "省市县区州盟旗镇乡校园局人名所个次"


def _leaders(text: str, folded: str) -> Iterator[Person]:
    for hit in _LEADER.finditer(folded):
        start, end = hit.span()
        at = start - 1 if folded[start - 1 : start] == " " else start
        post = _post_ending_at(folded, at)
        if post and post not in _ROLES:
            begin = post_start(folded, at, post)
            yield Person(begin, end, text[start:end], text[begin:at])
            continue
        after = _LEADER_POST.match(folded, end)
        is_post = after is not None and after.group() != "同志"
        yield Person(
            start,
            after.end() if after else end,
            text[start:end],
            after.group() if after is not None and is_post else None,
        )


def _post_ending_at(folded: str, end: int) -> str:
    """The longest post of the list that ends at a position; "" where none does."""
    for length in (7, 6, 5, 4, 3, 2):
        if end >= length and folded[end - length : end] in _POSTS:
            return folded[end - length : end]
    return ""


def post_start(folded: str, end: int, post: str, *, floor: int = 0) -> int:
    """Where a printed post begins, its body and joined posts with it: 市委副书记、市长 before the name.

    It does not reach before `floor`, where the name before it ends.
    """
    begin = _phrase_start(folded, end, post, floor)
    for _ in range(4):
        if begin == 0 or folded[begin - 1] not in _CHAINED:
            break
        earlier = _post_ending_at(folded, begin - 1)
        if not earlier:
            break
        begin = _phrase_start(folded, begin - 1, earlier, floor)
    return begin


def _phrase_start(folded: str, end: int, post: str, floor: int) -> int:
    """Where one post with its body begins: behind the last mark, leading word, 的 or 了."""
    low = max(floor, end - _LONGEST_POST)
    begin = low
    for stop in _STOPS.finditer(folded, low, end - len(post)):
        begin = stop.end()
    for mark in ("的", "了", "由"):
        begin = max(begin, folded.rfind(mark, begin, end - len(post)) + 1)
    masked = _MASKED_PLACE.search(folded, max(floor, begin - 6), begin)
    if masked is not None:
        return masked.start()
    lead = _LEADING.match(folded, begin, end - len(post))
    begin = lead.end() if lead else begin
    if end - begin > 18:
        return end - len(post)
    if folded[begin : begin + 1] in ("我", "全", "本") and folded[begin + 1 : begin + 2] in tuple(
        "省市县区州盟旗镇乡校"
    ):
        begin += 1
    return begin
