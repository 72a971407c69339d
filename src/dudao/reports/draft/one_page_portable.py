"""A form of one page as PDF, set by typst."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import typst

from dudao.reports.draft.one_page import BOX_MM, LABEL_MM, PICTURE_MM, SMALL_POINTS, TEXT_POINTS, FormDocument
from dudao.reports.draft.portable import FIXED_STAMP, FONTS, require_font

TEMPLATE = Path(__file__).parent / "one_page.typ"
PICTURE = "code.png"


def render_form_pdf(form: FormDocument) -> bytes:
    """The bytes of a PDF/A-2b.

    Raises:
        MissingToolError: the machine has no Chinese font at all.
    """
    require_font()
    content = {name: value for name, value in asdict(form).items() if name != "picture"} | {
        "has_picture": bool(form.picture),
        "fonts": {official: [*names] for official, names in FONTS.items()},
        "measures": {
            "text": TEXT_POINTS,
            "small": SMALL_POINTS,
            "label": LABEL_MM,
            "box": BOX_MM,
            "picture": PICTURE_MM,
        },
    }
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
        (Path(folder) / "content.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        if form.picture:
            (Path(folder) / PICTURE).write_bytes(form.picture)
        pdf: bytes = typst.compile(str(main), root=folder, format="pdf", pdf_standards=["a-2b"], timestamp=FIXED_STAMP)
    return pdf
