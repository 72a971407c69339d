"""Bindings kept beside a report (`NAME.bindings.json`): read, write, and found again in a new version.

What a person says of one is the business of `decisions`; editing `status` and `fact` in the file does the same.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dudao.reports.bind.anchors import Anchor, Found, find_anchors
from dudao.reports.model import Reading
from dudao.values.errors import UnreadableError
from dudao.values.reference import FactReference
from dudao.values.spans import Quote, Span

FORMAT = 1
STATUSES = ("proposed", "confirmed", "rejected")
FROM_DRAFT = "draft"
"""The method of a binding that the drafted sentence was written from; a person has not looked at it yet."""
NEXT_TO = 12
"""Characters on either side of a quote that its short id depends on."""
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SavedBinding:
    """One binding as kept: the quote with its surroundings and position, the fact, and who said what when.

    `id` is the short name by which people speak of it; it stays when the sentence is edited or moved.
    """

    quote: Quote
    position: int
    subject_kind: str = "figure"
    fact: FactReference | None = None
    status: str = "proposed"
    method: str = "words"
    person: str = ""
    date: str = ""
    note: str = ""
    id: str = ""

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.quote, self.subject_kind, self.position)


@dataclass(frozen=True, slots=True)
class PlacedBinding:
    """A kept binding with where it is in this version: exact, moved, edited or vanished."""

    saved: SavedBinding
    found: Found


def bindings_path(report: Path) -> Path:
    """The file beside a report that holds its bindings.

    >>> bindings_path(Path("云州市自评报告.docx")).name
    '云州市自评报告.bindings.json'
    """
    return report.with_name(f"{report.stem}.bindings.json")


def parse_reference(text: str) -> FactReference | None:
    """The reference that `str()` of one gives; None for anything else.

    >>> parse_reference("city/990100/2021//edu_exp_t").field, parse_reference("edu_exp_t") is None
    ('edu_exp_t', True)
    """
    parts = text.split("/")
    if len(parts) < 5:
        return None
    return FactReference(parts[0], parts[1], parts[2], parts[-1], "/".join(parts[3:-1]))


def load_bindings(path: Path) -> tuple[SavedBinding, ...]:
    """The bindings of a file; none where there is no file. Raises UnreadableError naming the entry that is wrong."""
    if not path.exists():
        return ()
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"{path.name} 太大，不像绑定文件", f"{path.name} is too large for a file of bindings")
    try:
        content = json.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableError(
            f"{path.name} 不是有效的 JSON（{error}）；改正后再试，或移走这个文件",
            f"{path.name} is no valid JSON ({error}); mend it or move it away",
        ) from error
    entries = content.get("bindings") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise UnreadableError(
            f"{path.name} 里没有 bindings 列表；移走这个文件后会重新生成",
            f"{path.name} has no list of bindings; move it away",
        )
    return tuple(_read_entry(entry, number, path) for number, entry in enumerate(entries, start=1))


def _read_entry(entry: Any, number: int, path: Path) -> SavedBinding:
    wrong = _what_is_wrong(entry)
    if wrong:
        raise UnreadableError(
            f"{path.name} 第 {number} 条：{wrong[0]}；改正后再试", f"{path.name}, entry {number}: {wrong[1]}; mend it"
        )
    return saved_of(entry)


def saved_of(entry: dict[str, Any]) -> SavedBinding:
    """The binding that `entry_of` made plain values of."""
    quote = entry["quote"]
    return SavedBinding(
        quote=Quote(str(quote["exact"]), str(quote.get("prefix", "")), str(quote.get("suffix", ""))),
        position=entry.get("position", 0),
        subject_kind=str(entry.get("subject", "figure")),
        fact=parse_reference(entry["fact"]) if entry.get("fact") else None,
        status=str(entry.get("status", "proposed")),
        method=str(entry.get("method", "person")),
        person=str(entry.get("person", "")),
        date=str(entry.get("date", "")),
        note=str(entry.get("note", "")),
        id=str(entry.get("id", "")),
    )


def _what_is_wrong(entry: Any) -> tuple[str, str] | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("quote"), dict) or not entry["quote"].get("exact"):
        return "没有 quote.exact", "quote.exact is missing"
    if entry.get("status", "proposed") not in STATUSES:
        return f"status 只能是 {'、'.join(STATUSES)}", f"status must be one of {', '.join(STATUSES)}"
    if entry.get("fact") and (not isinstance(entry["fact"], str) or parse_reference(entry["fact"]) is None):
        return "fact 应写成“表/单位/时期/键/字段”", "fact must read table/body/period/key/field"
    if not isinstance(entry.get("position", 0), int):
        return "position 应是整数", "position must be a whole number"
    return None


def save_bindings(path: Path, saved: Iterable[SavedBinding], *, report: str = "") -> None:
    """Write bindings whole or not at all, in the order of their places."""
    entries = [entry_of(each) for each in sorted(saved, key=lambda each: (each.position, each.subject_kind))]
    text = json.dumps({"format": FORMAT, "report": report, "bindings": entries}, ensure_ascii=False, indent=1)
    part = path.with_name(path.name + ".part")
    part.write_text(text + "\n", "utf-8")
    part.replace(path)


def entry_of(each: SavedBinding) -> dict[str, Any]:
    """A binding as plain values, as the file holds it."""
    return {
        "id": each.id or short_id(each.quote, each.subject_kind),
        "quote": {"exact": each.quote.exact, "prefix": each.quote.prefix, "suffix": each.quote.suffix},
        "position": each.position,
        "subject": each.subject_kind,
        "fact": str(each.fact) if each.fact else None,
        "status": each.status,
        "method": each.method,
        "person": each.person,
        "date": each.date,
        "note": each.note,
    }


def short_id(quote: Quote, subject_kind: str) -> str:
    """Six letters and digits for a quoted place, the same as long as the words next to it are.

    >>> short_id(Quote("60.93亿元", "全市教育支出", "，比上年"), "figure")
    'tqjerp'
    """
    parts = (subject_kind, quote.exact, quote.prefix[-NEXT_TO:], quote.suffix[:NEXT_TO])
    digest = hashlib.sha256("\x1f".join("".join(part.split()) for part in parts).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:6]


def place_saved(reading: Reading, saved: Sequence[SavedBinding]) -> tuple[PlacedBinding, ...]:
    """Where each kept binding is in this version of the report."""
    found = find_anchors([each.anchor for each in saved], places_of(reading), reading.report.text)
    return tuple(PlacedBinding(each, where) for each, where in zip(saved, found, strict=True))


def places_of(reading: Reading) -> list[tuple[str, Span]]:
    """Everything in a report that can be bound, with its kind."""
    return [
        *(("figure", figure.span) for figure in reading.figures),
        *(("document", cited.span) for cited in reading.documents),
        *(("event", event.span) for event in reading.events),
    ]
