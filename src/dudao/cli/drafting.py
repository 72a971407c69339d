"""What `dudao report draft` does: scheme and facts to a document, the document to a file, its figures beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dudao.cli.files import write_whole
from dudao.cli.report import known_facts, parse_day, period_of
from dudao.cli.session import Session
from dudao.facts.known import KnownBody, KnownFacts
from dudao.reports.draft.bindings import write_bindings
from dudao.reports.draft.compose import compose_report
from dudao.reports.draft.content import read_sentences
from dudao.reports.draft.document import OfficialDocument
from dudao.reports.draft.fact_book import find_body
from dudao.reports.draft.gaps import GAP
from dudao.reports.draft.plain import render_plain
from dudao.schemes.load import find_scheme, read_scheme
from dudao.values.errors import MisuseError

KINDS = (".docx", ".pdf", ".txt")


def write_draft(
    session: Session,
    scheme: str,
    out: Path,
    *,
    facts: tuple[Path, ...],
    period: str | None,
    day: str | None,
    body: str | None,
) -> None:
    """Write the report to `out` and what its figures are from beside it; raises MisuseError for a call that cannot be met."""
    if out.suffix.lower() not in KINDS:
        raise MisuseError(
            f"-o 的文件名应以 {'、'.join(KINDS)} 结尾，不是 {out.name}",
            f"-o must end in {', '.join(KINDS)}: {out.name}",
        )
    issued, asked = parse_day(day), period_of(period)
    folder = find_scheme(scheme, day=issued or (date(asked.last_year, 12, 31) if asked else None))
    edition = read_scheme(folder)
    drafting = read_sentences(folder, edition)
    known = known_facts(facts, session, edition.own) if facts else KnownFacts()
    document = compose_report(edition, drafting, known, period=asked, day=issued, body=_body(known, body))
    session.progress("write")
    beside = write_bindings(document, out)  # first: it refuses a file of that name which holds something else
    _write(session, document, out)
    session.tell(
        f"方案 {edition.slug}/{edition.edition}：{edition.status_zh}",
        f"scheme {edition.slug}/{edition.edition}: {edition.status_en}",
    )
    gaps = document.plain.count(GAP)
    session.tell(
        f"已写出 {out}，有 {gaps} 处待补；数字的出处在 {beside.name}",
        f"wrote {out}, {gaps} gaps to fill; {beside.name} says where its figures are from",
    )


def _body(known: KnownFacts, name: str | None) -> KnownBody | None:
    found = find_body(known, name) if name else None
    if name and found is None:
        raise MisuseError(f"所给数据里没有单位 {name}", f"the facts name no government {name}")
    return found


def _write(session: Session, document: OfficialDocument, out: Path) -> None:
    """One file; the fonts that stood in for official ones are told."""
    kind = out.suffix.lower()
    if kind == ".txt":
        write_whole(out, render_plain(document))
    elif kind == ".docx":
        from dudao.reports.draft.word import render_word  # python-docx and typst are slow to load and often not needed

        write_whole(out, render_word(document))
    else:
        from dudao.reports.draft.portable import render_pdf  # as above

        blob, replaced = render_pdf(document)
        write_whole(out, blob)
        if replaced:
            session.tell(f"这台电脑缺少的字体已代替：{'、'.join(replaced)}", f"fonts replaced: {', '.join(replaced)}")
