"""What sheets and columns are called for people, which columns a blank sheet offers, and which words a cell may hold."""

from __future__ import annotations

from dudao.schemes.edition import JUDGEMENTS, METHODS, MODES, STATES, STATUSES, USES
from dudao.schemes.evidence import LEVEL_WORDS, PER
from dudao.schemes.indicators import GRAINS, MISSING, OPERATORS, VERDICTS
from dudao.schemes.own_tables_load import KEYS, MORE_KEYS

SHEETS = {
    "scheme": "方案",
    "scheme.groups": "分组",
    "scheme.points": "要点",
    "scheme.points.evidence": "要点佐证要求",
    "scheme.sections": "必备章节",
    "scheme.ledger_kinds": "台账类别",
    "scheme.conclusions": "结论",
    "scheme.gates": "否决与降等",
    "scheme.grades": "等次",
    "indicators": "指标",
    "indicators.basis": "指标依据",
    "indicators.exemptions": "例外情形",
    "indicators.scoring.bands": "计分分档",
    "indicators.scoring.steps": "逐步计分",
    "indicators.evidence": "指标佐证要求",
    "indicators.cases": "算例",
    "parameters": "参数",
    "parameters.values": "参数值",
    "grades": "其他等次标准",
    "grades.grades": "其他等次",
    "grades.basis": "其他等次的依据",
    "datasets": "自有数据列",
}
SHEETS_EN = {
    "scheme": "scheme",
    "scheme.groups": "groups",
    "scheme.points": "points",
    "scheme.points.evidence": "evidence of points",
    "scheme.sections": "sections",
    "scheme.ledger_kinds": "ledger kinds",
    "scheme.conclusions": "conclusions",
    "scheme.gates": "vetoes and downgrades",
    "scheme.grades": "grades",
    "indicators": "indicators",
    "indicators.basis": "basis of indicators",
    "indicators.exemptions": "exemptions",
    "indicators.scoring.bands": "bands",
    "indicators.scoring.steps": "steps",
    "indicators.evidence": "evidence of indicators",
    "indicators.cases": "cases",
    "parameters": "parameters",
    "parameters.values": "values of parameters",
    "grades": "other sets of grades",
    "grades.grades": "grades of other sets",
    "grades.basis": "basis of other sets",
    "datasets": "own data columns",
}
INDEX = {"zh": "目录", "en": "Contents"}
HOME, ID = {"zh": "所属", "en": "belongs to"}, {"zh": "编号", "en": "row id"}
NOTES = {
    "zh": "本工作簿是一版评价方案。第一行是说明，第二行是程序认的键，请勿改动；从第三行起填写。"
    "一格里有多个词时，一行写一个（Alt+Enter 换行）。“所属”写上级的编号或文件名。增删行即可，不必连续。",
    "en": "This workbook is one edition of a scheme. Row 1 explains, row 2 holds the keys that are read: leave it as it is and fill in "
    "from row 3. Several words in a cell stand one a line (Alt+Enter). 'belongs to' names the row id or the file above. "
    "Rows may be added and removed; gaps do no harm.",
}
INDEX_HEAD = {"zh": ("工作表", "内容"), "en": ("sheet", "content")}
SCHEME_HEAD = {"zh": ("说明", "键", "值"), "en": ("what", "key", "value")}
PARTS = {
    "basis": "依据",
    "tables": "数据",
    "bands": "分档",
    "steps": "分步",
    "conclusions": "结论",
    "gates": "否决",
    "cases": "算例",
}
EVIDENCE_COLUMNS = (
    *("kind", "title[]", "issuer[]", "level", "filled[]", "covers", "dated", "per", "count", "note.zh", "note.en"),
    *("basis.instrument", "basis.article", "basis.status", "basis.source"),
)
COLUMNS = {
    "scheme.points.evidence": EVIDENCE_COLUMNS,
    "indicators.evidence": EVIDENCE_COLUMNS,
    "scheme.groups": ("code", "title.zh", "title.en"),
    "scheme.points": (
        *("code", "group", "title.zh", "title.en", "asks.zh", "asks.en"),
        *("marks", "words[]", "must[]", "ledger[]", "indicators[]", "evidence[]"),
    ),
    "scheme.conclusions": ("code", "name.zh", "name.en", "grain", "needs[]", "rule"),
    "scheme.gates": ("code", "name.zh", "name.en", "grain", "when", "at_most"),
    "scheme.grades": ("code", "name.zh", "name.en", "from"),
    "indicators": (
        *("code", "name.zh", "name.en", "group", "grain", "levels[]", "stages[]", "unit", "applies"),
        *("applies_reason.zh", "applies_reason.en", "formula", "missing", "impute", "verdict"),
        *("threshold.operator", "threshold.limit", "better", "rounding.digits", "rounding.mode", "helper"),
        *("scoring.method", "scoring.marks", "scoring.low", "scoring.high", "scoring.step", "scoring.off"),
        *("scoring.bonus", "scoring.not_applicable", "scoring.missing", "measures.zh", "measures.en"),
        *("gaming.zh", "gaming.en", "synonyms[]", "evidence[]"),
    ),
    "indicators.basis": ("instrument", "article", "status", "source", "verified_on"),
    "indicators.exemptions": ("when", "limit", "reason.zh", "reason.en"),
    "indicators.scoring.bands": ("from", "to", "score"),
    "indicators.scoring.steps": ("when", "score"),
    "indicators.cases": ("name", "body", "period", "stage", "value", "shown", "state", "verdict", "score"),
    "grades": ("id", "name.zh", "name.en"),
    "grades.grades": ("code", "name.zh", "name.en", "from"),
    "grades.basis": ("instrument", "article", "status", "source"),
    "datasets": (*KEYS, *MORE_KEYS),
    "parameters": ("id", "name.zh", "name.en", "unit"),
    "parameters.values": (
        *("value", "from", "to", "place", "stage", "kind"),
        *("basis.instrument", "basis.article", "basis.status", "basis.source"),
    ),
}
WORDS = {
    "code": "代码",
    "id": "代码",
    "name": "名称",
    "title": "名称",
    "zh": "中文",
    "en": "英文",
    "group": "归属",
    "grain": "统计单位",
    "levels": "层级",
    "stages": "学段",
    "stage": "学段",
    "unit": "单位",
    "applies": "适用条件",
    "applies_reason": "不适用的说明",
    "formula": "公式",
    "missing": "缺数处理",
    "impute": "替代值",
    "verdict": "判定",
    "threshold": "限值",
    "operator": "比较",
    "limit": "数值",
    "better": "方向",
    "rounding": "修约",
    "digits": "位数",
    "mode": "方式",
    "helper": "仅供其他指标引用",
    "scoring": "计分",
    "method": "方法",
    "marks": "分值",
    "low": "零分点",
    "high": "满分点",
    "step": "每差",
    "off": "扣分",
    "bonus": "加分上限",
    "not_applicable": "不适用时",
    "measures": "说明",
    "gaming": "可能的虚报",
    "synonyms": "报告用语",
    "evidence": "佐证材料",
    "instrument": "文件代号",
    "article": "条款",
    "status": "核实情况",
    "source": "出处",
    "verified_on": "核实日期",
    "when": "条件",
    "reason": "理由",
    "from": "起（含）",
    "to": "止（不含）",
    "score": "得分",
    "body": "单位",
    "period": "时期",
    "value": "值",
    "shown": "显示值",
    "state": "状态",
    "place": "地区",
    "kind": "类别",
    "basis": "依据",
    "asks": "要求",
    "words": "用语",
    "must": "必有用语",
    "ledger": "台账",
    "indicators": "指标",
    "needs": "所需指标",
    "rule": "规则",
    "at_most": "最高等次",
    "slug": "方案代号",
    "edition": "版本",
    "official": "是否官方",
    "level": "层级",
    "valid": "有效期",
    "published": "发布日期",
    "report": "报告要求",
    "addressee": "主送",
    "credibility": "自评可信度",
    "uses": "用法",
    "ceiling": "上限",
    "note": "备注",
    "issuer": "发文机关",
    "filled": "须填项目",
    "covers": "所属年度",
    "dated": "日期所在年度",
    "per": "按什么计",
    "count": "份数",
    "label": "名称",
}
CHOICES = {
    "grain": GRAINS,
    "missing": MISSING,
    "indicators:verdict": VERDICTS,
    "indicators.cases:verdict": JUDGEMENTS,
    "indicators.cases:state": STATES,
    "threshold.operator": OPERATORS,
    "scoring.method": METHODS,
    "rounding.mode": MODES,
    "status": STATUSES,
    "scheme.points.evidence:level": tuple(LEVEL_WORDS),
    "indicators.evidence:level": tuple(LEVEL_WORDS),
    "per": tuple(PER),
    "basis.status": STATUSES,
    "better": ("more", "less", "neither"),
    "credibility.uses": USES,
}


def sheet_label(path: str, taken: set[str], lang: str = "zh") -> str:
    """The name of a sheet in a language, at most 31 characters and not taken yet."""
    label = (SHEETS_EN if lang == "en" else SHEETS).get(path)
    if label is None:
        *above, last = path.split(".")
        words = {} if lang == "en" else PARTS
        over = next((words.get(each, each) for each in reversed(above) if each in PARTS), "")
        label = f"{over}·{words.get(last, last)}"
    label, number = label[:31], 2
    own = label
    while own in taken:
        own, number = f"{label[:27]}~{number}", number + 1
    return own


def column_label(column: str, lang: str = "zh") -> str:
    """The heading of a column: 限值·数值, threshold · limit; its own name where there are no words."""
    parts = column.removesuffix("[]").split(".")
    if lang == "en":
        return " · ".join(each.replace("_", " ") for each in parts)
    return "·".join(WORDS.get(each, each) for each in parts)


def choices_of(path: str, column: str) -> tuple[str, ...]:
    """The words that a cell may hold; () where any text will do."""
    return CHOICES.get(f"{path}:{column}") or (
        CHOICES.get(column, ()) if column != "missing" or path == "indicators" else ()
    )
