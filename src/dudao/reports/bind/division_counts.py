"""Whether a number of counties, districts or townships is how many a body has, or how many of them did something.

全市辖4个县、2个区 states what the city is made of; 已有2个县完成改革 speaks of some of its counties, and no fact of ours.
"""

from __future__ import annotations

import re

from dudao.reports.bind.wordings import Phrase
from dudao.reports.model import Figure

LOOK_BACK, LOOK_AHEAD = 60, 16

MADE_OF = re.compile(
    r"[辖设][^。；;\n]*$|行政区划[^。；;\n]*$"
    r"|(?:全|我|本)[市县区省州][^，。；,;\n]{0,6}(?:共有|现有|共|有)(?:[0-9]{1,3}个?[县区市乡镇]{1,2}[、，和]){0,3}$"
)
"""What stands before the number where it says what a body is made of."""
ENDS = re.compile(r"(?:县|区|市|乡|镇|街道)+(?:[（(][^（）()]{1,8}[）)])?(?=[、，。；,;\n和及与]|$)")
"""What stands behind it: the noun, and then the next of the list or a stop, not a verb."""

EXAMPLES = (
    "全市辖〈4个〉县、2个区。",
    "全市辖4个县、〈2个〉区，75个乡镇。",
    "我市现有〈4个〉县和2个区。",
    "我市现有4个县、〈2个〉区。",
)
LOOK_ALIKES = (
    "已有〈2个〉县（市、区）完成改革。",
    "在〈3个〉县开展试点。",
    "全市有〈2个〉县被评为先进。",
    "〈5个〉区通过认定。",
)


def speaks_of_some(folded: str, figure: Figure, phrase: Phrase) -> bool:
    """Whether a figure counts divisions without saying that these are all there are. Cells of tables have their header."""
    if figure.cell is not None or not phrase.meanings:
        return False
    if not all(meaning.metric.startswith("division_") for meaning in phrase.meanings):
        return False
    return not is_make_up(folded, figure.start, figure.end)


def is_make_up(folded: str, start: int, end: int) -> bool:
    """Whether the number from `start` to `end` says of how many divisions a body is made."""
    before = folded[max(0, start - LOOK_BACK) : start]
    return MADE_OF.search(before) is not None and ENDS.match(folded[end : end + LOOK_AHEAD]) is not None
