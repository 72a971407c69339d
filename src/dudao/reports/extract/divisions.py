"""Divisions named in the text (湖北省, 云州市, 临江县, XX区) and words by which the report means its own (我市, 全县).

Names of provinces and prefecture-level cities are known from lists; any other name is taken only where what stands
before it shows where it begins. 城市, 城区, 社区, 示范县 are no names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.model import Placeholder
from dudao.schemes.lexicons import alternatives, load_table, load_words
from dudao.values.records import record


@record
class Division:
    """A division's mention: kind `division` or `self`, level province | city | county | township."""

    start: int
    end: int
    kind: str
    level: str
    masked: bool = False


LEVELS = {
    "省": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "街道": "township",
}
LEVEL_MARKS = frozenset("省市县区州盟旗镇乡")
"""Characters that alone name a level before an office (市教育局, 县政府)."""

_ENDING = re.compile(r"[省市县区州盟旗镇乡]|街道")
_OWN = frozenset("我本全")
_NOT_OWN = {"全": frozenset("安完健周齐保"), "本": frozenset("基根样成原日资文课版"), "我": frozenset("自")}
_NOT_BEHIND_OWN = frozenset("域间")
_NOT_BEHIND = re.compile(
    r"场|民(?![政族主办盟革建])|值|容|政(?!府|协)|面|域|间|块|别|隔|级(?=示范|以上|以下)|静|定|压|痛|村|土|愁|音|亲|贤|情"
    r"|略|去|时|力|心|帜|下(?!辖|属|发|达|设)|舰|袍|友|校(?!长)|员|管校聘|聘校用"
)
_INSIDE_NAMES = frozenset("州镇乡旗盟")
_GOES_ON = re.compile(r"市(?![直县区级辖、])|区(?![县直级])|县(?![市直级两])")
"""An ending that is the last character of a longer name: 杭州市, 景德镇市, 通州区."""
_LOOKALIKES = load_words("division_lookalikes")
_SOFT = load_words("division_lookalikes_soft")
_NOT_STEMS = load_words("not_division_stems")
_SINGLE = load_words("single_division_stems")
_CITIES = load_words("cities")
_PROVINCES = {row[0] for row in load_table("provinces")}
_SHORT_PROVINCES = {row[1]: row[0] for row in load_table("provinces")}
_LISTED: dict[str, list[tuple[str, str]]] = {}
for _name in sorted(_PROVINCES | _CITIES, key=len, reverse=True):
    _LISTED.setdefault(_name[-3:], []).append((_name, "province" if _name in _PROVINCES else LEVELS[_name[-1]]))
_LEADING = load_words("words_before_places")
_NOT_IN_NAME = frozenset(
    "县区的了在是及对把被使让每我该某几等校师们这那此以向就还又但并且而若则因未已曾能会须必做教学育务"
)
_LONG_WORDS = frozenset(("长期", "长效", "长远", "长年", "长足"))
_ENDS_OF_NAMES = frozenset("同来回原离建随如")
_STEM = re.compile(r"[一-鿿]{2,3}")
_SELF_GOVERNING = re.compile(r"[一-鿿]{1,4}?(?:[一-鿿]{1,3}族){1,4}自治|[一-鿿]{2,4}自治")
_SHORT = re.compile(alternatives(tuple(_SHORT_PROVINCES)))
_NOT_BEHIND_SHORT = frozenset("省市路街区县大师外理医财农工交科自中南北东西")


def find_divisions(folded: str, placeholders: Sequence[Placeholder]) -> list[Division]:
    """Every division and self-reference in the order of the text, masked ones with `masked`."""
    masked = {placeholder.end: placeholder for placeholder in placeholders}
    found: list[Division] = []
    last_end = 0
    for hit in _ENDING.finditer(folded):
        at, end = hit.span()
        placeholder = masked.get(end)
        if placeholder is not None:
            level = _masked_level(placeholder.text) or LEVELS[hit.group()]
            found.append(Division(placeholder.start, end, "division", level, masked=True))
            last_end = end
            continue
        division = _division_at(folded, at, end, last_end)
        if division is not None:
            found.append(division)
            last_end = end
    return _with_short_provinces(folded, found)


def _masked_level(text: str) -> str | None:
    """The level of a masked division whose ending is longer than one character: XX地区, XX自治县."""
    for ending, level in (("自治区", "province"), ("地区", "city"), ("自治县", "county")):
        if text.endswith(ending):
            return level
    return None


def _division_at(folded: str, at: int, end: int, last_end: int) -> Division | None:
    before = folded[at - 1 : at]
    ending = folded[at:end]
    if before in _OWN and before:
        is_own = folded[at - 2 : at - 1] not in _NOT_OWN[before] and folded[end : end + 1] not in _NOT_BEHIND_OWN
        return Division(at - 1, end, "self", LEVELS[ending]) if is_own else None
    if before + ending in _LOOKALIKES or (ending in _INSIDE_NAMES and _GOES_ON.match(folded, end)):
        return None
    listed = _listed_start(folded, at, end)
    if listed is not None:
        start, level = listed
    else:
        is_post = folded[end : end + 1] == "长" and folded[end : end + 2] not in _LONG_WORDS
        start, level = -1 if is_post else _stem_start(folded, at, last_end), LEVELS[ending]
        if ending == "区" and before == "治":
            level = "province"
        elif before == "治" and ending != "州":
            level = "county"
    if start < 0 or _NOT_BEHIND.match(folded, end):
        return None
    return Division(start, end, "division", level)


def _listed_start(folded: str, at: int, end: int) -> tuple[int, str] | None:
    """Where a name of the lists begins that ends here, and its level."""
    for name, level in _LISTED.get(folded[end - 3 : end], ()):
        if folded.endswith(name, 0, end):
            return end - len(name), level
    return None


def _stem_start(folded: str, at: int, last_end: int) -> int:
    """Where an unlisted name begins, or -1: two or three characters behind a mark, a division or a leading word."""
    if folded[at - 1] == "治" and folded[at - 2 : at] == "自治":
        return _self_governing_start(folded, at)
    if at and folded[at - 1] in _SINGLE and (at - 1 == last_end or is_boundary(folded, at - 1)):
        return at - 1
    if is_boundary(folded, at) and folded[at - 1] not in _ENDS_OF_NAMES:
        return -1
    is_soft = folded[at - 1 : at + 1] in _SOFT
    for length in (2, 3):
        start = at - length
        stem = folded[start:at]
        if start < last_end or _STEM.fullmatch(stem) is None or stem in _NOT_STEMS or not _NOT_IN_NAME.isdisjoint(stem):
            return -1
        if "市" in stem or "镇" in stem[1:]:
            return -1
        if start == last_end or is_boundary(folded, start):
            return -1 if length == 3 and (is_soft or _leads_weakly(folded, start)) else start
    return -1


def _self_governing_start(folded: str, at: int) -> int:
    """Where a name like 青山回族自治县 begins: the nearest place at which a name may begin and all the rest fits."""
    for start in range(at - 4, max(-1, at - 16), -1):
        if is_boundary(folded, start) and _SELF_GOVERNING.fullmatch(folded, start, at):
            return start
    return -1


def _leads_weakly(folded: str, start: int) -> bool:
    """Whether only one character that is often part of a word stands before a name of three (带 in 带动石桥镇)."""
    before = folded[start - 1 : start]
    return (
        "一" <= before <= "鿿"
        and before not in _LEADS_SURELY
        and folded[start - 2 : start] not in _LEADING
        and folded[start - 3 : start] not in _LEADING
    )


_LEADS_SURELY = frozenset("在到赴对向由从与和及将把为的了至于给往经是")


def is_boundary(folded: str, position: int) -> bool:
    """Whether a name may begin here: behind a mark, a Latin letter or digit, or a word that leads to places."""
    if position == 0:
        return True
    before = folded[position - 1]
    if not "一" <= before <= "鿿":
        return True
    return (
        before in _LEADING or folded[position - 2 : position] in _LEADING or folded[position - 3 : position] in _LEADING
    )


def _with_short_provinces(folded: str, found: list[Division]) -> list[Division]:
    """Add provinces by short name (湖北), where no longer name begins or ends there."""
    taken = {division.start for division in found}
    short = [
        Division(hit.start(), hit.end(), "division", "province")
        for hit in _SHORT.finditer(folded)
        if hit.start() not in taken and folded[hit.end() : hit.end() + 1] not in _NOT_BEHIND_SHORT
    ]
    return sorted([*found, *short], key=lambda division: (division.start, -division.end)) if short else found
