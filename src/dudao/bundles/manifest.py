"""What a bundle says of itself: round, edition, body, period, every part with its hash; the hash of all this is the bundle's.

The manifest is kept in canonical form (JSON, keys sorted, no blanks, UTF-8, no fractions): one content has one form, and
one form one hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dudao.bundles.names import is_digest
from dudao.values.digests import digest_of_bytes
from dudao.values.errors import MisuseError, UnreadableError

FORMAT = "dudao-bundle"
VERSION = 1
LONGEST_TEXT = 2_000


class PartKind:
    """What parts are; a later release may add some, which older ones show by their name."""

    DATA = "data"
    SCHEMA = "schema"
    LEDGER = "ledger"
    EVIDENCE_LIST = "evidence-list"
    EVIDENCE = "evidence"
    SCORES = "scores"
    REPORT = "report"
    CHECK = "check"
    BINDINGS = "bindings"
    SUPPRESSIONS = "suppressions"
    EXPLANATIONS = "explanations"


KINDS: dict[str, tuple[str, str]] = {
    PartKind.DATA: ("数据", "data"),
    PartKind.SCHEMA: ("数据说明", "schema"),
    PartKind.LEDGER: ("台账", "ledger"),
    PartKind.EVIDENCE_LIST: ("佐证目录", "list of evidence"),
    PartKind.EVIDENCE: ("佐证材料", "evidence"),
    PartKind.SCORES: ("自评得分", "self scores"),
    PartKind.REPORT: ("自评报告", "report"),
    PartKind.CHECK: ("检查结果", "check"),
    PartKind.BINDINGS: ("核对绑定", "bindings"),
    PartKind.SUPPRESSIONS: ("接受的例外", "suppressions"),
    PartKind.EXPLANATIONS: ("经验校验说明", "explanations"),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: where it stands in the file, what it is, its hash and size in bytes, and what it is called.

    `more` are facts about it in plain texts: table, number of the version, who accepted it and when.
    """

    path: str
    kind: str
    sha256: str
    size: int
    title: str
    more: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        own = {"path": self.path, "kind": self.kind, "sha256": self.sha256, "size": self.size, "title": self.title}
        return own | ({"more": dict(self.more)} if self.more else {})


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose bundle it is, and of what.

    Attributes:
        round: address, title, period, notice number, office and time zone of the round, plain texts.
        edition: name (`slug/2021`), title and content hash of the scheme's edition.
        body: code, name and kind of the evaluated body. period: what it reports on.
        number: the how-manieth submission of the body in this round. sealed_at: moment in UTC, ISO 8601. sealed_by: a name.
        replaces: hash and number of the bundle it follows, and why; empty for the first.
        approvals: who accepted what before it was sealed: `what`, `by`, `at`, plain texts.
    """

    round: Mapping[str, str]
    edition: Mapping[str, str]
    body: Mapping[str, str]
    period: str
    number: int
    sealed_at: str
    sealed_by: str
    engine: str
    replaces: Mapping[str, str] | None = None
    approvals: tuple[Mapping[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it stands in the manifest and in what `dudao bundle` prints."""
        return {
            "round": dict(self.round),
            "edition": dict(self.edition),
            "body": dict(self.body),
            "period": self.period,
            "number": self.number,
            "sealed_at": self.sealed_at,
            "sealed_by": self.sealed_by,
            "engine": self.engine,
            "replaces": dict(self.replaces) if self.replaces else None,
            "approvals": [dict(each) for each in self.approvals],
        }


@dataclass(frozen=True, slots=True)
class Manifest:
    """The heading with the parts in the order of their paths."""

    heading: Heading
    parts: tuple[PartLine, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, before they are brought into canonical form."""
        return {
            "format": FORMAT,
            "version": VERSION,
            **self.heading.as_json(),
            "parts": [each.as_json() for each in sorted(self.parts, key=lambda part: part.path)],
        }

    def as_bytes(self) -> bytes:
        """The manifest as it stands in the file."""
        return canonical(self.as_json())

    @property
    def hash(self) -> str:
        """The bundle's hash."""
        return digest_of_bytes(self.as_bytes())


def canonical(content: Any) -> bytes:
    """Plain values in the one form that has the hash: JSON, keys sorted, no blanks, UTF-8.

    >>> canonical({"乙": 1, "甲": [None, "x"]}).decode()
    '{"乙":1,"甲":[null,"x"]}'
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def read_listing(content: bytes, name: str) -> dict[str, Any]:
    """The object in a list of a bundle; only in canonical form, so that nothing stands there twice or unseen.

    Raises:
        UnreadableError: no JSON object, fractions, or another form.
    """
    try:
        listed = json.loads(content, parse_float=_no_fraction, parse_constant=_no_fraction)
        if isinstance(listed, dict) and canonical(listed) == content:
            return listed
    except (ValueError, RecursionError):
        pass
    raise UnreadableError(
        f"{name} 不是规定的形式（按键排序、没有空白的 JSON）；文件可能被改动过",
        f"{name} is not in canonical form (JSON, keys sorted, no blanks); the file may have been changed",
    )


def _no_fraction(text: str) -> Any:
    raise ValueError(f"a bundle holds no fraction: {text[:20]}")


def read_manifest(content: bytes, name: str = "manifest.json") -> Manifest:
    """The manifest in some bytes.

    Raises:
        UnreadableError: not canonical, or a key that does not hold; the sentence names it.
        MisuseError: a format or version that this release does not know.
    """
    listed = read_listing(content, name)
    check_format(listed, FORMAT, VERSION, name)
    take = Taker(listed, name)
    number = take.number("number")
    heading = Heading(
        round=take.texts("round"),
        edition=take.texts("edition"),
        body=take.texts("body"),
        period=take.text("period"),
        number=number,
        sealed_at=take.text("sealed_at"),
        sealed_by=take.text("sealed_by"),
        engine=take.text("engine"),
        replaces=take.texts("replaces") if listed.get("replaces") is not None else None,
        approvals=tuple(Taker({"approvals": each}, name).texts("approvals") for each in take.rows("approvals")),
    )
    return Manifest(heading, tuple(part_of(each, name) for each in take.rows("parts")))


def check_format(listed: Mapping[str, Any], wanted: str, version: int, name: str) -> None:
    """Refuse a list that is of another kind, or newer than this release."""
    if listed.get("format") != wanted:
        raise UnreadableError(f"{name} 不是 {wanted} 的清单", f"{name} is no list of the format {wanted}")
    found = listed.get("version")
    if found != version:
        shown = str(found)[:20]
        raise MisuseError(
            f"{name} 的格式版本是 {shown}，这个程序只认识 {version}；请换用更新的 dudao",
            f"{name} has format version {shown}, this release knows {version}; use a newer dudao",
        )


def part_of(row: object, name: str) -> PartLine:
    """One line of the list of parts."""
    take = Taker(row if isinstance(row, dict) else {}, name)
    digest = take.text("sha256")
    if not is_digest(digest):
        raise take.fault("sha256", "64 位十六进制", "64 hexadecimal digits")
    more = tuple(sorted(take.texts("more").items())) if "more" in take.listed else ()
    return PartLine(take.text("path"), take.text("kind"), digest, take.number("size"), take.text("title"), more)


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes typed values out of plain ones; whatever does not fit is told with its key."""

    listed: Mapping[str, Any]
    name: str

    def text(self, key: str) -> str:
        """A text of bearable length."""
        found = self.listed.get(key)
        if not isinstance(found, str) or len(found) > LONGEST_TEXT:
            raise self.fault(key, "文本", "a text")
        return found

    def number(self, key: str) -> int:
        """A whole number, not below nothing."""
        found = self.listed.get(key)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            raise self.fault(key, "不小于零的整数", "a whole number, 0 or more")
        return found

    def texts(self, key: str) -> dict[str, str]:
        """An object of texts."""
        found = self.listed.get(key)
        texts = found if isinstance(found, dict) else {"": None}
        if not all(isinstance(each, str) and len(each) <= LONGEST_TEXT for each in texts.values()):
            raise self.fault(key, "键和文本", "an object of texts")
        return dict(texts)

    def rows(self, key: str) -> list[object]:
        """A list."""
        found = self.listed.get(key)
        if not isinstance(found, list):
            raise self.fault(key, "列表", "a list")
        return found

    def fault(self, key: str, zh: str, en: str) -> UnreadableError:
        """The sentence for a key that does not hold."""
        return UnreadableError(f"{self.name} 的 {key} 应为{zh}", f"{self.name}: {key} should be {en}")
