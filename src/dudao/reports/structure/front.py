"""What stands above the body: red head, title (over several lines, or cut), byline and date, addressee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dudao.reports.model import Block
from dudao.reports.structure.characters import COLONS, ends_sentence, has_marks
from dudao.reports.structure.dates import DATE_LINE, SIGNATORY
from dudao.reports.structure.drafts import Draft
from dudao.reports.structure.markers import find_marker

TITLE_END = re.compile(
    r"(?:报告|汇报|总结|情况|说明|材料|公报|通报|要点|方案|意见|办法|通知|函|请示|批复|计划|规划|概况|综述|纪要|简报|决定|公告|公示|讲话|发言"
    r"|报告书|意见书|自评表|自评|自查|评估|评价|答复|清单)(?:[（(【〔][^（()）]{1,20}[）)】〕])?[\d*]?$"
)
_SURE_TITLE_END = re.compile(r"(?:报告|汇报|总结|公报|报告书)(?:[（(【〔][^（()）]{1,20}[）)】〕])?[\d*]?$")
_ABOUT_EDUCATION = re.compile(
    r"(?:自评|自查|自我评|履行教育|教育职责|教育工作|教育事业|教育督导|督导评|优质均衡|普及普惠|均衡发展|述职|整改)"
)
_CUT_SHORT = re.compile(r"(?:…+|\.{3,}|。{3,})$")
_SUBTITLE = re.compile(r"[（(【〔][^（()）]{1,24}[）)】〕]$|[—-]{1,2}.{2,40}")
_RED_HEAD = re.compile(
    r"[^。，]{2,30}文件|(?:[\u4e00-\u9fff]{1,12}|[xX×*]{1,4}[\u4e00-\u9fff]{1,8})[〔\[【(（﹝][ ]?(?:20\d\d|20[xX×*]{2}|[xX×*]{2,4})[ ]?[〕\]】)）﹞]第?[\dxX×*]{1,4}号?"
    r"(?:签发人[:：].{2,12})?|签发人[:：].{0,12}|(?:绝密|机密|秘密|内部)(?:[★☆].{0,6})?|(?:特急|加急|平急|急件)|\d{6}|[（(]?此件.{2,12}[）)]?|内部(?:资料|材料).{0,8}|附件[\d一二三四五六七八九十]{0,2}[:：]?|[（(]?(?:征求意见稿|送审稿|初稿|讨论稿|草稿|代拟稿)[）)]?"
)
_BODIES = (
    r"督导室|督导委员会办公室|督导委员会|督导委办公室|督导局|督导办|督导组|督导评估组|评估组|检查组|考核组|调研组|核查组|验收组|专家组|教育厅|教育局|教体局|教育体育局|教育委员会|教委"
    r"|人民政府|省政府|市政府|县政府|区政府|办公厅|办公室|教育部|委员会"
)
ADDRESSEE = re.compile(
    r"(?P<who>(?=[^：:]*(?:[室会厅局委办组府院部处队科区县市省州旗]|领导|同志|同志们|专家|代表|委员|主任|组长|厅长|局长|司长|督学|政府|中心|党委|公司|学校|各位)[：:])[^。；！？“”《》：:]{2,80})[:：]"
)
_NOT_ADDRESSEE = re.compile(
    r"现将|如下|情况|报告|汇报|下列|以下|包括|分别|主要|是$|为$|要求|问题|联系|电话|^附|^抄|^单位|^来源|^时间|^地点"
)
_GLUED_ADDRESSEE = re.compile(
    rf"(?P<who>[^。；，,：:！？“”《》\n]{{2,40}}?(?:{_BODIES}))[ \u3000]*[:：][ \u3000]*(?=\S)"
)
_GLUED_TITLE = re.compile(
    rf"(?P<title>[^。；，：:！？\n]{{6,60}}?(?:报告|汇报)(?:[（(][^（()）]{{1,12}}[）)])?)[ \u3000]*(?=[^。；，,：:！？“”《》\n]{{2,40}}?(?:{_BODIES})[ \u3000]*[:：])"
)
PART = re.compile(
    r"篇[ ]?[一二三四五六七八九十\d]{1,3}[:：]|第[一二三四五六七八九十\d]{1,3}篇[:：]|范文[一二三四五六七八九十\d]{1,3}[:：]"
)
_CONTENTS = re.compile(r"目录|目次|CONTENTS|contents", re.IGNORECASE)
LONGEST_LINE = 60
MOST_LINES = 8
TITLE_SIZE = 18.0  # points: from 小二 (18) on a first paragraph is set as a title; 2号 (22) is the norm of GB/T 9704


@dataclass(slots=True)
class Front:
    """Where the parts above the body stand, as indexes of drafts; None for what is not there."""

    title: int | None = None
    addressee: int | None = None
    signatory: int | None = None
    date: int | None = None
    body: int = 0


def read_front(drafts: list[Draft], blocks: Sequence[Block], page_title: str = "") -> Front:
    """Find the parts above the body, put the lines of the title together, and name the drafts by kind."""
    front = Front()
    _unglue(drafts)
    begin = _skip_contents(drafts, 0)
    at = _skip_red_head(drafts, begin)
    title = _title_lines(drafts, at, blocks, page_title)
    if title:
        first, last = title
        for _ in range(last - first):
            drafts[first].absorb(drafts.pop(first + 1))
        drafts[first].kind = "title"
        front.title = first
        at = first + 1
        for draft in drafts[:first]:
            draft.kind = "note"
        at = _byline(drafts, at, front)
    elif at > begin and (at >= len(drafts) or not is_addressee(drafts[at].squashed)):
        at = begin
    at = _skip_contents(drafts, at)
    if at < len(drafts) and drafts[at].kind == "body" and is_addressee(drafts[at].squashed):
        drafts[at].kind = "addressee"
        front.addressee = at
        at += 1
    front.body = at
    return front


def is_addressee(text: str) -> bool:
    """Whether a paragraph addresses someone: bodies or persons, a colon, nothing else.

    >>> [is_addressee(text) for text in ("省政府教育督导室:", "尊敬的各位领导、各位专家：", "现将有关情况报告如下：")]
    [True, True, False]
    """
    found = ADDRESSEE.fullmatch(text) if text[-1:] in COLONS and len(text) <= 84 else None
    return found is not None and not _NOT_ADDRESSEE.search(found["who"]) and find_marker(text) is None


def _unglue(drafts: list[Draft]) -> None:
    """Set a title and an addressee apart from the text they were run together with."""
    for index in range(min(3, len(drafts))):
        draft = drafts[index]
        if draft.kind != "body" or not has_marks(draft.raw) and draft.raw[-1:] not in COLONS:
            continue
        glued = _GLUED_TITLE.match(draft.squashed) if index == 0 else None
        if glued and find_marker(draft.raw) is None:
            drafts.insert(index + 1, draft.split(draft.place_of(glued.end())))
            draft = drafts[index + 1]
            index += 1
        text = draft.squashed
        named = _GLUED_ADDRESSEE.match(text)
        if named and named.end() < len(text) and is_addressee(named["who"] + "："):
            drafts.insert(index + 1, draft.split(draft.place_of(named.end())))
            return
        if find_marker(draft.raw):
            return


def _skip_red_head(drafts: Sequence[Draft], at: int) -> int:
    last = at
    for index in range(at, min(at + MOST_LINES, len(drafts))):
        draft = drafts[index]
        if draft.is_long or draft.kind != "body" or ends_sentence(draft.raw):
            break
        if _RED_HEAD.fullmatch(draft.squashed):
            last = index + 1
    return last


def is_title_line(draft: Draft) -> bool:
    """Whether a draft could be a line of a title: short, no marks of prose, no number, no date, nobody addressed."""
    if draft.kind != "body" or draft.is_long or draft.numbering:
        return False
    text = draft.squashed
    cut = _CUT_SHORT.search(text)
    if cut is not None and _ABOUT_EDUCATION.search(text):
        text = text[: cut.start()]  # a title that a list page cut: …自评报…
    if not 2 <= len(text) <= LONGEST_LINE or text[-1] in "：:，,、；;。！？!?":
        return False
    if "：" in text or ":" in text:
        return PART.match(text) is not None
    return find_marker(text) is None and not DATE_LINE.fullmatch(text) and "。" not in text and "；" not in text


def _title_lines(drafts: list[Draft], at: int, blocks: Sequence[Block], page_title: str) -> tuple[int, int] | None:
    """First and last draft of the title."""
    group: list[int] = []
    for index in range(at, min(at + 6, len(drafts))):
        if not is_title_line(drafts[index]) or _CONTENTS.fullmatch(drafts[index].squashed):
            break
        if PART.match(drafts[index].squashed):
            group = []  # the name of a collection stands above
        group.append(index)
    while (
        group
        and len(drafts[group[0]].squashed) < 4
        and len(group) > 1
        and not drafts[group[0]].squashed.endswith(tuple("县市区省州"))
    ):
        group.pop(0)
    if not group:
        return None
    ends = [index for index in group if TITLE_END.search(drafts[index].squashed)]
    rest = len(drafts) - group[0] - 1
    if ends:
        sure = [index for index in ends if _SURE_TITLE_END.search(drafts[index].squashed)]
        last = (sure or ends)[0]
        while last + 1 in group and (
            _SUBTITLE.fullmatch(drafts[last + 1].squashed)
            or last + 1 in sure
            and not SIGNATORY.fullmatch(drafts[last].squashed)
        ):
            last += 1
        whole = "".join(drafts[index].squashed for index in group if index <= last)
        if sure or _ABOUT_EDUCATION.search(whole) or rest and len(whole) >= 8 and _begins_document(drafts, last + 1):
            return group[0], last
    if _is_set_as_title(drafts[group[0]], blocks) and rest:
        last = group[0]
        while last + 1 in group and _is_set_as_title(drafts[last + 1], blocks):
            last += 1
        return group[0], last
    text = drafts[group[0]].squashed
    is_cut = (
        page_title and page_title.startswith(text[:8]) or rest >= 3 and len(text) >= 8 and _ABOUT_EDUCATION.search(text)
    )
    if is_cut or group[-1] + 1 < len(drafts) and len(text) >= 6 and is_addressee(drafts[group[-1] + 1].squashed):
        return group[0], group[0]
    return None


def _begins_document(drafts: Sequence[Draft], at: int) -> bool:
    """Whether what follows a supposed title begins a document: an addressee, a first chapter, or prose."""
    if at >= len(drafts):
        return False
    text = drafts[at].squashed
    marker = find_marker(text)
    return is_addressee(text) or has_marks(text) and marker is None or marker is not None and marker.ordinal == 1


def _is_set_as_title(draft: Draft, blocks: Sequence[Block]) -> bool:
    block = blocks[draft.lines[0].block]
    if (
        block.heading_level == 1
        or block.style is not None
        and (block.style.style_name or "").lower() in ("title", "标题")
    ):
        return True
    style = block.style
    return style is not None and style.align == "center" and (style.size or 0) >= TITLE_SIZE


def _byline(drafts: Sequence[Draft], at: int, front: Front) -> int:
    """The issuing body and the date where they stand under the title."""
    for _ in range(2):
        if at >= len(drafts) or drafts[at].kind != "body" or drafts[at].is_long:
            return at
        text = drafts[at].squashed
        if DATE_LINE.fullmatch(text) and front.date is None:
            front.date, drafts[at].kind = at, "date"
        elif SIGNATORY.fullmatch(text) and front.signatory is None and at + 1 < len(drafts):
            front.signatory, drafts[at].kind = at, "signatory"
        else:
            return at
        at += 1
    return at


def _skip_contents(drafts: Sequence[Draft], at: int) -> int:
    """Past a table of contents; its lines are notes."""
    if at < len(drafts) and _CONTENTS.fullmatch(drafts[at].squashed):
        drafts[at].kind = "note"
        at += 1
        while at < len(drafts) and drafts[at].kind == "note":
            at += 1
    return at
