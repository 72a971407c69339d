"""Units behind a number, and truths within a formula, as words: as they are in Chinese, in English by their English names."""

from __future__ import annotations

import re

UNITS = {
    **dict.fromkeys(("人", "名"), "people"),
    **dict.fromkeys(("个", "所", "次", "类"), ""),
    "间": "rooms",
    "台": "devices",
    "册": "books",
    "套": "sets",
    "分": "points",
    "岁": "years",
    "人次": "times",
    "元": "yuan",
    "万元": "10,000 yuan",
    "亿元": "100 million yuan",
    "㎡": "m²",
    "平方公里": "km²",
    "个百分点": "percentage points",
    "%": "%",
    "小时": "hours",
}
PER = {"生": "a pupil", "人": "a person", "百生": "per 100 pupils", "百人": "per 100 people", "班": "a class"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


TRUTHS = {"是": "yes", "否": "no", "缺": "missing", "不适用": "not applicable"}


def numbers_in(text: str, lang: str) -> str:
    """A formula with numbers put in; what is true or missing in the language."""
    if lang != "en":
        return text
    return re.sub(r"(?<![“”\w])(?:是|否|缺|不适用)(?![”\w])", lambda found: TRUTHS[found.group()], text)


def unit_in(unit: str, lang: str) -> str:
    """A unit as it stands behind a number: as it is in Chinese; in English by a word, with a space unless it is %.

    >>> unit_in("元/生", "en"), unit_in("元/生", "zh"), unit_in("%", "en"), unit_in("个", "en")
    (' yuan a pupil', '元/生', '%', '')
    """
    if lang != "en" or not CHINESE.search(unit):
        return unit if lang != "en" or unit in ("", "%") else f" {unit}"
    above, _, below = unit.partition("/")
    words = UNITS.get(above, above)
    told = " ".join(filter(None, (words, PER.get(below, f"/{below}") if below else "")))
    return f" {told}" if told else ""
