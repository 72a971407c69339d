"""Settings of a working folder (`dudao.toml`): what a check is told, options of rules, accepted exceptions.

Every key is known; an unknown one is refused with the nearest that exists, so a typing slip never passes unseen.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dudao.diagnostics.suppressions import REASONS, Suppression
from dudao.values.errors import MisuseError
from dudao.values.periods import Period, parse_period

FILE_NAME = "dudao.toml"

CHECK_KEYS = {
    "scheme": "方案代号，如 government-duty-city",
    "facts": "已知数据的文件夹或工作簿，可以有多个",
    "period": "被评价的时期，如 2021 或 2020-01..2021-09",
    "date": "判断所依据的日期",
    "fail-on": "error、warning 或 note：达到这一级别时退出码为 1",
    "select": "只运行这些规则或规则族",
    "ignore": "不运行这些规则或规则族",
    "report-limit": "报告字数上限",
    "baseline": "以往一次检查的 JSON",
    "lang": "zh 或 en",
}
SUPPRESSION_KEYS = ("code", "reason", "text", "person", "until", "quote", "fingerprint", "document", "approved-by")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a check run is told: the day judged on, the period evaluated, which codes to leave out, limits, options."""

    day: date | None = None
    period: Period | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    report_limit: int | None = None
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """A whole `dudao.toml`; what it leaves out is None or empty. Paths are relative to the file."""

    file: Path | None = None
    scheme: str | None = None
    facts: tuple[Path, ...] = ()
    period: Period | None = None
    day: date | None = None
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    report_limit: int | None = None
    baseline: Path | None = None
    lang: str | None = None
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


def find_settings(start: Path) -> ProjectSettings:
    """The settings nearest to a file or folder: its own folder, then the folders above it; defaults where there are none."""
    folder = start if start.is_dir() else start.parent
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / FILE_NAME).is_file():
            return load_settings(place / FILE_NAME)
    return ProjectSettings()


def load_settings(path: Path) -> ProjectSettings:
    """Read a settings file; raises MisuseError naming the file, the key and the nearest valid key."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MisuseError(f"{path} 读不懂：{error}", f"{path} cannot be read: {error}") from error
    _know(path, "", content, ("check", "rules", "suppressions"))
    check = content.get("check", {})
    _know(path, "check.", check, CHECK_KEYS)
    folder = path.parent
    facts = check.get("facts", [])
    return ProjectSettings(
        file=path,
        scheme=check.get("scheme"),
        facts=tuple(folder / each for each in ([facts] if isinstance(facts, str) else facts)),
        period=_period(path, check.get("period")),
        day=_day(path, "check.date", check.get("date")),
        fail_on=_one_of(path, "check.fail-on", check.get("fail-on"), ("error", "warning", "note")),
        select=tuple(check.get("select", ())),
        ignore=tuple(check.get("ignore", ())),
        report_limit=check.get("report-limit"),
        baseline=folder / check["baseline"] if "baseline" in check else None,
        lang=_one_of(path, "check.lang", check.get("lang"), ("zh", "en")),
        options=content.get("rules", {}),
        suppressions=tuple(
            _suppression(path, number, each) for number, each in enumerate(content.get("suppressions", ()), 1)
        ),
    )


def check_options(
    options: Mapping[str, Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]], path: Path | None
) -> None:
    """Refuse options of rules that do not exist, or that a rule does not have. `known`: rule name to its defaults."""
    where = path or Path(FILE_NAME)
    _know(where, "rules.", options, known)
    for name, given in options.items():
        _know(where, f"rules.{name}.", given, known[name])


def _know(path: Path, prefix: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
    valid = list(known)
    for key in given:
        if key not in valid:
            near = difflib.get_close_matches(key, valid, 1)
            zh = f"，是否想写 {prefix}{near[0]}？" if near else f"；可用的有：{'、'.join(valid) or '（无）'}"
            en = f"; did you mean {prefix}{near[0]}?" if near else f"; known: {', '.join(valid) or '(none)'}"
            raise MisuseError(f"{path} 中没有 {prefix}{key} 这一项{zh}", f"{path}: unknown key {prefix}{key}{en}")


def _period(path: Path, text: str | int | None) -> Period | None:
    if text is None:
        return None
    period = parse_period(str(text))
    if period is None:
        raise MisuseError(
            f"{path} 中 check.period 的“{text}”不是时期；写成 2021、2020-2021 或 2020-01..2021-09",
            f"{path}: check.period {text!r} is no period; write 2021, 2020-2021 or 2020-01..2021-09",
        )
    return period


def _day(path: Path, key: str, value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise MisuseError(
            f"{path} 中 {key} 的“{value}”不是日期；写成 2021-11-05",
            f"{path}: {key} {value!r} is no date; write 2021-11-05",
        ) from None


def _one_of(path: Path, key: str, value: str | None, allowed: tuple[str, ...]) -> str | None:
    if value is not None and value not in allowed:
        raise MisuseError(
            f"{path} 中 {key} 只能是 {'、'.join(allowed)}", f"{path}: {key} must be one of {', '.join(allowed)}"
        )
    return value


def _suppression(path: Path, number: int, given: Mapping[str, Any]) -> Suppression:
    where = f"suppressions（第{number}条）."
    _know(path, where, given, SUPPRESSION_KEYS)
    for key in ("code", "reason", "text", "person", "until"):
        if not given.get(key):
            raise MisuseError(
                f"{path} 第 {number} 条例外缺少 {key}：例外须写明规则、理由、说明、经手人和截止日期",
                f"{path}: suppression {number} lacks {key}: it needs code, reason, text, person and until",
            )
    _one_of(path, f"{where}reason", given["reason"], tuple(REASONS))
    until = _day(path, f"{where}until", given["until"])
    assert until is not None  # `until` was required above
    return Suppression(
        code=str(given["code"]),
        reason=given["reason"],
        text=given["text"],
        person=given["person"],
        until=until,
        quote=given.get("quote", ""),
        fingerprint=given.get("fingerprint", ""),
        document=given.get("document", ""),
        approved_by=given.get("approved-by", ""),
    )
