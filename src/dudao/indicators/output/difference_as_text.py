"""Differences between two runs for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
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
MOST_DIGITS = 6
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
    lines.append(f"{len(changes)} change{'' if len(changes) == 1 else 's'}" if english else f"共 {len(changes)} 处变化")
    return "\n".join(lines)


def _lines(
    change: RunChange, english: bool, name_of: Callable[[str], str], title_of: Callable[[str], str]
) -> Iterator[str]:
    kind = CHANGES[change.kind][english] if change.kind in CHANGES else ""
    what = title_of(change.code) if change.code else KINDS[change.part][english]
    told = ("; " if english else "；").join(_aspect(each, english) for each in change.aspects)
    head = " ".join(filter(None, (name_of(change.body), change.stage, what, kind)))
    yield f"{head}{': ' if english else '：'}{told}"
    for cause in change.causes:
        yield f"    ← {_cause(cause, english)}"


def _aspect(aspect: Aspect, english: bool) -> str:
    name = ASPECTS[aspect.name][english]
    one, other = _shown(aspect.before, english), _shown(aspect.after, english)
    if one == other:  # apart only in digits that were cut
        one, other = aspect.before or "—", aspect.after or "—"
    return f"{name} {one} → {other}"


def _shown(value: str | None, english: bool) -> str:
    if value is None:
        return "—"
    return VERDICTS[value][english] or value if value in VERDICTS else _readable(value)


def _readable(value: str) -> str:
    """A long decimal cut to what people compare; the JSON keeps every digit.

    >>> _readable("3.304773561811505507955936352"), _readable("0.0001223990208"), _readable("12.50"), _readable("2022年")
    ('3.304774', '0.000122399', '12.50', '2022年')
    """
    whole, point, digits = value.partition(".")
    if not point or len(digits) <= MOST_DIGITS or not (whole.lstrip("-") + digits).isdecimal():
        return value
    blanks = len(digits) - len(digits.lstrip("0")) if not int(whole or "0") else 0
    return f"{round(Decimal(value), blanks + MOST_DIGITS):f}"


def _cause(cause: Cause, english: bool) -> str:
    kind = CAUSES.get(cause.kind, (cause.kind, cause.kind))[english]
    place = "" if not cause.place else f" ({cause.place})" if english else f"（{cause.place}）"
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
