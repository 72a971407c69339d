"""A run of mask marks (XX, ××, **, __, ○○) with the word it replaces part of: a number, a name or a person.

The text is read once by `placeholders.py`; here one run is looked at, with a small window on either side.
"""

from __future__ import annotations

import re

from dudao.schemes.lexicons import alternatives, load_words

MARKS = "Xx×╳✕*＊﹡_＿○◯〇□■△▲◇◆#"
"""Characters that stand for something left out."""

KIND_OF_MARK = {
    **dict.fromkeys("Xx", "letters"),
    **dict.fromkeys("*＊﹡", "stars"),
    **dict.fromkeys("×╳✕○◯〇□■△▲◇◆#", "crosses"),
    **dict.fromkeys("_＿", "lines"),
}
MARK = f"[{re.escape(MARKS)}]"
HAN = "一-鿿"

NUMBER = re.compile(rf"{MARK}+(?:\.(?:{MARK}|\d)+|,{MARK}+)*")
UNIT_PATTERN = rf"(?!(?!{alternatives(load_words('mask_unit_words'))})(?:{alternatives(load_words('mask_unit_lookalikes'))}))[余多几]?(?:年级|{alternatives(load_words('mask_units'))}|分(?=[，,。；;、)）]|\Z))"
UNIT = re.compile(rf" ?{UNIT_PATTERN}")
YEAR_BRACKET = rf" ?[〔\[(（【﹝] ?(?:(?:19|20)\d\d|20{MARK}{{1,2}}|{MARK}{{2,4}}) ?年? ?[〕\])）】﹞]"
AGENCY = re.compile(rf"[{HAN}]{{0,8}}(?={YEAR_BRACKET})")

DIVISION_PATTERN = (
    r"省|市(?!场|值)|自治[区州县旗]|县|区(?!域|间|位)|州|盟|旗|镇|乡(?!村)|村(?!民)|街道|社区|开发区|高新区|经开区|新区"
)
DIVISION = re.compile(rf" ?(?:{DIVISION_PATTERN})")
_LEAD_IN = rf"[{HAN}]"
_NOT_IN_NAME = "的个所名次项和与及等在为到对把将由从以是了至赴率带走看被给向各市县区镇乡州省旗盟有调召视某"
LONG_NAME = re.compile(
    rf" ?(?:(?![{_NOT_IN_NAME}]){_LEAD_IN}){{0,8}}?(?:{alternatives(load_words('mask_name_endings'))})(?!长)"
)
KIND = re.compile(rf" ?(?:{alternatives(load_words('mask_kinds'))}|[一二三四五六七八九十]{{1,2}}[中小]|职中)(?!长)")
LISTED = re.compile(
    rf"(?: ?[、和及与] ?{MARK}{{1,8}}){{1,12}} ?(?:等(?! ?(?:同志|领导|人)))?(?:[两二三四五六七八九十几多]|\d{{1,2}})?(?:个|所|家|名)?"
    r"(?:地区|地|市|县|区|镇|乡|街道|村|校|学校|学院|中学|小学|幼儿园)"
)

_YEAR_TAIL = re.compile(r"学?年度?")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二]?[Xx×*＊_]{1,2}年?")
_REAL_X = re.compile(r"染色体|射线|光(?![明荣])|轴|坐标|基因|型(?![^，。]{0,4}教)")

SURNAMES = load_words("surnames")
_AMBIGUOUS = load_words("surnames_ambiguous")
POSTS = tuple(sorted(load_words("posts") | load_words("roles")))
_LAST_OF_POST = frozenset(post[-1] for post in POSTS)
_BEFORE_A_NAME = frozenset("由和与及为对是请随同被让")
_TITLE_BEHIND = re.compile(r"(?:书记|副?[局校园院]长|副?主任|老师|同志|同学)(?![们任职室会队班队])")
_UNITS_OF_PEOPLE = re.compile(r" ?[余多]?(?:万?人次|万?人(?!民)|名|位|个)")


def follows_a_post(folded: str, position: int) -> bool:
    """Whether a post (书记, 局长, 教师 …) ends right before a position."""
    while position and folded[position - 1] == " ":
        position -= 1
    return (
        position > 0
        and folded[position - 1] in _LAST_OF_POST
        and folded.endswith(POSTS, max(0, position - 6), position)
    )


def surname_before(folded: str, position: int) -> int:
    """How many characters of a surname stand right before a mask: 0 where there is none, or where it is another word.

    An ambiguous surname (于, 和, 成 …) counts only after a post; any other also after a mark or a word like 由.
    """
    for length in (2, 1):
        start = position - length
        if start < 0 or folded[start:position] not in SURNAMES:
            continue
        if follows_a_post(folded, start):
            return length
        before = folded[start - 1] if start else "\n"
        is_apart = before in _BEFORE_A_NAME or not "一" <= before <= "鿿"
        if is_apart and folded[start:position] not in _AMBIGUOUS and not before.isalnum():
            return length
        if is_apart and length == 1 and before in _BEFORE_A_NAME and folded[start:position] not in _AMBIGUOUS:
            return length
    return 0


def mask_span(folded: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The placeholder that a run of marks belongs to: start, end and kind; None where the run masks nothing.

    `xx.x万` and `20xx年` are numbers with their unit, `XX市` and `XX职业技术学院` names with their kind, `李XX` a person,
    `X教督办` the agency of a document number, `XX、XX、XX三地` one list.
    """
    first = folded[start]
    before = folded[start - 1] if start else "\n"
    if before == "二":
        chinese_year = _CHINESE_YEAR.match(folded, start - 1)
        if chinese_year is not None:
            return start - 1, chinese_year.end(), "year"
    while folded[end : end + 2] == f" {first}" and first in "Xx×":
        end += 2
    after = folded[end : end + 1]
    if first in "Xx" and _REAL_X.match(folded, end) or _is_part_of_a_word(first, before, after, end - start):
        return None
    kind = KIND_OF_MARK[first]
    number = NUMBER.match(folded, start)
    number_end = max(end, number.end()) if number else end
    if number_end == end and after.isdigit() and after.isascii():
        return None
    if before.isascii() and (before.isdigit() or before == "," and folded[start - 2 : start - 1].isdigit()):
        return _with_digits(folded, start, number_end, kind)
    return _person(folded, start, end, kind) or _number_or_name(folded, start, end, number_end, kind)


def _is_part_of_a_word(first: str, before: str, after: str, length: int) -> bool:
    """Letters inside a Latin word (Excel, 1+X), rings inside a Chinese numeral (二○○八), lines inside an identifier."""
    if first in "Xx":
        is_dashed = length == 1 and (before == "-" or after == "-")
        return before == "+" or after == "+" or is_dashed or _is_latin(before) or _is_latin(after)
    if first in "○◯〇":
        return before in "一二三四五六七八九十零0123456789" or after in tuple("一二三四五六七八九十零0123456789")
    if first in "_＿":
        return (_is_latin(before) or _is_latin(after)) or (before == "\n" and after in ("\n", ""))
    if first == "#":
        return before == "\n" or after in (" ", "\n", "") or length < 2
    return (
        first in "*＊﹡"
        and before == "\n"
        and (length == 1 and after not in tuple("市县区省") or after in ("\n", "", " "))
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _with_digits(folded: str, start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """Digits with marks behind them: 20xx年, 2,xxx万元, 1x.x亿元; a product (3×4) or a masked phone number is none."""
    begin = start
    while begin and (folded[begin - 1].isdigit() or folded[begin - 1] in ".,") and start - begin < 8:
        begin -= 1
    while folded[begin] in ".,":
        begin += 1
    digits = folded[begin:start]
    unit = UNIT.match(folded, end)
    if digits in ("19", "20", "190", "199", "200", "201", "202", "203") and len(digits) + end - start == 4:
        tail = _YEAR_TAIL.match(folded, end)
        stop = tail.end() if tail else end
        return begin, stop, "year"
    if unit is None or kind == "crosses" and end - start == 1:
        return None
    return begin, unit.end(), kind


def _person(folded: str, start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """A masked person: 李XX, 张*, or a bare mask right after a post (县委书记xxx)."""
    unit = _UNITS_OF_PEOPLE.match(folded, end)
    if unit is not None and end - start <= 5 and not surname_before(folded, start):
        return None
    length = surname_before(folded, start)
    if length and DIVISION.match(folded, end) is None:
        return start - length, end, kind
    if end - start >= 2 and follows_a_post(folded, start) and DIVISION.match(folded, end) is None:
        return start, end, kind
    if _TITLE_BEHIND.match(folded, end) and kind != "lines":
        return start, end, kind
    return None


def _number_or_name(folded: str, start: int, end: int, number_end: int, kind: str) -> tuple[int, int, str] | None:
    if start and folded[start - 1] == "第":
        start -= 1
    agency = AGENCY.match(folded, end)
    if agency is not None and (agency.end() > end or end - start > 1):
        return start, agency.end(), kind
    listed = LISTED.match(folded, end)
    if listed is not None:
        return start, listed.end(), kind
    stop = named_end(folded, number_end)
    if stop:
        return start, stop, kind
    is_bare_mask = number_end - start >= 2 and kind in ("letters", "crosses", "lines")
    if is_bare_mask and folded[start] not in "□■△▲◇◆#":
        return start, number_end, kind
    return None


def named_end(folded: str, end: int) -> int:
    """Where the unit or the kind of name ends that follows a mask; 0 where none does."""
    for pattern in (DIVISION, UNIT, LONG_NAME, KIND):
        found = pattern.match(folded, end)
        if found is not None:
            return found.end()
    return 0
