"""Differences between two runs for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dudao.indicators.output.difference import ASPECTS, CAME, KINDS, WENT, Aspect, Cause, RunChange
from dudao.indicators.output.wording import VERDICTS

CAUSES = {
    "cell": ("数据", "cell"),
    "parameter": ("参数", "parameter"),
    "formula": ("公式", "formula"),
    "row": ("行", "row"),
    "indicator": ("指标", "indicator"),
    "points": ("得分", "points"),
}
CHANGES = {CAME: ("新增", "new"), WENT: ("不再有", "gone")}


def render_changes(
    changes: Sequence[RunChange],
    *,
    lang: str = "zh",
    name_of: Callable[[str], str] = str,
    title_of: Callable[[str], str] = str,
    most: int | None = None,
) -> str:
    """The changes, one a line with what moved it below; a count at the end.

    Args:
        name_of: the name of a body by its code. `title_of`: of an indicator or conclusion.
        most: lines of changes told; what is beyond is counted.
    """
    english = lang == "en"
    lines: list[str] = []
    for change in changes[:most]:
        lines.extend(_lines(change, english, name_of, title_of))
    left = len(changes) - len(changes[:most])
    if left:
        lines.append(f"… {left} more (use -o)" if english else f"……另有 {left} 处（用 -o 写入文件可看全部）")
    lines.append(f"{len(changes)} changes" if english else f"共 {len(changes)} 处变化")
    return "\n".join(lines)


def _lines(
    change: RunChange, english: bool, name_of: Callable[[str], str], title_of: Callable[[str], str]
) -> Iterator[str]:
    kind = CHANGES[change.kind][english] if change.kind in CHANGES else ""
    what = title_of(change.code) if change.code else KINDS[change.part][english]
    told = "；".join(_aspect(each, english) for each in change.aspects)
    head = " ".join(filter(None, (name_of(change.body), change.stage, what, kind)))
    yield f"{head}{': ' if english else '：'}{told}"
    for cause in change.causes:
        yield f"    ← {_cause(cause, english)}"


def _aspect(aspect: Aspect, english: bool) -> str:
    name = ASPECTS[aspect.name][english]
    return f"{name} {_shown(aspect.before, english)} → {_shown(aspect.after, english)}"


def _shown(value: str | None, english: bool) -> str:
    if value is None:
        return "—"
    return VERDICTS[value][english] or value if value in VERDICTS else value


def _cause(cause: Cause, english: bool) -> str:
    kind = CAUSES.get(cause.kind, (cause.kind, cause.kind))[english]
    place = f"（{cause.place}）" if cause.place else ""
    return f"{kind} {cause.label} {_shown(cause.before, english)} → {_shown(cause.after, english)}{place}"


def changes_as_json(changes: Sequence[RunChange]) -> list[dict[str, Any]]:
    """The changes as plain objects; keys are public (docs/reference/json.md)."""
    return [
        {
            "part": each.part,
            "change": each.kind,
            "body": each.body,
            "code": each.code or None,
            "stage": each.stage or None,
            "aspects": {aspect.name: {"before": aspect.before, "after": aspect.after} for aspect in each.aspects},
            "causes": [
                {
                    "kind": cause.kind,
                    "label": cause.label,
                    "before": cause.before,
                    "after": cause.after,
                    "place": cause.place or None,
                }
                for cause in each.causes
            ],
        }
        for each in changes
    ]
