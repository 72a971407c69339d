"""Two runs side by side: which values, limits, verdicts, scores and grades changed, and through what.

Runs are taken as `results_as_json` gives them, so that a run of last year's program can still be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Run = Mapping[str, Any]
MOST_CAUSES = 20
ASPECTS = {
    "value": ("值", "value"),
    "shown": ("显示值", "shown"),
    "unit": ("单位", "unit"),
    "limit": ("限值", "limit"),
    "state": ("状态", "state"),
    "verdict": ("结论", "verdict"),
    "points": ("得分", "points"),
    "grade": ("等次", "grade"),
}
KINDS = {
    "result": ("指标", "indicator"),
    "conclusion": ("结论", "conclusion"),
    "score": ("得分", "score"),
}
CAME, WENT, CHANGED = "came", "went", "changed"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that is not what it was; None where there was or is nothing."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Something a change comes from: an input (with its cell), a limit, a formula, an indicator below."""

    kind: str
    label: str
    before: str | None
    after: str | None
    place: str = ""


@dataclass(frozen=True, slots=True)
class RunChange:
    """One result that came, went or changed. `part` is one of KINDS; `code` the indicator's or conclusion's, "" for a score."""

    part: str
    kind: str
    body: str
    code: str
    stage: str
    aspects: tuple[Aspect, ...] = ()
    causes: tuple[Cause, ...] = ()


def compare_runs(
    old: Run, new: Run, *, needs: Mapping[str, Iterable[str]] | None = None, renamed: Mapping[str, str] | None = None
) -> tuple[RunChange, ...]:
    """What changed from one run to another: conclusions first, then scores, then indicators.

    Args:
        needs: the indicators that a conclusion rests on, so that its change can name those that moved it.
        renamed: old codes of indicators to new ones, where two editions are compared.
    """
    names = dict(renamed or {})
    results = list(_results(old, new, names))
    return (*_conclusions(old, new, results, needs or {}), *_scores(old, new, names), *results)


# ─────────────── indicators ───────────────


def _results(old: Run, new: Run, names: Mapping[str, str]) -> Iterator[RunChange]:
    before = {_key(each, names): each for each in old.get("results", ())}
    after = {_key(each, {}): each for each in new.get("results", ())}
    for key, own in after.items():
        earlier = before.get(key)
        if earlier is None:
            yield RunChange("result", CAME, key[0], key[1], key[2], tuple(_aspects({}, _seen(own))))
            continue
        aspects = tuple(_aspects(_seen(earlier), _seen(own)))
        if aspects:
            causes = tuple(_causes(earlier.get("trace"), own.get("trace")))[:MOST_CAUSES]
            yield RunChange("result", CHANGED, *key, aspects, causes)
    for key, own in before.items():
        if key not in after:
            yield RunChange("result", WENT, *key, tuple(_aspects(_seen(own), {})))


def _key(result: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str, str]:
    code = str(result["indicator"])
    return (str(result["body"]), names.get(code, code), str(result.get("stage") or ""))


def _seen(result: Mapping[str, Any]) -> dict[str, str | None]:
    threshold = result.get("threshold") or {}
    limit = f"{threshold['operator']} {threshold['limit']}" if threshold else None
    return {
        "value": result.get("value"),
        "unit": result.get("unit"),
        "limit": limit,
        "state": result.get("state"),
        "verdict": result.get("verdict"),
    }


def _aspects(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> Iterator[Aspect]:
    for name in ASPECTS:
        if before.get(name) != after.get(name):
            yield Aspect(name, before.get(name), after.get(name))


def _causes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Cause]:
    """The inputs, limits and formulas that differ between two traces; nothing where one run kept none."""
    if not before or not after:
        return
    one, other = _leaves(before), _leaves(after)
    for key in (*one, *(key for key in other if key not in one)):
        was, now = one.get(key), other.get(key)
        if (was or ("", ""))[0] != (now or ("", ""))[0]:
            yield Cause(*key, was and was[0], now and now[0], (now or was or ("", ""))[1])


def _leaves(trace: Mapping[str, Any]) -> dict[tuple[str, str], tuple[str, str]]:
    """What a trace rests on: cells and parameters by label, each with value and place; and formulas as written."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    waiting = [trace]
    while waiting:
        node = waiting.pop()
        kind, label = str(node.get("kind", "")), str(node.get("label", ""))
        if kind in ("cell", "parameter") or (kind == "row" and not node.get("children")):
            value = f"{node.get('value', '')}{node.get('unit', '')}" or str(node.get("reason", ""))
            found[kind, label] = (value, str(node.get("place", "")))
        elif kind == "formula" and node.get("expression"):
            found.setdefault((kind, label), (str(node["expression"]), ""))
        waiting.extend(reversed(node.get("children", ())))
    return found


# ─────────────── conclusions and scores ───────────────


def _conclusions(
    old: Run, new: Run, results: list[RunChange], needs: Mapping[str, Iterable[str]]
) -> Iterator[RunChange]:
    before = {(each["body"], each["conclusion"]): each for each in old.get("conclusions", ())}
    after = {(each["body"], each["conclusion"]): each for each in new.get("conclusions", ())}
    for key, own in after.items():
        earlier = before.get(key)
        if earlier is not None and earlier["verdict"] == own["verdict"]:
            continue
        aspect = Aspect("verdict", earlier["verdict"] if earlier else None, own["verdict"])
        through = tuple(_through(key[0], needs.get(key[1]), results))
        yield RunChange("conclusion", CHANGED if earlier else CAME, *key, "", (aspect,), through[:MOST_CAUSES])
    for key, own in before.items():
        if key not in after:
            yield RunChange("conclusion", WENT, *key, "", (Aspect("verdict", own["verdict"], None),))


def _through(body: str, needs: Iterable[str] | None, results: list[RunChange]) -> Iterator[Cause]:
    """The indicators of a body whose verdict changed, came or went, among those a conclusion needs."""
    wanted = None if needs is None else set(needs)
    for each in results:
        if each.body != body or (wanted is not None and each.code not in wanted):
            continue
        verdict = next((aspect for aspect in each.aspects if aspect.name == "verdict"), None)
        if verdict is not None:
            label = " ".join(filter(None, (each.code, each.stage)))
            yield Cause("indicator", label, verdict.before, verdict.after)


def _scores(old: Run, new: Run, names: Mapping[str, str]) -> Iterator[RunChange]:
    before = {each["body"]: each for each in old.get("scores", ())}
    after = {each["body"]: each for each in new.get("scores", ())}
    for body in (*after, *(body for body in before if body not in after)):
        one, other = before.get(body), after.get(body)
        aspects = tuple(_aspects(_scored(one), _scored(other)))
        if aspects:
            kind = CAME if one is None else WENT if other is None else CHANGED
            causes = tuple(_point_causes(one or {}, other or {}, names))[:MOST_CAUSES]
            yield RunChange("score", kind, body, "", "", aspects, causes)


def _scored(score: Mapping[str, Any] | None) -> dict[str, str | None]:
    return {name: (score or {}).get(name) for name in ("points", "grade", "state")}


def _point_causes(one: Mapping[str, Any], other: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Cause]:
    before = {
        (names.get(each["indicator"], each["indicator"]), each.get("stage") or ""): each["points"]
        for each in one.get("indicators", ())
    }
    after = {(each["indicator"], each.get("stage") or ""): each["points"] for each in other.get("indicators", ())}
    for key in (*after, *(key for key in before if key not in after)):
        if before.get(key) != after.get(key):
            yield Cause("points", " ".join(filter(None, key)), before.get(key), after.get(key))
