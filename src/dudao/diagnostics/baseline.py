"""New, unchanged, updated or gone since an earlier run, by fingerprint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.values.errors import MisuseError


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an earlier run's JSON says of one remark."""

    code: str
    name: str
    level: str
    kind: str
    message: str
    quote: str
    fingerprint: str
    params: Mapping[str, Any]


def load_baseline(path: Path) -> tuple[Remembered, ...]:
    """The remarks in the JSON of an earlier `report check`; raises MisuseError where the file is no such thing."""
    try:
        content = json.loads(path.read_text("utf-8"))
        return tuple(
            Remembered(
                code=each["code"],
                name=each["name"],
                level=each["level"],
                kind=each["kind"],
                message=each["message"],
                quote=each.get("quote") or "",
                fingerprint=each["fingerprint"],
                params=each.get("params") or {},
            )
            for each in content["diagnostics"]
            if each.get("baseline") != "gone"
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MisuseError(
            f"基线文件 {path} 读不懂：它应当是 dudao report check --format json 的输出",
            f"baseline {path} cannot be read: it should be the output of dudao report check --format json",
        ) from error


def compare_with_baseline(found: Sequence[Diagnostic], before: Iterable[Remembered]) -> tuple[Diagnostic, ...]:
    """Mark each remark new, unchanged or updated (other numbers, or other words around it), and add those that are gone."""
    earlier = {each.fingerprint: each for each in before}
    known = {each.fingerprint for each in found}
    moved: dict[tuple[str, str], list[Remembered]] = {}
    for fingerprint, each_old in earlier.items():
        if fingerprint not in known and each_old.quote:
            moved.setdefault((each_old.code, each_old.quote), []).append(each_old)
    marked = []
    for each in found:
        old = earlier.pop(each.fingerprint, None)
        if old is None and (same_words := moved.get((each.code, each.location.quote if each.location else ""))):
            old = earlier.pop(same_words.pop(0).fingerprint)
            marked.append(replace(each, baseline="updated"))
        elif old is None:
            marked.append(replace(each, baseline="new"))
        else:
            same = old.level == each.severity.value and dict(old.params) == plain_params(each)
            marked.append(replace(each, baseline="unchanged" if same else "updated"))
    return (*marked, *(_gone(old) for old in earlier.values()))


def plain_params(diagnostic: Diagnostic, lang: str = "zh") -> dict[str, Any]:
    """Parameters as JSON keeps them: numbers as decimal strings, lists as lists."""
    return {name: plain(value, lang) for name, value in diagnostic.params.items()}


def plain(value: Any, lang: str = "zh") -> Any:
    """One parameter as JSON keeps it; whole numbers and truth values stay, everything else becomes text."""
    if isinstance(value, (list, tuple)):
        return [plain(each, lang) for each in value]
    if isinstance(value, Bilingual):
        return value.in_language(lang)
    return value if isinstance(value, (bool, int, str)) or value is None else str(value)


def _gone(old: Remembered) -> Diagnostic:
    said, shown = Bilingual(_braces(old.message), _braces(old.message)), Bilingual(old.message, old.message)
    blank = Bilingual("", "")
    return Diagnostic(
        code=old.code,
        name=old.name,
        kind=Kind(old.kind),
        severity=Severity(old.level),
        texts=Texts(summary=shown, message=said, why=blank, authority=blank, help=blank),
        location=None,
        subject=old.quote,
        baseline="gone",
        fingerprint=old.fingerprint,
    )


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
