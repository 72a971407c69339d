"""`draft.yaml` to its model: every wrong key, slot, measure, stage or kind told at once, with file, line and the nearest word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dudao.schemes.content_files import try_yaml
from dudao.schemes.drafting import (
    BODIES,
    ENTRY_SLOTS,
    FACT_SLOTS,
    FILE_NAME,
    KEYS,
    LISTS,
    MOST_YEARS,
    NAMES,
    NEEDED,
    SLOT,
    STATEMENTS,
    Condition,
    Drafting,
    Form,
    LimitStatement,
    Paragraphs,
    Statement,
    Term,
)
from dudao.schemes.faults import Faults, Origin
from dudao.schemes.model import Scheme

TERM = r"(?:growth\((?P<{0}growth>[a-z_0-9.]+)\)|(?P<{0}number>-?\d+(?:\.\d+)?)|(?P<{0}measure>[a-z_0-9.]+))"
CONDITION = re.compile(rf"\s*{TERM.format('l_')}\s*(?P<operator>>=|<=|==|>|<)\s*{TERM.format('r_')}\s*")
MOST_DECIMALS = 6
Spot = tuple[int, int]
"""Line and column, counted from 1."""


def load_drafting(
    folder: Path,
    scheme: Scheme,
    measures: Collection[str],
    *,
    stages: Collection[str],
    units: Collection[str],
    faults: Faults | None = None,
) -> Drafting:
    """The drafting content in a scheme's folder; an empty one where there is no such file.

    Args:
        measures: ids of measures that facts may hold, so that a slip is told here and not in a draft.
        stages: ids of stages. units: units in which an amount may be asked for.
    Raises:
        MisuseError: the file's faults, one a line. UnreadableError: no YAML.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        return Drafting()
    own = Faults() if faults is None else faults
    content, blob = try_yaml(file, own, folder)
    reader = _Reader(own, file, frozenset(measures), scheme, frozenset(stages), frozenset(units))
    drafting = Drafting() if content is None and blob.strip() else reader.drafting(content)
    if faults is None:
        own.refuse()
    return drafting


@dataclass
class _Reader:
    faults: Faults
    file: Path
    measures: frozenset[str]
    scheme: Scheme
    stages: frozenset[str]
    units: frozenset[str]

    def drafting(self, content: Any) -> Drafting:
        if not self.know(content, "", (1, 1)):
            return Drafting()
        parts = {name: self.mapping(content, name) for name in ("profile", "problems", "next_steps")}
        profile, limits, steps = parts["profile"], parts["problems"], parts["next_steps"]
        self.check_slots(_text(content, "opening"), _line(content, "opening"), ())
        for entry, key in ((limits, "overdue"), (steps, "unfinished"), (steps, "late")):
            self.check_entry_slots(_text(entry, key), _line(entry, key))
        return Drafting(
            opening=_text(content, "opening"),
            profile_title=_text(profile, "title"),
            profile=self.paragraphs(profile),
            points=dict(self.points(content)),
            limits=tuple(self.limits(limits)),
            overdue=_text(limits, "overdue"),
            problems_gap=_text(limits, "gap"),
            unfinished=_text(steps, "unfinished"),
            late_step=_text(steps, "late"),
            next_steps_gap=_text(steps, "gap"),
            forms=dict(self.forms(content)),
        )

    # ─────────────── entries ───────────────

    def mapping(self, content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        """A part of the file; an empty one where it is not there or no mapping."""
        entry = content.get(name)
        if entry is None or not self.know(entry, name, _line(content, name)):
            return {}
        return entry  # type: ignore[no-any-return]  # know() has seen that it is a mapping

    def entries(self, content: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
        """The entries of a list whose keys are known and whole."""
        listed = content.get(name) or ()
        if not isinstance(listed, list):
            if listed:
                self.add(_line(content, name), f"{name} 应当是清单", f"{name} should be a list")
            return
        for number, entry in enumerate(listed):
            line = _item_line(listed, number)
            if self.know(entry, name, line) and self.has_needed(entry, name, line):
                yield entry

    def points(self, content: Mapping[str, Any]) -> Iterator[tuple[str, Paragraphs]]:
        codes = [point.code for point in self.scheme.points]
        seen: set[str] = set()
        for entry in self.entries(content, "points"):
            code = str(entry["code"])
            if code not in codes:
                self.unknown("要点", "point", code, codes, _line(entry, "code"))
            elif code in seen:
                self.add(_line(entry, "code"), f"要点 {code} 写了两次", f"point {code} stands twice")
            seen.add(code)
            yield code, self.paragraphs(entry)

    def paragraphs(self, entry: Mapping[str, Any]) -> Paragraphs:
        listed = entry.get("paragraphs") or []
        found = []
        for number, paragraph in enumerate(listed if isinstance(listed, list) else [listed]):
            line = _item_line(listed, number) if isinstance(listed, list) else _line(entry, "paragraphs")
            if not isinstance(paragraph, list):
                self.add(line, "paragraphs 的每一段应当是语句的清单", "a paragraph should be a list of statements")
                continue
            statements = (self.statement(each, _item_line(paragraph, at)) for at, each in enumerate(paragraph))
            found.append(tuple(each for each in statements if each is not None))
        return tuple(found)

    def limits(self, content: Mapping[str, Any]) -> Iterator[LimitStatement]:
        for entry in self.entries(content, "limits"):
            stages = self.stages_of(entry)
            condition = self.condition(entry["met"], _line(entry, "met"), stages)
            for key in ("say", "step"):
                self.check_slots(_text(entry, key), _line(entry, key), (), stages)
            bodies = self.choice(entry, "bodies", BODIES, "own")
            if condition is not None:
                yield LimitStatement(condition, _text(entry, "say"), _text(entry, "step"), stages, bodies)

    def forms(self, content: Mapping[str, Any]) -> Iterator[tuple[str, Form]]:
        for entry in self.entries(content, "forms"):
            name = str(entry["measure"])
            if not any(each.startswith(f"{name}.") for each in self.measures):  # one name may stand for all its stages
                self.check_measure(name, _line(entry, "measure"))
            unit = self.choice(entry, "unit", self.units, "") or None
            decimals = self.number(entry, "decimals", 0, MOST_DECIMALS) if "decimals" in entry else None
            yield name, Form(unit, decimals)

    # ─────────────── statements ───────────────

    def statement(self, entry: Any, line: Spot) -> Statement | None:
        if not isinstance(entry, Mapping):
            self.add(line, f"语句应当有键和值：{entry}", f"a statement should have a key and a value: {entry}")
            return None
        kind = next((key for key in entry if key in STATEMENTS), None)
        if kind is None:
            self.unknown("语句", "statement", str(next(iter(entry), "")), STATEMENTS, line)
            return None
        for key in entry:
            if key != kind and key not in STATEMENTS[kind]:
                self.unknown("键", "key", str(key), STATEMENTS[kind], _line(entry, key))
        if not self.has_needed(entry, kind, line):
            return None
        value = entry[kind]
        if kind in LISTS and not isinstance(value, list):
            self.add(
                line, f"{kind} 后面应当是台账类别的清单，如 [visit]", f"{kind} takes a list of kinds, like [visit]"
            )
            return None
        statement = Statement(
            kind=kind,
            text="" if isinstance(value, list) else str(value),
            kinds=tuple(map(str, value)) if isinstance(value, list) else (),
            each=_text(entry, "each"),
            name=_text(entry, "name"),
            stages=self.stages_of(entry),
            growth=bool(entry.get("growth", False)),
            when=self.conditions(entry),
            years=self.number(entry, "years", 1, MOST_YEARS) if "years" in entry else 1,
            bodies=self.choice(entry, "bodies", BODIES, "own"),
            optional=bool(entry.get("optional", False)),
        )
        self.check_statement(statement, line)
        return statement

    def check_statement(self, statement: Statement, line: Spot) -> None:
        if statement.kind == "say":
            self.check_slots(statement.text, line, ())
        elif statement.kind in ("by_stage", "parts"):
            for stage in statement.stages:
                self.check_measure(f"{statement.text}.{stage}", line)
            self.check_slots(statement.name, line, ())
        self.check_entry_slots(statement.each, line)
        kinds = [kind.id for kind in self.scheme.ledger_kinds]
        for kind in statement.kinds:
            if kind not in kinds:
                self.unknown("台账类别", "ledger kind", kind, kinds, line)

    def conditions(self, entry: Mapping[str, Any]) -> tuple[Condition, ...]:
        value = entry.get("when")
        texts = value if isinstance(value, list) else [] if value is None else [value]
        found = (self.condition(text, _line(entry, "when")) for text in texts)
        return tuple(each for each in found if each is not None)

    def condition(self, text: Any, line: Spot, stages: tuple[str, ...] = ()) -> Condition | None:
        found = CONDITION.fullmatch(str(text))
        if found is None:
            self.add(
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

    # ─────────────── words ───────────────

    def stages_of(self, entry: Mapping[str, Any]) -> tuple[str, ...]:
        value = entry.get("stages") or ()
        if not isinstance(value, (list, tuple)):
            self.add(_line(entry, "stages"), "stages 应当是清单", "stages should be a list")
            return ()
        for stage in map(str, value):
            if stage not in self.stages:
                self.unknown("学段", "stage", stage, self.stages, _line(entry, "stages"))
        return tuple(map(str, value))

    def choice(self, entry: Mapping[str, Any], key: str, known: Collection[str], default: str) -> str:
        value = str(entry.get(key, default))
        if value != default and value not in known:
            self.unknown(f"{key} 的值", f"value of {key}", value, known, _line(entry, key))
        return value

    def number(self, entry: Mapping[str, Any], key: str, least: int, most: int) -> int:
        value = entry[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.add(
                _line(entry, key),
                f"{key} 应当是 {least} 到 {most} 的整数",
                f"{key} should be a whole number, {least} to {most}",
            )
            return least
        return value

    def check_slots(self, text: str, line: Spot, more: tuple[str, ...], stages: tuple[str, ...] = ()) -> None:
        for slot in SLOT.finditer(text):
            form, name = slot["form"], slot["name"]
            if form is not None and form not in FACT_SLOTS:
                self.unknown("写法", "form", form, FACT_SLOTS, line)
            elif form is not None or name not in (*NAMES, *more):
                self.check_measure(name, line, stages)
        self.check_brackets(text, line)

    def check_entry_slots(self, text: str, line: Spot) -> None:
        known = (*ENTRY_SLOTS, "body", "self", "scope", "year")
        for slot in SLOT.finditer(text):
            if slot["form"] is not None or slot["name"] not in known:
                self.unknown("台账栏目", "field of an entry", slot[0].strip("{}"), known, line)
        self.check_brackets(text, line)

    def check_brackets(self, text: str, line: Spot) -> None:
        """Braces that are no slot, and brackets that do not pair or stand in each other, would be printed as they are."""
        rest = SLOT.sub("", text)
        if "{" in rest or "}" in rest:
            self.add(line, f"花括号里的写法不对：{text}", f"braces that are no slot: {text}")
        if re.search(r"[\[\]]", re.sub(r"\[[^\[\]]*\]", "", rest)):
            self.add(line, f"方括号没有成对：{text}", f"square brackets do not pair: {text}")

    def check_measure(self, name: str, line: Spot, stages: tuple[str, ...] = ()) -> None:
        for each in [f"{name}.{stage}" for stage in stages] or [name]:
            if each not in self.measures and name not in self.measures:
                self.unknown("指标", "measure", each, self.measures, line)

    def know(self, entry: Any, part: str, line: Spot) -> bool:
        if not isinstance(entry, Mapping):
            self.add(line, f"{part or '文件'} 应当有键和值", f"{part or 'the file'} should have keys and values")
            return False
        for key in entry:
            if key not in KEYS[part]:
                self.unknown("键", "key", str(key), KEYS[part], _line(entry, key))
        return True

    def has_needed(self, entry: Mapping[str, Any], kind: str, line: Spot) -> bool:
        missing = [key for key in NEEDED.get(kind, ()) if not entry.get(key)]
        for key in missing:
            self.add(line, f"{kind} 缺少 {key}", f"{kind} needs {key}")
        return not missing

    def unknown(self, zh: str, en: str, word: str, known: Collection[str], line: Spot) -> None:
        near = difflib.get_close_matches(word, list(known), 1)
        listed = "、".join(sorted(known)) if len(known) <= 20 else ""
        self.add(
            line,
            f"不认识的{zh} {word}" + (f"，是否想写 {near[0]}？" if near else f"；可用：{listed}" if listed else ""),
            f"unknown {en} {word}" + (f"; did you mean {near[0]}?" if near else f"; known: {listed}" if listed else ""),
        )

    def add(self, line: Spot, zh: str, en: str) -> None:
        self.faults.add(Origin(str(self.file), *line), zh, en)


def _text(entry: Mapping[str, Any], key: str) -> str:
    return str(entry.get(key) or "")


def _own_line(entry: Any) -> Spot:
    return (int(entry.lc.line) + 1, int(entry.lc.col) + 1) if hasattr(entry, "lc") else (1, 1)


def _line(entry: Any, key: str) -> Spot:
    if not hasattr(entry, "lc") or key not in entry:
        return _own_line(entry)
    line, column = entry.lc.key(key)
    return int(line) + 1, int(column) + 1


def _item_line(listed: Any, number: int) -> Spot:
    """Where an entry of a list stands."""
    if not hasattr(listed, "lc"):
        return (1, 1)
    line, column = listed.lc.item(number)
    return int(line) + 1, int(column) + 1
