"""What `dudao scheme check` does: loaded by that verb only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from dudao.cli.report import parse_day
from dudao.cli.session import Session
from dudao.diagnostics.verdict import ExitCode
from dudao.indicators.folder_check import check_folder
from dudao.reports.draft.content import read_sentences
from dudao.schemes.indicators import Edition
from dudao.schemes.load import find_scheme
from dudao.schemes.model import Scheme
from dudao.schemes.strict import Faults


def write_check(session: Session, path: str, *, day: str | None, output_format: str) -> int:
    """Check a scheme, run its cases, and say what was found; the exit code is 1 where there are faults."""
    asked = parse_day(day) or date.today()  # noqa: DTZ011 - limits hold by the office's own calendar
    found = check_folder(find_scheme(path), asked, more=read_sentences)
    scheme, edition, faults, notes = found.scheme, found.edition, found.faults, found.notes
    if output_format == "json":
        told = {"scheme": f"{edition.slug}/{edition.edition}", "hash": edition.digest, "cases": found.cases}
        told |= {"faults": _told(faults, session.lang), "notes": _told(notes, session.lang)}
        session.say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        session.say("\n".join(_check_lines(scheme, edition, faults, notes, found.cases, session.lang)))
    return ExitCode.FOUND if faults.found else ExitCode.CLEAN


def _told(faults: Faults, lang: str) -> list[dict[str, str | int | None]]:
    return [
        {
            "file": each.origin.file,
            "line": each.origin.line,
            "column": each.origin.column or None,
            "message": each.en if lang == "en" else each.zh,
        }
        for each in faults.ordered()
    ]


def _check_lines(
    scheme: Scheme, edition: Edition, faults: Faults, notes: Faults, cases: int, lang: str
) -> Iterator[str]:
    english = lang == "en"
    for word, found in (("error" if english else "错误", faults), ("note" if english else "提示", notes)):
        for each in found.ordered():
            yield f"{each.origin}: {word}: {each.en if english else each.zh}"
    name = f"{scheme.slug}/{scheme.edition}"
    if english:
        yield (
            f"{name}: {len(faults.found)} errors, {len(notes.found)} notes; {len(scheme.points)} points, "
            f"{len(edition.indicators)} indicators, {cases} cases run"
        )
    else:
        yield (
            f"{name}：错误 {len(faults.found)} 条，提示 {len(notes.found)} 条；要点 {len(scheme.points)} 个，"
            f"指标 {len(edition.indicators)} 个，运行算例 {cases} 个"
        )
