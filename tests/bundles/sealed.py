"""A sealed bundle of an invented county, and ways to make it over as somebody who tampers would."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from dudao.bundles.manifest import Heading, Manifest, PartKind
from dudao.bundles.write import EPOCH, Source, source_of, write_bundle

HEADING = Heading(
    round={"address": "ab12", "title": "2025年县级人民政府履行教育职责评价", "period": "2025"},
    edition={"name": "government-duty-county/2021", "title": "县级评价方案", "hash": "0" * 64},
    body={"code": "990102", "name": "临江县", "kind": "county"},
    period="2025",
    number=1,
    sealed_at="2026-05-06T01:00:00+00:00",
    sealed_by="县联络员甲",
    engine="0.3",
    approvals=({"what": "school 2025", "by": "县联络员甲", "at": "2026-04-01T01:00:00+00:00"},),
)
CONTENTS = {
    "data/school-2025.csv": (PartKind.DATA, "学校 2025", b"body_code,period\n9901020001,2025\n"),
    "data/school.schema.json": (PartKind.SCHEMA, "学校", b'{"fields":[]}'),
    "evidence/files/aa.pdf": (PartKind.EVIDENCE, "文件", b"%PDF-1.7\n" + bytes(range(256))),
    "report/report.docx": (PartKind.REPORT, "自评报告", b"PK\x03\x04 inside"),
    "scores/self-scores.csv": (PartKind.SCORES, "自评得分", b""),
}


def sources() -> list[Source]:
    """The parts."""
    return [source_of(path, kind, title, content) for path, (kind, title, content) in CONTENTS.items()]


def sealed(path: Path, heading: Heading = HEADING) -> Manifest:
    """A sound bundle."""
    return write_bundle(path, heading, sources())


def made_over(old: Path, new: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same zip with other contents, stored as the writer does."""
    with ZipFile(old) as file:
        contents = {name: file.read(name) for name in file.namelist()}
    change(contents)
    with ZipFile(new, "w", ZIP_STORED) as file:
        for name, content in contents.items():
            file.writestr(entry(name), content)
    return new


def entry(name: str) -> ZipInfo:
    """An entry as the writer makes it."""
    info = ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o100644 << 16
    return info


def bytes_of_parts(path: Path) -> list[tuple[str, int, int]]:
    """Part, and from where to where its bytes stand in the file."""
    content = path.read_bytes()
    with ZipFile(io.BytesIO(content)) as file:
        found = []
        for info in file.infolist():
            start = info.header_offset + 30 + int.from_bytes(content[info.header_offset + 26 :][:2], "little")
            start += int.from_bytes(content[info.header_offset + 28 :][:2], "little")
            found.append((info.filename, start, start + info.compress_size))
    return found
