"""Words around a figure that say what it does: verbs of change, comparison, share, plan, norm, scope.

The words are content (`figure_words.csv`); here they become one pattern, and one list of cues for a sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dudao.reports.extract.tries import trie_pattern
from dudao.schemes.lexicons import load_table


class Cue(NamedTuple):
    """A word that matters, where it stands in the folded text, and its kind in `figure_words.csv`; also a time ("time")."""

    start: int
    end: int
    kind: str
    word: str


BEFORE_NUMBER = r"(?![了约近达为至到]{0,2}(?:百分之|负|[-−+])?[0-9一二两三四五六七八九十])"
PLAN_VERBS = (
    r"(?!新|投|建|达|再|继续|完成|增|改|扩|招|实现|补充|安排|培训|提供|超过|突破|于|全面|进一步|提|降|消除|启动|组织|开展|在20|从20|有[0-9一二两三四五六七八九十]"
    r"|撤|争取|力争|筹|培|选|引|配|完善|覆盖|为[0-9]|惠及|引进|迁|缺|面临|需|[0-9])"
)
UNLESS = {
    # a word that is a cue only with what follows here; a pattern in a pattern: "unless not followed by"
    **dict.fromkeys(("增", "高", "多", "升", "涨", "降", "减", "少", "低"), BEFORE_NUMBER),
    "比": "[例重赛武拼如值较邻学]",
    "争取": r"(?!到|在|于|用|20|年|实现|达|新|再|[0-9])",
    "较": "[大好快高强多少为早远重低差][^于0-9]",
    "应": r"(?!不低于|不少于|不超过|不高于|不大于|不小于|达到|为|控制|当|按|在)",
    "要求": r"(?!不|达到|控制|为|在|小学|每|各)",
    "将": PLAN_VERBS,
    "需": r"(?![0-9约]|新|建|投入|补充|增|扩|配|化解|资金|上级|安排|招|落实|改|追加|支出|缺)",
    "计划": r"》|”|的通知|书|内|外|完成率|指标|单列|数|生育|的实施|实施(?:情况|以来|期|方案|意见|办法|细则|[效成][果效]|[中后率，。；、]|进[展度])|的?要求|管理",
    "规划": r"》|”|的通知|纲要|局|和自然|内|布局|编制|引领|为|部门|许可",
    "目标": r"(?!为|是|值|任务|[：:]|达|[0-9])",
    "上限": "(?!为|[0-9约])",
    "规定": "(?!的?[0-9]|标准|不)",
    "目前": "",
    "由": "(?:于|此|市|县|区|省|校|教|财|政|各|专|人|国|党|主)[^0-9]{0,2}",
    "从": "[事严而业教优学小源根实我]",
    "现": "[代场状行象役任]",
    "为": "[主期了此民人师学幼孩每]",
    "有": "[关效力序机利所]",
    "在": "[校编园职岗读册建籍]",
    "是": "否",
    "计": "[算划]",
    "达": "标",
    "到": "[位校岗]",
    "各": "[级类县校乡科学地市区镇有部]",
    "上": "",
    "再": "[生次度]",
    "都": "[市]",
    "均": "[衡等]",
    "近": "[亲平视期年代]",
    "超": "[大前标常编额龄员限]",
    "约": "[谈束定]",
    "共": "[建享同青产性计]",
    "其": "[他它余中次]",
    "并": "[列网轨]",
    "而": "[且]",
    "对": "[口象接外应照标]",
    "经": "[费济验营常历]",
    "据": "[此]",
    "按": "[时期需]",
    "本": "[科级土地校]",
    "还": "[款贷]",
    "和": "[谐]",
    "与": "[会]",
    "及": "[时格]",
    "使": "[用命]",
    "该": "",
    "这": "",
    "城市": "",
    "城区": "",
    "农村": "",
}


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, words in load_table("figure_words"):
        for word in words.split():
            kinds.setdefault(word, kind)
    for word in [
        word
        for word, kind in kinds.items()
        if kind in ("up", "down") and len(word) < 3 and word[-1] != "幅" and word != "增速"
    ]:
        for ending in ("到", "至", "为", "到了"):
            kinds[word + ending] = "rise_to" if kinds[word] == "up" else "fall_to"
    kinds["扩至"] = kinds["扩大到"] = "rise_to"
    return kinds


KINDS = _kinds()
CUE = re.compile(trie_pattern(KINDS, unless={word: barred for word, barred in UNLESS.items() if barred}))


PER_HEAD = frozenset("人生校班日月年师平")
"""人均, 生均: here 均 is a part of the word."""


def find_cues(folded: str, start: int, end: int) -> list[Cue]:
    """The cues of a stretch of folded text, in order; words that only contain a cue (高中, 占地) are left out."""
    kinds = KINDS
    found = []
    for match in CUE.finditer(folded, start, end):
        word = match.group()
        kind = kinds[word]
        if kind != "none" and (word != "均" or folded[match.start() - 1 : match.start()] not in PER_HEAD):
            found.append(Cue(*match.span(), kind, word))
    return found
