"""Families of Chinese typefaces under the many names that fonts have."""

from __future__ import annotations

import re

FAMILIES: tuple[tuple[str, str], ...] = (
    ("小标宋", r"小标宋|xiaobiaosong|xbs"),
    ("仿宋", r"仿宋|fang ?song|fzfs|stfs"),
    ("楷体", r"楷|kai(?:ti|u|_| |$)|fzkai|fzkt|stkai"),
    ("黑体", r"(?<!雅)黑|sim ?hei|fzhei|fzht|sthei|hei ?ti"),
    ("宋体", r"宋|sim ?sun|fzsong|stsong|nsimsun"),
)
"""Family and pattern of its names, tried in this order: 小标宋 and 仿宋 before 宋体."""
_PATTERNS = tuple((family, re.compile(pattern, re.IGNORECASE)) for family, pattern in FAMILIES)

SIZES = {
    42.0: "初号",
    36.0: "小初",
    26.0: "一号",
    24.0: "小一",
    22.0: "二号",
    18.0: "小二",
    16.0: "三号",
    15.0: "小三",
    14.0: "四号",
    12.0: "小四",
    10.5: "五号",
    9.0: "小五",
}


def font_family(name: str) -> str:
    """The family of a font by its name; the name itself where it belongs to none.

    >>> [font_family(name) for name in ("仿宋_GB2312", "FangSong", "方正小标宋简体", "SimHei", "微软雅黑", "楷体", "华文中宋")]
    ['仿宋', '仿宋', '小标宋', '黑体', '微软雅黑', '楷体', '宋体']
    """
    return next((family for family, pattern in _PATTERNS if pattern.search(name)), name)


def size_in_words(points: float) -> str:
    """A size as offices name it.

    >>> size_in_words(16.0), size_in_words(13.0)
    ('三号（16磅）', '13磅')
    """
    shown = f"{points:g}磅"
    return f"{SIZES[points]}（{shown}）" if points in SIZES else shown
