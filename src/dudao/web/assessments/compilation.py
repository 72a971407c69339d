"""The compilation of policies (政策汇编) as one file: the list, and the documents themselves, numbered as the list has them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO

from django.utils.translation import gettext as _

from dudao.reports.draft.form_word import render_form
from dudao.web.assessments.application_paper import policies_form
from dudao.web.assessments.applications import policies_of
from dudao.web.assessments.models import Application
from dudao.web.evidence.queries import ManifestLine, manifest_of
from dudao.web.evidence.states import Visibility
from dudao.web.evidence.storage import MEGABYTE, clean_name
from dudao.web.policies import Refused

MOST_BYTES = 500 * MEGABYTE
IN_MEMORY = 8 * MEGABYTE
LONGEST_TITLE = 60


def compile_policies(application: Application) -> IO[bytes]:
    """A ZIP file with the list as a Word file and each document that the catalogue of evidence holds, at its beginning.

    Documents without a file, and those with personal data, stand in the list alone.

    Raises:
        Refused: the documents are larger together than one file may be.
    """
    numbered = _numbered(application)
    if sum(line.size for _number, line in numbered) > MOST_BYTES:
        raise Refused(_("全部文件超过 %(most)d MB，请到“佐证材料”里分批下载。") % {"most": MOST_BYTES // MEGABYTE})
    form = policies_form(application)
    made = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer that sends it closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(f"00 {form.title}.docx", render_form(form))
        for number, line in numbered:
            if line.path is not None and line.path.is_file():
                with line.path.open("rb") as file, packed.open(_name_of(number, line), "w") as target:
                    shutil.copyfileobj(file, target)
    made.seek(0)
    return made


def _numbered(application: Application) -> list[tuple[int, ManifestLine]]:
    """The documents with a file, each with its number in the list."""
    lines = {line.number: line for line in manifest_of(application.evaluated)}
    listed = enumerate(policies_of(application.evaluated), start=1)
    found = [(number, lines[each.evidence]) for number, each in listed if each.evidence in lines]
    return [(number, line) for number, line in found if line.sha256 and line.visibility != Visibility.PERSONAL]


def _name_of(number: int, line: ManifestLine) -> str:
    """01 标题（文号）.pdf"""
    told = f"{line.title[:LONGEST_TITLE]}（{line.document_number}）" if line.document_number else line.title
    return f"{number:02} {clean_name(told.replace('/', '／'))[:100]}{PurePath(line.name).suffix[:12]}"
