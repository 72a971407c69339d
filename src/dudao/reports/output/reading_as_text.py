"""What was read, for people in a terminal: outline first, then figures, citations, events and gaps."""

from __future__ import annotations

from collections.abc import Iterable

from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.visible import one_line
from dudao.reports.model import Figure, Reading

ROLES = {
    "level": Bilingual("水平", "level"),
    "change": Bilingual("变化", "change"),
    "share": Bilingual("占比", "share"),
    "completion": Bilingual("完成", "completion"),
    "target": Bilingual("目标", "target"),
    "standard": Bilingual("标准", "standard"),
    "base": Bilingual("基数", "base"),
    "forecast": Bilingual("预测", "forecast"),
    "ratio": Bilingual("比", "ratio"),
}
LABELS = {
    "addressee": Bilingual("主送", "addressee"),
    "signatory": Bilingual("署名", "signatory"),
    "date": Bilingual("日期", "date"),
    "truncated": Bilingual("正文在末尾中断", "the text breaks off at its end"),
    "untitled": Bilingual("（无标题）", "(no title)"),
    "outline": Bilingual("提纲", "Outline"),
    "figures": Bilingual("数字", "Figures"),
    "documents": Bilingual("引用文件", "Documents"),
    "events": Bilingual("事项", "Events"),
    "people": Bilingual("人员", "People"),
    "tasks": Bilingual("任务", "Tasks"),
    "placeholders": Bilingual("未填之处", "Placeholders"),
    "claims": Bilingual("没有数字的表述", "Claims without a figure"),
}


def render_reading(reading: Reading, lang: str = "zh") -> str:
    """The reading as indented lists; ends without a line feed."""
    report = reading.report

    def label(name: str) -> str:
        return LABELS[name].in_language(lang)

    lines = [report.title or label("untitled")]
    for name in ("addressee", "signatory", "date"):
        value = getattr(report, name)
        if value:
            lines.append(f"  {label(name)}  {value}")
    if report.hosting:
        lines.append("  " + "  ".join(f"{key}={value}" for key, value in report.hosting.items()))
    if report.truncated:
        lines.append(f"  {label('truncated')}")
    groups: tuple[tuple[str, Iterable[str]], ...] = (
        (
            "outline",
            ("  " * (each.level - 1) + f"{each.marker or each.number}{each.title}" for each in report.headings),
        ),
        ("figures", (_figure(each, lang) for each in reading.figures)),
        (
            "documents",
            (_joined(f"《{each.title}》", each.number, each.issuer, each.date) for each in reading.documents),
        ),
        ("events", (_joined(each.date, each.post, each.actor, each.act, each.place) for each in reading.events)),
        ("people", (_joined(each.post, each.name) for each in reading.people)),
        ("tasks", (_joined(each.measure, each.deadline, each.responsible, each.progress) for each in reading.tasks)),
        ("placeholders", (each.text for each in reading.placeholders)),
        ("claims", (each.text for each in reading.claims)),
    )
    for name, entries in groups:
        listed = list(entries)
        if listed:
            lines += ["", f"{label(name)} ({len(listed)})", *(f"  {each}" for each in listed)]
    return "\n".join(one_line(line) for line in lines)


def _figure(each: Figure, lang: str) -> str:
    parts = [each.text, each.metric, each.period, ROLES[each.role.value].in_language(lang), each.change]
    return _joined(*parts)


def _joined(*parts: str | None) -> str:
    return "  ".join(part for part in parts if part)
