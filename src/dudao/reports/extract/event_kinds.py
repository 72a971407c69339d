"""Words that tell what kind of event a clause speaks of, each kind with an example and a look-alike."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind of event.

    Attributes:
        keys: words one of which every such clause holds; they are looked for in one pass over the text.
        pattern: what the clause must then match; the match tells where the act begins.
        needs: what else the sentence must give for it to be an event: `date`, `person`, `count`; any one is enough. Empty: nothing.
    """

    kind: str
    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    needs: frozenset[str]
    example: str
    look_alike: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GAP = r"[^，,。；;：:\n]"
_INSPECTED = r"(?:督导评估|专项督导|综合督导|督导检查|专项检查|专项督查|评估验收|评估认定|实地核查|办园行为督导|督导考核|过程性督导|经常性督导|省级评估|国家评估|市级复核)"

EVENT_KINDS = (
    EventKind(
        "visit",
        _words("调研 走访 看望 视察 慰问 督查 考察 暗访 思政课 党课 第一课"),
        re.compile(
            r"(?:蹲点|专题|实地|带队|现场)?(?:调研(?!员|组|报告|室|课题|制度)|走访|看望(?:慰问)?|视察|慰问(?![金品信])|督查(?![组室员局])|考察(?!期|组)|暗访)"
            r"|[讲上](?:授|了|好)?[“\"《]?(?:思政课|党课|开学第一课)"
        ),
        frozenset(("date", "person")),
        "2021年3月5日，市长王建国到云岭县第一中学调研。",
        "建立了领导干部深入一线调研制度。",
    ),
    EventKind(
        "meeting",
        _words("召开 举行 研究 听取 审议 讨论"),
        re.compile(
            rf"(?:组织|主持|及时|专题|先后|定期)?(?:召开|举行){_GAP}{{0,40}}?会(?![议]?(?:室|计|员|场|同|制度|机制))(?:议)?"
            rf"|{_GAP}{{2,16}}会(?:议)?(?:在{_GAP}{{2,16}})?(?:召开|举行)(?:[，,。；;\n]|\Z)"
            rf"|(?:专题|集体|先后|共)?(?:研究|听取|审议|讨论|议定|会商){_GAP}{{0,24}}?[一二三四五六七八九十\d]+(?:余|多)?[次场]"
            r"|[一二三四五六七八九十\d]+(?:余|多)?次(?:专题|集体)?(?:研究|听取|审议|讨论)"
        ),
        frozenset(("date", "count")),
        "2021年上半年召开三次会议。",
        "定期召开会议研究教育工作。",
    ),
    EventKind(
        "training",
        _words("培训 研修 轮训 集训"),
        re.compile(
            rf"(?:组织|开展|举办|参加|实施|选派|安排|完成){_GAP}{{0,30}}?(?:培训(?!机构|经费|中心|体系|制度)|研修|轮训|集训)"
        ),
        frozenset(("date", "count")),
        "2021年7月，举办校长培训班3期。",
        "规范校外培训机构办学行为。",
    ),
    EventKind(
        "award",
        _words("授予 表彰 获评 被评为 荣获 命名为 认定为 确定为 获得 入选 评选"),
        re.compile(
            rf"(?:授予|表彰(?!制度|奖励|机制|大会|会|活动|先进大会)|获评|荣获|入选(?!率)){_GAP}{{2,}}|被{_GAP}{{0,24}}?(?:评为|授予|命名为|认定为|确定为|列为|表彰为|评定为){_GAP}{{2,}}"
            rf"|获得{_GAP}{{0,30}}?(?:称号|奖|荣誉|先进|优秀|表彰)|{_GAP}{{0,4}}评选(?:圆满)?完成"
        ),
        frozenset(("date", "count", "person", "body")),
        "2021年9月，市政府授予120名教师荣誉称号。",
        "完善表彰奖励制度。",
    ),
    EventKind(
        "reform",
        _words("改革"),
        re.compile(
            rf"(?:全面|正式|率先)?(?:启动|实施|推行|推开|完成){_GAP}{{0,30}}?改革(?!方案|发展|精神|创新|要求|工作方案)"
            rf"|改革{_GAP}{{0,16}}?(?:全面推开|全面启动|正式启动|试点启动|基本完成)"
        ),
        frozenset(),
        "2020年，全面启动学区制管理改革。",
        "贯彻落实教育评价改革精神。",
    ),
    EventKind(
        "transfer",
        _words("划转 移交 划归"),
        re.compile(rf"(?:将|把)?{_GAP}{{0,40}}?(?:划转|移交(?!手续|制度)|划归)(?:至|到|给|由|归)?"),
        frozenset(),
        "将市直14所学校整体划转至临江区政府。",
        "完善档案移交手续。",
    ),
    EventKind(
        "inspection",
        _words(
            "督导评估 专项督导 综合督导 督导检查 专项检查 专项督查 评估验收 评估认定 实地核查 办园行为督导 督导考核 过程性督导 经常性督导 省级评估 国家评估 市级复核"
        ),
        re.compile(
            rf"(?:接受|迎接|开展|组织|实施|通过|完成|进行|顺利通过){_GAP}{{0,30}}?{_INSPECTED}(?!工作方案|制度|机制|体系|结果|条例|方案|办法)"
        ),
        frozenset(("date", "count", "body")),
        "2021年10月，通过省级优质均衡督导评估。",
        "完善督导评估制度。",
    ),
)
