"""Settings of a working folder (`dudao.toml`): what a check is told, options of rules, accepted exceptions.

Every key is known; an unknown one is refused with the nearest that exists, so a typing slip never passes unseen.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.suppressions import REASONS, Suppression
from dudao.values.errors import MisuseError
from dudao.values.periods import Period, parse_period

FILE_NAME = "dudao.toml"

LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the settings file.

    Attributes:
        form: how it is written: text, texts (one, or a list), whole (a whole number), day, period.
        default: what holds without it, in words of both languages.
        example: as it would stand in the file. allowed: the only values, where there are few.
    """

    form: str
    meaning: Bilingual
    default: Bilingual
    example: str
    allowed: tuple[str, ...] = ()


NONE = Bilingual("无", "none")

CHECK_KEYS: dict[str, Setting] = {
    "scheme": Setting(
        "text", Bilingual("评价方案的代号或文件夹", "slug or folder of the scheme"), NONE, '"government-duty-city"'
    ),
    "facts": Setting(
        "texts",
        Bilingual("已知数据的文件夹或工作簿，相对本文件", "folders or workbooks of facts, relative to this file"),
        NONE,
        '["数据", "台账.xlsx"]',
    ),
    "period": Setting(
        "period",
        Bilingual("被评价的时期：年、学年或起止年月", "the period evaluated: a year, a school year or a span"),
        Bilingual("报告自己说的年度", "the year the report speaks of"),
        '"2020-01..2021-09"',
    ),
    "date": Setting(
        "day",
        Bilingual("判断所依据的日期", "the day the report is judged on"),
        Bilingual("报告的成文日期，没有的用当天", "the report's own date, else today"),
        "2021-11-05",
    ),
    "fail-on": Setting(
        "text",
        Bilingual("达到这一级别时退出码为 1", "exit code 1 from this level on"),
        Bilingual("error", "error"),
        '"warning"',
        LEVELS,
    ),
    "select": Setting(
        "texts",
        Bilingual("只运行这些规则：代码、名称或规则族", "run only these: codes, names or families"),
        Bilingual("全部规则", "all rules"),
        '["NUM", "CIT001"]',
    ),
    "ignore": Setting(
        "texts",
        Bilingual("不运行这些规则：代码、名称或规则族", "leave these out: codes, names or families"),
        NONE,
        '["STR010", "vague-now"]',
    ),
    "report-limit": Setting(
        "whole",
        Bilingual("报告字数上限", "greatest length of the report in characters"),
        Bilingual("方案给定的上限；没有就不检查", "the scheme's; without one it is not checked"),
        "5000",
    ),
    "baseline": Setting(
        "text",
        Bilingual("以往一次检查的 JSON，相对本文件", "JSON of an earlier check, relative to this file"),
        NONE,
        '"上次检查.json"',
    ),
    "lang": Setting(
        "text",
        Bilingual("消息的语言", "language of messages"),
        Bilingual("系统语言为英文时用英文，否则用中文", "English where the locale says so, else Chinese"),
        '"zh"',
        ("zh", "en"),
    ),
}

NEEDED = Bilingual("必填", "required")

SUPPRESSION_KEYS: dict[str, Setting] = {
    "code": Setting(
        "text", Bilingual("规则代码或名称，不能写规则族", "code or name of a rule, no family"), NEEDED, '"CLM001"'
    ),
    "reason": Setting("text", Bilingual("理由的类别", "kind of reason"), NEEDED, '"definition"', tuple(REASONS)),
    "text": Setting("text", Bilingual("理由，一句话", "the reason in a sentence"), NEEDED, '"按省定口径统计"'),
    "person": Setting("text", Bilingual("经手人", "who asked for it"), NEEDED, '"督导室 张某"'),
    "until": Setting("day", Bilingual("有效期的最后一天", "the last day it holds"), NEEDED, "2022-03-31"),
    "quote": Setting(
        "text",
        Bilingual("问题所在文字须含有的字样", "words that the doubtful text must contain"),
        Bilingual("这条规则的所有问题", "every remark of the rule"),
        '"稳步提高"',
    ),
    "fingerprint": Setting(
        "text",
        Bilingual("某一条问题的指纹，见 JSON 输出", "fingerprint of one remark, from the JSON"),
        NONE,
        '"3f0c9a1b2d4e5f60"',
    ),
    "document": Setting(
        "text", Bilingual("作出决定的文件文号", "number of the document that decided it"), NONE, '"云政办〔2021〕9号"'
    ),
    "approved-by": Setting("text", Bilingual("批准人", "who agreed"), NONE, '"办公室 李某"'),
}


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
    _know_tables(path, content)
    check = content.get("check", {})
    _know(path, "check.", check, CHECK_KEYS)
    _well_formed(path, "check.", check, CHECK_KEYS)
    folder = path.parent
    return ProjectSettings(
        file=path,
        scheme=check.get("scheme"),
        facts=tuple(folder / each for each in _texts(check.get("facts"))),
        period=_period(path, check.get("period")),
        day=_day(path, "check.date", check.get("date")),
        fail_on=check.get("fail-on"),
        select=_texts(check.get("select")),
        ignore=_texts(check.get("ignore")),
        report_limit=check.get("report-limit"),
        baseline=folder / check["baseline"] if "baseline" in check else None,
        lang=check.get("lang"),
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
        for key, value in given.items():
            _like_default(where, f"rules.{name}.{key}", value, known[name][key])


def _like_default(path: Path, key: str, value: object, default: object) -> None:
    """Refuse an option of another form than its default: text for a number, one word for a list of words."""
    is_number = isinstance(default, (int, float)) and not isinstance(default, bool)
    forms: tuple[type, ...] = (
        (int, float) if is_number else (list, tuple) if isinstance(default, tuple) else (type(default),)
    )
    if not isinstance(value, forms) or isinstance(value, bool) != isinstance(default, bool):
        shown = list(default) if isinstance(default, tuple) else default
        raise MisuseError(
            f"{path} 中 {key} 的写法不对，应像默认值那样：{shown}", f"{path}: {key} must be like its default: {shown}"
        )


def _know(path: Path, prefix: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
    valid = list(known)
    for key in given:
        if key not in valid:
            near = difflib.get_close_matches(key, valid, 1)
            zh = f"，是否想写 {prefix}{near[0]}？" if near else f"；可用的有：{'、'.join(valid) or '（无）'}"
            en = f"; did you mean {prefix}{near[0]}?" if near else f"; known: {', '.join(valid) or '(none)'}"
            line = _line_of(path, prefix, key)
            zh_place, en_place = (f" 第{line}行", f", line {line}") if line else ("", "")
            raise MisuseError(
                f"{path}{zh_place} 中没有 {prefix}{key} 这一项{zh}", f"{path}{en_place}: unknown key {prefix}{key}{en}"
            )


_TABLE_LINE = re.compile(r"\s*\[\[?\s*([^\]#]+?)\s*\]")


def _line_of(path: Path, prefix: str, key: str) -> int | None:
    """The line of a settings file on which a key stands, or the table of that name; None where it cannot be told."""
    if not path.is_file():
        return None
    number = re.search(r"\d+", prefix) if prefix.startswith("suppressions") else None
    wanted = "suppressions" if number else prefix.rstrip(".")
    as_key = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[.=]""")
    table, seen = "", 0
    for index, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        if header := _TABLE_LINE.match(line):
            table = header.group(1).replace('"', "").replace("'", "")
            seen += table == "suppressions"
            if table == f"{prefix}{key}" or table.startswith(f"{prefix}{key}."):
                return index
        elif table == wanted and as_key.match(line) and (number is None or seen == int(number.group())):
            return index
    return None


def _know_tables(path: Path, content: Mapping[str, Any]) -> None:
    """Refuse a table that is written as a value: check = 3."""
    rules = content.get("rules", {})
    suppressions = content.get("suppressions", [])
    sound = {
        "[check]": isinstance(content.get("check", {}), dict),
        "[rules.NAME]": isinstance(rules, dict) and all(isinstance(each, dict) for each in rules.values()),
        "[[suppressions]]": isinstance(suppressions, list) and all(isinstance(each, dict) for each in suppressions),
    }
    for name, is_sound in sound.items():
        if not is_sound:
            raise MisuseError(
                f"{path} 中 {name} 应写成表：{name} 独占一行，下面逐行写各项",
                f"{path}: {name} must be a table: {name} on a line of its own, its keys below",
            )


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


FORMS = {
    "text": (Bilingual("一段文字，加引号", "text in quotes"), (str,)),
    "texts": (Bilingual("文字，或文字的清单", "text, or a list of texts"), (str, list)),
    "whole": (Bilingual("整数", "a whole number"), (int,)),
    "day": (Bilingual("日期，如 2021-11-05", "a day such as 2021-11-05"), (date, str)),
    "period": (Bilingual("时期，如 2021 或 2020-01..2021-09", "a period such as 2021"), (str, int)),
}
"""How each form is written, and what it may be in TOML."""


def _well_formed(path: Path, prefix: str, given: Mapping[str, Any], keys: Mapping[str, Setting]) -> None:
    """Refuse a value of another form than its key asks for, or one that is not among the few allowed."""
    for key, value in given.items():
        setting = keys[key]
        words, types = FORMS[setting.form]
        fits = isinstance(value, types) and not isinstance(value, bool)
        if not fits or (isinstance(value, list) and not all(isinstance(each, str) for each in value)):
            raise MisuseError(
                f"{path} 中 {prefix}{key} 应为{words.zh}，例如 {key} = {setting.example}",
                f"{path}: {prefix}{key} must be {words.en}, for example {key} = {setting.example}",
            )
        if setting.allowed and value not in setting.allowed:
            raise MisuseError(
                f"{path} 中 {prefix}{key} 只能是 {'、'.join(setting.allowed)}",
                f"{path}: {prefix}{key} must be one of {', '.join(setting.allowed)}",
            )


def _texts(value: str | list[str] | None) -> tuple[str, ...]:
    """One text or several: `select = "NUM"` means the family, not its letters."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def _suppression(path: Path, number: int, given: Mapping[str, Any]) -> Suppression:
    where = f"suppressions（第{number}条）."
    _know(path, where, given, SUPPRESSION_KEYS)
    for key, setting in SUPPRESSION_KEYS.items():
        if setting.default is NEEDED and not given.get(key):
            raise MisuseError(
                f"{path} 第 {number} 条例外缺少 {key}：例外须写明规则、理由、说明、经手人和截止日期",
                f"{path}: suppression {number} lacks {key}: it needs code, reason, text, person and until",
            )
    _well_formed(path, where, given, SUPPRESSION_KEYS)
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
