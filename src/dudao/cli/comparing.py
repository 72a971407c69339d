"""What `dudao report diff` does: two files read, their reports compared, the differences written in the form asked for."""

from __future__ import annotations

import json
from pathlib import Path

from dudao.cli.files import write_whole
from dudao.cli.report import deliver, know_format
from dudao.cli.session import Session
from dudao.reports.compare.model import ReportDifference
from dudao.reports.compare.versions import compare_files
from dudao.reports.output.difference_as_json import difference_as_json
from dudao.reports.output.difference_as_text import render_difference
from dudao.reports.output.difference_page import render_difference_page
from dudao.reports.run import read_file


def write_difference(
    session: Session, old: Path, new: Path, output_format: str, out: Path | None, *, with_all: bool
) -> bool:
    """Write what changed, to `out` or the terminal (a page beside the new file); whether anything did."""
    know_format(output_format, ("text", "json", "html"))
    session.progress("read")
    differences = compare_files(read_file(old), read_file(new))
    session.progress("write")
    _write(session, differences, output_format, out or new.with_name(f"{new.stem}.diff.html"), out, with_all)
    session.clear_progress()
    return not all(each.is_same for each in differences)


def _write(
    session: Session,
    differences: tuple[ReportDifference, ...],
    output_format: str,
    page: Path,
    out: Path | None,
    with_all: bool,
) -> None:
    if output_format == "html":
        write_whole(page, render_difference_page(differences, lang=session.lang))
        session.tell(f"已写出 {page}", f"wrote {page}")
    elif output_format == "json":
        first, *others = [difference_as_json(each, with_unchanged=with_all) for each in differences]
        if others:
            first["others"] = others
        deliver(session, json.dumps(first, ensure_ascii=False, indent=1), out)
    else:
        deliver(session, "\n\n".join(render_difference(each, session.lang) for each in differences), out)
