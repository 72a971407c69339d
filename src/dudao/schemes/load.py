"""Scheme folders to a `Scheme`: every wrong key is told at once, with file, line and the nearest word that would fit.

A scheme is content: `scheme.yaml` in `catalogue/<slug>/<edition>/` or in any folder named on the command line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dudao.schemes.model import Scheme
from dudao.values.errors import MisuseError

CATALOGUE = Path(__file__).parent / "catalogue"
FILE_NAME = "scheme.yaml"


def load_scheme(name: str, *, day: date | None = None) -> Scheme:
    """A scheme by slug (the edition in force on the day), by slug/edition, or by folder.

    Raises:
        MisuseError: no such scheme (the nearest slug is named), or the file's faults, one a line.
    """
    return read_scheme(find_scheme(name, day=day))


def find_scheme(name: str, *, day: date | None = None) -> Path:
    """The folder of a scheme; raises MisuseError where there is none, saying what is there instead."""
    path = Path(name)
    folder = path.parent if path.name == FILE_NAME else path
    if (folder / FILE_NAME).is_file():
        return folder
    slug, _, edition = name.partition("/")
    if edition and (CATALOGUE / slug / edition / FILE_NAME).is_file():
        return CATALOGUE / slug / edition
    editions = [] if edition or not slug else list(scheme_folders(slug))
    if editions:
        in_force = [each for each in editions if day is None or _is_in_force(read_scheme(each), day)]
        return (in_force or editions)[-1]
    raise _no_scheme(path, name, slug)


def _no_scheme(path: Path, name: str, slug: str) -> MisuseError:
    """Why there is no scheme of a name: a folder without its file, another file, a slip in a slug."""
    if path.is_dir():
        inside = sorted(file.parent.name for file in path.glob(f"*/{FILE_NAME}"))[:5]
        zh = f"；是否想用 {path / inside[0]}？" if inside else f"；方案文件夹里要有 {FILE_NAME}"
        en = f"; did you mean {path / inside[0]}?" if inside else f"; a scheme folder holds a {FILE_NAME}"
        return MisuseError(f"文件夹 {path} 里没有 {FILE_NAME}{zh}", f"the folder {path} has no {FILE_NAME}{en}")
    if path.exists():
        return MisuseError(
            f"{path} 不是方案文件夹；请写含有 {FILE_NAME} 的文件夹",
            f"{path} is no scheme folder; name the folder that holds {FILE_NAME}",
        )
    slugs = sorted({each.parent.name for each in scheme_folders()})
    near = difflib.get_close_matches(slug, slugs, 1)
    zh = f"；是否想用 {near[0]}？" if near else f"；现有：{'、'.join(slugs)}"
    en = f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(slugs)}"
    return MisuseError(f"没有评价方案 {name}{zh}", f"there is no scheme {name}{en}")


def scheme_folders(slug: str = "*") -> Iterable[Path]:
    """The folders of the shipped schemes, by slug and edition."""
    return sorted(file.parent for file in CATALOGUE.glob(f"{slug}/*/{FILE_NAME}"))


def _is_in_force(scheme: Scheme, day: date) -> bool:
    return (scheme.valid_from is None or scheme.valid_from <= day) and (
        scheme.valid_to is None or day < scheme.valid_to
    )


def read_scheme(folder: Path) -> Scheme:
    """Read `scheme.yaml` of a folder; raises MisuseError with every fault of the file."""
    # Loaded here: a check against no scheme should not wait for what reads one.
    from dudao.schemes.faults import Faults
    from dudao.schemes.outline_load import read_outline

    faults = Faults()
    scheme = read_outline(folder, faults)
    faults.refuse()
    return scheme
