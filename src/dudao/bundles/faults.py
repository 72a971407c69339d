"""What is wrong with a bundle: kind, the part, what should be there and what is. Sentences come in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """Kinds of faults; the names are public, as keys of JSON are."""

    CHANGED = "changed"
    SIZE = "size"
    MISSING = "missing"
    EXTRA = "extra"
    TWICE = "twice"
    NAME = "unsafe-name"
    LINK = "not-a-file"
    UNREADABLE = "unreadable"
    LIMIT = "over-limit"
    MANIFEST = "manifest"
    OTHER_BUNDLE = "other-bundle"
    HASH = "hash"
    ENDORSED = "endorsements-hash"
    CHAIN = "chain"
    REPACKED = "repacked"


SENTENCES: dict[FaultKind, tuple[str, str]] = {
    FaultKind.CHANGED: (
        "{part} 的内容被改动：应为 {expected}，实为 {found}",
        "{part} was changed: {expected} was sealed, {found} is there",
    ),
    FaultKind.SIZE: (
        "{part} 的大小不对：应为 {expected} 字节，实为 {found} 字节",
        "{part} has the wrong size: {expected} bytes were sealed, {found} are there",
    ),
    FaultKind.MISSING: ("缺少 {part}，清单里有它", "{part} is missing; the manifest lists it"),
    FaultKind.EXTRA: ("多出 {part}，清单里没有它", "{part} is extra; the manifest does not list it"),
    FaultKind.TWICE: ("{part} 出现不止一次", "{part} stands more than once"),
    FaultKind.NAME: (
        "文件名 {part} 不安全（只能用小写字母、数字、点、横线、下划线和 /）；请勿解包",
        "the name {part} is not safe (lower-case letters, digits, . _ - and / only); do not unpack the file",
    ),
    FaultKind.LINK: (
        "{part} 不是普通文件（{found}）；请勿解包",
        "{part} is no plain file ({found}); do not unpack the file",
    ),
    FaultKind.UNREADABLE: ("{part} 读不出来：{found}", "{part} cannot be read: {found}"),
    FaultKind.LIMIT: (
        "{part} 超过上限：最多 {expected}，实为 {found}",
        "{part} is over the limit: at most {expected}, there are {found}",
    ),
    FaultKind.MANIFEST: ("{part} 有误：{found}，应为{expected}", "{part} does not hold: {found}; expected {expected}"),
    FaultKind.OTHER_BUNDLE: (
        "{part} 是另一份封存件的：应为 {expected}，实为 {found}",
        "{part} belongs to another bundle: expected {expected}, found {found}",
    ),
    FaultKind.HASH: (
        "封存件的哈希与给出的不符：应为 {expected}，实为 {found}",
        "the bundle's hash is not the one given: expected {expected}, found {found}",
    ),
    FaultKind.ENDORSED: (
        "签批记录的哈希与给出的不符：应为 {expected}，实为 {found}",
        "the endorsements' hash is not the one given: expected {expected}, found {found}",
    ),
    FaultKind.CHAIN: (
        "不是接续这一份前一版的：应接续 {expected}，实为 {found}",
        "does not follow the version given: expected {expected}, found {found}",
    ),
    FaultKind.REPACKED: (
        "压缩包被重新打包过（{found}）；内容另行核对",
        "the container was packed anew ({found}); what it holds is verified apart",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `part` is the path as it stands in the file, safe to show only after `one_line`."""

    kind: FaultKind
    part: str = ""
    expected: str = ""
    found: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the bundle is broken by it; a container packed anew alone breaks nothing."""
        return self.kind is not FaultKind.REPACKED

    def sentence(self, lang: str) -> str:
        """The fault in words, zh or en."""
        words = SENTENCES[self.kind][lang == "en"]
        return words.format(part=self.part, expected=self.expected, found=self.found)


def verdict_of(faults: Iterable[Fault]) -> str:
    """`sound`, `warnings` or `broken`."""
    every = list(faults)
    if any(each.is_error for each in every):
        return "broken"
    return "warnings" if every else "sound"
