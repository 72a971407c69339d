"""Visible gaps: what the facts do not hold and a person must supply. The extractor reads them as template text (待补)."""

from __future__ import annotations

import re

GAP = "【待补"
"""How every gap begins."""
LONGEST = 60
_UNFIT = re.compile(r"[【】\[\]＞>}〉\n]")


def gap(text: str) -> str:
    """A gap with the words of what is missing, cut between two of them where they would be too long to read as one.

    >>> gap("2021年全市一般公共预算教育支出")
    '【待补：2021年全市一般公共预算教育支出】'
    >>> gap("、".join(["小学在校学生数"] * 9))
    '【待补：小学在校学生数、小学在校学生数、小学在校学生数、小学在校学生数、小学在校学生数、小学在校学生数、小学在校学生数等】'
    """
    words = _UNFIT.sub("", text)
    if len(words) > LONGEST:
        kept = words[: LONGEST - 1]
        words = (kept[: kept.rfind("、")] if "、" in kept else kept) + "等"
    return f"{GAP}：{words}】"


def gap_of_several(lead: str, labels: list[str]) -> str:
    """One gap for several missing values of one body and period; names each once.

    >>> gap_of_several("2021年全市", ["小学在校学生数", "初中在校学生数"])
    '【待补：2021年全市小学在校学生数、初中在校学生数】'
    """
    return gap(lead + "、".join(dict.fromkeys(labels)))
