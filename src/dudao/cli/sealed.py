"""What `dudao bundle` does: loaded by its verbs only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dudao.bundles.faults import Fault
from dudao.bundles.manifest import KINDS
from dudao.bundles.moments import local_moment
from dudao.bundles.names import is_digest
from dudao.bundles.verify import Looked, look_into, verify_bundle
from dudao.cli.files import check_target, write_whole
from dudao.cli.report import know_format
from dudao.cli.session import Session
from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.verdict import ExitCode
from dudao.diagnostics.visible import one_line
from dudao.values.errors import MisuseError

FORMATS = ("text", "json")
VERDICTS = {
    "sound": Bilingual("完好：与封存时一字不差", "sound: every byte is as it was sealed"),
    "warnings": Bilingual("内容完好，压缩包重新打包过", "what was sealed is whole; the container was packed anew"),
    "broken": Bilingual("不完好：不能作为报送依据", "broken: not what was sealed"),
}
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a bundle should be: hashes as a receipt names them ("" for not asked), the bundle that it should replace."""

    hash: str
    endorsements: str
    after: Path | None


def write_verification(session: Session, file: Path, wanted: Wanted, output_format: str, out: Path | None) -> int:
    """Verify and tell; exit code 0 sound, 1 broken."""
    know_format(output_format, FORMATS)
    _check_paths(file, wanted.after, out)
    for name, digest in (("--hash", wanted.hash), ("--endorsements", wanted.endorsements)):
        if digest and not is_digest(digest.lower()):
            raise MisuseError(f"{name} 应为 64 位十六进制", f"{name} takes 64 hexadecimal digits")
    previous = look_into(wanted.after).hash if wanted.after is not None else ""
    verified = verify_bundle(file, expected=wanted.hash, endorsed=wanted.endorsements, previous=previous)
    looked, lang = verified.looked, session.lang
    if output_format == "json":
        printed = contents_as_json(looked)
        printed |= {"verdict": verified.verdict, "faults": [_fault_as_json(each) for each in verified.faults]}
        _give(session, json.dumps(printed, ensure_ascii=False, indent=2), out)
    else:
        lines = [*_heading(looked, lang), "", VERDICTS[verified.verdict].in_language(lang)]
        lines += [f"  {_safe(each.sentence(lang))}" for each in verified.faults]
        _give(session, "\n".join(lines), out)
    return ExitCode.CLEAN if verified.is_sound else ExitCode.FOUND


def write_contents(session: Session, file: Path, output_format: str, out: Path | None) -> int:
    """List what a bundle says it holds."""
    know_format(output_format, FORMATS)
    _check_paths(file, None, out)
    looked = look_into(file)
    if output_format == "json":
        _give(session, json.dumps(contents_as_json(looked), ensure_ascii=False, indent=2), out)
        return ExitCode.CLEAN
    _give(session, "\n".join([*_heading(looked, session.lang), "", *_listing(looked, session.lang)]), out)
    return ExitCode.CLEAN


def _check_paths(file: Path, after: Path | None, out: Path | None) -> None:
    for each in (file, after):
        if each is not None and not each.is_file():
            raise MisuseError(f"没有文件 {each}", f"there is no file {each}")
    if out is not None:
        check_target(out, [each for each in (file, after) if each is not None])


def _give(session: Session, text: str, out: Path | None) -> None:
    if out is None:
        session.say(text)
    else:
        write_whole(out, text + "\n")
        session.tell(f"已写出 {out}", f"wrote {out}")


def contents_as_json(looked: Looked) -> dict[str, Any]:
    """What a bundle says of itself as plain values; the keys are public."""
    said = looked.endorsements
    return {
        "hash": looked.hash,
        "endorsements_hash": looked.endorsements_hash or None,
        **looked.manifest.heading.as_json(),
        "endorsements": [dict(each) for each in said.entries] if said else [],
        "parts": [{"more": {}, **each.as_json()} for each in looked.lines],
    }


def _fault_as_json(fault: Fault) -> dict[str, Any]:
    return {
        "kind": fault.kind.value,
        "level": "error" if fault.is_error else "warning",
        "part": fault.part,
        "expected": fault.expected,
        "found": fault.found,
        "message_zh": fault.sentence("zh"),
        "message_en": fault.sentence("en"),
    }


def _heading(looked: Looked, lang: str) -> Iterator[str]:
    head, is_english = looked.manifest.heading, lang == "en"
    named = f"{head.body.get('name', '')}  {head.round.get('title', '')}  {head.period}"
    yield _safe(named)
    number = (
        f"submission {head.number} of this body in this round" if is_english else f"本单位本轮第 {head.number} 次报送"
    )
    at = local_moment(head.sealed_at, head.round)
    sealed = f"sealed {at} by {head.sealed_by}" if is_english else f"{at} 由{head.sealed_by}封存"
    yield _safe(f"{number}，{sealed}" if not is_english else f"{number}, {sealed}")
    yield _safe(f"{'scheme' if is_english else '方案'}  {head.edition.get('name', '')}  {head.edition.get('hash', '')}")
    yield f"{'hash' if is_english else '哈希'}  {looked.hash}"
    if looked.endorsements_hash:
        yield f"{'endorsements' if is_english else '签批记录'}  {looked.endorsements_hash}"
    if head.replaces:
        yield _safe(_replaced(head.replaces, is_english=is_english))
    total = sum(each.size for each in looked.lines)
    yield f"{len(looked.lines)} parts, {total} bytes" if is_english else f"共 {len(looked.lines)} 件，{total} 字节"


def _replaced(replaces: Mapping[str, str], *, is_english: bool) -> str:
    """Which one it follows, and why."""
    number, digest, reason = (replaces.get(name, "") for name in ("number", "hash", "reason"))
    if is_english:
        return f"replaces submission {number}  {digest}" + (f" ({reason})" if reason else "")
    return f"接续第 {number} 次  {digest}" + (f"（{reason}）" if reason else "")


def _listing(looked: Looked, lang: str) -> Iterator[str]:
    for each in looked.lines:
        kind = KINDS.get(each.kind, (each.kind, each.kind))[lang == "en"]
        yield _safe(f"  {each.sha256[:12]}  {each.size:>12}  {kind}  {each.path}  {each.title}")
    for entry in looked.endorsements.entries if looked.endorsements else ():
        at = local_moment(str(entry.get("at", "")), looked.manifest.heading.round)
        yield _safe(f"  {at}  {entry.get('step', '')}  {entry.get('by', '')}  {entry.get('note', '')}")


def _safe(text: str) -> str:
    """One line that a terminal only shows, cut where a hostile file made it endless."""
    return one_line(text)[:LONGEST]
