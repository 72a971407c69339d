"""What `dudao scheme export` and `import` do: loaded by these verbs only."""

from __future__ import annotations

from pathlib import Path

from dudao.cli.files import check_target, write_whole
from dudao.cli.session import Session
from dudao.schemes.edition import load_edition
from dudao.schemes.load import find_scheme
from dudao.schemes.workbook.read import import_workbook
from dudao.schemes.workbook.write import workbook_of
from dudao.values.errors import MisuseError


def write_workbook(session: Session, name: str, out: Path) -> None:
    """Write an edition that has no faults as a workbook."""
    if out.suffix.lower() != ".xlsx":
        raise MisuseError(f"-o 的文件名应以 .xlsx 结尾，不是 {out.name}", f"-o must end in .xlsx: {out.name}")
    load_edition(name)
    folder = find_scheme(name)
    check_target(out, (folder,))
    write_whole(out, workbook_of(folder, session.lang))
    session.say(f"{out}")


def read_workbook(session: Session, file: Path, out: Path) -> None:
    """Write the scheme folder of a workbook, and say what it is now known by."""
    folder = import_workbook(file, out)
    edition = load_edition(str(folder))
    session.say(f"{folder}  {edition.slug}/{edition.edition}  {edition.digest}")
