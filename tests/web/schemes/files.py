"""Scheme files as people send them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from dudao.schemes.load import CATALOGUE

SHIPPED = CATALOGUE / "class-size" / "2018"


def zipped(*, edition: str = "2018", more: Mapping[str, str] | None = None, slug: str = "class-size") -> bytes:
    """The shipped class-size scheme as a zip, under an edition of its own; `more` adds or replaces files."""
    files = {
        str(path.relative_to(SHIPPED)): path.read_text("utf-8")
        for path in SHIPPED.rglob("*")
        if path.is_file() and path.suffix in (".yaml", ".csv")
    }
    files["scheme.yaml"] = files["scheme.yaml"].replace('edition: "2018"', f'edition: "{edition}"')
    files["scheme.yaml"] = files["scheme.yaml"].replace("slug: class-size", f"slug: {slug}")
    return zip_of(files | dict(more or {}))


def zip_of(files: Mapping[str, str]) -> bytes:
    """A zip of texts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()
