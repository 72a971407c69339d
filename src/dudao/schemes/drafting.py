"""What a scheme says about drafting: which sentences answer each point, which limits become problems. Content, no code.

`draft.yaml` beside `scheme.yaml`; docs/en/drafting.md describes it. Every wrong key, slot or measure is told at once,
with file, line and the nearest word that would fit. What the sentences become is the business of `reports/draft`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dudao.schemes.load import Problems, read_yaml
from dudao.schemes.model import Scheme

FILE_NAME = "draft.yaml"

KEYS: dict[str, tuple[str, ...]] = {
    "": ("opening", "profile", "points", "problems", "next_steps", "forms"),
    "profile": ("title", "paragraphs"),
    "points": ("code", "paragraphs"),
    "problems": ("limits", "overdue", "gap"),
    "limits": ("met", "say", "stages", "bodies"),
    "next_steps": ("unfinished", "gap"),
    "forms": ("measure", "unit", "decimals"),
}
STATEMENTS: dict[str, tuple[str, ...]] = {
    "say": ("when",),
    "by_stage": ("name", "stages", "growth", "when"),
    "events": ("each", "years", "bodies"),
    "meetings": ("years",),
    "documents": ("years",),
    "works": ("bodies",),
    "gap": ("when",),
}
"""What a statement may begin with, and the keys that may stand beside it."""

NAMES = ("year", "scope", "self", "body", "stage")
FACT_SLOTS = ("growth", "rate", "points")
ENTRY_SLOTS = ("date", "actor", "post", "place", "subject", "planned", "done", "rate", "responsible", "deadline")
SLOT = re.compile(r"\{(?:(?P<form>\w+) )?(?P<name>[\w.]+)\}")
TERM = re.compile(r"(?:growth\((?P<growth>[a-z_0-9.]+)\)|(?P<number>-?\d+(?:\.\d+)?)|(?P<measure>[a-z_0-9.]+))")
CONDITION = re.compile(
    rf"\s*(?P<left>{TERM.pattern.replace('?P<', '?P<l_')})\s*(?P<operator>>=|<=|==|>|<)\s*(?P<right>{TERM.pattern.replace('?P<', '?P<r_')})\s*"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a condition: a measure, its growth over the year before in per cent, or a number."""

    measure: str = ""
    is_growth: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """`growth(appropriation) > growth(rev_regular)`, compared exactly; neither true nor false where a value is missing."""

    left: Term
    operator: str
    right: Term


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to say, where the facts allow it.

    Attributes:
        kind: say | by_stage | events | meetings | documents | works | gap.
        text: the sentence with its slots, the words of a gap, the measure of a list by stage.
        kinds: kinds of ledger entries. each: how one entry is told.
        when: said only where this holds. years: how many years back, the period itself included.
    """

    kind: str
    text: str = ""
    kinds: tuple[str, ...] = ()
    each: str = ""
    name: str = ""
    stages: tuple[str, ...] = ()
    growth: bool = False
    when: Condition | None = None
    years: int = 1
    bodies: str = "own"


Paragraphs = tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True)
class LimitStatement:
    """A limit and the sentence that names the problem where the facts do not meet it, for each stage and body asked."""

    met: Condition
    say: str
    stages: tuple[str, ...] = ()
    bodies: str = "own"


@dataclass(frozen=True, slots=True)
class Form:
    """How amounts of a measure are printed where the general rule does not fit: the unit, the decimals."""

    unit: str | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Drafting:
    """The drafting content of a scheme; empty where the scheme has none."""

    opening: str = ""
    profile_title: str = ""
    profile: Paragraphs = ()
    points: Mapping[str, Paragraphs] = field(default_factory=dict)
    limits: tuple[LimitStatement, ...] = ()
    overdue: str = ""
    problems_gap: str = ""
    unfinished: str = ""
    next_steps_gap: str = ""
    forms: Mapping[str, Form] = field(default_factory=dict)


def load_drafting(folder: Path, scheme: Scheme, measures: Collection[str]) -> Drafting:
    """The drafting content in a scheme's folder; an empty one where there is no such file.

    Args:
        measures: ids of measures that facts may hold, so that a slip is told here and not in a draft.
    Raises:
        MisuseError: the file's faults, one a line.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        return Drafting()
    content, _ = read_yaml(file)
    reader = _Reader(Problems(file), frozenset(measures), scheme)
    drafting = reader.drafting(content)
    reader.problems.refuse()
    return drafting


@dataclass
class _Reader:
    problems: Problems
    measures: frozenset[str]
    scheme: Scheme

    def drafting(self, content: Any) -> Drafting:
        if not self.know(content, "", 1):
            return Drafting()
        profile, limits, steps = (content.get(key) or {} for key in ("profile", "problems", "next_steps"))
        for part, entry in (("profile", profile), ("problems", limits), ("next_steps", steps)):
            self.know(entry, part, _line(content, part))
        self.check_slots(str(content.get("opening") or ""), _line(content, "opening"), ())
        for text in (limits.get("overdue"), steps.get("unfinished")):
            self.check_slots(str(text or ""), _line(content, "problems"), ENTRY_SLOTS)
        return Drafting(
            opening=str(content.get("opening") or ""),
            profile_title=str(profile.get("title") or ""),
            profile=self.paragraphs(profile),
            points=dict(self.points(content)),
            limits=tuple(self.limits(limits)),
            overdue=str(limits.get("overdue") or ""),
            problems_gap=str(limits.get("gap") or ""),
            unfinished=str(steps.get("unfinished") or ""),
            next_steps_gap=str(steps.get("gap") or ""),
            forms=dict(self.forms(content)),
        )

    def points(self, content: Mapping[str, Any]) -> Iterator[tuple[str, Paragraphs]]:
        codes = [point.code for point in self.scheme.points]
        for entry in content.get("points") or ():
            if self.know(entry, "points", _own_line(entry)):
                code = str(entry.get("code"))
                if code not in codes:
                    self.unknown("要点", "point", code, codes, _own_line(entry))
                yield code, self.paragraphs(entry)

    def paragraphs(self, entry: Mapping[str, Any]) -> Paragraphs:
        found = []
        for paragraph in entry.get("paragraphs") or ():
            if not isinstance(paragraph, list):
                self.problems.add(
                    _own_line(entry),
                    "paragraphs 的每一段应当是语句的清单",
                    "a paragraph should be a list of statements",
                )
                continue
            found.append(tuple(each for line in paragraph if (each := self.statement(line)) is not None))
        return tuple(found)

    def statement(self, entry: Any) -> Statement | None:
        if not isinstance(entry, Mapping):
            self.problems.add(1, "语句应当有键和值", "a statement should have keys and values")
            return None
        line = _own_line(entry)
        kind = next((key for key in entry if key in STATEMENTS), None)
        if kind is None:
            self.unknown("语句", "statement", str(next(iter(entry), "")), STATEMENTS, line)
            return None
        for key in entry:
            if key != kind and key not in STATEMENTS[kind]:
                self.unknown("键", "key", str(key), STATEMENTS[kind], _line(entry, key))
        value = entry[kind]
        each = str(entry.get("each") or "")
        statement = Statement(
            kind=kind,
            text="" if isinstance(value, list) else str(value),
            kinds=tuple(map(str, value)) if isinstance(value, list) else (),
            each=each,
            name=str(entry.get("name") or ""),
            stages=tuple(map(str, entry.get("stages") or ())),
            growth=bool(entry.get("growth", False)),
            when=self.condition(entry["when"], line) if "when" in entry else None,
            years=int(entry.get("years", 1)),
            bodies=str(entry.get("bodies", "own")),
        )
        self.check_statement(statement, line)
        return statement

    def check_statement(self, statement: Statement, line: int) -> None:
        if statement.kind == "say":
            self.check_slots(statement.text, line, ())
        elif statement.kind == "by_stage":
            for stage in statement.stages:
                self.check_measure(f"{statement.text}.{stage}", line)
        elif statement.kind == "events":
            self.check_slots(statement.each, line, ENTRY_SLOTS)
        kinds = [kind.id for kind in self.scheme.ledger_kinds]
        for kind in statement.kinds:
            if kind not in kinds:
                self.unknown("台账类别", "ledger kind", kind, kinds, line)

    def limits(self, content: Mapping[str, Any]) -> Iterator[LimitStatement]:
        for entry in content.get("limits") or ():
            if not self.know(entry, "limits", _own_line(entry)):
                continue
            line = _own_line(entry)
            stages = tuple(map(str, entry.get("stages") or ()))
            condition = self.condition(entry.get("met"), line, stages)
            self.check_slots(str(entry.get("say") or ""), line, (), stages)
            if condition is not None:
                yield LimitStatement(condition, str(entry.get("say") or ""), stages, str(entry.get("bodies", "own")))

    def forms(self, content: Mapping[str, Any]) -> Iterator[tuple[str, Form]]:
        for entry in content.get("forms") or ():
            if self.know(entry, "forms", _own_line(entry)):
                self.check_measure(str(entry.get("measure")), _own_line(entry))
                yield str(entry.get("measure")), Form(entry.get("unit"), entry.get("decimals"))

    def condition(self, text: Any, line: int, stages: tuple[str, ...] = ()) -> Condition | None:
        found = CONDITION.fullmatch(str(text))
        if found is None:
            self.problems.add(
                line,
                f"条件“{text}”写法不对，如 growth(edu_exp) >= 0",
                f"condition {text!r} is not like growth(edu_exp) >= 0",
            )
            return None
        left, right = (
            Term(
                found[f"{side}measure"] or found[f"{side}growth"] or "",
                found[f"{side}growth"] is not None,
                found[f"{side}number"] or "",
            )
            for side in ("l_", "r_")
        )
        for term in (left, right):
            if term.measure:
                self.check_measure(term.measure, line, stages)
        return Condition(left, found["operator"], right)

    def check_slots(self, text: str, line: int, entry_slots: tuple[str, ...], stages: tuple[str, ...] = ()) -> None:
        for slot in SLOT.finditer(text):
            form, name = slot["form"], slot["name"]
            if form is not None and form not in FACT_SLOTS:
                self.unknown("写法", "form", form, FACT_SLOTS, line)
            elif form is not None or name not in (*NAMES, *entry_slots):
                self.check_measure(name, line, stages)

    def check_measure(self, name: str, line: int, stages: tuple[str, ...] = ()) -> None:
        for each in [f"{name}.{stage}" for stage in stages] or [name]:
            if each not in self.measures and name not in self.measures:
                self.unknown("指标", "measure", each, self.measures, line)

    def know(self, entry: Any, part: str, line: int) -> bool:
        if not isinstance(entry, Mapping):
            self.problems.add(
                line, f"{part or '文件'} 应当有键和值", f"{part or 'the file'} should have keys and values"
            )
            return False
        for key in entry:
            if key not in KEYS[part]:
                self.unknown("键", "key", str(key), KEYS[part], _line(entry, key))
        return True

    def unknown(self, zh: str, en: str, word: str, known: Collection[str], line: int) -> None:
        near = difflib.get_close_matches(word, list(known), 1)
        listed = "、".join(sorted(known)) if len(known) <= 20 else ""
        self.problems.add(
            line,
            f"不认识的{zh} {word}" + (f"，是否想写 {near[0]}？" if near else f"；可用：{listed}" if listed else ""),
            f"unknown {en} {word}" + (f"; did you mean {near[0]}?" if near else f"; known: {listed}" if listed else ""),
        )


def _own_line(entry: Any) -> int:
    return int(entry.lc.line) + 1 if hasattr(entry, "lc") else 1


def _line(entry: Any, key: str) -> int:
    return int(entry.lc.key(key)[0]) + 1 if hasattr(entry, "lc") and key in entry else _own_line(entry)
